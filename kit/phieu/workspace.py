"""A researcher's workspace: what the package ships, and a new folder made from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.json_schema import schema

ROUND = Path("fieldwork") / "quang-nam-2023"
SCHEMA = Path("forms") / ".schema" / "questionnaire.json"
_FOLDERS = (Path("forms"), Path("notebooks"))
_FILES = (ROUND / "round.yaml", ROUND / "frame.csv", ROUND / "crosswalk-2025.csv")
_GITIGNORE = """\
.ipynb_checkpoints/
__pycache__/
demo/
# what editors complete questionnaires from, written by phieu lab
.vscode/
forms/.schema/
# what a round generates
fieldwork/*/.printing-*/
fieldwork/*/.rehearsing-*/
fieldwork/*/print/
fieldwork/*/scans/
fieldwork/*/images/
fieldwork/*/exports/
fieldwork/*/*.db
fieldwork/*/*.db-*
"""


class WorkspaceError(PhieuError):
    """A workspace that cannot be made; `path` is the file or folder in the way."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(message)


def shipped() -> Path:
    """The folder with the forms, notebooks and example round that belong to this phieu.

    In an installed package phieu/shipped; in a clone its root, which is a workspace itself.
    Raises WorkspaceError, naming it, when a part is missing.
    """
    package = Path(__file__).resolve().parent
    installed = package / "shipped"
    root = installed if installed.is_dir() else package.parents[1]
    for part in (*_FOLDERS, *_FILES):
        if not (root / part).exists():
            raise WorkspaceError(
                root / part,
                _("{path} is missing from this installation. Install phieu again.").format(
                    path=root / part
                ),
            )
    return root


def new(folder: Path) -> None:
    """Make a workspace in a folder that is empty or does not exist yet.

    Raises WorkspaceError when the folder holds anything, or cannot be written; then nothing of
    the new workspace stays behind.
    """
    source = shipped()
    try:
        _require_empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for file in _files(source):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, folder / file)
        (folder / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
        describe_to_editors(folder)
    except OSError as error:
        _take_back(folder)
        raise _unwritable(folder, error) from error


def describe_to_editors(folder: Path) -> None:
    """Write the JSON Schema of questionnaires, and tell VS Code that it is for forms/.

    Settings of VS Code that stand there already stay; its YAML extension then completes keys,
    shows what they mean and underlines what is misspelt. Raises OSError.
    """
    target = folder / SCHEMA
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    settings = folder / ".vscode" / "settings.json"
    if not settings.exists():
        settings.parent.mkdir(exist_ok=True)
        words = {"yaml.schemas": {SCHEMA.as_posix(): ["forms/*/*.yaml", "!forms/bank/*.yaml"]}}
        settings.write_text(json.dumps(words, indent=1) + "\n", encoding="utf-8")


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceError(
            folder,
            _(
                "{folder} is not an empty folder, and nothing in it was touched. "
                "Name a new or an empty folder."
            ).format(folder=folder),
        )


def _files(source: Path) -> Iterator[Path]:
    """What a workspace consists of, as paths below `source`; not the traces of work in a clone."""
    for part in _FOLDERS:
        for file in sorted((source / part).rglob("*")):
            below = file.relative_to(source)
            if file.is_file() and not any(name.startswith((".", "__")) for name in below.parts):
                yield below
    yield from _FILES


def _take_back(folder: Path) -> None:
    """Remove what a failed `new` wrote: `_require_empty` found the folder empty before."""
    for part in ("forms", "notebooks", "fieldwork", ".vscode"):
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / ".gitignore").unlink(missing_ok=True)


def _unwritable(folder: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        folder,
        _(
            "No workspace could be made in {folder}: {reason}. "
            "Check its permissions and the free space, or name another folder."
        ).format(folder=folder, reason=error.strerror or error),
    )
