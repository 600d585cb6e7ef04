"""The questionnaire's file: read as it is, written whole or not at all, watched for others."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _

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
        target = path.resolve()  # a link stays a link
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        part = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8"))
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


def write_new(path: Path, text: str) -> None:
    """The same under a name that nothing has yet. Raises FileRefusedError."""
    if path.exists():
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
