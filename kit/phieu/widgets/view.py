"""A session as the front end shows it: plain data, and the picture of one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from phieu.frame.units import UnitType
from phieu.messages import _

from .draft import Draft, Trouble
from .outlining import outline
from .pages import Pages
from .part_form import part_form
from .session import DesignSession


def shown(session: DesignSession, pages: Pages) -> tuple[dict[str, Any], bytes]:
    """By the names of the front end's parts; the picture is a PNG, empty where there is no page."""
    draft, look = session.draft, session.look
    laid_out = pages.show(draft, look)
    made = laid_out.preview
    count = made.count if made else 0
    page = min(look.page, count) or 1
    state: dict[str, Any] = {
        "top": _top(session),
        "outline": outline(draft, look.body, look.unit_type, laid_out.page_of),
        "selected": list(session.selected),
        "form": part_form(draft, session.selected, look.language) if draft.plain else [],
        "findings": [_finding(draft, one) for one in draft.troubles],
        "page": {
            "page": page,
            "count": count,
            "freeMm": made.free_mm if made else 0,
            "trouble": laid_out.trouble,
            "misfits": list(made.misfits) if made and not laid_out.trouble else [],
        },
        "look": _look(session),
        "text": session.text if session.view == "text" else None,
        "word": {"text": session.word.text, "severity": session.word.severity},
        "focus": list(session.focus) if session.focus is not None else None,
    }
    return state, pages.picture(replace(look, page=page))


def _top(session: DesignSession) -> dict[str, Any]:
    return {
        "unsaved": session.is_unsaved,
        "canUndo": bool(session.history.past),
        "canRedo": bool(session.history.future),
        "view": session.view if session.draft.plain is not None else "text",
    }


def _look(session: DesignSession) -> dict[str, Any]:
    draft, look = session.draft, session.look
    questionnaire = draft.questionnaire
    languages = (
        [questionnaire.language, *questionnaire.translations] if questionnaire else [look.language]
    )
    return {
        "body": look.body,
        "unitType": look.unit_type,
        "language": look.language,
        "bodies": [[body, name or body] for body, name in draft.bodies.items()]
        or [[look.body, look.body]],
        "unitTypes": [[kind.value, kind.value] for kind in UnitType],
        "languages": [[language, language] for language in languages],
    }


def _finding(draft: Draft, trouble: Trouble) -> dict[str, Any]:
    return {
        "line": trouble.line,
        "part": list(trouble.part) if trouble.part is not None else None,
        "where": _where(draft, trouble),
        "severity": trouble.severity.value,
        "rule": trouble.rule,
        "message": trouble.message,
        "fix": trouble.fix,
        "why": trouble.why,
    }


def _where(draft: Draft, trouble: Trouble) -> str:
    """What a person would call the part."""
    match trouble.part:
        case ("introduction",):
            return _("Head and foot of the form")
        case ("scales", str(name)):
            return name
        case ("sections", int(), *_rest) as path:
            return str(draft.at((*path, "number")) or draft.at((*path, "id")) or "?")
        case _:
            return _("File")
