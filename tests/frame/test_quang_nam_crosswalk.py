"""The shipped crosswalk, fieldwork/quang-nam-2023/crosswalk-2025.csv: Quảng Nam to Đà Nẵng."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from phieu.frame import crosswalk_text, csv_text
from phieu.frame.crosswalk import Crosswalk, Fate
from phieu.frame.units import UnitType

FOLDER = Path("fieldwork/quang-nam-2023")
BY_1241 = "1241/NQ-UBTVQH15; 1659/NQ-UBTVQH15"


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / FOLDER / "crosswalk-2025.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def crosswalk(text: str) -> Crosswalk:
    return crosswalk_text.load(text, "crosswalk-2025.csv")


def test_all_241_old_units_are_there_and_none_was_guessed_or_split(crosswalk: Crosswalk) -> None:
    assert len(crosswalk.successions) == 241
    assert crosswalk.counts() == {
        Fate.SAME: 2, Fate.RENAMED: 1, Fate.MERGED: 238, Fate.SPLIT: 0, Fate.UNKNOWN: 0,
    }  # fmt: skip
    types = [s.old.type for s in crosswalk.successions]
    assert types.count(UnitType.XA) == 197
    assert types.count(UnitType.THI_TRAN) == 14
    assert types.count(UnitType.PHUONG) == 30


def test_they_became_78_of_the_94_units_of_the_new_da_nang(crosswalk: Crosswalk) -> None:
    """94 less the 16 that were Đà Nẵng's own: 23 − 12 wards, 70 − 3 communes, 1 special zone."""
    new = {unit.code: unit for s in crosswalk.successions for unit in s.new}
    assert len(new) == 78
    types = [unit.type for unit in new.values()]
    assert (types.count(UnitType.PHUONG), types.count(UnitType.XA)) == (11, 67)


def test_every_unit_of_the_frame_stands_in_it_under_its_name_and_type(
    crosswalk: Crosswalk, repository: Path
) -> None:
    frame = (repository / FOLDER / "frame.csv").read_text(encoding="utf-8")
    units = {case.unit for case in csv_text.load(frame, "frame.csv", ("DU", "UB", "MT"))}
    assert len(units) == 211
    for unit in units:
        found = crosswalk.of(unit.code)
        assert found is not None
        assert (found.old.name, found.old.type) == (unit.name, unit.type)


@pytest.mark.parametrize(
    ("old", "joined", "new"),
    [  # 1 January 2025: merged whole into a neighbour, and with it again half a year later
        ("Duy Thu", "Duy Tân", "Thu Bồn"),
        ("Hiệp Thuận", "Hiệp Hòa", "Hiệp Đức"),
        ("Bình Định Nam", "Bình Định Bắc", "Đồng Dương"),
        ("Bình Chánh", "Bình Phú", "Thăng Phú"),
        ("Tiên Cẩm", "Tiên Sơn", "Sơn Cẩm Hà"),
        ("Tam Vinh", "Phú Thịnh", "Chiên Đàn"),
        ("Sơn Viên", "Quế Lộc", "Nông Sơn"),
    ],
)
def test_units_that_ended_before_july_2025_follow_the_unit_they_joined(
    crosswalk: Crosswalk, old: str, joined: str, new: str
) -> None:
    by_name = {s.old.name: s for s in crosswalk.successions}
    assert [unit.name for unit in by_name[old].new] == [new]
    assert by_name[old].new == by_name[joined].new
    assert by_name[old].source == BY_1241


def test_the_two_units_that_the_resolution_left_alone_are_the_same(crosswalk: Crosswalk) -> None:
    same = [s.old.name for s in crosswalk.successions if s.fate is Fate.SAME]
    assert same == ["Tân Hiệp", "Tam Hải"]


def test_the_text_is_composed_and_its_tone_marks_stand_in_the_older_style(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    assert not re.findall(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", text, re.IGNORECASE)
