"""Seconds to write a .sav and a .zsav, and bare pyreadstat's beside them in the same run.

    python tests/benchmarks/exporting.py [rows] [columns]

Bare: the same rows with names, labels, value labels, measures and user-missing codes, without
checking, multiple response sets, roles, attributes and safe replacing. The goal is 1.3 times.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from phieu.exports.columns import Column
from phieu.exports.extract import Extract
from phieu.exports.response_sets import ResponseSet
from phieu.exports.spss import Compression, write_sav

GOAL = 1.3
LEVELS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
DISTRICTS = ("Núi Thành", "Hội An", "Tam Kỳ", "Điện Bàn", "Duy Xuyên", "Bắc Trà My")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    plain = _extract(rows, width)
    with_sets = Extract(
        plain.data,
        plain.columns,
        (ResponseSet("C3", "C3. Hình thức phối hợp", tuple(f"Q{i}" for i in range(1, 9)), 1),),
    )
    print(f"{rows} rows, {width} columns")
    ways: tuple[Compression, ...] = ("row", "zsav")
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            path = Path(folder) / f"data-{way}.sav"
            bare = _measured(lambda: _bare(plain, path, way))  # noqa: B023  # called at once
            print(f"{way:4}  bare pyreadstat       {bare}  {_megabytes(path)}")
            for what, extract in (("without sets", plain), ("with sets", with_sets)):
                took = _measured(lambda: write_sav(extract, path, compress=way))  # noqa: B023
                print(f"{way:4}  write_sav {what:12} {took}  {_megabytes(path)}  {took / bare}")


def _extract(rows: int, width: int) -> Extract:
    """Codes with one answer in twenty blank, four texts, a number with decimals."""
    rng = np.random.default_rng(2023)
    data: dict[str, Any] = {}
    described = []
    for place in range(1, width - 4):
        codes = pd.array(rng.integers(1, 6, rows), dtype="Int64")
        codes[rng.random(rows) < 0.05] = pd.NA
        data[f"Q{place}"] = codes
        values = (*enumerate(LEVELS, start=1), (9, "Không đánh giá"))
        described.append(
            Column(f"Q{place}", f"Câu {place}", "code", "ordinal", tuple(values), (9,))
        )
    for place in range(4):
        data[f"T{place}"] = pd.array(rng.choice(DISTRICTS, rows), dtype="string")
        described.append(Column(f"T{place}", f"Huyện {place}", "text", "nominal"))
    data["share"] = pd.array(rng.random(rows).round(3), dtype="Float64")
    described.append(Column("share", "Tỷ lệ", "number", "scale", decimals=3))
    return Extract(pd.DataFrame(data), tuple(described))


def _bare(extract: Extract, path: Path, way: Compression) -> None:
    pyreadstat.write_sav(
        extract.data,
        path,
        column_labels={c.name: c.label for c in extract.columns},
        variable_value_labels={c.name: dict(c.values) for c in extract.columns if c.values},
        missing_ranges={c.name: list(c.missing) for c in extract.columns if c.missing},
        variable_measure={c.name: c.measure for c in extract.columns},
        compress=way == "zsav",
        row_compress=way == "row",
    )


@dataclass(frozen=True)
class Seconds:
    """wall: as a person waits. processor: of this process, which other work slows down less."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s, processor {self.processor:6.1f} s"

    def __truediv__(self, bare: Seconds) -> str:
        wall, processor = self.wall / bare.wall, self.processor / bare.processor
        return f"{wall:.2f} times, processor {processor:.2f} times (goal {GOAL})"


def _measured(write: Callable[[], None]) -> Seconds:
    wall, processor = time.perf_counter(), time.process_time()
    write()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor)


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:6.1f} MB"


if __name__ == "__main__":
    main()
