"""Directions on paper: whoever follows them to the letter answers what the conditions ask."""

from __future__ import annotations

from collections.abc import Container

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_form import single_choices

from phieu.questionnaire.kinds import Consent
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.logic.skipping import Skip, guide
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.variants import variant


def directions(**conditions: str | None) -> tuple[dict[str, list[str]], dict[str, str]]:
    found = guide(single_choices(conditions))
    return found.sentences, dict(found.filters)


@pytest.mark.parametrize(
    ("conditions", "skips", "filters"),
    [
        ({"A": None, "A1": None, "A2": None}, {}, {}),
        (
            {"A": None, "A1": None, "A2": "A1 = 1", "A3": None},
            {"A1": ["Nếu chọn “Hai” hoặc “Ba”, chuyển đến câu A3."]},
            {},
        ),
        (
            {"A": None, "A1": None, "A2": "A1 in [1, 2]", "A3": "A1 = 1", "A4": None},
            {"A1": ["Nếu chọn “Ba”, chuyển đến câu A4."]},
            {"A3": "Chỉ trả lời nếu câu A1 chọn “Một”."},
        ),
        (
            {"A": None, "A1": None, "B": "A1 = 1", "B1": None, "B2": None, "C": None, "C1": None},
            {"A1": ["Nếu chọn “Hai” hoặc “Ba”, chuyển đến câu C1."]},
            {},
        ),
        (
            {"A": None, "A1": None, "A2": None, "B": "A1 = 1", "B1": None, "B2": "A2 = 2"},
            {},
            {
                "B": "Chỉ trả lời nếu câu A1 chọn “Một”.",
                "B2": "Chỉ trả lời nếu câu A2 chọn “Hai”.",
            },
        ),
        (
            {"A": None, "A1": None, "A2": "A1 = 1"},
            {"A1": ["Nếu chọn “Hai” hoặc “Ba”, xin dừng trả lời tại đây."]},
            {},
        ),
        (  # who skips A2 leaves it blank, and with it A3
            {"A": None, "A1": None, "A2": "A1 != 1", "A3": "A2 = 3", "A4": None},
            {
                "A1": ["Nếu chọn “Một”, chuyển đến câu A4."],
                "A2": ["Nếu chọn “Một” hoặc “Hai”, chuyển đến câu A4."],
            },
            {},
        ),
        (
            {"A": None, "A1": None, "A2": "A1 = 1", "A3": "A1 = 2", "A4": "A1 = 3", "A5": None},
            {
                "A1": [
                    "Nếu chọn “Hai”, chuyển đến câu A3.",
                    "Nếu chọn “Ba”, chuyển đến câu A4.",
                ]
            },
            {
                "A3": "Chỉ trả lời nếu câu A1 chọn “Hai”.",
                "A4": "Chỉ trả lời nếu câu A1 chọn “Ba”.",
            },
        ),
        (  # a variant may leave out what a condition looks at: nobody answers it there
            {"A": None, "A1": None, "A2": "Z1 = 1 or A1 = 2", "A3": "Z1 = 1", "A4": None},
            {"A1": ["Nếu chọn “Một” hoặc “Ba”, chuyển đến câu A4."]},
            {"A3": "Xin bỏ qua, không phải trả lời."},
        ),
    ],
)
def test_each_form_gets_the_directions_a_researcher_would_write(conditions, skips, filters):
    assert directions(**conditions) == (skips, filters)


def test_a_skip_names_its_codes_and_where_it_leads():
    found = guide(single_choices({"A": None, "A1": None, "A2": "A1 = 1", "A3": None}))
    assert found.skips == (
        Skip("A1", (2, 3), "A3", "Nếu chọn “Hai” hoặc “Ba”, chuyển đến câu A3."),
    )


def test_a_consent_is_taken_as_given():
    form = single_choices({"A": "DY = 1", "A1": None, "A2": "A1 = 1"})
    agree = Consent(
        kind="consent", id="DY", text="Đồng ý?", codes=form.sections[0].questions[0].codes
    )
    first = form.sections[0].model_copy(update={"id": "Đ", "when": None, "questions": (agree,)})
    found = guide(form.model_copy(update={"sections": (first, *form.sections)}))
    assert found.filters == {}
    assert [skip.question for skip in found.skips] == ["A1"]


def test_in_the_language_of_the_form():
    english = single_choices({"A": None, "A1": None, "A2": "A1 = 1", "A3": None})
    found = guide(english.model_copy(update={"language": "en"}))
    assert found.sentences == {"A1": ["If “Hai” or “Ba”, go to question A3."]}


def test_a_body_that_is_not_asked_what_a_condition_looks_at(form: Questionnaire):
    last = form.sections[0].questions[-2].model_copy(update={"when": "A3 = 1"})
    questions = (*form.sections[0].questions[:-2], last)
    section = form.sections[0].model_copy(update={"questions": questions})
    changed = form.model_copy(update={"sections": (section,)})
    assert guide(variant(changed, "DU", {})).filters == {
        last.id: "Chỉ trả lời nếu câu A3 chọn “Có”."
    }
    assert guide(variant(changed, "UB", {})).filters == {last.id: "Xin bỏ qua, không phải trả lời."}


# ---- followed to the letter ----------------------------------------------------------------------


def _tests(names: list[str]) -> st.SearchStrategy[str]:
    """Conditions on earlier questions, the last ones more often."""
    name = st.sampled_from([*names, *names[-2:], *names[-1:]])
    code = st.integers(1, 3)
    one = st.one_of(
        st.builds("{} = {}".format, name, code),
        st.builds("{} != {}".format, name, code),
        st.builds("{} in [{}, {}]".format, name, code, code),
        st.builds("not {} = {}".format, name, code),
        st.builds("{} is blank".format, name),
    )
    return st.one_of(
        one, one, st.builds("{} and {}".format, one, one), st.builds("{} or {}".format, one, one)
    )


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    conditions: dict[str, str | None] = {}
    names: list[str] = []
    for letter in "ABC":
        condition = _tests(list(names)) if names else st.none()
        conditions[letter] = draw(st.one_of(st.none(), condition))
        for place in range(1, draw(st.integers(1, 3)) + 1):
            condition = _tests(list(names)) if names else st.none()
            conditions[f"{letter}{place}"] = draw(st.one_of(st.none(), condition, condition))
            names.append(f"{letter}{place}")
    return single_choices(conditions)


@settings(max_examples=300)
@given(forms(), st.data())
def test_who_follows_the_directions_answers_what_is_asked(form, data):
    """A respondent who leaves nothing blank that the directions lead to."""
    found = guide(form)
    order = [question.id for question in form.questions()]
    noted = logic_of(_with_the_conditions_of(found.filters, form))
    answers: dict[str, int] = {}
    place = 0
    while place < len(order):
        name = order[place]
        place += 1
        if name in noted.outcome(answers).skipped:
            continue
        answers[name] = data.draw(st.integers(1, 3), label=name)
        for skip in found.skips:
            if skip.question == name and answers[name] in skip.codes:
                place = len(order) if skip.target is None else order.index(skip.target)
    assert set(order) - answers.keys() == logic_of(form).outcome(answers).skipped


def _with_the_conditions_of(noted: Container[str], form: Questionnaire) -> Questionnaire:
    """The form with those conditions only for which a note is printed."""

    def kept(part):
        return part if part.id in noted else part.model_copy(update={"when": None})

    sections = (
        section.model_copy(update={"questions": tuple(map(kept, section.questions))})
        for section in form.sections
    )
    return form.model_copy(update={"sections": tuple(map(kept, sections))})
