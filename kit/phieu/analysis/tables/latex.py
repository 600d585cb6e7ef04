"""Tables as LaTeX: a longtable with booktabs, its head repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from phieu.analysis.wrapping import wrapped

from .cells import Cell
from .layout import LaidRow, Layout, Span, cell_text, layout

if TYPE_CHECKING:
    from .model import Table

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "[": "{[}", "]": "{]}", "*": "{*}", '"': "{''}",
}  # fmt: skip
_STUB = 0.32  # share of the line that the rows' headings take
_WIDE = 6  # columns of figures; more are set smaller
_ACROSS = 90  # characters of a line over the whole width
_HEADING = 10  # characters of a heading, after which its words go on below


def latex_text(table: Table) -> str:
    """Needs the packages longtable, booktabs and array; Vietnamese needs XeLaTeX or LuaLaTeX, or
    the encoding T5. A wide table is set smaller and closer."""
    laid = layout(table)
    warning = _strong_lines(laid.warning) if laid.warning else ()
    head = [r"\toprule", *_head(laid), r"\midrule"]
    size = r"\footnotesize\setlength{\tabcolsep}{2.5pt}" if laid.width > _WIDE else r"\small"
    stub = rf">{{\raggedright\arraybackslash}}p{{{_STUB}\linewidth}}"
    return "\n".join(
        [
            r"% \usepackage{longtable,booktabs,array}",
            rf"{{{size}",
            rf"\begin{{longtable}}{{{stub}*{{{laid.width}}}{{r}}}}",
            rf"\caption{{{escaped(laid.title)}}}\\",
            *warning,
            *head,
            r"\endfirsthead",
            *head,
            r"\endhead",
            r"\bottomrule",
            r"\endlastfoot",
            *_body(laid),
            r"\end{longtable}}",
            *_under(laid),
            "",
        ]
    )


def escaped(text: str) -> str:
    """Text that LaTeX sets as it is. Square brackets and stars stand in braces: after a line's
    end they would be an option of it."""
    return "".join(_ESCAPES.get(character, character) for character in " ".join(text.split()))


def _strong_lines(text: str) -> Iterator[str]:
    """A heading over the whole width, kept with what follows. It takes no width itself: the
    columns would be stretched to it."""
    for line in wrapped(text, _ACROSS).split("\n"):
        yield rf"\leavevmode\rlap{{\textbf{{{escaped(line)}}}}}\\*"


def _head(laid: Layout) -> Iterator[str]:
    depth = len(laid.spans)
    for line in range(depth):
        parts = [escaped(laid.corner) if line == depth - 1 else ""]
        rules: list[str] = []
        place = 0
        for span in _standing_on(laid, line):
            parts += [""] * (span.column - place)
            parts.append(_heading(span))
            place = span.column + span.columns
            if span.columns > 1:
                rules.append(rf"\cmidrule(lr){{{span.column + 2}-{place + 1}}}")
        parts += [""] * (laid.width - place)
        yield " & ".join(parts) + r"\\" + "".join(rules)


def _standing_on(laid: Layout, line: int) -> Sequence[Span]:
    """The headings whose last line this is: a heading of several lines stands on the rule."""
    spans = [span for spans in laid.spans for span in spans]
    return sorted(
        (span for span in spans if span.line + span.lines - 1 == line), key=lambda s: s.column
    )


def _heading(span: Span) -> str:
    """Words under each other in a small tabular, for a column takes its width from them."""
    words = [escaped(word) for word in span.label.split()]
    lines = r"\\".join(_lines(words, _HEADING * span.columns))
    if span.columns == 1:
        return rf"\begin{{tabular}}[b]{{@{{}}r@{{}}}}{lines}\end{{tabular}}"
    centred = rf"\begin{{tabular}}[b]{{@{{}}c@{{}}}}{lines}\end{{tabular}}"
    return rf"\multicolumn{{{span.columns}}}{{c}}{{{centred}}}"


def _lines(words: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) >= width:
            yield line
            line = word
        else:
            line = f"{line} {word}".lstrip()
    yield line


def _body(laid: Layout) -> Iterator[str]:
    for section in laid.sections:
        if section.heading:
            yield from _strong_lines(section.heading)
        for row in section.rows:
            yield _row(row, inset=bool(section.heading))


def _row(row: LaidRow, *, inset: bool) -> str:
    texts = [escaped(row.heading), *map(_cell, row.cells)]
    if row.total:
        texts = [rf"\textbf{{{text}}}" for text in texts]
    if inset:
        texts[0] = rf"\hangindent=1em\hspace{{1em}}{texts[0]}"
    return " & ".join(texts) + r"\\"


def _cell(cell: Cell) -> str:
    letters = rf"\textsuperscript{{{escaped(cell.letters)}}}" if cell.letters else ""
    return escaped(cell_text(cell)) + letters


def _under(laid: Layout) -> Iterator[str]:
    if laid.under:
        yield r"{\footnotesize"
        yield from (rf"\noindent {escaped(line)}\par" for line in laid.under)
        yield "}"
