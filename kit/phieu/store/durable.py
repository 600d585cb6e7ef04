"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .problems import StoreFullError, StoreUnwritableError

# EFBIG: beyond what this user may write, which a person cures in the same way.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_whole(path: Path, data: bytes | memoryview, *, mode: int = 0o644) -> None:
    """Write, force to the disk, rename, force the rename: never a part under that name.

    mode: who may read it, as far as the umask lets. Raises StoreFullError, StoreUnwritableError.
    A process that is killed here leaves a hidden `.part` file, which means nothing.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    with _translated(path):
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(descriptor, "wb", buffering=0) as stream:
                rest = memoryview(data)
                while rest:  # an unbuffered write may take only a part
                    rest = rest[stream.write(rest) :]
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """A folder under one that exists, on the disk before anything is put into it."""
    if folder.is_dir():
        return
    with _translated(folder):
        folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Force a folder's names to the disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with _translated(folder):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFullError(path) from error
        raise StoreUnwritableError(path, error.strerror or str(error)) from error
