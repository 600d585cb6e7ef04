from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.errors import ProblemsFoundError
from phieu.frame.csv_text import load
from phieu.frame.units import Case, Unit, UnitType

HEAD = "unit_code,unit_name,unit_type,district_code,district,body,issued,reason,note"
ROW = "01234,Hòa Tiến,xã,502,Huyện Hòa Vang,DU,1,,"
OTHER = "01234,Hòa Tiến,xã,502,Huyện Hòa Vang,UB,0,KIEM_NHIEM,giả định"
BODIES = ("DU", "UB", "MT")
UNIT = Unit("01234", "Hòa Tiến", UnitType.XA, "502", "Huyện Hòa Vang")
CASES = (Case(UNIT, "DU", issued=True), Case(UNIT, "UB", issued=False, reason="KIEM_NHIEM"))


def _text(*rows: str) -> str:
    return "\n".join([HEAD, *rows]) + "\n"


def _found(text: str) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as error:
        load(text, "frame.csv", BODIES)
    return [(problem.place, problem.rule) for problem in error.value.problems]


def test_rows_become_cases_in_their_order() -> None:
    assert load(_text(ROW, OTHER), "frame.csv", BODIES) == CASES


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + _text(ROW, OTHER),
        _text(ROW, OTHER).replace(",", ";"),
        _text(ROW, OTHER).replace(",", "\t"),
        _text(ROW, OTHER).replace("\n", "\r\n"),
        _text(ROW, "", ",,,,,,,,", OTHER),
        unicodedata.normalize("NFD", _text(ROW, OTHER)),
        _text(ROW, OTHER).replace("Hòa Tiến", "  Hòa   Tiến "),
        _text(ROW, OTHER).replace(",xã,", ",Xã,").replace(",1,", ",có,"),
        _text(ROW, OTHER.replace("giả định", '"giả định, hai dòng\nmột ô"')),
    ],
)
def test_what_spreadsheets_do_to_a_file_is_accepted(text: str) -> None:
    assert load(text, "frame.csv", BODIES) == CASES


def test_columns_may_stand_in_any_order_and_others_are_ignored() -> None:
    text = (
        "body,issued,reason,x,district,district_code,unit_type,unit_name,unit_code\n"
        "DU,1,,?,Huyện Hòa Vang,502,xã,Hòa Tiến,01234\n"
    )
    assert load(text, "frame.csv", BODIES) == CASES[:1]


def test_units_without_a_district_are_accepted() -> None:
    text = _text("01234,Hòa Tiến,xã,,,DU,1,,")
    assert load(text, "f", BODIES)[0].unit.district == ""


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("01234", "1234", "frame-code"),
        ("01234", "01234a", "frame-code"),
        (",502,", ",50,", "frame-code"),
        (",502,", ",,", "frame-district"),
        ("Hòa Tiến", " ", "frame-empty-cell"),
        (",xã,", ",làng,", "frame-unit-type"),
        (",DU,", ",XX,", "frame-body"),
        (",1,", ",2,", "frame-issued"),
        (",1,", ",,", "frame-empty-cell"),
        (",1,,", ",0,,", "frame-reason"),
        (",1,,", ",1,KIEM_NHIEM,", "frame-reason"),
        (",DU,", ",DU,DU,", "frame-cells"),
        ("Hòa Tiến", '"Hòa" Tiến', "frame-csv"),
    ],
)
def test_a_row_at_fault_is_named_by_its_line(old: str, new: str, rule: str) -> None:
    assert old in ROW
    text = _text("01235,Hòa Liên,xã,502,Huyện Hòa Vang,DU,1,,", ROW.replace(old, new, 1))
    assert _found(text) == [("frame.csv:3", rule)]


def test_a_leading_zero_that_a_spreadsheet_ate_is_told_so() -> None:
    with pytest.raises(ProblemsFoundError) as error:
        load(_text(ROW.replace("01234", "1234.0")), "frame.csv", BODIES)
    assert "hãy ghi 01234" in error.value.problems[0].fix


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (ROW, "frame-repeated"),
        (OTHER.replace("Hòa Tiến", "Hòa Liên"), "frame-unit-differs"),
        (OTHER.replace(",xã,", ",phường,"), "frame-unit-differs"),
        (OTHER.replace("Huyện Hòa Vang", "Quận Cẩm Lệ"), "frame-unit-differs"),
    ],
)
def test_rows_that_contradict_each_other_are_found(row: str, rule: str) -> None:
    assert _found(_text(ROW, row)) == [("frame.csv:3", rule)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "frame-empty"),
        (HEAD + "\n", "frame-empty"),
        ("unit_code,body\n01234,DU\n", "frame-columns"),
        (_text(ROW).replace("note", "body"), "frame-columns"),
        ("%PDF-1.7\n", "frame-columns"),
    ],
)
def test_a_file_that_is_no_frame_is_one_problem(text: str, rule: str) -> None:
    assert _found(text) == [("frame.csv:1", rule)]


def test_every_problem_comes_at_once() -> None:
    bad = "1234,,xã,502,Huyện Hòa Vang,XX,0,,"
    assert _found(_text(bad, ROW, ROW)) == [
        ("frame.csv:2", "frame-empty-cell"),
        ("frame.csv:2", "frame-code"),
        ("frame.csv:2", "frame-reason"),
        ("frame.csv:2", "frame-body"),
        ("frame.csv:4", "frame-repeated"),
    ]


@given(st.text(max_size=100), st.booleans())
def test_no_text_makes_loading_fail_otherwise(text: str, with_head: bool) -> None:
    with pytest.raises(ProblemsFoundError):
        load(f"{HEAD}\n{text}" if with_head else text, "f", BODIES)
