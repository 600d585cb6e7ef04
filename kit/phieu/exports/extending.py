"""A file that pyreadstat writes, and that we extend by what it cannot write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pyreadstat import ReadstatError

from .atomic import replacing
from .errors import DiskFullError, NotWrittenError


def write_extended(
    path: Path,
    write: Callable[[Path], None],
    extend: Callable[[BinaryIO, BinaryIO], None],
) -> None:
    """write: makes the plain file at a path; extend: copies it to its place, extended.

    Raises DiskFullError, NotWrittenError; the old file then stays.
    """
    with replacing(path) as unfinished, TemporaryDirectory(dir=unfinished.parent) as folder:
        plain = Path(folder) / unfinished.name
        try:
            write(plain)
        except ReadstatError as error:
            # The writer tells neither errno nor more than this sentence.
            if "Unable to write data" in str(error):
                raise DiskFullError(path) from error
            raise NotWrittenError(path, str(error)) from error
        with plain.open("rb") as source, unfinished.open("wb") as target:
            extend(source, target)
