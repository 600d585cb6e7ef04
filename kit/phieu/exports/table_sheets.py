"""Tables as an Excel workbook: a sheet each, real numbers that show what every other file shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.layout import LaidRow, Layout, cell_text, layout
from phieu.analysis.tables.model import Table
from phieu.messages import _

from .atomic import replacing
from .workbooks import save_book, set_widths, write_text

_FACE = "Times New Roman"
PLAIN, STRONG = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
TITLE, SMALL = Font(name=_FACE, size=12, bold=True), Font(name=_FACE, size=10)
WARNING = Font(name=_FACE, size=11, bold=True, color="9C2A10")
LINK = Font(name=_FACE, size=11, color="1F4E86", underline="single")
_STRONG, _LINE, _FAINT = Side("medium"), Side("thin"), Side("hair")
_WIDEST, _NARROWEST = 52, 7  # characters: the rows' headings; a column of figures
_LINE_PT = 15.0  # the height of a line of text
_PORTRAIT = 110  # characters that an upright A4 page takes; what is wider is printed across
_TEXT = 80  # characters that lines over and under a table take at least
_SPARE = 9  # characters of a column beyond the table


def write_tables_xlsx(tables: Sequence[Table], path: Path) -> None:
    """A sheet a table, with a list of them before. The numbers have all their decimals; their
    format shows the rounding, and any letters behind them.

    Raises DiskFullError, NotWrittenError; the old file then stays.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "phieu"
    names = [_("Table {number}").format(number=number) for number in range(1, len(tables) + 1)]
    _add_index(book.create_sheet(_("List of tables")), tables, names)
    for name, table in zip(names, tables, strict=True):
        _add_table(book.create_sheet(name), layout(table))
    with replacing(path) as unfinished:
        save_book(book, unfinished)


def number_format(cell: Cell) -> str:
    """Excel's format for a figure. Letters stand behind the number, which stays a number."""
    places = 0 if cell.format == "count" else cell.places
    decimals = "." + "0" * places if places else ""
    shown = f"#,##0{decimals}" + ("%" if cell.format == "percent" else "")
    return f'{shown}" {cell.letters}"' if cell.letters else shown


def number_of(cell: Cell) -> int | float | None:
    """What Excel calculates with; None where the cell holds words, or nothing to calculate.

    A percentage is a share of 1, moved by two decimal places and not divided: a half that is
    rounded up everywhere else must stay a half.
    """
    if cell.state is not State.SHOWN or cell.value is None or isinstance(cell.value, str):
        return None
    if cell.format == "percent":
        return float(Decimal(str(cell.value)).scaleb(-2))
    return cell.value


def _add_index(sheet: Worksheet, tables: Sequence[Table], names: Sequence[str]) -> None:
    set_widths(sheet, [12, 90, 60])
    for column, head in enumerate((_("Table"), _("Content"), "Python"), start=1):
        _write(sheet.cell(1, column), head, STRONG)
    for row, (table, name) in enumerate(zip(tables, names, strict=True), start=2):
        link = sheet.cell(row, 1)
        _write(link, name, LINK)
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{name}'!A1")
        _write(sheet.cell(row, 2), table.title, wrap=True)
        _write(sheet.cell(row, 3), table.python, SMALL, wrap=True)
    sheet.freeze_panes = "A2"
    _for_print(sheet, across=True)


def _add_table(sheet: Worksheet, laid: Layout) -> None:
    set_widths(sheet, [_stub_width(laid), *(_width(laid, at) for at in range(laid.width))])
    row = 1
    for text, font in ((laid.warning, WARNING), (laid.title, TITLE)):
        if text:
            _across(sheet, row, laid, text, font)
            row += 1
    head = row
    row = _add_head(sheet, head, laid)
    sheet.freeze_panes = sheet.cell(row, 2)
    sheet.print_title_rows = f"{head}:{row - 1}"
    for section in laid.sections:
        if section.heading:
            _across(sheet, row, laid, section.heading, STRONG)
            row += 1
        for laid_row in section.rows:
            _add_row(sheet, row, laid_row, inset=bool(section.heading))
            row += 1
    _rule(sheet, row - 1, laid.width + 1, bottom=_STRONG)
    for text in laid.under:
        _across(sheet, row, laid, text, SMALL)
        row += 1
    _for_print(sheet, across=_width_of(sheet, range(1, laid.width + 2)) > _PORTRAIT)


def _add_head(sheet: Worksheet, first: int, laid: Layout) -> int:
    """The merged headings; gives the row after them."""
    depth = max(len(laid.spans), 1)
    if depth > 1:
        sheet.merge_cells(start_row=first, end_row=first + depth - 1, start_column=1, end_column=1)
    corner = sheet.cell(first, 1)
    _write(corner, laid.corner, STRONG)
    corner.alignment = Alignment(vertical="bottom", wrap_text=True)
    for spans in laid.spans:
        for span in spans:
            top, left = first + span.line, span.column + 2
            cell = sheet.cell(top, left)
            _write(cell, span.label, STRONG)
            centred = "center" if span.columns > 1 else "right"
            cell.alignment = Alignment(horizontal=centred, vertical="bottom", wrap_text=True)
            if span.columns > 1 or span.lines > 1:
                sheet.merge_cells(
                    start_row=top,
                    end_row=top + span.lines - 1,
                    start_column=left,
                    end_column=left + span.columns - 1,
                )
            if span.columns > 1:
                _rule(sheet, top, left + span.columns - 1, bottom=_LINE, start=left)
    for line, lines in enumerate(_lines_of_head(sheet, laid)):
        # Merged cells do not grow by themselves.
        sheet.row_dimensions[first + line].height = _LINE_PT * lines
    _rule(sheet, first, laid.width + 1, top=_STRONG)
    _rule(sheet, first + depth - 1, laid.width + 1, bottom=_LINE)
    return first + depth


def _add_row(sheet: Worksheet, row: int, laid: LaidRow, *, inset: bool) -> None:
    font = STRONG if laid.total else PLAIN
    heading = sheet.cell(row, 1)
    _write(heading, laid.heading, font)
    heading.alignment = Alignment(
        horizontal="left", vertical="top", wrap_text=True, indent=1 if inset else 0
    )
    words = [(laid.heading, 1), *((cell_text(c), at) for at, c in enumerate(laid.cells, start=2))]
    lines = max(_lines(text, _width_of(sheet, [column])) for text, column in words)
    sheet.row_dimensions[row].height = _LINE_PT * lines
    for column, cell in enumerate(laid.cells, start=2):
        place = sheet.cell(row, column)
        number = number_of(cell)
        if number is None:
            _write(place, cell_text(cell), font, wrap=cell.format == "text")
        else:
            place.value, place.number_format, place.font = number, number_format(cell), font
        right = cell.format != "text"
        place.alignment = Alignment(
            horizontal="right" if right else "left", vertical="top", wrap_text=not right
        )
    _rule(sheet, row, len(laid.cells) + 1, bottom=_FAINT)


def _across(sheet: Worksheet, row: int, laid: Layout, text: str, font: Font) -> None:
    """A line of text over the whole width of the table, and beyond a narrow one."""
    room = _width_of(sheet, range(1, laid.width + 2))
    spare = ceil(max(_TEXT - room, 0) / _SPARE)
    last = laid.width + 1 + spare
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    _write(sheet.cell(row, 1), text, font, wrap=True)
    sheet.row_dimensions[row].height = _LINE_PT * _lines(text, room + spare * _SPARE)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; letters of this face are no wider than a figure."""
    return max(ceil(len(text) / width), 1)


def _write(cell: SheetCell, text: str, font: Font = PLAIN, *, wrap: bool = False) -> None:
    write_text(cell, text)
    cell.font = font
    if wrap:
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _rule(
    sheet: Worksheet,
    row: int,
    last: int,
    *,
    start: int = 1,
    top: Side | None = None,
    bottom: Side | None = None,
) -> None:
    """A line above or below some cells of a row; what they have on the other side stays."""
    for column in range(start, last + 1):
        cell = sheet.cell(row, column)
        cell.border = Border(top=top or cell.border.top, bottom=bottom or cell.border.bottom)


def _stub_width(laid: Layout) -> float:
    longest = max([len(laid.corner), 12, *(len(row.heading) + 3 for row in laid.rows)])
    return min(longest, _WIDEST)


def _width(laid: Layout, column: int) -> float:
    """As wide as the figures with their letters, and as the longest word of the own heading."""
    cells = [row.cells[column] for row in laid.rows]
    figures = [len(f"{cell_text(cell)} {cell.letters}".rstrip()) for cell in cells]
    own = [
        span.label
        for line in laid.spans
        for span in line
        if span.column == column and span.columns == 1
    ]
    words = [len(word) for label in own for word in label.split()]
    return min(max([_NARROWEST, *figures, *words]) + 2, _WIDEST)


def _width_of(sheet: Worksheet, columns: Iterable[int]) -> float:
    letters = map(get_column_letter, columns)
    return float(sum(sheet.column_dimensions[letter].width for letter in letters))


def _lines_of_head(sheet: Worksheet, laid: Layout) -> list[int]:
    """By line of headings, the lines of text that its deepest needs."""
    found = [1] * max(len(laid.spans), 1)
    for spans in laid.spans:
        for span in spans:
            room = _width_of(sheet, range(span.column + 2, span.column + 2 + span.columns))
            last = span.line + span.lines - 1
            found[last] = max(found[last], _lines(span.label, room) - (span.lines - 1))
    return found


def _for_print(sheet: Worksheet, *, across: bool) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False
