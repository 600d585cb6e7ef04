"""What a researcher reads when a file could not be written."""

from __future__ import annotations

import errno
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _

# EFBIG: a limit on file size; EDQUOT: the user's share of a network disk.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NotWrittenError(PhieuError):
    """A file could not be written; what stood there before is untouched."""

    def __init__(self, path: Path, detail: str) -> None:
        self.path = path
        super().__init__(
            _(
                "{path} could not be written: {detail}. A file that was there before is unchanged. "
                "Close it where it is open, or choose another folder."
            ).format(path=path, detail=detail)
        )


class DiskFullError(PhieuError):
    """No room for a file; what stood there before is untouched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _(
                "{path} could not be written: the disk is full. A file that was there before is "
                "unchanged. Free some space, or choose a folder on another disk."
            ).format(path=path)
        )


def not_written(path: Path, error: OSError) -> PhieuError:
    """The error to show for one of the operating system's."""
    if error.errno in _FULL:
        return DiskFullError(path)
    return NotWrittenError(path, error.strerror or str(error))
