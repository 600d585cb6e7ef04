"""Suggestions: on what they rest, and on whose codings they never rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.coding.answers import OpenAnswer
from phieu.coding.codings import NO_CONTENT, UNCODABLE, Decision
from phieu.coding.similarity import TextVectors
from phieu.coding.suggestions import Suggester, own_decisions

AN, BINH = "An", "Bình"


def test_a_suggestion_shows_the_similar_answers_that_it_rests_on(desk, key_of):
    desk.codes("AAAA", AN, 21)
    desk.codes("DDDD", AN, 11)
    suggester = Suggester.of(list(desk.work.answers.values()))

    (found,) = suggester.suggest(key_of("BBBB"), own_decisions(desk.work, AN))

    assert found.code == 21
    assert [evidence.key for evidence in found.evidence] == [key_of("AAAA")]
    assert found.support == 1.0
    assert 0.2 < found.evidence[0].similarity < 1.0


def test_suggestions_rest_on_ones_own_codings_alone(desk, key_of):
    desk.codes("AAAA", AN, 21)
    suggester = Suggester.of(list(desk.work.answers.values()))
    before = suggester.suggest(key_of("BBBB"), own_decisions(desk.work, BINH))
    desk.codes("FFFF", AN, 22)

    assert before == suggester.suggest(key_of("BBBB"), own_decisions(desk.work, BINH)) == ()


def test_an_answer_that_many_copied_leaves_room_for_the_others(key_of):
    texts = {
        **{f"A{n:03}": "Thiếu xe và máy tính để làm việc" for n in range(20)},
        "B001": "Tăng tuần tra ban đêm khu vực chợ",
        "CCCC": "Tăng tuần tra ban đêm khu vực chợ; thiếu xe và máy tính để làm việc",
    }
    answers = [OpenAnswer(serial, "H3", text) for serial, text in texts.items()]
    decisions = {a.key: Decision.coded(22 if a.serial < "B" else 3) for a in answers[:-1]}

    found = Suggester.of(answers).suggest(key_of("CCCC"), decisions)

    assert {one.code for one in found} == {3, 22}
    assert [len(one.evidence) for one in found] == [1, 1]


def test_nothing_is_suggested_by_answers_that_have_little_in_common(desk, key_of):
    desk.codes("DDDD", AN, 11)
    suggester = Suggester.of(list(desk.work.answers.values()))

    assert suggester.suggest(key_of("AAAA"), own_decisions(desk.work, AN)) == ()


def test_an_answer_like_those_without_content_is_suggested_to_have_none(key_of):
    answers = [
        OpenAnswer("AAAA", "H3", "Không có ý kiến"),
        OpenAnswer("BBBB", "H3", "không ý kiến gì"),
    ]
    (found,) = Suggester.of(answers).suggest(key_of("BBBB"), {key_of("AAAA"): NO_CONTENT})

    assert found.code is None


def test_what_a_coder_could_not_code_suggests_nothing(desk):
    desk.decides("AAAA", AN, UNCODABLE)

    assert own_decisions(desk.work, AN) == {}


def test_an_answer_keyed_without_tone_marks_is_like_its_twin_when_tones_do_not_count(key_of):
    answers = [
        OpenAnswer("AAAA", "H3", "Hòa giải ở cơ sở còn chậm"),
        OpenAnswer("BBBB", "H3", "hoa giai o co so con cham"),
    ]
    decisions = {key_of("AAAA"): Decision.coded(11)}

    assert Suggester.of(answers).suggest(key_of("BBBB"), decisions) == ()
    (found,) = Suggester.of(answers, with_tones=False).suggest(key_of("BBBB"), decisions)
    assert found.evidence[0].similarity == pytest.approx(1.0)


def test_rare_words_make_answers_more_alike_than_common_ones():
    texts = ["đề nghị cấp xe máy", "đề nghị sửa trụ sở", "xin cấp xe máy", *["đề nghị thêm"] * 9]

    alike = TextVectors.of(texts).similarities(0, [1, 2])

    assert alike[1] > 2 * alike[0]


@given(st.lists(st.text("abc đề nghị.,", max_size=20), min_size=1, max_size=6))
def test_a_text_is_most_like_itself_and_nothing_is_more_or_less_than_alike(texts):
    vectors = TextVectors.of(texts)
    for place in range(len(texts)):
        alike = vectors.similarities(place, range(len(texts)))
        assert ((alike >= 0) & (alike <= 1)).all()
        assert alike[place] == pytest.approx(1.0) or not alike.any()
