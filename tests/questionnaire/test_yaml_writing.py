"""What is written reads back as it was, and reads well."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from random_questionnaires import questionnaires, texts

from phieu.questionnaire.codes import Code, Missing
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_block import in_line
from phieu.questionnaire.yaml_shape import data, reshape
from phieu.questionnaire.yaml_text import load
from phieu.questionnaire.yaml_tree import parse
from phieu.questionnaire.yaml_writing import dump, question_entries


def read(text: str) -> Questionnaire:
    """As the loader reads it, without the linter."""
    return Questionnaire.model_validate(data(reshape(parse(text))))


def lines_of(questionnaire: Questionnaire) -> list[str]:
    return [line.strip() for line in dump(questionnaire).splitlines()]


def with_question(questionnaire: Questionnaire, **keys: object) -> Questionnaire:
    """The questionnaire with one question more in a last section."""
    plain = questionnaire.model_dump(mode="json")
    plain["sections"].append({"id": "Z", "title": "Thêm", "questions": [{"id": "Z1", **keys}]})
    return Questionnaire.model_validate(plain)


@given(questionnaires)
def test_any_questionnaire_reads_back_as_it_was(questionnaire):
    assert read(dump(questionnaire)) == questionnaire


@given(texts)
def test_any_text_reads_back_on_one_line(text):
    root = parse(f"{{a: {in_line(text, flow=True)}, b: {in_line([text], flow=True)}}}\n")

    assert data(root) == {"a": text, "b": [text]}


@pytest.mark.parametrize("form", ["opinion-survey"])
def test_a_shipped_form_loads_as_it_was(repository, form):
    text = (repository / "forms" / form / f"{form}.yaml").read_text(encoding="utf-8")
    questionnaire = load(text, form)

    assert load(dump(questionnaire), form) == questionnaire


def test_options_and_rows_are_written_short(small):
    lines = lines_of(small)

    assert "1: Không" in lines
    assert "9: {label: Không đánh giá, short: KĐG, missing: true}" in lines
    assert "B1_1: Dòng về {{ten_ca}}" in lines
    assert "B1_2: {only: DU, text: Dòng của Đảng ủy}" in lines
    assert "only: UB" in lines


def test_what_is_as_always_is_left_out(small):
    text = dump(small)

    assert "required" not in text
    assert "columns" not in text
    assert "null" not in text


def test_a_text_that_other_programs_take_for_a_number_or_a_word_is_quoted(small):
    for text in ("1.0", "no", "2023-05-31", "null", "0x1F", "12:30"):
        changed = small.model_copy(update={"version": text})
        assert f'version: "{text}"' in lines_of(changed)


def test_a_long_text_is_folded_within_the_width(small):
    long = "Trong 6 tháng qua, " * 20 + "hết."
    text = dump(with_question(small, kind="note", text=long))

    assert "text: >-" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_text_of_several_lines_is_written_on_several_lines(small):
    lines = lines_of(with_question(small, kind="note", text="Một\n\n  hai: #\n"))

    assert lines[lines.index("text: |") + 1 :] == ["Một", "", "hai: #"]


def test_months_days_and_decimals_are_written_as_a_person_does(small):
    month = with_question(small, kind="month", text="t", earliest="2023-05", latest="2024-01")
    share = with_question(small, kind="decimal", text="t", most=Decimal("12.50"))

    assert "earliest: 2023-05" in lines_of(month)
    assert "most: 12.50" in lines_of(share)


def test_a_repeated_code_is_not_lost(small):
    twice = with_question(
        small,
        kind="single",
        text="t",
        codes=[{"value": 1, "label": "a"}, {"value": 1, "label": "b"}],
    )

    assert read(dump(twice)) == twice


def test_a_text_is_written_composed(small):
    changed = small.model_copy(update={"id": unicodedata.normalize("NFD", "Phiếu")})

    assert read(dump(changed)).id == "Phiếu"


def test_every_kind_of_missing_answer_keeps_its_name():
    question = {
        "id": "A1",
        "kind": "single",
        "text": "t",
        "codes": [Code(value=place, label="a", missing=kind) for place, kind in enumerate(Missing)],
    }
    (single,) = Questionnaire.model_validate(
        {
            "id": "X",
            "version": "1",
            "bodies": {},
            "introduction": {"title": "", "running_title": ""},
            "sections": [{"id": "A", "title": "", "questions": [question]}],
        }
    ).questions()
    codes = question_entries(single)["codes"]

    assert [value["missing"] for value in codes.values()] == [
        "true",
        *(kind.value for kind in list(Missing)[1:]),
    ]


def test_keys_stand_in_the_order_in_which_they_are_read(small):
    keys = list(question_entries(small.sections[0].questions[3]))

    assert keys == ["id", "kind", "scale", "text", "rows"]
