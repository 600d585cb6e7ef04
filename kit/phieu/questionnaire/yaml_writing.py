"""A questionnaire as YAML text, in the short forms that a person would write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .codes import Code, Column, Missing, Row, Scale
from .frozen import Frozen
from .kinds import Question
from .model import Questionnaire, Section
from .yaml_block import Flow, Word, Written, entry, item

# A question's keys in the order in which they read best; the kind's own keys stand at the gap.
FIRST_KEYS = (
    "id", "number", "kind", "only", "only_types", "when", "required", "scale", "text", "label",
    "hint",
)  # fmt: skip
LAST_KEYS = ("rows", "columns", "levels", "codes", "constraints", "warnings", "silenced")


def dump(questionnaire: Questionnaire) -> str:
    """The file's text. What is as the model has it by default is left out.

    Reading it back gives an equal questionnaire, its texts NFC.
    """
    lines: list[str] = []
    for key, value in questionnaire_entries(questionnaire).items():
        is_block = isinstance(value, Mapping | list)
        lines += [""] if is_block else []
        if key == "sections" and value and isinstance(value, list):
            lines.append("sections:")
            for position, section in enumerate(value):
                lines += [""] if position else []
                lines += item(section, 2)
        else:
            lines += entry(key, value, 0)
    return "\n".join(lines) + "\n"


def questionnaire_entries(questionnaire: Questionnaire) -> dict[str, Written]:
    return {
        **_entries(questionnaire, ("id", "version", "language", "bodies", "texts", "introduction")),
        **({"scales": scales} if (scales := _scales(questionnaire.scales)) else {}),
        "sections": [section_entries(section) for section in questionnaire.sections],
        **_entries(questionnaire, ("translations", "silenced")),
    }


def section_entries(section: Section) -> dict[str, Written]:
    return {
        **_entries(section, ("id", "title", "topic", "only", "only_types", "when", "silenced")),
        "questions": [question_entries(question) for question in section.questions],
    }


def question_entries(question: Question) -> dict[str, Written]:
    """A question as the mapping that a person would write, short forms and all."""
    return _entries(question, in_reading_order(type(question).model_fields))


def in_reading_order(keys: Iterable[str]) -> list[str]:
    """The keys of a question in the order in which they are written."""
    given = list(keys)
    own = [key for key in given if key not in FIRST_KEYS and key not in LAST_KEYS]
    order = [*FIRST_KEYS, *own, *LAST_KEYS]
    return sorted(given, key=order.index)


def scale_entries(scale: Scale) -> dict[str, Written]:
    return _entries(scale, ("name", "satisfied", "codes", "silenced"))


def code_entry(code: Code) -> tuple[str, Written]:
    """`1: Rất kém`, or `9: {label: …, short: KĐG, missing: true}`: the key and its value."""
    return str(code.value), _short(code, "value", "label")


def row_entry(row: Row | Column) -> tuple[str, Written]:
    """`B1_1: text`, or `C2_DU_1: {only: DU, text: …}`: the key and its value."""
    return row.id, _short(row, "id", "text")


def _scales(scales: Mapping[str, Scale]) -> dict[str, Written]:
    return {name: scale_entries(scale) for name, scale in scales.items()}


def _entries(value: Frozen, keys: Iterable[str]) -> dict[str, Written]:
    """The fields by these names that are not as they are by default."""
    return {key: _field(value, key) for key in keys if not _is_default(value, key)}


def _field(value: Frozen, key: str) -> Written:
    part = getattr(value, key)
    # A month is a date that its own field writes 2023-05.
    return (
        Word(value.model_dump(include={key})[key]) if isinstance(part, date) else written(part, key)
    )


def _is_default(value: Frozen, key: str) -> bool:
    field = type(value).model_fields[key]
    if field.is_required():
        return False
    # The language stays although Vietnamese is the default: a reader of the file should see it.
    default = field.get_default(call_default_factory=True)
    return key != "language" and bool(getattr(value, key) == default)


def written(value: Any, key: str = "") -> Written:
    """A value of the model, or one such as JSON has, as it is written under a key."""
    match value:
        case bool():
            return Word("true" if value else "false")
        case Missing():
            return Word("true" if value is Missing.DONT_KNOW else value.value)
        case Word() | str():
            return value
        case int():
            return Word(value)
        case float():
            return Word(f"{value:g}" if value == float(f"{value:g}") else repr(value))
        case Decimal():
            return Word(f"{value:f}")
        case date():
            return Word(value.isoformat())
        case Mapping():
            entries = {str(name): written(part, str(name)) for name, part in value.items()}
            return Flow(entries) if isinstance(value, Flow) else entries
        case Frozen():
            return _entries(value, type(value).model_fields)
        case tuple():
            return _list(value, key)
        case list():
            return [written(part) for part in value]
        case None:
            return Word("null")
        case _:
            raise TypeError(f"No YAML form for {value!r} at “{key}”.")


def _list(values: tuple[Any, ...], key: str) -> Written:
    match key:
        case "codes" | "rows" | "columns":
            return _keyed(values)
        case "only" | "only_types" if len(values) == 1:
            return str(values[0])
        case _:
            return [written(part, "") for part in values]


def _keyed(parts: Sequence[Code | Row | Column]) -> Written:
    """Parts by their code or id; as a list where two have the same, which the linter reports."""
    entries = [code_entry(p) if isinstance(p, Code) else row_entry(p) for p in parts]
    if len({key for key, _value in entries}) == len(entries):
        return dict(entries)
    return [_entries(part, type(part).model_fields) for part in parts]


def _short(part: Code | Row | Column, key_name: str, text_name: str) -> Written:
    own = [name for name in type(part).model_fields if name != key_name]
    entries = _entries(part, own)
    if set(entries) == {text_name}:
        return entries[text_name]
    return Flow(dict(sorted(entries.items(), key=lambda pair: not pair[0].startswith("only"))))
