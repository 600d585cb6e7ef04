"""A rule silenced with a reason; and what may not be silenced."""

from __future__ import annotations

from typing import Any

import pytest
from test_lint_wording import form, open_question, rows

from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire

REASON = "Giữ nguyên lời của mẫu gốc"
VAGUE = "Gần đây Ông/Bà có ý kiến gì?"


def silenced_at(level: str, rule: str, reason: str = REASON) -> Questionnaire:
    """A form with one vague question, and a silence at one level."""
    silence: dict[str, Any] = {"silenced": {rule: reason}}
    question = open_question(VAGUE)
    if level == "question":
        question = question.model_copy(update=silence)
    made = form(question)
    (section,) = made.sections
    if level == "section":
        made = made.model_copy(update={"sections": (section.model_copy(update=silence),)})
    if level == "scale":
        scales = {**made.scales, "HL": made.scales["HL"].model_copy(update=silence)}
        made = made.model_copy(update={"scales": scales})
    if level == "questionnaire":
        made = made.model_copy(update=silence)
    return made


@pytest.mark.parametrize("level", ["question", "section", "questionnaire"])
def test_a_rule_is_silent_in_the_part_where_it_was_silenced(level: str) -> None:
    assert "wording-vague" in {finding.rule for finding in check(form(open_question(VAGUE)))}
    found = {finding.rule for finding in check(silenced_at(level, "wording-vague"))}
    assert not found & {"wording-vague", "silenced-idle"}


def test_a_scale_silences_only_what_is_found_at_it() -> None:
    found = {finding.rule for finding in check(silenced_at("scale", "wording-vague"))}
    assert found >= {"wording-vague", "silenced-idle"}


def test_a_scale_may_do_without_a_middle_level_for_a_reason() -> None:
    made = form(rows("Một"))
    codes = tuple(code for code in made.scales["HL"].codes if code.value != 3)
    even = made.scales["HL"].model_copy(update={"codes": codes})
    assert "scale-middle" in _rules(made, even)
    assert "scale-middle" not in _rules(
        made, even.model_copy(update={"silenced": {"scale-middle": REASON}})
    )


def _rules(questionnaire: Questionnaire, scale: Any) -> set[str]:
    scales = {**questionnaire.scales, "HL": scale}
    return {f.rule for f in check(questionnaire.model_copy(update={"scales": scales}))}


@pytest.mark.parametrize(
    ("rule", "reason", "found"),
    [
        ("id-repeated", REASON, "silenced-error"),
        ("silenced-idle", REASON, "silenced-error"),
        ("wording-vage", REASON, "silenced-unknown"),
        ("xyz", REASON, "silenced-unknown"),
        ("wording-vague", "  ", "silenced-no-reason"),
        ("matrix-long", REASON, "silenced-idle"),
    ],
)
def test_a_silence_that_is_none_is_found_at_its_place(rule: str, reason: str, found: str) -> None:
    findings = check(silenced_at("question", rule, reason))
    (silence,) = (finding for finding in findings if finding.rule.startswith("silenced"))
    assert silence.rule == found
    assert silence.path == ("sections", 0, "questions", 0, "silenced", rule)
    assert "wording-vague" in {finding.rule for finding in findings}


def test_a_misspelt_rule_is_told_its_nearest() -> None:
    findings = check(silenced_at("question", "wording-vage"))
    (silence,) = (finding for finding in findings if finding.rule == "silenced-unknown")
    assert "wording-vague" in silence.fix


def test_an_error_stays_an_error_whatever_is_silenced() -> None:
    made = form(open_question("Ý kiến:"), open_question("Ý kiến nữa:"))
    made = made.model_copy(update={"silenced": {"id-repeated": REASON}})
    assert {"id-repeated", "silenced-error"} <= {finding.rule for finding in check(made)}
