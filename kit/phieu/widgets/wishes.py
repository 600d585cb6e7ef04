"""What a person may wish for in the designer: messages that lead from session to session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from phieu.errors import PhieuError, Severity
from phieu.messages import _
from phieu.questionnaire import editing
from phieu.questionnaire.findings import Path

from .composing import added_question, added_scale, added_section, changed_kind, new_part, with_pair
from .meaning import meant, neighbour, steps
from .pages import Pages
from .part_values import written_value
from .session import DesignSession

Wish = Mapping[str, Any]
Step = Callable[[DesignSession, Wish], DesignSession]


class UnknownWishError(PhieuError):
    """A message that is none of these: the front end and this package do not fit together."""


def granted(session: DesignSession, wish: Wish) -> DesignSession:
    """The session after a wish. What cannot be done is said, and changes nothing."""
    step = _STEPS.get(str(wish.get("type")))
    if step is None:
        raise UnknownWishError(
            _("The page and the kernel do not fit together. Restart the kernel, reload the page.")
        )
    quiet = replace(session.saying(""), focus=None)
    try:
        return step(quiet, wish)
    except editing.CannotEditError as error:
        return quiet.saying(str(error), Severity.ERROR)


def follows_page(session: DesignSession, wish: Wish, pages: Pages) -> DesignSession:
    """The session on the page of the chosen question: after choosing it, and when it moves on."""
    if wish.get("type") in ("look", "hello"):
        return session
    page = pages.show(session.draft, session.look).page_of.get(
        str(session.draft.at((*session.selected, "id")))
    )
    if len(session.selected) < 4 or not page or page == session.look.page:
        return session
    return replace(session, look=replace(session.look, page=page))


def _edit(session: DesignSession, wish: Wish) -> DesignSession:
    path = meant(session.draft, wish)
    value = written_value(path, wish.get("value"))
    if value is None:
        if session.draft.at(path) is None:
            return session
        return session.with_text(editing.delete(session.text, path), touched=path)
    return session.with_text(editing.set_value(session.text, path, value), touched=path)


def _kind(session: DesignSession, wish: Wish) -> DesignSession:
    path = meant(session.draft, wish)
    return session.with_text(changed_kind(session.draft, path, str(wish["value"])))


def _pair(session: DesignSession, wish: Wish) -> DesignSession:
    path, place = meant(session.draft, wish), int(wish["position"])
    text = with_pair(session.draft, path, place, str(wish["key"]).strip(), str(wish["value"]))
    return session.with_text(text, touched=(*path, place))


def _rename(session: DesignSession, wish: Wish) -> DesignSession:
    """Another id; a scale is chosen by its name, so that the choice follows."""
    path, new = meant(session.draft, wish), str(wish["value"]).strip()
    selected: Path
    if len(path) == 2 and path[0] == "scales":
        old, selected = str(path[1]), ("scales", new)
    else:
        old, selected = str(session.draft.at(path) or ""), session.selected
    if new == old:
        return session
    if not new or not old:
        return session.with_text(editing.set_value(session.text, path, new))
    return session.with_text(editing.rename(session.text, old, new), selected=selected)


def _add(session: DesignSession, wish: Wish) -> DesignSession:
    text, path = added_question(session.draft, str(wish["kind"]), steps(wish, "after"))
    return _beginning(session.with_text(text, selected=path), path)


def _add_section(session: DesignSession, wish: Wish) -> DesignSession:
    text, path = added_section(session.draft, steps(wish, "after"))
    return _beginning(session.with_text(text, selected=path), path)


def _add_scale(session: DesignSession, _wish: Wish) -> DesignSession:
    text, path = added_scale(session.draft)
    return _beginning(session.with_text(text, selected=path), path)


def _beginning(session: DesignSession, path: Path) -> DesignSession:
    return replace(session, focus=path, view="form")


def _add_part(session: DesignSession, wish: Wish) -> DesignSession:
    """One more answer, row, column or level at the end of a list."""
    path = meant(session.draft, wish)
    text, place = new_part(session.draft, path)
    return replace(session.with_text(text), focus=(*path, place))


def _copy(session: DesignSession, wish: Wish) -> DesignSession:
    path = meant(session.draft, wish)
    new = session.draft.free_id(str(session.draft.at((*path, "id")) or path[-1]))
    behind = (*path[:-1], path[-1] + 1) if isinstance(path[-1], int) else (*path[:-1], new)
    text = editing.copy(session.text, path, new)
    done = session.with_text(text, selected=behind)
    return done.saying(_("Copied as {id}.").format(id=new))


def _delete(session: DesignSession, wish: Wish) -> DesignSession:
    path = meant(session.draft, wish)
    done = session.with_text(editing.delete(session.text, path))
    if len(path) > 4:
        return done
    name = session.draft.at((*path, "id")) or path[-1]
    return done.saying(_("{part} is deleted; Ctrl+Z brings it back.").format(part=name))


def _move(session: DesignSession, wish: Wish) -> DesignSession:
    """By dragging: to a place."""
    return _moved(session, meant(session.draft, wish), steps(wish, "to"))


def _shift(session: DesignSession, wish: Wish) -> DesignSession:
    """By keyboard: a step up or down from wherever it is now."""
    source = meant(session.draft, wish)
    target = neighbour(session.draft, source, 1 if wish["step"] == 1 else -1)
    return session if target is None else _moved(session, source, target)


def _moved(session: DesignSession, source: Path, target: Path) -> DesignSession:
    text = editing.move(session.text, source, target)
    followed = target if len(source) <= 4 else session.selected
    return session.with_text(text, selected=followed)


def _text(session: DesignSession, wish: Wish) -> DesignSession:
    text = str(wish["text"])
    if "\r\n" in session.text:
        # A browser's text field knows line feeds only; the file keeps its own line ends.
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return session.with_text(text, touched=("text",))


def _select(session: DesignSession, wish: Wish) -> DesignSession:
    return session.choosing(meant(session.draft, wish))


def _look(session: DesignSession, wish: Wish) -> DesignSession:
    look = session.look
    return session.looking(
        replace(
            look,
            body=str(wish.get("body", look.body)),
            unit_type=str(wish.get("unitType", look.unit_type)),
            language=str(wish.get("language", look.language)),
            page=max(1, int(wish.get("page", look.page))),
            dpi=min(250.0, max(60.0, float(wish.get("dpi", look.dpi)))),
        )
    )


def _view(session: DesignSession, wish: Wish) -> DesignSession:
    view = "text" if wish["view"] == "text" or session.draft.plain is None else "form"
    if view != wish["view"]:
        text = _("The text is no YAML yet: mend it before it can be shown as a form.")
        return session.saying(text, Severity.ERROR)
    return replace(session, view="text" if view == "text" else "form")


def _same(session: DesignSession, _wish: Wish) -> DesignSession:
    return session


_STEPS: Mapping[str, Step] = {
    "hello": _same,
    "edit": _edit,
    "kind": _kind,
    "pair": _pair,
    "rename": _rename,
    "add": _add,
    "add-section": _add_section,
    "add-scale": _add_scale,
    "add-part": _add_part,
    "copy": _copy,
    "delete": _delete,
    "move": _move,
    "shift": _shift,
    "text": _text,
    "select": _select,
    "look": _look,
    "view": _view,
    "undo": lambda session, _wish: session.undone(),
    "redo": lambda session, _wish: session.redone(),
}
