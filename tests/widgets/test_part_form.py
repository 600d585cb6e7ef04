"""The form of every part shows every key that the part can have."""

from __future__ import annotations

from typing import get_args

import pytest

from phieu.questionnaire.kinds import Question
from phieu.questionnaire.model import Introduction, Section
from phieu.widgets.draft import Draft
from phieu.widgets.kind_words import KIND_WORDS
from phieu.widgets.part_form import part_form
from phieu.widgets.wishes import granted

A1 = ("sections", 0, "questions", 0)
B1 = ("sections", 1, "questions", 0)
KINDS = {get_args(k.model_fields["kind"].annotation)[0]: k for k in get_args(get_args(Question)[0])}


def keys(entries):
    return {entry["path"][-1] for entry in entries}


def test_the_menu_offers_every_kind_that_there_is():
    assert set(KIND_WORDS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_has_a_control(session, kind):
    added = granted(session, {"type": "add", "kind": kind, "after": A1})

    found = part_form(added.draft, added.selected, "vi")

    # The places of a cascade's levels stand in tables of their own.
    assert keys(found) - {"codes"} == set(KINDS[kind].model_fields) - {"codes"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (("sections", 0), set(Section.model_fields) - {"questions"}),
        (("introduction",), set(Introduction.model_fields)),
        (("scales", "S5"), {"S5", "name", "satisfied", "codes", "silenced"}),
        ((), {"id", "version", "language", "bodies", "texts", "silenced"}),
    ],
)
def test_every_key_of_the_other_parts_has_a_control(session, path, wanted):
    assert keys(part_form(session.draft, path, "vi")) == wanted


def test_short_forms_are_shown_written_out(session):
    table = next(
        e for e in part_form(session.draft, ("scales", "S5"), "vi") if e["path"][-1] == "codes"
    )

    assert table["value"][2] == {
        "value": "9", "label": "Không đánh giá", "short": "KĐG", "missing": "dont_know",
    }  # fmt: skip


def test_one_body_written_as_a_word_is_one_tick(session):
    only = next(
        e for e in part_form(session.draft, ("sections", 0, "questions", 1), "vi")
        if e["path"][-1] == "only"
    )  # fmt: skip

    assert only["value"] == ["DU"]
    assert only["choices"] == [["DU", "Đảng ủy"], ["UB", "Ủy ban nhân dân"]]


def test_another_language_shows_the_texts_of_the_part_beside_their_translations(session):
    translated = session.text + "translations:\n  en:\n    B1_1: Attitude\n"

    entry = part_form(Draft.of(translated), B1, "en")[-1]

    assert entry["path"] == ["translations", "en"]
    assert entry["value"] == [
        {"key": "B1", "original": "Đánh giá", "value": ""},
        {"key": "B1_1", "original": "Thái độ", "value": "Attitude"},
        {"key": "B1_2", "original": "Tác phong", "value": ""},
    ]


@pytest.mark.parametrize(
    "odd",
    [
        "sections: 5",
        "sections: [a, [b], {questions: x}]",
        "sections: [{questions: [1, {kind: [x], rows: 3, codes: {1: [a]}, only: {a: b}}]}]",
        "scales: {S: 1, T: {codes: [1]}}\nbodies: [a]\ntexts: x",
    ],
)
def test_whatever_a_person_wrote_can_be_shown(odd):
    draft = Draft.of(odd)

    assert draft.questionnaire is None
    for path in draft.parts():
        assert isinstance(part_form(draft, path, "vi"), list)
