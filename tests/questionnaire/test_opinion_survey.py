"""The shipped form, forms/opinion-survey: the whole instrument of the founding case."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from phieu.frame.units import UnitType, template_texts
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.kinds import Consent, Matrix, SingleChoice
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.variants import variant
from phieu.questionnaire.yaml_text import load

NUMBERS = [
    *("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "C1", "C2", "C3", "C4", "D1"),
    *("E1", "E2", "G1", "G2", "H1", "H2", "H3"),
]
BODIES = ("DU", "UB", "MT")


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "forms/opinion-survey/opinion-survey.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def form(text: str) -> Questionnaire:
    return load(text, "opinion-survey.yaml")


def test_the_form_is_for_three_bodies(form: Questionnaire) -> None:
    assert tuple(form.bodies) == BODIES
    first = next(q for q in form.questions() if q.id == "A1")
    assert isinstance(first, SingleChoice)
    assert [code.label for code in first.codes] == list(form.bodies.values())


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("unit_type", list(UnitType))
def test_every_variant_has_twenty_questions_a_consent_and_31_rows(
    form: Questionnaire, body: str, unit_type: UnitType
) -> None:
    asked = variant(form, body, template_texts(unit_type))
    questions = list(asked.questions())
    assert isinstance(questions[0], Consent)
    assert [question.printed_number for question in questions[1:]] == NUMBERS
    assert sum(len(q.rows) for q in questions if isinstance(q, Matrix)) == 31
    assert "{{" not in asked.model_dump_json()


def test_names_of_variables_differ_whatever_their_case(form: Questionnaire) -> None:
    names = [variable.name.casefold() for variable in codebook(form)]
    assert len(set(names)) == len(names)
    assert "c2_mt_4" in names


def test_scales_keep_what_is_no_level_apart(form: Questionnaire) -> None:
    assert set(form.scales) == {"S5_HL", "S5_CL", "S5_TX", "S5_DY", "S5_BD"}
    for scale in form.scales.values():
        assert [code.value for code in scale.codes] == [1, 2, 3, 4, 5, 9]
        assert [code.value for code in scale.codes if code.missing] == [9]
        assert scale.codes[-1].label == "Không đánh giá"
    assert form.scales["S5_HL"].satisfied == (4, 5)


def test_five_topics_are_scored(form: Questionnaire) -> None:
    topics = [section.topic for section in form.sections if section.topic]
    assert [topic.split("_")[0] for topic in topics] == ["T1", "T2", "T3", "T4", "T5"]


def test_only_the_reversed_scale_is_reversed(form: Questionnaire) -> None:
    assert [v.name for v in codebook(form) if v.reverse] == ["E2"]


def test_unit_types_are_labels_of_the_prefilled_question(form: Questionnaire) -> None:
    question = next(q for q in form.questions() if q.id == "A2")
    assert isinstance(question, SingleChoice)
    labels = {code.label.casefold() for code in question.codes}
    assert labels == {kind.value for kind in UnitType}


def test_the_paper_never_names_the_unit(text: str) -> None:
    assert "{{ten_dv}}" not in text
    assert "{{ma_dv}}" not in text


def test_the_text_is_nfc_with_older_tone_marks(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall(r"\w*(?:uỷ|oà|oá|oả|oã|oạ)\b", text, re.IGNORECASE) == []
