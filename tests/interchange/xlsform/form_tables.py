"""Forms written as small tables: a sheet's name, then its rows between strokes."""

from __future__ import annotations

import io

from pyxform.xls2xform import convert

from phieu.interchange import workbook


def sheets(text: str) -> dict[str, list[tuple[str, ...]]]:
    """A line without a stroke begins a sheet; `\\n` in a cell is a new line there."""
    found: dict[str, list[tuple[str, ...]]] = {}
    rows: list[tuple[str, ...]] = []
    for line in text.strip("\n").splitlines():
        written = line.strip()
        if not written.startswith("|"):
            rows = found.setdefault(written, [])
            continue
        cells = written.strip("|").split("|")
        rows.append(tuple(cell.strip().replace("\\n", "\n") for cell in cells))
    return found


def xform(data: bytes) -> tuple[str, list[str]]:
    """What pyxform makes of a workbook, and what it warns of; it raises for what it refuses."""
    warnings: list[str] = []
    made = convert(io.BytesIO(data), warnings=warnings, file_type=".xlsx", pretty_print=False)
    return made.xform, warnings


def packed(text: str) -> bytes:
    return workbook.written(sheets(text))
