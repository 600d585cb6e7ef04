"""The schema takes every file that the loader takes, and finds what editors should find."""

from __future__ import annotations

from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from random_questionnaires import questionnaires
from ruamel.yaml import YAML

from phieu.questionnaire.json_schema import kinds_by_name, schema
from phieu.questionnaire.yaml_writing import dump

VALIDATOR = jsonschema.Draft7Validator(schema())


def as_json(value: Any) -> Any:
    """What an editor's YAML reader hands to the schema: keys are texts, days are texts."""
    match value:
        case dict():
            return {str(key): as_json(part) for key, part in value.items()}
        case list():
            return [as_json(part) for part in value]
        case date():
            return value.isoformat()
        case _:
            return value


def problems(text: str) -> list[str]:
    """Where the schema finds fault, deepest places only."""
    plain = as_json(YAML(typ="safe", pure=True).load(text))
    found = []
    for error in VALIDATOR.iter_errors(plain):
        leaves = [error]
        while any(leaf.context for leaf in leaves):
            leaves = [inner for leaf in leaves for inner in (leaf.context or [leaf])]
        found += [f"{leaf.json_path}: {leaf.validator}" for leaf in leaves]
    return found


def test_it_is_a_schema_itself():
    jsonschema.Draft7Validator.check_schema(schema())


def test_every_shipped_form_is_right(repository):
    forms = sorted((repository / "forms").glob("*/*.yaml"))
    forms = [form for form in forms if form.parent.name == form.stem]

    assert forms
    assert {form.stem: problems(form.read_text(encoding="utf-8")) for form in forms} == {
        form.stem: [] for form in forms
    }


@given(questionnaires)
def test_any_questionnaire_that_is_written_is_right(questionnaire):
    assert problems(dump(questionnaire)) == []


def test_what_a_person_may_write_in_more_than_one_way_is_right(small_text):
    assert problems(small_text) == []
    assert problems(small_text.replace("only: UB", "only: [UB, DU]")) == []
    assert problems(small_text.replace("satisfied: [2]", "satisfied: 2")) == []
    assert problems(small_text.replace("1: Giao ban", "1: {label: no, missing: refused}")) == []
    assert problems(small_text.replace("          1: Một\n", "").replace("3: Ba", '"3": 1.0')) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("places: 2", "place: 2", "$.sections[0].questions[4]: additionalProperties"),
        ("places: 2", "places: nhiều", "$.sections[0].questions[4].places: type"),
        ("places: 2", "places: 99", "$.sections[0].questions[4].places: maximum"),
        ("kind: matrix", "kind: bảng", "$.sections[0].questions[3].kind: enum"),
        ("kind: matrix", "text2: x", "$.sections[0].questions[3]: required"),
        ("kind: ranking", "kind: integer", "$.sections[0].questions[4]: additionalProperties"),
        ("exclusive: true", "exclusiv: true", "$.sections[0].questions[5].codes['3']: additional"),
        ("9: {label", "chín: {label", "$.scales.HL.codes: additionalProperties"),
        ("version: 1.0", "version: 1.0\nlangage: en", "$: additionalProperties"),
        ("most: 99", "unit: người", "$.sections[0].questions[6]: required"),
        ("running_title: Phiếu", "running: Phiếu", "$.introduction: additionalProperties"),
        ("prefilled: body", "prefilled: xã", "$.sections[0].questions[1].prefilled: enum"),
    ],
)
def test_what_is_misspelt_or_wrong_is_found_at_its_place(small_text, old, new, place):
    assert old in small_text

    found = problems(small_text.replace(old, new, 1))

    assert any(one.startswith(place) for one in found), found


def test_every_key_and_every_kind_is_explained():
    made = schema()
    objects = [made, *made["definitions"].values()]

    for one in objects:
        assert all(part.get("description") for part in one["properties"].values())
    kind = made["definitions"]["question"]["properties"]["kind"]
    assert kind["enum"] == list(kinds_by_name())
    assert len(kind["markdownEnumDescriptions"]) == len(kind["enum"])


def test_the_explanations_follow_the_reader_s_language(monkeypatch):
    vietnamese = schema()["properties"]["sections"]["description"]
    monkeypatch.setenv("PHIEU_LANG", "en")

    assert schema()["properties"]["sections"]["description"] == "The parts of the form, in order."
    assert vietnamese == "Các phần của phiếu, theo thứ tự."
