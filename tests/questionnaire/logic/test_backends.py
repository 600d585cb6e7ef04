"""One expression, three programs: Python, the XPath of XLSForms, and JavaScript on the phone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from playwright.sync_api import Page, sync_playwright
from random_expressions import (
    answers,
    as_a_phone_has_them,
    as_an_xform_has_them,
    conditions,
    values,
)
from small_form import FORM
from xforms import evaluated

from phieu.questionnaire.logic.evaluating import holds, number
from phieu.questionnaire.logic.parsing import parse
from phieu.questionnaire.logic.phone import RUNTIME, javascript
from phieu.questionnaire.logic.resolving import resolve
from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.logic.writing import text
from phieu.questionnaire.logic.xpath import calculation, xpath
from phieu.questionnaire.logic.xpath_reading import read_xpath

SCOPE = Scope()
for _question in FORM.questions():
    SCOPE = SCOPE.with_question(_question, FORM.scales)
MISSING = {name: known.missing for name, known in ((k.name, k) for k in SCOPE.variables.values())}


@given(conditions)
def test_a_condition_written_out_is_read_as_itself(condition):
    assert parse(text(condition)) == condition


@given(values)
def test_a_calculation_written_out_is_read_as_itself(value):
    assert parse(text(value)) == parse(text(parse(text(value))))
    assert resolve(parse(text(value)), SCOPE) == resolve(value, SCOPE)


@settings(max_examples=400)
@given(conditions, answers())
def test_xpath_says_what_python_says(condition, given_answers):
    resolved = resolve(condition, SCOPE)
    fields = as_an_xform_has_them(given_answers)
    assert evaluated(xpath(resolved), fields) is holds(resolved, given_answers)


@given(values, answers())
def test_xpath_calculates_what_python_calculates(value, given_answers):
    resolved = resolve(value, SCOPE)
    found = evaluated(calculation(resolved), as_an_xform_has_them(given_answers))
    expected = number(resolved, given_answers)
    assert (None if found == "" else float(found)) == expected


@settings(max_examples=400)
@given(conditions, answers())
def test_xpath_that_we_wrote_is_read_back(condition, given_answers):
    resolved = resolve(condition, SCOPE)
    read = resolve(read_xpath(xpath(resolved)), SCOPE)
    assert holds(read, given_answers) is holds(resolved, given_answers)


@given(values, answers())
def test_a_calculation_that_we_wrote_is_read_back(value, given_answers):
    resolved = resolve(value, SCOPE)
    read = resolve(read_xpath(calculation(resolved), missing=MISSING), SCOPE)
    assert number(read, given_answers) == number(resolved, given_answers)


@pytest.mark.parametrize("number", ["0.00000000001", "123456789012345678901234567890.5", "-0.25"])
def test_a_number_is_written_without_an_exponent(number):
    condition = resolve(parse(f"C4 > {number}"), SCOPE)
    assert "e" not in text(condition) + xpath(condition)
    assert parse(text(condition)) == parse(f"C4 > {number}")
    assert evaluated(xpath(condition), {"C4": "5"}) is holds(condition, {"C4": 5})


def test_in_its_own_constraint_a_question_is_a_dot():
    condition = resolve(parse("C3 > 5 and C3 <= C4"), SCOPE)
    written = xpath(condition, itself="C3")
    assert "${C3}" not in written and "${C4}" in written
    assert evaluated(written, {"C3": "6", "C4": "6.5"}, itself="C3") is True
    assert evaluated(written, {"C3": "", "C4": "6.5"}, itself="C3") is False


@pytest.fixture(scope="module")
def page(chromium: Path) -> Iterator[Page]:
    """An empty page in the real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


def test_javascript_says_what_python_says(page: Page):
    batch: list[tuple[str, dict[str, object], object]] = []

    @settings(max_examples=600, phases=[Phase.generate], derandomize=True)
    @given(conditions, values, answers())
    def collect(condition, value, given_answers):
        resolved, calculated = resolve(condition, SCOPE), resolve(value, SCOPE)
        a = as_a_phone_has_them(given_answers)
        batch.append((javascript(resolved), a, holds(resolved, given_answers)))
        batch.append((javascript(calculated), a, number(calculated, given_answers)))

    collect()
    assert len(batch) > 600
    # Through a script element, as a page has it: what is in the texts must not end it.
    calls = ",\n".join(f"(a) => {expression}" for expression, _a, _expected in batch)
    page.set_content(f"<script>{RUNTIME}\nconst calls = [{calls}];</script>")
    found = page.evaluate(
        "given => calls.map((call, place) => call(given[place]))", [a for _e, a, _x in batch]
    )
    pairs = zip(batch, found, strict=True)
    assert [
        (*case, said) for case, said in pairs if (said, said is True) != (case[2], case[2] is True)
    ] == []
    outcomes = [expected for _e, _a, expected in batch]
    assert {True, False, None} <= set(outcomes)
    assert any(isinstance(o, float) and math.isfinite(o) and o not in (0, 1) for o in outcomes)
