"""What can go wrong with a round's files, each with what to do next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from phieu.errors import PhieuError
from phieu.messages import _


class StoreError(PhieuError):
    """A file of the round that cannot be used. Nothing that was stored before is lost."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(message)


class StoreMissingError(StoreError):
    def __init__(self, path: Path) -> None:
        message = _(
            "{path} is not there. Print the round first, or copy its folder here with all its "
            "files."
        )
        super().__init__(path, message.format(path=path))


class StoreFullError(StoreError):
    def __init__(self, path: Path) -> None:
        message = _(
            "The disk is full: {path} could not be written. Make room, then run the same command "
            "again; what was stored before is kept."
        )
        super().__init__(path, message.format(path=path))


class StoreUnwritableError(StoreError):
    def __init__(self, path: Path, detail: str) -> None:
        message = _("{path} could not be written ({detail}). Check the disk and your rights on it.")
        super().__init__(path, message.format(path=path, detail=detail))


class StoreBusyError(StoreError):
    def __init__(self, path: Path) -> None:
        message = _(
            "Another program is writing to {path}. Wait until it ends, then run this again."
        )
        super().__init__(path, message.format(path=path))


class StoreDamagedError(StoreError):
    def __init__(self, path: Path) -> None:
        message = _("{path} is damaged or no file of this kind. Put it back from your last copy.")
        super().__init__(path, message.format(path=path))


class StoreTooNewError(StoreError):
    def __init__(self, path: Path) -> None:
        message = _("{path} was written by a newer version of phieu. Update phieu to open it.")
        super().__init__(path, message.format(path=path))


def as_store_error(error: DBAPIError, path: Path) -> StoreError | None:
    """What an error of the database driver means for a person; None: a mistake in the code."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:  # the low byte is the primary result code
        case sqlite3.SQLITE_FULL:
            return StoreFullError(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusyError(path)
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return StoreDamagedError(path)
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return StoreUnwritableError(path, str(error.orig))
        case _:
            return None
