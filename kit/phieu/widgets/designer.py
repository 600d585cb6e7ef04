"""The designer in a notebook: outline, form, checks, and the printed pages as one types."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from phieu.errors import PhieuError, Severity
from phieu.messages import _
from phieu.paper import fonts
from phieu.questionnaire.merging import Difference, conflict

from . import files, front_end
from .bank_shelf import Shelf
from .meaning import steps
from .pages import Pages, example_head
from .session import DesignSession
from .starting import starting_text
from .telling import Telling
from .view import shown
from .wishes import follows_page, granted
from .words import screen_words


class Designer(anywidget.AnyWidget):
    """last_ms: how long the last wish took here, from message to answer."""

    _esm = front_end.module("designer")
    _css = front_end.style("designer")
    words = traitlets.Dict().tag(sync=True)
    last_ms = traitlets.Float(0.0)

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        refused = ""
        try:
            self.session = self._opened()
        except PhieuError as error:
            refused = str(error)
        super().__init__(words={**screen_words(), "refused": refused})
        self._pages = Pages(example_head(), fonts.choose())
        self._shelf = Shelf.near(self.path)
        self._difference: Difference | None = None
        self._theirs = ""  # the file's text that the difference was found with
        self._stamp = files.stamp(self.path)
        self._disk_changed = False
        self._telling = Telling("page")
        self.on_msg(self._answer)

    def _opened(self) -> DesignSession:
        if self.path.exists():
            return DesignSession.opened(files.read(self.path))
        fresh = DesignSession.opened(starting_text(self.path.stem)).now_saved("")
        return fresh.saying(_("A new questionnaire; the file is made when you save."))

    def _answer(self, _widget: object, wish: dict[str, Any], _buffers: object) -> None:
        """The one door: a wish from the page, and the answer with what has changed by it."""
        began = time.perf_counter()
        self._watch()
        try:
            self.session = self._granted(wish)
        except PhieuError as error:
            self.session = self.session.saying(str(error), Severity.ERROR)
        except Exception as error:
            # A person must not lose a day's work to a fault of ours: it stays, and can be saved.
            self.log.exception("wish %r", wish.get("type"))
            text = _("That did not work ({error}). Your text is unchanged.").format(error=error)
            self.session = self.session.saying(text, Severity.ERROR)
        self._tell(wish, began)

    def _granted(self, wish: dict[str, Any]) -> DesignSession:
        """Wishes that touch files are granted here, all others by `wishes`."""
        session = self.session
        match wish.get("type"):
            case "save":
                return self._saved()
            case "overwrite":
                return self._overwritten()
            case "save-copy":
                copy = files.named_beside(self.path, str(wish.get("name", "")))
                return self._written(copy, overwrites=False)
            case "take-theirs":
                theirs = files.read(self.path)
                self._difference, self._disk_changed = None, False
                taken = session.with_text(theirs).now_saved(theirs)
                return taken.saying(_("The file's text is shown; Ctrl+Z brings yours back."))
            case "compare":
                self._theirs = files.read(self.path)
                self._difference = conflict(session.saved, session.text, self._theirs)
                return session
            case "dismiss":
                self._difference = None
                return session
            case "bank":
                return self._shelf.open(session)
            case "from-bank":
                place = int(wish["entry"])
                return self._shelf.put(session, str(wish["bank"]), place, steps(wish, "after"))
            case _:
                return granted(session, wish)

    def _saved(self) -> DesignSession:
        if self.path.exists():
            self._theirs = files.read(self.path)
            self._difference = conflict(self.session.saved, self.session.text, self._theirs)
            if self._difference is not None:
                return self.session.saying(
                    _("Not saved: somebody else has saved this file meanwhile."), Severity.WARNING
                )
        return self._written(self.path, overwrites=True)

    def _overwritten(self) -> DesignSession:
        """Over what was compared, and over nothing that came after it."""
        if self.path.exists() and files.read(self.path) != self._theirs:
            return self._saved()
        return self._written(self.path, overwrites=True)

    def _written(self, path: Path, *, overwrites: bool) -> DesignSession:
        (files.write if overwrites else files.write_new)(path, self.session.text)
        self.path = path
        self._difference, self._disk_changed = None, False
        self._stamp = files.stamp(path)
        text = _("Saved: {file}.").format(file=path.name)
        return self.session.now_saved(self.session.text).saying(text)

    def _watch(self) -> None:
        """Whether somebody else has written the file since it was last looked at."""
        stamp = files.stamp(self.path)
        if stamp == self._stamp or stamp is None:
            return
        self._stamp = stamp
        try:
            theirs = files.read(self.path)
        except PhieuError:
            return  # said when it is saved
        session = self.session
        self._disk_changed = conflict(session.saved, session.text, theirs) is not None
        if theirs == session.text:
            self.session = session.now_saved(theirs)

    def _tell(self, wish: dict[str, Any], began: float) -> None:
        self.session = follows_page(self.session, wish, self._pages)
        state, picture = shown(self.session, self._pages)
        state["top"] |= {"file": self.path.name, "folder": str(self.path.parent),
                         "diskChanged": self._disk_changed}  # fmt: skip
        state["conflict"] = self._conflict()
        state["bank"] = self._shelf.listed
        message, buffers = self._telling.answer(wish, state, picture, began)
        self.last_ms = message["lastMs"]
        self.send(message, buffers=buffers)

    def _conflict(self) -> dict[str, Any] | None:
        difference = self._difference
        if difference is None:
            return None
        return {
            "mine": difference.only_mine,
            "theirs": difference.only_theirs,
            "copyName": files.copy_name(self.path),
            "hunks": [
                [[line.side, line.text, line.mine or line.theirs] for line in hunk]
                for hunk in difference.hunks
            ],
        }


def design(path: str | Path) -> Designer:
    """The designer on a questionnaire's file; a new one is made when it is saved."""
    return Designer(Path(path))
