"""Bands become values only where a person would not hesitate."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from phieu.questionnaire.fields import DateField, Heading, NumberField
from phieu.reading.deciding import Band, Policy, decide, thinly_marked, waiting
from phieu.reading.groups import AnyOf, Digits, OneOf, Place, Ranked, Words
from phieu.reading.model import Field, Reason, Verdict

_ = Band.EMPTY
X, SOLID, LIGHT, HEAVY = Band.OPEN, Band.SOLID, Band.LIGHT, Band.HEAVY
NOTHING_WRITTEN = np.zeros(9, bool)


def fields(group, *kinds: Band) -> list[tuple[int | None, Reason | None]]:
    return [(f.value, f.reason) for f in decide([group], kinds, NOTHING_WRITTEN)]


LIST = OneOf("B2", (0, 1, 2), (1, 2, 9))


@pytest.mark.parametrize(
    ("kinds", "value", "reason"),
    [
        ((_, _, _), None, None),
        ((_, X, _), 2, None),
        ((_, _, X), 9, None),
        ((SOLID, X, _), 2, None),
        ((SOLID, X, SOLID), 2, None),
        ((X, X, _), None, Reason.SEVERAL_MARKS),
        ((X, X, SOLID), None, Reason.SEVERAL_MARKS),
        ((SOLID, _, _), None, Reason.LONE_FILL),
        ((SOLID, SOLID, _), None, Reason.LONE_FILL),
        ((LIGHT, _, _), None, Reason.DOUBTFUL_MARK),
        ((X, LIGHT, _), None, Reason.DOUBTFUL_MARK),
        ((HEAVY, _, _), None, Reason.DOUBTFUL_MARK),
        ((HEAVY, X, _), None, Reason.UNFINISHED_CORRECTION),
        ((HEAVY, SOLID, _), None, Reason.UNFINISHED_CORRECTION),
    ],
)
def test_a_list_has_a_value_only_for_one_clear_mark(kinds, value, reason):
    assert fields(LIST, *kinds) == [(value, reason)]


SEVERAL = AnyOf("C3", (0, 1, 2), (1, 2, 8), (8,))


@pytest.mark.parametrize(
    ("kinds", "values", "reason"),
    [
        ((_, _, _), (None, None, None), None),
        ((X, X, _), (1, 1, 0), None),
        ((_, _, X), (0, 0, 1), None),
        ((X, _, X), (None,) * 3, Reason.EXCLUSIVE_CONFLICT),
        ((X, LIGHT, _), (None,) * 3, Reason.DOUBTFUL_MARK),
        ((X, SOLID, _), (None,) * 3, Reason.UNFINISHED_CORRECTION),
        ((_, SOLID, _), (None,) * 3, Reason.LONE_FILL),
    ],
)
def test_options_of_a_multiple_choice_decide_together(kinds, values, reason):
    assert fields(SEVERAL, *kinds) == [(value, reason) for value in values]


RANKING = Ranked((OneOf("B3_1", (0, 1, 2), (1, 2, 3)), OneOf("B3_2", (3, 4, 5), (1, 2, 3))))


def test_a_ranking_of_two_options_has_two_values():
    assert fields(RANKING, X, _, _, _, _, X) == [(1, None), (3, None)]


def test_an_option_ranked_twice_is_for_a_person():
    repeated = [(None, Reason.REPEATED_RANK)] * 2
    assert fields(RANKING, X, _, _, X, _, _) == repeated


def test_a_doubtful_column_leaves_the_other_column_its_value():
    doubt = (None, Reason.DOUBTFUL_MARK)
    assert fields(RANKING, X, _, _, LIGHT, _, _) == [(1, None), doubt]


NUMBER = Digits(
    NumberField("C4", Heading("C4", "", ""), 0, 20),
    (Place(10, (0, 1, 2), (0, 1, 2)), Place(1, (3, 4, 5), (0, 1, 2))),
)


@pytest.mark.parametrize(
    ("kinds", "value", "reason"),
    [
        ((_, X, _, _, _, X), 12, None),
        ((X, _, _, X, _, _), 0, None),
        ((_,) * 6, None, None),
        ((_, X, _, _, _, _), None, Reason.INCOMPLETE_NUMBER),
        ((X, X, _, X, _, _), None, Reason.SEVERAL_MARKS),
        ((_, _, X, _, X, _), None, Reason.OUT_OF_RANGE),
        ((_, LIGHT, _, _, X, _), None, Reason.DOUBTFUL_MARK),
    ],
)
def test_a_number_needs_one_mark_in_each_place(kinds, value, reason):
    assert fields(NUMBER, *kinds) == [(value, reason)]


DAY = Digits(
    DateField("N1", Heading("N1", "", ""), date(2023, 2, 1), date(2024, 3, 31), "day"),
    (
        Place(10_000, (9, 10), (3, 4)),
        Place(100, (0, 1), (2, 3)),
        Place(10, (2, 3, 4, 5), (0, 1, 2, 3)),
        Place(1, (6, 7, 8), (0, 8, 9)),
    ),
)


@pytest.mark.parametrize(
    ("kinds", "value", "reason"),
    [
        ((X, _, _, _, X, _, _, X, _, X, _), 20230228, None),
        ((_, X, _, _, _, X, X, _, _, _, X), 20240330, None),
        ((X, _, _, _, _, X, X, _, _, X, _), None, Reason.OUT_OF_RANGE),  # 30 February
        ((X, _, _, _, X, _, _, _, _, X, _), None, Reason.INCOMPLETE_NUMBER),
    ],
)
def test_a_day_has_to_be_in_the_calendar(kinds, value, reason):
    assert fields(DAY, *kinds) == [(value, reason)]


def test_more_marks_than_a_question_allows_wait_as_a_whole():
    most_two = replace(SEVERAL, at_most=1)
    waits = [(None, Reason.TOO_MANY_MARKS)] * 3
    assert fields(most_two, X, X, _) == waits


def test_words_wait_for_keying_only_where_there_is_ink():
    words = Words("H2", 0)
    assert decide([words], [_], np.array([True])) == (Field("H2", None, Reason.TO_KEY),)
    assert decide([words], [_], np.array([False])) == (Field("H2", None),)


def test_a_page_in_doubt_waits_with_every_field():
    names = [field.variable for field in waiting([SEVERAL, NUMBER], Reason.PAGE_IN_DOUBT)]
    assert names == ["C3_1", "C3_2", "C3_8", "C4"]


def test_a_page_is_thinly_marked_when_over_a_third_of_its_groups_are_blank_or_doubtful():
    others = [OneOf("B3", (3,), (1,)), OneOf("B4", (4,), (1,))]
    assert thinly_marked([LIST, *others], [X, _, _, _, LIGHT], Policy())
    assert not thinly_marked([LIST, *others], [X, _, _, X, _], Policy(thin_groups=0.34))
    assert not thinly_marked([LIST, *others], [X, _, _, X, SOLID], Policy())


def test_bands_between_clear_ones_are_doubtful_verdicts():
    assert [band.verdict for band in Band] == [
        Verdict.EMPTY, Verdict.DOUBTFUL, Verdict.MARKED, Verdict.DOUBTFUL, Verdict.CANCELLED,
    ]  # fmt: skip
