"""A file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .errors import not_written


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a place to write to; when the block ends well, that file takes the place of `path`.

    It is brought to the disk before it is renamed. On any failure the old file stays and what was
    half-written goes. Raises DiskFullError or NotWrittenError for the operating system's errors.
    """
    try:
        # A folder of its own beside the target: same disk, so the rename is one step, and the
        # writer makes the file itself, with the permissions the user's files have.
        with TemporaryDirectory(prefix=".phieu-", dir=path.parent) as folder:
            unfinished = Path(folder) / path.name
            yield unfinished
            _to_disk(unfinished)
            unfinished.replace(path)
        if os.name == "posix":
            _to_disk(path.parent)
    except OSError as error:
        raise not_written(path, error) from error


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
