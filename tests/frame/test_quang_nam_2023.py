"""The shipped frame, fieldwork/quang-nam-2023/frame.csv: facts as of May 2023."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from phieu.frame.csv_text import load
from phieu.frame.units import Case, UnitType

BODIES = ("DU", "UB", "MT")


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "fieldwork/quang-nam-2023/frame.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cases(text: str) -> tuple[Case, ...]:
    return load(text, "frame.csv", BODIES)


def test_the_frame_has_the_counts_of_the_founding_case(cases: tuple[Case, ...]) -> None:
    units = {case.unit for case in cases}
    assert len(cases) == 633
    assert len(units) == 211
    types = Counter(unit.type for unit in units)
    assert types == {UnitType.XA: 197, UnitType.THI_TRAN: 14}
    assert len({unit.district_code for unit in units}) == 18
    assert len({unit.district for unit in units}) == 18


def test_611_forms_are_issued_and_22_are_not_for_one_reason(cases: tuple[Case, ...]) -> None:
    assert sum(case.issued for case in cases) == 611
    held_back = [case for case in cases if not case.issued]
    assert len(held_back) == 22
    assert {(case.body, case.reason) for case in held_back} == {("UB", "KIEM_NHIEM")}


def test_the_22_follow_the_rule_of_the_readme(cases: tuple[Case, ...]) -> None:
    units = list(dict.fromkeys(case.unit for case in cases))
    chosen = {units[(2 * k + 1) * 211 // 44] for k in range(22)}
    assert {case.unit for case in cases if not case.issued} == chosen


def test_each_unit_has_its_three_bodies_in_order(cases: tuple[Case, ...]) -> None:
    for start in range(0, len(cases), 3):
        three = cases[start : start + 3]
        assert [case.body for case in three] == list(BODIES)
        assert len({case.unit for case in three}) == 1


def test_units_stand_by_district_and_code(cases: tuple[Case, ...]) -> None:
    codes = [(case.unit.district_code, case.unit.code) for case in cases]
    assert codes == sorted(codes)


def test_every_case_not_issued_says_that_it_is_assumed(text: str) -> None:
    rows = list(csv.DictReader(text.splitlines()))
    assert all(bool(row["note"]) == (row["issued"] == "0") for row in rows)
    assert all(row["note"].startswith("Giả định") for row in rows if row["note"])


def test_names_are_nfc_without_their_type(text: str, cases: tuple[Case, ...]) -> None:
    assert unicodedata.is_normalized("NFC", text)
    assert "Hoà" not in text
    assert not [c for c in cases if c.unit.name.startswith(("Xã ", "Thị trấn "))]
