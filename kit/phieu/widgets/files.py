"""The questionnaire's file: read as it is, written whole or not at all, watched for others."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _

_LONGEST_NAME = 200  # bytes; with what a part of the file is called, less than 255
_LARGEST_BYTES = 4_000_000  # the reader refuses more than a million characters anyway


class FileRefusedError(PhieuError):
    """A file that cannot be read, written or made."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(message)


def read(path: Path) -> str:
    """The text, its line ends as they are. Raises FileRefusedError."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            text = _("{path} is too large for a questionnaire. Check that it is the right file.")
            raise FileRefusedError(path, text.format(path=path))
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        text = _("{path} is not UTF-8 text. Save it as UTF-8 in the editor that wrote it.")
        raise FileRefusedError(path, text.format(path=path)) from error
    except OSError as error:
        text = _("{path} cannot be read: {reason}.")
        message = text.format(path=path, reason=error.strerror or error)
        raise FileRefusedError(path, message) from error


def write(path: Path, text: str) -> None:
    """All of it or nothing: whoever reads meanwhile finds the old text. Raises FileRefusedError."""
    part: Path | None = None
    try:
        data = text.encode("utf-8")
        target = path.resolve()  # a link stays a link
        # The new file takes the old one's place, for which the old one's rights do not count.
        if target.exists() and not target.stat().st_mode & 0o222:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        part = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        message = _("{path} cannot be written: {reason}. Nothing in it has changed.").format(
            path=path, reason=error.strerror or error
        )
        raise FileRefusedError(path, message) from error
    except UnicodeEncodeError as error:
        message = _("{path} cannot be written: half a letter stands in the text.").format(path=path)
        raise FileRefusedError(path, message) from error


def write_new(path: Path, text: str) -> None:
    """The same under a name that nothing has yet. Raises FileRefusedError."""
    # A link that leads nowhere is a name that is taken, too.
    if os.path.lexists(path):
        text = _("{path} exists already; choose another name.").format(path=path)
        raise FileRefusedError(path, text)
    write(path, text)


def copy_name(path: Path) -> str:
    """A name for a copy beside the file."""
    number = 2
    while (path.parent / f"{path.stem}-{number}{path.suffix}").exists():
        number += 1
    return f"{path.stem}-{number}{path.suffix}"


def named_beside(path: Path, name: str) -> Path:
    """The file of a name in the same folder. Raises FileRefusedError for what is no plain name."""
    named = path.parent / name
    if (
        not name.strip()
        or named.parent != path.parent
        or name != Path(name).name
        or not Path(name).name.strip(".")
        or not name.isprintable()
        or len(name.encode()) > _LONGEST_NAME
    ):
        message = _("“{name}” is no name for a file; write one such as {example}.").format(
            name=name, example=copy_name(path)
        )
        raise FileRefusedError(path, message)
    return named if named.suffix in (".yaml", ".yml") else named.with_name(f"{name}.yaml")


def stamp(path: Path) -> tuple[int, int] | None:
    """What changes when somebody writes the file; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
