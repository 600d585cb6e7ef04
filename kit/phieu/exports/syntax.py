"""The survey as SPSS syntax: reads the data from a CSV and says everything that a .sav says.

For whoever wants to see, check or change how the data file comes about. It runs in PSPP too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from phieu.errors import ProblemsFoundError
from phieu.messages import _

from .atomic import replacing
from .attributes import attributes_of, attributes_of_file
from .circulation import REHEARSED
from .columns import Column
from .extract import Extract
from .sav_limits import missing_ranges, sav_problems
from .spss import file_label_and_notes, formats, labelled_sets, width_shown
from .syntax_tables import standard_tables
from .syntax_text import command, comment, grouped, names, quoted

# Neither program reads a line break within a value; what stands for it becomes one again.
LINE_BREAKS = {"\r": "␍", "\n": "␊"}
_BYTE_ORDER_MARK = "\ufeff"  # without it SPSS takes the file for the machine's own encoding
_LEVELS = {"nominal": "NOMINAL", "ordinal": "ORDINAL", "scale": "SCALE"}
_ROLES = {"input": "INPUT", "none": "NONE"}

Shared = TypeVar("Shared", bound=Hashable)


def write_sps(extract: Extract, path: Path) -> tuple[Path, ...]:
    """The syntax at `path`, and beside it the CSV that it reads, `…-sps.csv`; gives both.

    Raises ProblemsFoundError with everything that SPSS would cut, DiskFullError, NotWrittenError.
    """
    problems = sav_problems(extract, path.name)
    if problems:
        raise ProblemsFoundError(problems)
    beside = path.with_name(f"{path.stem}-sps.csv")
    # One within the other: the syntax must not come without the data that it reads.
    with replacing(path) as syntax:
        syntax.write_bytes(syntax_text(extract, beside.name).encode())
        with replacing(beside) as data:
            data.write_bytes(data_text(extract).encode())
    return path, beside


def syntax_text(extract: Extract, data_name: str) -> str:
    """data_name: the CSV's file name, in the folder that SPSS works in."""
    parts = [
        *_opening(extract, data_name),
        _reading(extract, data_name),
        _line_breaks(extract),
        *_dictionary(extract),
        standard_tables(extract),
    ]
    text = "\n".join(part for part in parts if part)
    return _BYTE_ORDER_MARK + text.replace("\n", "\r\n")


def data_text(extract: Extract) -> str:
    """The rows as the syntax reads them: every value on the line of its row."""
    flat = extract.data.assign(
        **{
            c.name: extract.data[c.name].replace(LINE_BREAKS, regex=True)
            for c in extract.columns
            if c.kind == "text"
        }
    )
    out = io.StringIO()
    flat.to_csv(
        out, index=False, lineterminator="\r\n", date_format="%Y-%m-%d", quoting=csv.QUOTE_MINIMAL
    )
    return out.getvalue()


def _opening(extract: Extract, data_name: str) -> Iterator[str]:
    yield comment("Encoding: UTF-8")
    if extract.rehearsed:
        yield comment(REHEARSED)
    yield comment(extract.title)
    yield comment(
        _("Reads {file}, which must stand in the working folder of SPSS (command CD)").format(
            file=data_name
        )
    )


def _reading(extract: Extract, data_name: str) -> str:
    read = [
        "/TYPE=TXT",
        f"/FILE={quoted(data_name)}",
        "/ENCODING='UTF8'",
        "/ARRANGEMENT=DELIMITED",
        "/DELIMITERS=','",
        "/QUALIFIER='\"'",
        "/FIRSTCASE=2",
        "/VARIABLES=",
        *(f"  {column.name} {_read_as(extract, column)}" for column in extract.columns),
    ]
    # The point of decimals is the file's, whatever the machine's language writes.
    return "PRESERVE.\nSET DECIMAL=DOT.\n" + command("GET DATA", read) + "EXECUTE.\nRESTORE.\n"


def _read_as(extract: Extract, column: Column) -> str:
    if column.kind == "text":
        codes = [len(str(code)) for code, _label in column.values]
        return f"A{max(1, len(extract.longest(column.name).encode()), *codes)}"
    return "SDATE10" if column.kind == "date" else formats(extract)[column.name]


def _line_breaks(extract: Extract) -> str:
    lines = [
        f"COMPUTE {column.name}=REPLACE({column.name}, '{mark}', STRING({ord(broken)}, PIB1))."
        for column in extract.columns
        if column.kind == "text"
        for broken, mark in LINE_BREAKS.items()
        if any(broken in text for text in extract.distinct(column.name))
    ]
    return "\n".join([*lines, "EXECUTE.\n"]) if lines else ""


def _dictionary(extract: Extract) -> Iterator[str]:
    described = extract.columns
    shown = formats(extract)
    numeric = [column for column in described if column.kind != "text"]
    label, notes = file_label_and_notes(extract)
    yield grouped("FORMATS", _groups(numeric, lambda c: shown[c.name], " ({})".format))
    yield grouped("VARIABLE LABELS", [f"{c.name} {quoted(c.label)}" for c in described])
    yield grouped("VALUE LABELS", _groups(described, lambda c: c.values, _values))
    yield grouped("MISSING VALUES", _groups(described, missing_ranges, _missing))
    yield grouped(
        "VARIABLE LEVEL", _groups(described, lambda c: _LEVELS[c.measure], " ({})".format)
    )
    yield grouped("VARIABLE WIDTH", _groups(described, width_shown, " ({})".format))
    yield command("VARIABLE ROLE", [f"/{role}" for role in _roles(described)])
    yield grouped("VARIABLE ATTRIBUTE", [said for c in described if (said := _attributes(c))])
    of_file = [f"{name}({quoted(text)})" for name, text in attributes_of_file(extract).items()]
    yield command("DATAFILE ATTRIBUTE", ["ATTRIBUTE=", *of_file] if of_file else [])
    yield command("MRSETS", list(_sets(extract)))
    yield f"FILE LABEL {' '.join(label.split())}.\n" if label else ""
    yield command("ADD DOCUMENT", [quoted(line) for line in notes])


def _groups(
    described: Sequence[Column],
    shared: Callable[[Column], Shared | None],
    written: Callable[[Shared], str],
) -> list[str]:
    """Columns that share something, named together; none of those with nothing to say."""
    found: dict[Shared, list[str]] = {}
    for column in described:
        if said := shared(column):
            found.setdefault(said, []).append(column.name)
    return [f"{names(members)}{written(said)}" for said, members in found.items()]


def _values(values: tuple[tuple[int | str, str], ...]) -> str:
    codes = ((quoted(c) if isinstance(c, str) else str(c), label) for c, label in values)
    return "".join(f"\n    {code} {quoted(label)}" for code, label in codes)


def _missing(ranges: tuple[tuple[int, int], ...]) -> str:
    spans = (str(low) if low == high else f"{low} THRU {high}" for low, high in ranges)
    return f" ({', '.join(spans)})"


def _roles(described: Sequence[Column]) -> list[str]:
    return [
        f"{_ROLES[role]} {names(c.name for c in described if c.role == role)}"
        for role in dict.fromkeys(column.role for column in described)
    ]


def _attributes(column: Column) -> str:
    found = [f"    {name}({quoted(value)})" for name, value in attributes_of(column).items()]
    return "\n".join([f"VARIABLES={column.name} ATTRIBUTE=", *found]) if found else ""


def _sets(extract: Extract) -> Iterator[str]:
    for found in labelled_sets(extract):
        if found.counted is None:
            yield f"/MCGROUP NAME=${found.name} LABEL={quoted(found.label)}"
            yield f"  VARIABLES={names(found.members)}"
        else:
            yield f"/MDGROUP NAME=${found.name} LABEL={quoted(found.label)}"
            yield f"  CATEGORYLABELS=VARLABELS VARIABLES={names(found.members)}"
            yield f"  VALUE={found.counted}"
