"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from phieu.messages import _

from .errors import NotWrittenError, not_written


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a place to write to; when the block ends well, that file takes the place of `path`.

    It is brought to the disk before it is renamed. On any failure the old file stays and what was
    half-written goes. Of a symbolic link, the file that it names is replaced.
    Raises DiskFullError or NotWrittenError, for the operating system's errors too.
    """
    target = target_of(path)
    try:
        # A folder of its own beside the target: same disk, so the rename is one step, and the
        # writer makes the file itself, with the permissions the user's files have.
        with TemporaryDirectory(prefix=".phieu-", dir=target.parent) as folder:
            unfinished = Path(folder) / target.name
            yield unfinished
            _to_disk(unfinished)
            unfinished.replace(target)
        if os.name == "posix":
            _to_disk(target.parent)
    except OSError as error:
        raise not_written(path, error) from error


def target_of(path: Path) -> Path:
    """The file that writing to `path` makes or replaces, links followed.

    Raises NotWrittenError where no file can be: in a missing folder, or over a folder or device.
    """
    try:
        # Asked of the path as given: a link such as /dev/stdout names what no path leads to.
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except OSError as error:
        raise not_written(path, error) from error
    if stat.S_ISDIR(mode):
        raise NotWrittenError(path, _("a folder has this name"))
    if not stat.S_ISREG(mode):
        raise NotWrittenError(path, _("it is a device or a pipe, not a file"))
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise NotWrittenError(
            path, _("there is no folder {folder}; make it first").format(folder=target.parent)
        )
    return target


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
