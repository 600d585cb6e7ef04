"""The banks of ready questions in the workspace, to take questions from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from phieu.errors import PhieuError, Severity
from phieu.messages import _
from phieu.questionnaire.bank import Bank, insertion, read
from phieu.questionnaire.findings import Path as PartPath
from phieu.workspace import WorkspaceError, shipped

from . import files
from .composing import inserted_question
from .kind_words import kind_word
from .session import DesignSession

_FOLDER = Path("forms") / "bank"


@dataclass
class Shelf:
    """folders: where banks may lie; the first that is there counts. listed: for the front end,
    once the shelf was opened."""

    folders: tuple[Path, ...]
    listed: list[dict[str, Any]] = field(default_factory=list)
    _banks: dict[str, Bank] = field(default_factory=dict)
    _stamps: dict[Path, tuple[int, int] | None] = field(default_factory=dict)

    @classmethod
    def near(cls, form: Path) -> Shelf:
        """The banks of the form's own workspace, or those that phieu ships."""
        beside = tuple(above / _FOLDER for above in form.parents)
        try:
            return cls((*beside, shipped() / _FOLDER))
        except WorkspaceError:
            return cls(beside)

    def open(self, session: DesignSession) -> DesignSession:
        """Read what is new on the shelf. A bank with errors is left out, which is said."""
        folder = next((one for one in self.folders if one.is_dir()), None)
        found = sorted(folder.glob("*.yaml")) if folder else []
        stamps = {path: files.stamp(path) for path in found}
        if stamps == self._stamps:
            return session
        banks: dict[str, Bank] = {}
        refused = []
        for path in found:
            try:
                banks[path.stem] = read(files.read(path), path.name)
            except PhieuError:
                refused.append(path.name)
        self._banks, self._stamps = banks, stamps
        self.listed = [_listed(name, bank) for name, bank in banks.items() if bank.entries]
        if not refused:
            return session
        text = _("Left out, for they have errors: {files}.").format(files=", ".join(refused))
        return session.saying(text, Severity.WARNING)

    def put(self, session: DesignSession, name: str, place: int, after: PartPath) -> DesignSession:
        """The session with an entry as a question behind a part."""
        questionnaire = session.draft.questionnaire
        bank = self._banks.get(name)
        if questionnaire is None or bank is None or place >= len(bank.entries):
            text = _("Mend the errors first; then a question of the bank can be put in.")
            return session.saying(text, Severity.ERROR)
        entry = bank.entries[place]
        new = insertion(entry, questionnaire)
        shared = {**_named("texts", new.texts), **_named("scales", new.scales)}
        text, path = inserted_question(session.draft, new.question, shared, after)
        put = session.with_text(text, selected=path)
        return replace(put, focus=path, view="form").saying(
            _("Put in from the bank: {title}.").format(title=entry.title)
        )


def _named(holder: str, parts: Mapping[str, Any]) -> dict[PartPath, Any]:
    return {(holder, name): part for name, part in parts.items()}


def _listed(name: str, bank: Bank) -> dict[str, Any]:
    return {
        "name": name,
        "title": bank.title,
        "entries": [
            {
                "position": position,
                "title": entry.title,
                "text": entry.question.text,
                "kindWord": kind_word(entry.question.kind),
                "tags": " ".join(entry.tags),
            }
            for position, entry in enumerate(bank.entries)
        ],
    }
