from __future__ import annotations

import pytest

from phieu.questionnaire.logic.relevance import logic_of, rounded
from phieu.questionnaire.yaml_text import load

FORM = """\
id: F
version: 1
bodies: {DU: Đảng ủy}
introduction: {title: Phiếu, running_title: Phiếu, addressee: {DU: Đảng ủy}}
scales:
  HL: {name: Hài lòng, codes: {1: Kém, 2: Tốt, 9: {label: Không đánh giá, missing: true}}}
sections:
  - id: S
    title: Phần
    questions:
      - {id: A, kind: scale, scale: HL, text: Hài lòng thế nào}
      - {id: B, kind: integer, most: 99, text: Mấy lần}
      - {id: C, kind: short_text, text: Vì sao, when: A >= 2}
      - {id: D, kind: calculated, expression: B / 4, decimals: 1, text: Mỗi quý}
      - {id: E, kind: short_text, text: Việc gì, when: D > 3}
      - {id: F, kind: calculated, expression: B * 2, text: Gấp đôi, when: A = 1}
"""


@pytest.fixture(scope="module")
def logic():
    return logic_of(load(FORM, "f.yaml"))


@pytest.mark.parametrize(
    ("answers", "skipped"),
    [
        ({"A": 2, "B": 20}, {"F"}),
        ({"A": 1, "B": 20}, {"C"}),
        ({"A": 8, "B": 20}, {"C", "F"}),  # several marks are no answer
        ({"A": 9, "B": 20}, {"C", "F"}),
        ({"A": 2, "B": 8}, {"E", "F"}),
        ({"A": 2, "B": -7}, {"E", "F"}),  # illegible is no number
        ({}, {"C", "E", "F"}),
    ],
)
def test_what_is_skipped_follows_from_answers_and_calculations_alone(logic, answers, skipped):
    assert logic.outcome(answers).skipped == skipped


def test_a_calculation_that_is_not_asked_for_stays_blank(logic):
    assert logic.outcome({"A": 2, "B": 7}).calculated == {"D": 1.8}
    assert logic.outcome({"A": 1, "B": 7}).calculated == {"D": 1.8, "F": 14}


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(2.5, 0, 3), (3.5, 0, 4), (-2.5, 0, -3), (2.675, 2, 2.68), (1.75, 1, 1.8), (1e-9, 2, 0)],
)
def test_numbers_are_rounded_as_people_round(value, decimals, shown):
    assert rounded(value, decimals) == shown
