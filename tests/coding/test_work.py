"""Two coders blind to each other, adjudication, and what is final."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.coding.answers import OpenAnswer
from phieu.coding.code_frame import CodeFrame, FrameCode
from phieu.coding.codings import (
    NO_CONTENT,
    UNCODABLE,
    Act,
    Decision,
    NoDecisionError,
    Plan,
    PlanError,
    Step,
)
from phieu.coding.work import (
    CodingWork,
    LockedError,
    NotDoneError,
    NotYourPartError,
    UnknownAnswerError,
    UnknownCodesError,
)
from phieu.errors import PhieuError, ProblemsFoundError

AN, BINH, CHI = "An", "Bình", "Chi"


def test_an_answer_gets_several_codes_or_none_for_a_stated_reason():
    assert Decision.coded(21, 11).codes == {11, 21}
    for act, codes in ((Act.CODED, ()), (Act.NO_CONTENT, (1,)), (Act.TAKEN_BACK, ())):
        with pytest.raises(NoDecisionError):
            Decision(act, frozenset(codes))


@pytest.mark.parametrize("coders", [(), ("",), ("An", " an "), ("An", "Bình", "Chi")])
def test_coders_are_one_or_two_different_people(coders):
    with pytest.raises(PlanError):
        Plan(coders)


def test_not_coded_yet_no_content_and_uncodable_are_three_things(desk, key_of):
    desk.decides("AAAA", AN, NO_CONTENT)
    desk.decides("BBBB", AN, UNCODABLE)

    decided = [desk.work.decision(key_of(serial), AN) for serial in ("AAAA", "BBBB", "CCCC")]
    assert decided == [NO_CONTENT, UNCODABLE, None]


def test_a_coder_never_sees_the_others_codes_before_both_are_done_and_shown(desk, key_of):
    desk.codes("AAAA", AN, 21)
    for person in (BINH, CHI, "", "ai đó"):
        assert desk.work.visible(key_of("AAAA"), person) == {}
        with pytest.raises(NotDoneError if person == CHI else NotYourPartError):
            desk.work.showing(key_of("AAAA"), person)
    desk.codes("AAAA", BINH, 22)

    assert desk.work.visible(key_of("AAAA"), BINH) == {BINH: Decision.coded(22)}
    assert desk.work.visible(key_of("AAAA"), CHI) == {}
    desk.shows("AAAA", CHI)
    assert desk.work.visible(key_of("AAAA"), CHI).keys() == {AN, BINH}
    assert desk.work.visible(key_of("AAAA"), BINH).keys() == {BINH}


def test_what_was_shown_is_not_coded_any_more(desk, key_of):
    desk.codes("AAAA", AN, 21)
    desk.codes("AAAA", BINH, 22)
    desk.shows("AAAA", CHI)

    for decision in (Decision.coded(11), None):
        with pytest.raises(LockedError):
            desk.work.coding(key_of("AAAA"), AN, decision)
    desk.codes("BBBB", AN, 21)


def test_an_adjudicator_looks_first_and_settles_then(desk, key_of):
    desk.codes("AAAA", AN, 21)
    desk.codes("AAAA", BINH, 22)
    with pytest.raises(NotDoneError):
        desk.work.settling(key_of("AAAA"), CHI, Decision.coded(21))
    assert desk.work.to_settle() == [key_of("AAAA")]
    assert desk.work.final(key_of("AAAA")) is None

    desk.shows("AAAA", CHI)
    desk.settles("AAAA", CHI, 21, 22)

    assert desk.work.to_settle() == []
    assert desk.work.final(key_of("AAAA")) == Decision.coded(21, 22)
    desk.settles("AAAA", CHI)
    assert desk.work.to_settle() == [key_of("AAAA")]


def test_without_a_named_adjudicator_the_coders_settle_themselves(frame, answers, key_of):
    work = CodingWork.of(Plan((AN, BINH)), frame, answers)
    first = work.coding(key_of("AAAA"), AN, NO_CONTENT).at(1)
    second = work.coding(key_of("AAAA"), BINH, UNCODABLE).at(2)
    work = work.with_entries([second, first])
    work = work.with_entries([work.showing(key_of("AAAA"), BINH).at(3)])

    assert work.settling(key_of("AAAA"), BINH, NO_CONTENT).step is Step.ADJUDICATION
    assert work.visible(key_of("AAAA"), AN) == {AN: NO_CONTENT}


def test_what_both_say_is_final_and_of_one_coder_what_that_one_says(desk, frame, answers, key_of):
    desk.codes("AAAA", AN, 21, 11)
    assert desk.work.final(key_of("AAAA")) is None
    desk.codes("AAAA", BINH, 11, 21)
    assert desk.work.final(key_of("AAAA")) == Decision.coded(11, 21)

    alone = CodingWork.of(Plan((AN,)), frame, answers)
    alone = alone.with_entries([alone.coding(key_of("BBBB"), AN, UNCODABLE).at(1)])
    assert alone.final(key_of("BBBB")) == UNCODABLE


def test_what_was_taken_back_is_as_if_not_coded_yet(desk, key_of):
    desk.codes("AAAA", AN, 21)
    desk.decides("AAAA", AN, None)

    assert desk.work.decision(key_of("AAAA"), AN) is None
    assert desk.work.progress().by_coder == {AN: 0, BINH: 0}


def test_only_coders_code_only_known_answers_by_known_codes(desk, key_of):
    with pytest.raises(NotYourPartError, match="An, Bình"):
        desk.work.coding(key_of("AAAA"), CHI, NO_CONTENT)
    with pytest.raises(UnknownAnswerError):
        desk.work.coding(key_of("EEEE"), AN, NO_CONTENT)  # the form left it blank
    with pytest.raises(UnknownCodesError, match="33, 44"):
        desk.work.coding(key_of("AAAA"), AN, Decision.coded(44, 21, 33))


def test_a_history_with_codes_that_are_gone_is_refused_and_with_replaced_ones_migrated(
    desk, frame, key_of
):
    desk.codes("AAAA", AN, 21)
    without = tuple(code for code in frame.codes if code.value != 21)

    with pytest.raises(ProblemsFoundError, match="21"):
        desk.work.with_frame(frame.model_copy(update={"codes": without}))
    moved = frame.model_copy(update={"codes": without, "replaced": {21: 2}})
    assert desk.work.with_frame(moved).decision(key_of("AAAA"), AN) == Decision.coded(2)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["AAAA", "BBBB"]),
        st.sampled_from([AN, BINH, CHI]),
        st.sampled_from(["codes", "takes back", "looks", "settles"]),
        st.integers(1, 3),
    ),
    max_size=25,
)
FRAME = CodeFrame(
    id="H3",
    title="T",
    variables=("H3",),
    codes=tuple(FrameCode(value=v, label=str(v)) for v in (1, 2, 3)),
)


@given(STEPS, st.sampled_from([None, AN, CHI]), st.randoms(use_true_random=False))
def test_whatever_people_do_nobody_sees_anothers_codes_of_an_answer_still_coded_blind(
    steps, adjudicator, shuffled
):
    texts = [OpenAnswer("AAAA", "H3", "một"), OpenAnswer("BBBB", "H3", "hai")]
    start = work = CodingWork.of(Plan((AN, BINH), adjudicator), FRAME, texts)
    history = []
    for serial, person, act, code in steps:
        key = next(key for key in work.answers if key.serial == serial)
        before = {coder: work.decision(key, coder) for coder in (AN, BINH)}
        others = work.visible(key, person).keys() - {person}
        assert not others or None not in before.values()
        try:
            entry = {
                "codes": lambda: work.coding(key, person, Decision.coded(code)),  # noqa: B023
                "takes back": lambda: work.coding(key, person, None),  # noqa: B023
                "looks": lambda: work.showing(key, person),  # noqa: B023
                "settles": lambda: work.settling(key, person, Decision.coded(code)),  # noqa: B023
            }[act]()
        except PhieuError:
            continue
        history.append(entry.at(len(history) + 1))
        work = work.with_entries(history[-1:])
        if others:  # who saw codes changed nothing of what was coded
            assert before == {coder: work.decision(key, coder) for coder in (AN, BINH)}
    shuffled.shuffle(history)
    assert start.with_entries(history) == work
