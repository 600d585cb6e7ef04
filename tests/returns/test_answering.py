"""Skips, calculations and what the kit knows of a form, as the dataset has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.yaml_text import load
from phieu.reading.model import Reason
from phieu.returns.answering import answers_of, unknown_in, worked_out

FORM = """\
id: F
version: "2.1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL: {name: Hài lòng, codes: {1: Kém, 2: Tốt, 9: {label: Không đánh giá, missing: true}}}
sections:
  - id: S
    title: Phần
    questions:
      - {id: DY0, kind: consent, text: Đồng ý, codes: {1: Có, 2: Không}}
      - {id: L, kind: single, prefilled: unit_type, text: Loại, codes: {1: Xã, 2: Thị trấn}}
      - {id: A, kind: scale, scale: HL, text: Hài lòng thế nào}
      - {id: B, kind: integer, most: 99, text: Mấy lần}
      - {id: C, kind: multiple, text: Vì sao, when: A >= 2, codes: {1: Một, 2: Hai}}
      - {id: D, kind: calculated, expression: B / 4, decimals: 1, text: Mỗi quý}
      - {id: E, kind: decimal, most: 10, decimals: 2, text: Bao nhiêu, when: D > 3}
      - {id: F, kind: calculated, expression: B * 2, text: Gấp đôi, when: A = 1}
      - {id: G, kind: score, text: Điểm, when: L = 2}
      - {id: H, kind: calculated, expression: count(C), text: Mấy lý do, only: UB}
      - {id: I, kind: date, earliest: 2023-01-01, latest: 2023-12-31, text: Ngày}
      - {id: J, kind: month, earliest: 2023-01, latest: 2023-12, text: Tháng, when: A = 1}
      - {id: K, kind: hidden, source: version, text: Phiên bản}
      - {id: M, kind: hidden, source: channel, text: Kênh}
      - {id: N, kind: hidden, value: thử, text: Đợt}
"""


@pytest.fixture(scope="module")
def questionnaire():
    return load(FORM, "f.yaml")


@pytest.fixture
def row(form, questionnaire):
    """What the dataset has for a form with these fields. facts: of the form itself."""

    def answered(facts=None, **fields):
        given = replace(form(**fields), **(facts or {}))
        asked = [v for v in codebook(questionnaire) if v.asked_of(given.body, given.unit_type)]
        answers = answers_of(given, asked, questionnaire)
        unknown = unknown_in(given, answers, asked)
        return worked_out(answers, asked, logic_of(questionnaire), unknown)

    return answered


def test_what_the_logic_skips_is_not_applicable_in_the_code_of_its_list(row):
    found = row(A=1, B=8)
    assert (found["C_1"], found["C_2"], found["E"]) == (6, 6, -6)
    assert found["J"] is None  # asked, and left blank


def test_a_blank_that_was_asked_stays_blank(row):
    found = row(A=2, B=20)
    assert (found["C_1"], found["E"]) == (None, None)


def test_what_was_answered_though_it_should_have_been_skipped_is_kept(row):
    found = row(A=1, C_1=1, C_2=0)
    assert (found["C_1"], found["C_2"]) == (1, 0)


def test_a_skip_that_hangs_on_a_mark_in_doubt_is_left_open(row):
    found = row(A=Reason.SEVERAL_MARKS, B=8)
    assert found["C_1"] is None
    assert found["E"] == -6  # that one does not hang on it


def test_a_skip_that_hangs_on_a_page_not_there_is_left_open(row):
    assert row(pages=1, B=8)["C_1"] is None
    assert row(pages=2, B=8)["C_1"] == 6  # a blank is not at least 2


def test_a_field_that_waits_is_not_called_skipped(row):
    found = row(A=1, C_1=Reason.DOUBTFUL_MARK, C_2=Reason.DOUBTFUL_MARK)
    assert (found["C_1"], found["C_2"]) == (None, None)


def test_a_skip_that_hangs_on_a_fact_withheld_is_left_open(row):
    assert row(A=1)["G"] is None  # a townlet: asked, left blank
    assert row({"unit_type": "xã"}, A=1)["G"] == 96
    assert row({"unit_type": None}, A=1)["G"] is None


def test_calculations_stand_in_the_dataset_with_their_decimals(row):
    found = row(A=1, B=7)
    assert (found["D"], found["F"]) == (1.8, 14)
    assert row(A=2, B=7)["F"] is None


def test_a_calculation_over_marks_in_doubt_is_blank_not_zero(row):
    assert row(A=2, C_1=1, C_2=0)["H"] == 1
    assert row(A=2)["H"] == 0
    assert row(A=2, C_1=Reason.DOUBTFUL_MARK, C_2=Reason.DOUBTFUL_MARK)["H"] is None


def test_a_calculation_for_another_body_is_not_there(row):
    assert "H" not in row(A=2, C_1=1, C_2=0, body="DU")


def test_stored_numbers_and_days_become_what_they_mean(row):
    found = row(A=1, B=99, E=125, I=20230531, J=202305)
    assert (found["E"], found["I"], found["J"]) == (1.25, date(2023, 5, 31), date(2023, 5, 1))


def test_the_kit_fills_in_what_it_knows_of_a_form(row):
    found = row(A=1)
    assert (found["K"], found["M"], found["N"]) == ("2.1", "scan", "thử")
    assert row({"version": "2.0"}, A=1)["K"] == "2.0"
