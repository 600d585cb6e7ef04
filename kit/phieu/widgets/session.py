"""One person's work on one questionnaire: the text and its history, what is chosen and shown.

Every change gives a new value. Nothing here touches files, clocks or widgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from phieu.errors import Severity
from phieu.questionnaire.editing import History
from phieu.questionnaire.findings import Path

from .draft import Draft
from .pages import Look

View = Literal["form", "text"]


@dataclass(frozen=True)
class Word:
    """What is said to the person, once. severity: empty for good news."""

    text: str = ""
    severity: str = ""


@dataclass(frozen=True)
class DesignSession:
    """saved: the text that the file held when it was read, or written, last. selected: the part
    in the form. focus: the part whose text the front end is to put the cursor into."""

    saved: str
    history: History
    draft: Draft
    selected: Path = ()
    view: View = "form"
    look: Look = field(default_factory=Look)
    word: Word = field(default_factory=Word)
    focus: Path | None = None

    @classmethod
    def opened(cls, text: str) -> DesignSession:
        """A text that cannot be shown as a form is shown as text."""
        draft = Draft.of(text)
        view: View = "text" if draft.questionnaire is None else "form"
        first = next((path for path in draft.parts() if len(path) == 4), ())
        return cls(text, History(text), draft, first, view)._with_known_look()

    @property
    def text(self) -> str:
        return self.history.present

    @property
    def is_unsaved(self) -> bool:
        return self.text != self.saved

    def with_text(
        self, text: str, *, touched: Path | None = None, selected: Path | None = None
    ) -> DesignSession:
        """A step forward. touched: steps on end at one part are undone as one."""
        return self._at(self.history.with_text(text, touched), selected)

    def undone(self) -> DesignSession:
        return self._at(self.history.undo(), None)

    def redone(self) -> DesignSession:
        return self._at(self.history.redo(), None)

    def choosing(self, path: Path) -> DesignSession:
        """Another part in the form; the nearest one where this is not there any more."""
        if self.draft.plain is None:
            return self  # the text is broken for the moment; the part will be there again
        return replace(self, selected=_nearest(path, set(self.draft.parts())))

    def looking(self, look: Look) -> DesignSession:
        return replace(self, look=look)._with_known_look()

    def saying(self, text: str, severity: Severity | None = None) -> DesignSession:
        return replace(self, word=Word(text, severity.value if severity else ""))

    def now_saved(self, text: str) -> DesignSession:
        """What the file holds now."""
        return replace(self, saved=text)

    def _at(self, history: History, selected: Path | None) -> DesignSession:
        if history == self.history:
            return self
        draft = self.draft if history.present == self.draft.text else Draft.of(history.present)
        moved = replace(self, history=history, draft=draft)
        return moved.choosing(self.selected if selected is None else selected)._with_known_look()

    def _with_known_look(self) -> DesignSession:
        """The body and the language shown are always some that the questionnaire has."""
        look, bodies = self.look, self.draft.bodies
        if bodies and look.body not in bodies:
            look = replace(look, body=next(iter(bodies)))
        questionnaire = self.draft.questionnaire
        if questionnaire is not None:
            known = (questionnaire.language, *questionnaire.translations)
            look = replace(look, language=look.language if look.language in known else known[0])
        return replace(self, look=look)


def _nearest(path: Path, known: set[Path]) -> Path:
    """The path, the part before it in its list, or what holds it."""
    while path and path not in known:
        *above, last = path
        if isinstance(last, int) and last > 0:
            path = (*above, last - 1)
        else:
            path = tuple(above[:-1]) if isinstance(last, int) else tuple(above)
    return path
