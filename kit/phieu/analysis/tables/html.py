"""Tables in a notebook and in HTML reports: calm, readable on light and on dark pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from .cells import Cell, State
from .layout import LaidRow, Layout, Span, cell_text, layout

if TYPE_CHECKING:
    from .model import Table

# Colours come from the page: JupyterLab's where it has them, else the text's own. The class is
# named twice, for JupyterLab's own rules of tables are stronger than those of one class.
STYLE = """
& { overflow-x: auto; margin: 0.5em 0 1em;
  color: var(--jp-content-font-color1, inherit); }
& table { border-collapse: collapse; border: 0; margin: 0; color: inherit; table-layout: auto;
  font-size: 0.95em; font-variant-numeric: tabular-nums lining-nums; line-height: 1.35; }
& caption { caption-side: top; text-align: left; font-weight: 600; font-size: 1.05em;
  padding: 0 0 0.6em; max-width: 60em; color: inherit; }
& .warning { display: block; font-size: 0.85em; letter-spacing: 0.03em;
  color: var(--jp-error-color1, #9c2a10); }
& th, & td { border: 0; background: none; padding: 0.28em 0.7em;
  vertical-align: bottom; white-space: normal; color: inherit; max-width: none; }
& tbody tr:nth-child(n), & thead tr:nth-child(n) { background: none; }
& thead { border: 0; }
& thead tr:first-child th { border-top: 1.5px solid currentColor; }
& thead tr:last-child th, & thead th.last {
  border-bottom: 1px solid currentColor; }
& thead th { font-weight: 600; text-align: right; max-width: 11em; min-width: 3.2em; }
& thead th.over { text-align: center; max-width: none;
  border-bottom: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
& thead th .letter { font-weight: 400; opacity: 0.75; white-space: nowrap; }
& th.corner, & tbody th {
  text-align: left; font-weight: 400; max-width: 30em; }
& tbody th, & tbody td { vertical-align: top;
  border-bottom: 1px solid color-mix(in srgb, currentColor 10%, transparent); }
& tbody th { min-width: 11em; }
& tbody td { text-align: right; white-space: nowrap; }
& tbody td.words { text-align: left; white-space: normal; }
& tbody th.section { font-weight: 600; padding-top: 0.8em; max-width: none;
  border-bottom: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
& tbody.within tr:not(:first-child) th { padding-left: 1.6em; }
& tr.total th, & tr.total td { font-weight: 600; }
& tbody:last-of-type tr:last-child th, & tbody:last-of-type tr:last-child td {
  border-bottom: 1.5px solid currentColor; }
& td .letters { display: inline-block; text-align: left; margin-left: 0.2em;
  font-size: 0.72em; font-weight: 400; vertical-align: 0.45em; line-height: 1; opacity: 0.85; }
& td.empty, & td.withheld { opacity: 0.65; }
& thead th:first-child:not([scope]), & tbody th { padding-left: 0; }
& .under { font-size: 0.85em; margin: 0.5em 0 0; max-width: 70em; opacity: 0.85; }
& .under p { margin: 0.1em 0; }
""".replace("&", ".phieu-table.phieu-table")


def html_text(table: Table) -> str:
    """A block with its own style; every text of the table escaped."""
    laid = layout(table)
    return "".join(
        [
            f'<div class="phieu-table"><style>{STYLE}</style><table>',
            _caption(laid),
            *_head(laid),
            *_body(laid),
            "</table>",
            *_under(laid),
            "</div>",
        ]
    )


def _caption(laid: Layout) -> str:
    warning = f'<span class="warning">{escape(laid.warning)}</span>' if laid.warning else ""
    return f"<caption>{warning}{escape(laid.title)}</caption>"


def _head(laid: Layout) -> Iterator[str]:
    yield "<thead>"
    for line, spans in enumerate(laid.spans):
        corner = (
            f'<th class="corner last" rowspan="{len(laid.spans)}">{escape(laid.corner)}</th>'
            if line == 0
            else ""
        )
        yield f"<tr>{corner}{''.join(map(_heading, spans))}</tr>"
    yield "</thead>"


def _heading(span: Span) -> str:
    kind = ' class="over"' if span.columns > 1 else ' class="last"' if span.lines > 1 else ""
    letter = f' <span class="letter">({escape(span.letter)})</span>' if span.letter else ""
    scope = "colgroup" if span.columns > 1 else "col"
    size = (f' colspan="{span.columns}"' if span.columns > 1 else "") + (
        f' rowspan="{span.lines}"' if span.lines > 1 else ""
    )
    return f'<th scope="{scope}"{kind}{size}>{escape(span.text)}{letter}</th>'


def _body(laid: Layout) -> Iterator[str]:
    room = laid.room_for_letters
    for section in laid.sections:
        if section.heading:
            yield '<tbody class="within"><tr><th class="section" scope="rowgroup" '
            yield f'colspan="{laid.width + 1}">{escape(section.heading)}</th></tr>'
        else:
            yield "<tbody>"
        for row in section.rows:
            yield _row(row, room)
        yield "</tbody>"


def _row(row: LaidRow, room: Sequence[int]) -> str:
    kind = ' class="total"' if row.total else ""
    cells = "".join(_cell(cell, space) for cell, space in zip(row.cells, room, strict=True))
    return f'<tr{kind}><th scope="row">{escape(row.heading)}</th>{cells}</tr>'


def _cell(cell: Cell, room: int) -> str:
    kind = "words" if cell.format == "text" else "" if cell.state is State.SHOWN else cell.state
    shown = escape(cell_text(cell))
    if room:
        shown += f'<span class="letters" style="min-width: {room}ch">{escape(cell.letters)}</span>'
    return f'<td class="{kind}">{shown}</td>' if kind else f"<td>{shown}</td>"


def _under(laid: Layout) -> Iterator[str]:
    if laid.under:
        yield '<div class="under">'
        yield from (f"<p>{escape(line)}</p>" for line in laid.under)
        yield "</div>"
