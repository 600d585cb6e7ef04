from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_and_new import LINKS, crosswalk

from phieu.analysis.waves.units import UnitMatch, UnitMatching, Why, match_units, reason_words

WAVES = ("2023", "2026")


def whys(found: UnitMatching) -> dict[str, Why]:
    return {unmatched.code: unmatched.why for unmatched in found.unmatched}


def test_a_unit_that_stayed_is_matched_with_itself():
    found = match_units(["a"], ["a"], LINKS, waves=WAVES)

    assert found.matches == (UnitMatch("a", "Xã a", ("a",), 1),)
    assert found.unmatched == ()


def test_merged_units_are_taken_together():
    (match,) = match_units(["b", "c"], ["X"], LINKS, waves=WAVES).matches

    assert (match.new, match.old, match.of) == ("X", ("b", "c"), 2)


def test_a_merged_unit_of_which_a_part_did_not_answer_is_matched_only_when_asked_for():
    strict = match_units(["b"], ["X"], LINKS, waves=WAVES)
    loose = match_units(["b"], ["X"], LINKS, waves=WAVES, at_least=0.5)

    assert strict.matches == ()
    assert whys(strict) == {"b": Why.INCOMPLETE, "X": Why.INCOMPLETE}
    assert "Xã c" in strict.unmatched[0].reason
    assert [(match.old, match.of) for match in loose.matches] == [(("b",), 2)]


def test_a_split_unit_is_not_matched_nor_what_its_parts_went_into():
    found = match_units(["d", "e"], ["Y", "Z"], LINKS, waves=WAVES)

    assert found.matches == ()
    assert whys(found) == {
        "d": Why.SPLIT, "e": Why.WITH_PART, "Y": Why.WITH_PART, "Z": Why.WITH_PART
    }  # fmt: skip
    assert "Xã Y, Xã Z" in found.unmatched[0].reason


def test_what_is_not_known_is_listed_and_never_guessed():
    found = match_units(["f", "q"], ["W"], LINKS, waves=WAVES)

    assert found.matches == ()
    assert whys(found) == {"f": Why.UNKNOWN, "q": Why.NOT_LISTED, "W": Why.NOT_LISTED}


def test_a_unit_whose_counterpart_did_not_answer_is_listed():
    found = match_units(["a"], ["X"], LINKS, waves=WAVES)

    assert whys(found) == {"a": Why.ABSENT, "X": Why.ABSENT}
    assert {u.code: u.wave for u in found.unmatched} == {"a": "2023", "X": "2026"}


def test_without_a_crosswalk_the_same_code_is_the_same_unit():
    found = match_units(["a", "b"], ["b", "c"], None, waves=WAVES)

    assert [match.new for match in found.matches] == ["b"]
    assert whys(found) == {"a": Why.ABSENT, "c": Why.ABSENT}


old_units, new_units = st.sampled_from("abcdefg"), st.sampled_from("STUVWXYZ")


@given(
    links=st.dictionaries(old_units, st.sets(new_units, max_size=3).map("".join)),
    old=st.sets(old_units),
    new=st.sets(new_units),
    at_least=st.sampled_from([0.01, 0.5, 1.0]),
)
def test_every_unit_that_answered_is_matched_once_or_listed_once(links, old, new, at_least):
    found = match_units(old, new, crosswalk(links), waves=WAVES, at_least=at_least)

    before = [code for match in found.matches for code in match.old]
    after = [match.new for match in found.matches]
    assert sorted(before + [u.code for u in found.unmatched if u.wave == "2023"]) == sorted(old)
    assert sorted(after + [u.code for u in found.unmatched if u.wave == "2026"]) == sorted(new)
    for match in found.matches:
        assert at_least * match.of <= len(match.old) <= match.of
    assert all(u.reason for u in found.unmatched)


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_words(why):
    assert reason_words(why, "Xã a")
