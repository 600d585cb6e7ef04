"""The rules about conditions by example."""

from __future__ import annotations

from typing import Any

import pytest
from test_lint_wording import form, rating

from phieu.questionnaire.codes import Code
from phieu.questionnaire.findings import Finding
from phieu.questionnaire.kinds import Calculated, Integer, LongText, MultipleChoice, SingleChoice
from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire


def _form(last: dict[str, Any], section: dict[str, Any] | None = None) -> Questionnaire:
    """A choice, a number, a list and a scale, then an open question with the keys of `last`."""
    codes = tuple(Code(value=value, label=f"Mức {value}") for value in (1, 2, 3))
    made = form(
        SingleChoice(id="A1", kind="single", text="Một:", codes=codes),
        Integer(id="A2", kind="integer", text="Hai:", most=20),
        MultipleChoice(id="A3", kind="multiple", text="Ba:", codes=codes),
        rating("Bốn:"),
        LongText(id="B1", kind="text", text="Năm:", **last),
        SingleChoice(id="B2", kind="single", text="Sáu:", codes=codes),
    )
    (only,) = made.sections
    return made.model_copy(update={"sections": (only.model_copy(update=section or {}),)})


def _found(questionnaire: Questionnaire) -> list[Finding]:
    logic = ("logic-", "never-", "always-", "constraint-")
    return [finding for finding in check(questionnaire) if finding.rule.startswith(logic)]


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ("A1 = ", "logic-syntax"),
        ("A9 = 1", "logic-unknown-name"),
        ("B2 = 1", "logic-forward-reference"),
        ("A1 = 7", "logic-unknown-code"),
        ("A3 includes 9", "logic-unknown-code"),
        ("A1 > 1", "logic-type"),
        ("A1 includes 1", "logic-type"),
        ("A1 = 1 and A1 = 2", "never-true"),
        ("A2 > 20", "never-true"),
        ("A1 = 1 or not A1 = 1", "always-true"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_found_where_it_stands(when: str, rule: str) -> None:
    (finding,) = _found(_form({"when": when}))
    assert finding.rule == rule
    assert finding.path == ("sections", 0, "questions", 4, "when")


@pytest.mark.parametrize(
    "when",
    [
        "A1 in [1, 2]",
        "A2 >= 20",
        "A3 includes 1 and A1 = 2",
        "H1 >= 4",
        "A1 is blank",
        "not A1 = 1",
    ],
)
def test_a_sound_condition_is_left_alone(when: str) -> None:
    assert _found(_form({"when": when})) == []


@pytest.mark.parametrize(
    ("when", "rules"),
    [("A1 = 1", ["never-true"]), ("not A1 = 1", ["always-true"]), ("A2 = 1", [])],
)
def test_a_condition_on_what_others_are_asked_is_found(when: str, rules: list[str]) -> None:
    made = _form({"when": when, "only": ("UB",)})
    (section,) = made.sections
    first = section.questions[0].model_copy(update={"only": ("DU",)})
    section = section.model_copy(update={"questions": (first, *section.questions[1:])})
    update = {"sections": (section,), "bodies": {"UB": "Ủy ban", "DU": "Đảng ủy"}}
    assert [finding.rule for finding in _found(made.model_copy(update=update))] == rules


def test_every_fault_of_a_condition_is_listed() -> None:
    rules = [finding.rule for finding in _found(_form({"when": "A9 = 1 and A1 = 7 and B2 = 1"}))]
    assert sorted(rules) == ["logic-forward-reference", "logic-unknown-code", "logic-unknown-name"]


def test_a_section_may_not_ask_about_its_own_questions() -> None:
    (finding,) = _found(_form({}, {"when": "A1 = 1"}))
    assert finding.rule == "logic-forward-reference"
    assert finding.path == ("sections", 0, "when")


def test_a_condition_that_contradicts_its_sections_is_found() -> None:
    made = _form({})
    later = LongText(id="C1", kind="text", text="Bảy:", when="A1 = 2")
    (first,) = made.sections
    second = first.model_copy(update={"id": "B", "when": "A1 = 1", "questions": (later,)})
    (finding,) = _found(made.model_copy(update={"sections": (first, second)}))
    assert finding.rule == "never-true"
    assert finding.path == ("sections", 1, "questions", 0, "when")


@pytest.mark.parametrize(
    ("test", "rule"),
    [
        ("A2 > 20 and B1 is answered", "constraint-impossible"),
        ("A9 = 1", "logic-unknown-name"),
        ("B2 = 1", "logic-forward-reference"),
    ],
)
@pytest.mark.parametrize("name", ["constraints", "warnings"])
def test_a_check_of_an_answer_is_read_too(name: str, test: str, rule: str) -> None:
    (finding,) = _found(_form({name: {test: "Xin xem lại."}}))
    assert finding.rule == rule
    assert finding.path == ("sections", 0, "questions", 4, name, test)


def test_a_constraint_may_look_at_its_own_question() -> None:
    assert _found(_form({"constraints": {"B1 is answered or A1 = 1": "Xin ghi ý kiến."}})) == []


def test_a_calculation_is_a_number_of_earlier_answers() -> None:
    def calculated(expression: str) -> list[str]:
        made = _form({})
        (section,) = made.sections
        question = Calculated(id="T", kind="calculated", text="Tổng", expression=expression)
        questions = (*section.questions, question)
        changed = section.model_copy(update={"questions": questions})
        return [f.rule for f in _found(made.model_copy(update={"sections": (changed,)}))]

    assert calculated("A2 / 6 + count(A3)") == []
    assert calculated("A2 = 1") == ["logic-type"]
    assert calculated("A2 / T2") == ["logic-unknown-name"]
