"""The YAML of a questionnaire as a JSON Schema, by which editors complete, explain and check it.

It describes the file as it is written, short forms included, and follows the model: every key,
default and limit is the model's own. Draft 7, the latest that VS Code's YAML extension knows well.
"""

from __future__ import annotations

from typing import Any, get_args

from phieu.messages import _

from . import key_words
from .codes import Code, Column, Missing, Row, Scale
from .frozen import Frozen
from .kinds import Level, Question
from .model import Introduction, Questionnaire, Section

Schema = dict[str, Any]

# A text may be written 1.0 or yes: the loader takes it as it stands.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_LIMIT: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_MISSING: Schema = {"enum": [True, False, *(kind.value for kind in Missing)]}
_CODE_KEY = "^-?[0-9]+$"


def schema() -> Schema:
    """The schema, its explanations in the reader's language."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": _("Questionnaire"),
        **_object(Questionnaire, key_words.file_keys()),
        "definitions": {
            "section": _object(Section, key_words.section_keys()),
            "introduction": _object(Introduction, key_words.introduction_keys()),
            "scale": _object(Scale, key_words.scale_keys()),
            "code": _object(Code, key_words.code_keys()),
            "code_behind_key": _without(_object(Code, key_words.code_keys()), "value"),
            "row": _object(Row, key_words.row_keys()),
            "row_behind_key": _without(_object(Row, key_words.row_keys()), "id"),
            "column": _object(Column, key_words.column_keys()),
            "column_behind_key": _without(_object(Column, key_words.column_keys()), "id"),
            "level": _object(Level, key_words.level_keys()),
            "question": _question(),
            **{f"question_{name}": _kind(kind) for name, kind in kinds_by_name().items()},
        },
    }


def kinds_by_name() -> dict[str, type[Frozen]]:
    """The kinds of question by the word behind `kind:`."""
    return {
        get_args(kind.model_fields["kind"].annotation)[0]: kind
        for kind in get_args(get_args(Question)[0])
    }


def _question() -> Schema:
    """A question offers the keys of its kind; without a kind, those that all have."""
    words = key_words.kinds()
    names = list(kinds_by_name())
    return {
        "type": "object",
        "required": ["id", "kind", "text"],
        "properties": {
            "kind": {
                "description": key_words.question_keys()["kind"],
                "enum": names,
                # Not of the standard: VS Code shows it beside each word of the list.
                "markdownEnumDescriptions": [words[name] for name in names],
            }
        },
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"$ref": f"#/definitions/question_{name}"},
            }
            for name in names
        ],
    }


def _kind(kind: type[Frozen]) -> Schema:
    return _object(kind, {**key_words.own_keys(), **key_words.question_keys()})


def _object(model: type[Frozen], words: dict[str, str]) -> Schema:
    """One model's mapping as it is written. words: what each key means."""
    made = model.model_json_schema()
    properties = {
        key: {**_property(key, part), "description": words[key]}
        for key, part in made["properties"].items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": made.get("required", []),
        "additionalProperties": False,
    }


def _without(made: Schema, key: str) -> Schema:
    """The mapping behind a key that says this already."""
    properties = {name: part for name, part in made["properties"].items() if name != key}
    required = [name for name in made["required"] if name != key]
    return {**made, "properties": properties, "required": required}


def _property(key: str, part: Schema) -> Schema:
    match key:
        case "only" | "only_types":
            return _LIMIT
        case "missing":
            return _MISSING
        case "satisfied":
            return {"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]}
        case "codes":
            return _keyed("code", {"patternProperties": {_CODE_KEY: _short("code")}})
        case "rows":
            return _keyed("row", {"additionalProperties": _short("row")})
        case "columns" if part.get("type") == "array":
            return _keyed("column", {"additionalProperties": _short("column")})
        case "scales":
            return {"type": "object", "additionalProperties": _reference("scale")}
        case "introduction":
            return {"allOf": [_reference("introduction")]}  # draft 7 ignores what is beside a $ref
        case "sections" | "questions" | "levels":
            return {"type": "array", "items": _reference(key.removesuffix("s"))}
        case "translations":
            return {"type": "object", "additionalProperties": _TEXTS}
        case _:
            return _plain(part)


def _keyed(name: str, entries: Schema) -> Schema:
    """`1: text` or `1: {…}`; a list of whole mappings is understood as well."""
    mapping = {"type": "object", "additionalProperties": False, **entries}
    return {"anyOf": [mapping, {"type": "array", "items": _reference(name)}]}


def _short(name: str) -> Schema:
    return {"anyOf": [_TEXT, _reference(f"{name}_behind_key")]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _plain(part: Schema) -> Schema:
    """pydantic's schema of a single value, as YAML writes it."""
    part = {key: value for key, value in part.items() if key != "title"}
    if part.get("default", 0) is None:
        del part["default"]
    choices = [choice for choice in part.pop("anyOf", []) if choice != {"type": "null"}]
    if choices:
        # A decimal is a number or the same as a text; the number, with its limits, comes first.
        part |= choices[0]
    match part:
        case {"type": "string", "format": "date"}:
            return {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}
        case {"type": "string"} if "enum" not in part and "const" not in part:
            return {**part, **_TEXT}
        case {"type": "object"}:
            return {**part, **_TEXTS}
        case _:
            return part
