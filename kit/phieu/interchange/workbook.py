"""A spreadsheet's bytes as sheets of text, and back; a file that could do harm is refused.

Only values are read: formulas give what they were last worked out to, and nothing runs.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.messages import _

Row = tuple[str, ...]
Sheets = Mapping[str, Sequence[Row]]

MAX_BYTES = 50_000_000  # unpacked; a form of 2,000 questions in five languages has 3 million
MAX_RATIO = 200  # of unpacked to packed; sheets reach 30
MAX_ROWS = 60_000  # of a sheet; all villages of the country are 90,000, all communes 3,321
MAX_COLUMNS = 500
MAX_CHARACTERS = 32_767  # what a cell holds

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and everything that Office encrypts
_ZIP = b"PK\x03\x04"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
# What XML cannot hold, or readers turn into something else.
_NOT_IN_XML = re.compile("[\ufffe\uffff\ud800-\udfff\r]")


def read(data: bytes, name: str) -> dict[str, tuple[Row, ...]]:
    """Every sheet by its name; blank rows stay, so that a row's place is its number.

    name: the file, as messages call it. Texts are NFC; whole numbers have no decimals. Raises
    ProblemsFoundError for a file with macros, one that is encrypted, broken or far too large.
    """
    if data.startswith(_ZIP):
        _refuse_unsafe_zip(data, name)
        return _read(lambda: _sheets_of_xlsx(data, name), name)
    if data.startswith(_OLE):
        _refuse_unsafe_ole(data, name)
        return _read(lambda: _sheets_of_xls(data, name), name)
    raise _refused(
        name,
        "workbook-kind",
        _("The file is not an Excel workbook."),
        _("Save it from the spreadsheet program as .xlsx."),
    )


def written(sheets: Sheets) -> bytes:
    """An .xlsx in which every cell is text. The same sheets give the same bytes.

    Raises ProblemsFoundError for a text longer than a cell.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "phieu"
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows, start=1):
            sheet.append([_cell(sheet, text, title, number) for text in row])
    packed = io.BytesIO()
    book.save(packed)
    return _without_clock(packed.getvalue())


def _refused(name: str, rule: str, message: str, fix: str) -> ProblemsFoundError:
    return ProblemsFoundError([Problem(name, rule, message, fix)])


def _read(
    sheets: Callable[[], dict[str, tuple[Row, ...]]], name: str
) -> dict[str, tuple[Row, ...]]:
    """The sheets; whatever a spreadsheet reader stumbles over is a broken file."""
    try:
        return sheets()
    except PhieuError:
        raise
    # The readers raise errors of a dozen libraries on damaged files; none says more than this.
    except Exception as error:
        raise _refused(
            name,
            "workbook-broken",
            _("The workbook cannot be read: {why}").format(why=str(error) or type(error).__name__),
            _("Open it in the spreadsheet program and save it again as .xlsx."),
        ) from error


def _refuse_unsafe_zip(data: bytes, name: str) -> None:
    """Looks at the list of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            if unpacked > MAX_BYTES or unpacked / packed > MAX_RATIO:
                raise _refused(
                    name,
                    "workbook-bomb",
                    _("Unpacked, the file would take {size} MB: no form does.").format(
                        size=round(unpacked / 1_000_000)
                    ),
                    _("Ask whoever sent it for the sheets survey, choices and settings only."),
                )
            names = {part.filename.casefold() for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise _encrypted(name)
            if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
                raise _refused(
                    name,
                    "workbook-kind",
                    _("The file is not an Excel workbook."),
                    _("Save it from the spreadsheet program as .xlsx."),
                )
            types = archive.read(_spelled("[content_types].xml", parts))
            if b"macroEnabled" in types or any("vbaproject" in part for part in names):
                raise _with_macros(name)
            _refuse_doctypes(archive, parts, name)
    # NotImplementedError: what zipfile raises for a way of compressing that it does not know.
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _refused(
            name,
            "workbook-broken",
            _("The workbook cannot be read: {why}").format(why=error),
            _("Open it in the spreadsheet program and save it again as .xlsx."),
        ) from error


def _spelled(name: str, parts: Iterable[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    return next(part for part in parts if part.filename.casefold() == name)


def _refuse_doctypes(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo], name: str) -> None:
    """No spreadsheet program writes a DOCTYPE; it is how XML is made to swell."""
    for part in parts:
        if part.filename.casefold().endswith((".xml", ".rels")):
            # More than the list of contents promised raises BadZipFile.
            content = archive.read(part)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise _refused(
                    name,
                    "workbook-bomb",
                    _("The file holds definitions that no spreadsheet program writes."),
                    _("Open it in the spreadsheet program and save it again as .xlsx."),
                )


def _refuse_unsafe_ole(data: bytes, name: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted(name)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise _with_macros(name)
    if len(data) > MAX_BYTES:
        raise _too_large(name, name)


def _encrypted(name: str) -> ProblemsFoundError:
    return _refused(
        name,
        "workbook-encrypted",
        _("The file is protected by a password."),
        _("Save a copy without a password."),
    )


def _with_macros(name: str) -> ProblemsFoundError:
    return _refused(
        name,
        "workbook-macros",
        _("The file holds macros: programs that run when it is opened."),
        _("Save a copy as .xlsx, which holds none."),
    )


def _too_large(name: str, sheet: str) -> ProblemsFoundError:
    return _refused(
        name,
        "workbook-too-large",
        _("The sheet “{sheet}” has more than {rows} rows or {columns} columns.").format(
            sheet=sheet, rows=MAX_ROWS, columns=MAX_COLUMNS
        ),
        _("Delete what lies below and beside the form, and save it again."),
    )


def _sheets_of_xlsx(data: bytes, name: str) -> dict[str, tuple[Row, ...]]:
    """Row by row: one stray cell in the last row must not fill the memory."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        found = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its own size may be a trap
            found[sheet.title] = _rows(sheet.iter_rows(values_only=True), name, sheet.title)
        return found
    finally:
        book.close()


def _sheets_of_xls(data: bytes, name: str) -> dict[str, tuple[Row, ...]]:
    # Only here: old workbooks are rare, and the reader is a library of its own.
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return {
                title: _rows(
                    book.get_sheet_by_name(title).to_python(skip_empty_area=False), name, title
                )
                for title in book.sheet_names
            }
    except python_calamine.PasswordError as error:
        raise _encrypted(name) from error


def _rows(rows: Iterable[Sequence[Any]], name: str, sheet: str) -> tuple[Row, ...]:
    """Without what is blank behind the last row and in each row behind the last cell."""
    found: list[Row] = []
    for place, row in enumerate(rows):
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if place >= MAX_ROWS or len(texts) > MAX_COLUMNS:
            raise _too_large(name, sheet)
        found += [()] * (place - len(found))
        found.append(tuple(texts))
    return tuple(found)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return unicodedata.normalize("NFC", str(value)).strip("\ufeff")


def _cell(sheet: Any, text: str, title: str, row: int) -> Cell:
    if len(text) > MAX_CHARACTERS:
        raise ProblemsFoundError(
            [
                Problem(
                    f"{title}!{row}",
                    "workbook-text-too-long",
                    _("A text has {size} characters, a cell holds {limit}.").format(
                        size=len(text), limit=MAX_CHARACTERS
                    ),
                    _("Shorten the text."),
                )
            ]
        )
    cell = Cell(sheet, value=_NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text)) or None)
    if text:
        cell.data_type = "s"  # a text that begins with “=” stays a text
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True  # also when somebody edits the cell
    if row == 1:
        cell.font = Font(bold=True)
    return cell


def _without_clock(data: bytes) -> bytes:
    """The same archive with no time of its making in it."""
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, content)
    return fixed.getvalue()
