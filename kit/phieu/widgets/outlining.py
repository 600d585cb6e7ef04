"""The left column of the designer: everything that can be chosen, in the file's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from phieu.errors import Severity
from phieu.messages import _
from phieu.questionnaire.findings import Path
from phieu.questionnaire.outline import outline_of_text
from phieu.questionnaire.variants import shown

from .draft import Draft, Trouble, mappings
from .kind_words import kind_word

Line = dict[str, Any]

_GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


def outline(
    draft: Draft, body: str, unit_type: str | None, page_of: Mapping[str, int]
) -> list[Line]:
    """Lines of the tree: `level` 1 or 2, and what each says. A part that the shown variant leaves
    out is `absent`."""
    if draft.plain is None:
        return list(_of_text(draft.text))
    worst = _worst(draft.troubles)
    present = _present(draft, body, unit_type)
    lines = []
    for path in draft.parts():
        part = draft.at(path) or {}
        line = {"path": list(path), "level": 1, **_words(path, part), "absent": False}
        if path[:1] == ("sections",):
            line["absent"] = present is not None and path not in present
        if len(path) == 4:
            line["level"] = 2
            line["page"] = page_of.get(str(part.get("id")), 0)
        line["line"] = draft.line(path)
        lines.append({**line, "severity": worst.get(path, "")})
    return lines


def _of_text(text: str) -> Iterator[Line]:
    """What can be listed of a text that is no YAML."""
    common = {"absent": False, "severity": "", "page": 0}
    for section in outline_of_text(text):
        yield {**common, "path": list(section.path), "level": 1, "role": "section",
               "number": section.id, "text": section.title, "count": len(section.items),
               "line": section.line}  # fmt: skip
        for item in section.items:
            yield {**common, "path": list(item.path), "level": 2, "role": "question",
                   "id": item.id, "number": item.number, "text": item.text, "kind": item.kind,
                   "kindWord": kind_word(item.kind), "line": item.line}  # fmt: skip


def _words(path: Path, part: dict[str, Any]) -> Line:
    match path:
        case ():
            return {"role": "file", "number": "", "text": _("Bodies, template variables")}
        case ("introduction",):
            return {"role": "file", "number": "", "text": _("Head and foot of the form")}
        case ("scales", name):
            return {"role": "scale", "number": name, "text": _text(part, "name")}
        case ("sections", int()):
            text = _text(part, "title")
            count = len(mappings(part, "questions"))
            return {"role": "section", "number": _text(part, "id"), "text": text, "count": count}
        case _:
            kind = _text(part, "kind")
            return {
                "role": "question",
                "id": _text(part, "id"),
                "number": _text(part, "number") or _text(part, "id"),
                "text": _text(part, "text"),
                "kind": kind,
                "kindWord": kind_word(kind),
            }


def _text(part: dict[str, Any], key: str) -> str:
    value = part.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _worst(troubles: Iterable[Trouble]) -> dict[Path, str]:
    """The gravest severity by part; a section does not answer for its questions."""
    found: dict[Path, str] = {}
    for severity in reversed(_GRAVEST):
        for trouble in troubles:
            if trouble.part is not None and trouble.severity is severity:
                found[trouble.part] = severity.value
    return found


def _present(draft: Draft, body: str, unit_type: str | None) -> set[Path] | None:
    """The sections and questions of one variant; None where that cannot be told."""
    return None if draft.questionnaire is None else set(_shown(draft, body, unit_type))


def _shown(draft: Draft, body: str, unit_type: str | None) -> Iterator[Path]:
    sections = draft.questionnaire.sections if draft.questionnaire else ()
    for place, section in enumerate(sections):
        if not shown(section, body, unit_type):
            continue
        yield ("sections", place)
        for position, question in enumerate(section.questions):
            if shown(question, body, unit_type):
                yield ("sections", place, "questions", position)
