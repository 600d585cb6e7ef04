from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.errors import ProblemsFoundError
from phieu.frame.crosswalk import Fate
from phieu.frame.crosswalk_text import COLUMNS, load

HEAD = ",".join(COLUMNS)
WHOLE = """\
00001,An,xã,00001,An,xã,same,NQ 1
00002,Bình,thị trấn,00002,Bình,xã,renamed,NQ 1
00003,Cẩm,xã,00009,Kim,phường,merged,NQ 1
00004,Đông,xã,00009,Kim,phường,merged,NQ 1; NQ 2
00005,Giang,xã,00010,Lâm,xã,split,NQ 1
00005,Giang,xã,00011,Minh,xã,split,
00006,Hải,xã,00011,Minh,xã,merged,
00007,Ích,xã,,,,unknown,
"""


def rules(text: str) -> list[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        load(text, "crosswalk.csv")
    return [f"{p.place.rsplit(':', 1)[1]} {p.rule}" for p in caught.value.problems]


def test_what_became_of_each_old_unit_is_read_from_the_rows():
    found = load(f"{HEAD}\n{WHOLE}", "crosswalk.csv")

    assert [s.fate for s in found.successions] == [
        Fate.SAME, Fate.RENAMED, Fate.MERGED, Fate.MERGED, Fate.SPLIT, Fate.MERGED, Fate.UNKNOWN,
    ]  # fmt: skip
    split = found.of("00005")
    assert split is not None
    assert [unit.name for unit in split.new] == ["Lâm", "Minh"]
    assert split.source == "NQ 1"
    assert [s.old.name for s in found.before("00009")] == ["Cẩm", "Đông"]
    assert found.of("99999") is None
    assert found.before("99999") == ()
    assert sum(found.counts().values()) == 7


def test_a_row_that_got_lost_shows_in_the_kind_of_the_others():
    lines = WHOLE.splitlines()
    without = "\n".join(line for line in lines if not line.startswith("00004"))

    assert rules(f"{HEAD}\n{without}\n") == ["4 crosswalk-kind-differs"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("00001,An,xã,00001,An,xã,gone,", ["2 crosswalk-kind"]),
        ("1,An,xã,00001,An,xã,same,", ["2 crosswalk-code"]),
        ("00001,An,ấp,00001,An,xã,same,", ["2 crosswalk-unit-type"]),
        ("00001,,xã,00001,An,xã,same,", ["2 crosswalk-empty-cell"]),
        ("00001,An,xã,,,,same,", ["2 crosswalk-empty-cell"] * 3),
        ("00001,An,xã,00001,An,xã,unknown,", ["2 crosswalk-unknown"]),
        ("00001,An,xã", ["2 crosswalk-cells"]),
        ("", ["1 crosswalk-empty"]),
    ],
)
def test_a_row_that_cannot_be_used_is_told(row, expected):
    assert rules(f"{HEAD}\n{row}\n") == expected


def test_all_problems_are_told_at_once():
    text = (
        f"{HEAD}\n00001,An,xã,00001,An,xã,gone,\n00002,Bình,ấp,00002,Bình,xã,same,\n"
        "00003,Cẩm,xã,00003,Cẩm,xã,same,\n00003,Cảm,xã,00003,Cẩm,xã,same,\n"
    )

    assert rules(text) == [
        "2 crosswalk-kind", "3 crosswalk-unit-type", "5 crosswalk-unit-differs",
        "5 crosswalk-repeated",
    ]  # fmt: skip


def test_missing_columns_are_named():
    with pytest.raises(ProblemsFoundError, match="new_code"):
        load("old_code,old_name\n", "crosswalk.csv")


codes = st.integers(1, 8).map("{:05d}".format)


@given(st.sets(st.tuples(codes, codes), min_size=1))
def test_the_kinds_that_the_rows_say_pass_and_any_other_does_not(links):
    """The links decide; what people wrote is only held against them."""
    old = {a: sum(x == a for x, _b in links) for a, _b in links}
    new = {b: sum(y == b for _a, y in links) for _a, b in links}

    def kind(a: str, b: str) -> str:
        if old[a] > 1:
            return "split"
        if new[b] > 1:
            return "merged"
        return "same" if a == b else "renamed"

    rows = [f"{a},Xã {a},xã,{b},Xã {b},xã,{kind(a, b)}," for a, b in sorted(links)]
    text = "\n".join([HEAD, *rows]) + "\n"
    found = load(text, "crosswalk.csv")
    assert {(s.old.code, unit.code) for s in found.successions for unit in s.new} == links

    wrong = rows[0].replace(f",{rows[0].split(',')[6]},", ",unknown,")
    with pytest.raises(ProblemsFoundError):
        load("\n".join([HEAD, wrong, *rows[1:]]) + "\n", "crosswalk.csv")
