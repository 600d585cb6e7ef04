from __future__ import annotations

from datetime import date

import pytest

from phieu.questionnaire.codes import Code
from phieu.questionnaire.fields import (
    CodeField,
    DateField,
    FlagsField,
    Heading,
    NumberField,
    RanksField,
    WordsField,
)
from phieu.questionnaire.validity import faults

H = Heading("Q", "", "")
CODES = (
    Code(value=1, label="a"),
    Code(value=2, label="b"),
    Code(value=3, label="c", exclusive=True),
)
ONE = CodeField("Q", H, CODES)
ANY = FlagsField("Q", H, CODES, at_most=1)
RANKED = RanksField("Q", H, CODES, 2)
SHARE = NumberField("Q", H, 0, 1000, decimals=1)
DAY = DateField("Q", H, date(2023, 1, 1), date(2024, 12, 31), "day")
WORDS = WordsField("Q", H, 3)


@pytest.mark.parametrize(
    ("field", "answers", "wrong"),
    [
        (ONE, {"Q": 2}, []),
        (ONE, {}, []),
        (ONE, {"Q": 8}, ["Q"]),
        (ANY, {"Q_1": 1, "Q_2": 0, "Q_3": 0}, []),
        (ANY, {"Q_1": 2}, ["Q_1"]),
        (ANY, {"Q_1": 1, "Q_2": 1}, ["Q"]),
        (ANY, {"Q_1": 1, "Q_3": 1}, ["Q", "Q"]),
        (RANKED, {"Q_1": 3, "Q_2": 1}, []),
        (RANKED, {"Q_1": 3, "Q_2": 3}, ["Q"]),
        (RANKED, {"Q_1": 7}, ["Q_1"]),
        (SHARE, {"Q": 1000}, []),
        (SHARE, {"Q": 1001}, ["Q"]),
        (DAY, {"Q": 20240229}, []),
        (DAY, {"Q": 20230229}, ["Q"]),
        (DAY, {"Q": 20250101}, ["Q"]),
        (WORDS, {"Q": "abc"}, []),
        (WORDS, {"Q": "abcd"}, ["Q"]),
    ],
)
def test_a_valid_answer_has_no_fault_and_an_impossible_one_names_its_place(field, answers, wrong):
    assert [fault.variable for fault in faults(field, answers)] == wrong
