"""A report as one HTML file that needs nothing else: style and pictures stand in it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import assert_never

from phieu.exports.table_grids import GridCell
from phieu.paper.heads import HeadStyle

from .model import (
    Annex,
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Report,
    Tabulation,
)
from .page import grid_on_page
from .words import Words, words

# Nothing may be fetched and no script may run, whatever a respondent wrote.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def html(report: Report) -> str:
    """The whole document. Every text in it is escaped."""
    told, numbered = words(), report.numbered()
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{_text(report.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(report.file_title)}</title>",
            f"<style>\n{_style()}{_on_every_page(report.marks)}</style>",
            "</head>",
            "<body>",
            *(f'<p class="mark">{_text(mark)}</p>' for mark in report.marks),
            "<main>",
            *_head(report),
            *_blocks(numbered.body, told),
            *_closing(report, told),
            *_annexes(numbered.annexes, told),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _style() -> str:
    return (files("phieu.reports") / "templates" / "report.css").read_text("utf-8")


def _on_every_page(marks: Sequence[str]) -> str:
    """The marks at the foot of each printed page."""
    if not marks:
        return ""
    # Written as numbers: no letter of a mark can end the string or the style.
    letters = "".join(f"\\{ord(letter):x} " for letter in " – ".join(marks).upper())
    font = 'bold 9pt "Times New Roman", Tinos, "Liberation Serif", serif'
    return f'@page {{ @bottom-center {{ content: "{letters}"; color: #9c2a10; font: {font}; }} }}\n'


def _text(text: str) -> str:
    return escape(text, quote=True)


def _head(report: Report) -> Iterator[str]:
    head, style = report.head, report.head.style
    yield '<header><div class="head">'
    yield '<div class="organ">'
    if head.parent_organ:
        yield _line(head.parent_organ.upper(), style.parent_pt)
    yield _line(head.organ.upper(), style.organ_pt, bold=True)
    yield '<p class="star">*</p>' if style.divider == "star" else '<hr class="part">'
    yield _line(f"{style.number_word} {head.number}", style.number_pt)
    yield '</div><div class="motto">'
    yield from _motto(style)
    yield f'<p style="font-size: {style.date_pt}pt"><em>'
    yield f"{_text(head.place)}, {_text(report.dated)}</em></p>"
    yield "</div></div>"
    yield f"<h1>{_text(report.kind.upper())}<span>{_text(report.subject)}</span></h1>"
    yield '<hr class="part"></header>'


def _motto(style: HeadStyle) -> Iterator[str]:
    *above, last = style.motto
    for line in above:
        yield _line(line.text, line.size_pt, bold=line.bold)
    yield _line(last.text, last.size_pt, bold=last.bold, ruled=True)


def _line(text: str, size_pt: float, *, bold: bool = False, ruled: bool = False) -> str:
    weight = "bold" if bold else "normal"
    shown = f'<span class="ruled">{_text(text)}</span>' if ruled else _text(text)
    return f'<p style="font-size: {size_pt}pt; font-weight: {weight}">{shown}</p>'


def _blocks(blocks: Iterable[Block], told: Words) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, told)


def _block(block: Block, told: Words) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Paragraph(text, lead):
            start = f"<strong>{_text(lead)}</strong> " if lead else ""
            kind = "body leading" if block.leads_over else "body"
            yield f'<p class="{kind}">{start}{_text(text)}</p>'
        case Bullets(items):
            yield "<ul>"
            yield from (f"<li>{_text(item)}</li>" for item in items)
            yield "</ul>"
        case Quote(text, said_by):
            by = f" <cite>({_text(said_by)})</cite>" if said_by else ""
            yield f"<blockquote><q>{_text(text)}</q>{by}</blockquote>"
        case Tabulation():
            yield from _tabulation(block, told)
        case Picture():
            yield from _picture(block, told)
        case PageBreak():
            yield '<div class="break"></div>'
        case _:
            assert_never(block)


def _tabulation(block: Tabulation, told: Words) -> Iterator[str]:
    grid = grid_on_page(block.table)
    yield f'<div class="tabulation{" short" if grid.is_short else ""}">'
    yield f'<table style="font-size: {grid.size_pt}pt">'
    yield f"<caption><strong>{told.table} {block.number}.</strong> "
    yield f"<em>{_text(block.table.title)}</em></caption>"
    whole = sum(grid.widths_mm)
    shares = (f'<col style="width: {100 * width / whole:.1f}%">' for width in grid.widths_mm)
    yield f"<colgroup>{''.join(shares)}</colgroup>"
    yield "<thead>"
    yield from (_row(line) for line in grid.head)
    yield "</thead><tbody>"
    yield from (_row(line) for line in grid.rows)
    yield "</tbody></table>"
    yield from (f'<p class="below">{_text(line)}</p>' for line in grid.under)
    yield "</div>"


def _row(line: Sequence[GridCell]) -> str:
    return (
        "<tr>" + "".join(_cell(cell, first=not place) for place, cell in enumerate(line)) + "</tr>"
    )


def _cell(cell: GridCell, *, first: bool) -> str:
    tag, scope = ("th", "") if cell.head or first else ("td", "")
    if tag == "th":
        scope = ' scope="col"' if cell.head else ' scope="row"'
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.across), ("rowspan", cell.down))
        if count > 1
    )
    kinds = [
        name for name in ("strong", "figure", "indented") if getattr(cell, name) and not cell.head
    ]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    raised = f"<sup> {_text(cell.letters)}</sup>" if cell.letters else ""
    return f"<{tag}{scope}{spans}{kind}>{_text(cell.text)}{raised}</{tag}>"


def _picture(block: Picture, told: Words) -> Iterator[str]:
    data = base64.b64encode(block.file).decode("ascii")
    media = {"svg": "image/svg+xml", "png": "image/png"}[block.kind]
    yield f'<figure><img src="data:{media};base64,{data}" alt="{_text(block.alt)}"'
    yield f' style="width: {block.width_mm:.0f}mm">'
    yield f"<figcaption><strong>{told.picture} {block.number}.</strong> "
    yield f"<em>{_text(block.title)}</em></figcaption></figure>"


def _closing(report: Report, told: Words) -> Iterator[str]:
    yield f'<div class="closing"><div class="recipients"><p>{_text(told.recipients)}</p><ul>'
    yield from (f"<li>{_text(recipient)}</li>" for recipient in report.recipients)
    yield '</ul></div><div class="signature">'
    yield from (f"<p>{_text(line)}</p>" for line in report.signature.lines)
    yield f'<p class="name">{_text(report.signature.name)}</p></div></div>'


def _annexes(annexes: Sequence[Annex], told: Words) -> Iterator[str]:
    for place, annex in enumerate(annexes, start=1):
        number = f" {place}" if len(annexes) > 1 else ""
        yield '<section class="annex">'
        yield f"<h2>{_text(told.annex)}{number}<span>{_text(annex.title.upper())}</span></h2>"
        yield from _blocks(annex.blocks, told)
        yield "</section>"
