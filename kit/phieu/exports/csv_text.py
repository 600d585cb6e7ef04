"""The dataset as CSV: the working file, which outside tools read and people check against paper."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from .atomic import replacing


def csv_text(data: pd.DataFrame) -> str:
    """RFC 4180: a header, commas, CRLF, quotes where needed; blank = empty; days as 2023-05-31."""
    return data.to_csv(index=False, lineterminator="\r\n", na_rep="", date_format="%Y-%m-%d")


def write_csv(data: pd.DataFrame, path: Path) -> None:
    """UTF-8 without a byte-order mark: a mark would become part of the first column's name in
    plain readers. Excel users have the .xlsx. Raises DiskFullError, NotWrittenError.
    """
    with replacing(path) as unfinished:
        unfinished.write_bytes(csv_text(data).encode())
