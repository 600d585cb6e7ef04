"""The form for one part of a questionnaire: which entries it has, what they hold, what they allow.

A form is plain data for the front end, which knows controls and no questionnaires.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from phieu.messages import _
from phieu.questionnaire import key_words
from phieu.questionnaire.findings import Path
from phieu.questionnaire.kinds import Question
from phieu.questionnaire.model import Introduction, Section
from phieu.questionnaire.rules import RULES
from phieu.questionnaire.translations import texts_of
from phieu.questionnaire.yaml_writing import in_reading_order

from .controls import CONTROLS, TABLES, Control
from .draft import Draft, mappings, texts
from .kind_words import KIND_WORDS, kind_word

Entry = dict[str, Any]

_KINDS: dict[str, tuple[str, ...]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: tuple(in_reading_order(kind.model_fields))
    for kind in get_args(get_args(Question)[0])
}


def question_keys(kind: str) -> tuple[str, ...]:
    """The keys that a question of a kind can have; of no known kind, those that all have."""
    return _KINDS.get(kind, _KINDS["note"])


def part_form(draft: Draft, path: Path, language: str) -> list[Entry]:
    """The entries for the part at a path, in the order in which they are shown."""
    match path:
        case ():
            keys: Iterable[str] = ("id", "version", "language", "bodies", "texts", "silenced")
            table = "questionnaire"
        case ("introduction",):
            keys, table = Introduction.model_fields, "introduction"
        case ("scales", str()):
            keys, table = ("name", "satisfied", "codes", "silenced"), "scale"
        case ("sections", int()):
            keys, table = (key for key in Section.model_fields if key != "questions"), "section"
        case _:
            kind = str(draft.at((*path, "kind")))
            keys, table = question_keys(kind), "question" if kind != "number_table" else kind
    owner = draft.at((*path, "id")) if path[:1] == ("sections",) else None
    entries = [
        {**entry, "of": owner} for key in keys for entry in _entries(draft, path, key, table)
    ]
    name = [_scale_name(path)] if table == "scale" else []
    return [*name, *entries, *_translations(draft, path, language)]


def _scale_name(path: Path) -> Entry:
    """The key under which a scale stands; it is no key of its own."""
    return {
        "path": list(path),
        "control": "id",
        "group": "name",
        "label": _("Id"),
        "help": _("The name by which questions use the scale."),
        "value": str(path[-1]),
    }


def _entries(draft: Draft, path: Path, key: str, table: str) -> list[Entry]:
    control = CONTROLS[table].get(key) or CONTROLS["any"][key]
    here, value = (*path, key), draft.at((*path, key))
    entry = {
        "path": list(here),
        "control": control.shape,
        "group": control.group,
        "label": control.label(),
        "help": _help(table).get(key, ""),
        "value": value if value is not None else "",
    }
    if control.shape == "levels":
        return [_table(draft, entry, "levels"), *_level_lists(draft, here)]
    if control.shape == "table":
        # `columns` of options is how many stand side by side; of a number table, what they are.
        return [_table(draft, entry, key)]
    return [{**entry, **_particulars(draft, control, here, value)}]


def _help(table: str) -> dict[str, str]:
    match table:
        case "questionnaire":
            return key_words.file_keys()
        case "introduction":
            return key_words.introduction_keys()
        case "scale":
            return key_words.scale_keys()
        case "section":
            return key_words.section_keys()
        case _:
            return {**key_words.own_keys(), **key_words.question_keys()}


def _particulars(draft: Draft, control: Control, path: Path, value: Any) -> Entry:
    match control.shape:
        case "pairs":
            choices = sorted(RULES) if path[-1] == "silenced" else []
            suggested = list(draft.bodies) if path[-1] == "addressee" else choices
            return {
                "value": [list(pair) for pair in texts({"it": value}, "it").items()],
                "keyLabel": control.key_label(),
                "textLabel": control.text_label(),
                "suggested": suggested,
            }
        case "choice":
            return {"choices": _choices(draft, str(path[-1]), value)}
        case "bodies":
            return {
                "value": _list(value),
                "choices": [[c, n or c] for c, n in draft.bodies.items()],
            }
        case "list":
            return {"value": ", ".join(_list(value))}
        case "tick":
            return {"value": value == "true"}
        case _:
            return {"value": value if isinstance(value, str) else ""}


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value if one is not None and not isinstance(one, dict | list)]
    return [value] if isinstance(value, str) and value else []


def _choices(draft: Draft, key: str, value: Any) -> list[list[str]]:
    match key:
        case "kind":
            choices = [[kind, kind_word(kind)] for kind in KIND_WORDS]
        case "scale":
            choices = [
                [name, f"{name} – {scale.get('name') or ''}"]
                for name, scale in draft.scales.items()
            ]
        case "prefilled":
            choices = [
                ["", _("asked")],
                ["body", _("printed: the body")],
                ["unit_type", _("printed: the type of unit")],
            ]
        case "source":
            choices = [
                ["", _("a fixed value")],
                ["channel", _("the channel of the answer")],
                ["language", _("the language of the answer")],
                ["version", _("the questionnaire's version")],
            ]
        case "purpose":
            choices = [["signature", _("signature")], ["office", _("office use")]]
        case _:
            choices = []
    known = {choice for choice, _name in choices}
    # What a person wrote that is no choice stays to be seen.
    return choices if not isinstance(value, str) or value in known else [*choices, [value, value]]


def _table(draft: Draft, entry: Entry, key: str) -> Entry:
    items = entry["value"] if isinstance(entry["value"], list) else []
    kind = TABLES["codes" if key == "codes" else key]
    return {
        **entry,
        "control": "table",
        "value": [_item(one) for one in items],
        "columns": [column.described(draft.bodies) for column in kind.columns],
        "details": [
            column.described(draft.bodies)
            for column in kind.details
            if key != "codes" or column.key in _code_details(draft, tuple(entry["path"]))
        ],
        "addLabel": kind.add_label(),
    }


def _code_details(draft: Draft, path: Path) -> tuple[str, ...]:
    """What an answer can have besides its words, by the list that it stands in."""
    match path:
        case ("scales", *_rest):
            return ("name",)
        case (*_question, "levels", int(), "codes"):
            return ("parent", "name")
        case _ if draft.at((*path[:-1], "kind")) == "multiple":
            return ("exclusive", "specify", "only", "only_types", "name")
        case _:
            return ("specify", "only", "only_types", "name")


def _item(written: Any) -> Entry:
    """One line of a table: texts, yes and no, lists of bodies."""
    if not isinstance(written, dict):
        return {}
    item: Entry = {}
    for key, value in written.items():
        match key:
            case "only":
                item[key] = _list(value)
            case "only_types":
                item[key] = ", ".join(_list(value))
            case "exclusive" | "specify" | "reverse":
                item[key] = value == "true"
            case "missing":
                item[key] = {"true": "dont_know", "false": ""}.get(str(value), value or "")
            case _:
                item[key] = value if isinstance(value, str) else ""
    return item


def _level_lists(draft: Draft, path: Path) -> list[Entry]:
    levels = draft.at(path)
    entries: list[Entry] = []
    for place, level in enumerate(levels if isinstance(levels, list) else []):
        name = level.get("text") if isinstance(level, dict) else ""
        here = (*path, place, "codes")
        label = _("Places of the level “{level}”").format(level=name or place + 1)
        value = draft.at(here)
        entry = {"path": list(here), "group": "answers", "label": label, "help": "", "value": value}
        entries.append(_table(draft, entry, "codes"))
    return entries


def _translations(draft: Draft, path: Path, language: str) -> list[Entry]:
    """Every text of the part beside its translation, while another language is shown."""
    questionnaire = draft.questionnaire
    if questionnaire is None or language == questionnaire.language:
        return []
    known = questionnaire.translations.get(language, {})
    lines = [
        {"key": key, "original": text, "value": known.get(key, "")}
        for key, text in texts_of(questionnaire).items()
        if _belongs(draft, path, key)
    ]
    label = _("Translation: {language}").format(language=language)
    return [
        {
            "path": ["translations", language],
            "control": "translations",
            "group": "translation",
            "label": label,
            "help": "",
            "value": lines,
        }
    ]


def _belongs(draft: Draft, path: Path, key: str) -> bool:
    """Whether the text with a key (see questionnaire.translations) stands in a part."""
    name = key.partition(".")[0]
    match path:
        case ():
            return name in ("bodies", "texts")
        case ("introduction",):
            return name == "introduction"
        case ("scales", str(scale)):
            return name == scale
        case ("sections", int()):
            return key == f"section.{draft.at((*path, 'id'))}"
    part = draft.at(path) or {}
    names = {part.get("id")}
    for holder in ("rows", "levels"):
        names |= {one.get("id") for one in mappings(part, holder)}
    return name in names
