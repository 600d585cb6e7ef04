"""The dataset as CSV: the working file, which outside tools read and people check against paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from .atomic import replacing
from .circulation import REHEARSED
from .codebook_table import codebook_rows
from .extract import Extract


def csv_text(data: pd.DataFrame) -> str:
    """RFC 4180: a header, commas, CRLF, quotes where needed; blank = empty; days as 2023-05-31."""
    return data.to_csv(index=False, lineterminator="\r\n", na_rep="", date_format="%Y-%m-%d")


def write_csv(extract: Extract, path: Path) -> tuple[Path, ...]:
    """The answers, and beside them the codebook as `…-codebook.csv`; gives both.

    UTF-8 without a byte-order mark: a mark would become part of the first column's name in
    plain readers. Excel users have the .xlsx. Raises DiskFullError, NotWrittenError.
    """
    beside = path.with_name(f"{path.stem}-codebook.csv")
    with replacing(path) as data:
        data.write_bytes(csv_text(extract.data).encode())
        with replacing(beside) as codebook:
            codebook.write_bytes(_codebook_text(extract).encode())
    return path, beside


def _codebook_text(extract: Extract) -> str:
    """What is rehearsed says so in the first line, before the heads."""
    mark: Iterable[tuple[str, ...]] = [(REHEARSED,)] if extract.rehearsed else []
    out = io.StringIO()
    csv.writer(out).writerows([*mark, *codebook_rows(extract)])
    return out.getvalue()
