from __future__ import annotations

from datetime import date

import pytest

from phieu.questionnaire.codes import Code, Column, Row, Scale
from phieu.questionnaire.kinds import (
    Calculated,
    Date,
    Decimal,
    Integer,
    LongText,
    Matrix,
    Month,
    MultipleChoice,
    Note,
    NumberTable,
    Ranking,
    Rating,
    ShortText,
    SingleChoice,
)
from phieu.questionnaire.phone_controls import Control, controls

CODES = (Code(value=1, label="a"), Code(value=2, label="b", specify=True))
SCALES = {"HL": Scale(name="HL", codes=CODES[:1])}
MANY = tuple(Code(value=value, label=str(value)) for value in range(1, 30))
ASKED = {"id": "Q", "text": "?"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Note(kind="note", **ASKED), []),
        (Calculated(kind="calculated", expression="1", **ASKED), []),
        (SingleChoice(kind="single", codes=CODES, prefilled="body", **ASKED), ["Q_2_text line"]),
        (SingleChoice(kind="single", codes=CODES, **ASKED), ["Q radios", "Q_2_text line"]),
        (SingleChoice(kind="single", codes=MANY, **ASKED), ["Q select"]),
        (MultipleChoice(kind="multiple", codes=CODES, **ASKED), ["Q checkboxes", "Q_2_text line"]),
        (Ranking(kind="ranking", codes=CODES[:1], places=1, **ASKED), ["Q_1 select"]),
        (ShortText(kind="short_text", **ASKED), ["Q line"]),
        (LongText(kind="text", **ASKED), ["Q lines"]),
    ],
)
def test_every_answer_that_is_asked_has_its_control(question, expected):
    found = controls(question, SCALES)
    assert [f"{control.name} {control.widget}" for control in found] == expected


def test_numbers_and_days_carry_their_limits_as_html_writes_them():
    share = Decimal(kind="decimal", most="100", decimals=1, **ASKED)
    assert controls(share, {}) == (
        Control("Q", "number", "list", "decimal", least="0.0", most="100.0", step="0.1"),
    )
    below_zero = Integer(kind="integer", least=-5, most=5, **ASKED)
    assert controls(below_zero, {})[0].input_mode is None
    ends = {"earliest": date(2023, 1, 1), "latest": date(2023, 12, 31)}
    (day,) = controls(Date(kind="date", **ends, **ASKED), {})
    (month,) = controls(Month(kind="month", **ends, **ASKED), {})
    assert (day.least, day.most) == ("2023-01-01", "2023-12-31")
    assert (month.least, month.most) == ("2023-01", "2023-12")


def test_scales_stand_in_a_row_and_tables_in_a_table():
    rating = Rating(kind="scale", scale="HL", **ASKED)
    matrix = Matrix(kind="matrix", scale="HL", rows=(Row(id="Q_1", text="?"),), **ASKED)
    table = NumberTable(
        kind="number_table", rows=matrix.rows, columns=(Column(id="a", text="?"),), most=9, **ASKED
    )
    arranged = [controls(q, SCALES)[0].arrangement for q in (rating, matrix, table)]
    assert arranged == ["row", "table", "table"]
