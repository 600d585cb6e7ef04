"""The satisfaction index: its ends, and what silence could change, said only of shown figures."""

from __future__ import annotations

from random_surveys import facts_of, protected, survey_of

from phieu.analysis.formats import percent, percent_text
from phieu.reports.index import SATISFIED, VALID, satisfaction
from phieu.reports.model import Paragraph
from phieu.reports.planning import ITEMS, Estimate, published_estimates


def said(seed: int, held: float) -> tuple[str, dict, int]:
    survey = survey_of(seed, 40, 3)
    _wanted, figures = protected(survey, held, seed)
    blocks = satisfaction(facts_of(survey), figures.tables, figures.estimates)
    text = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    return text, figures.tables, survey.base.issued


def test_silence_is_bounded_from_all_against_to_all_for():
    text, tables, issued = said(1, 0.0)
    (row,) = [row for row in tables[ITEMS].rows if row.path[-1].startswith("H1.")]
    satisfied, valid = row.cells[SATISFIED].value, row.cells[VALID].value

    assert f"ít nhất là {percent_text(percent(satisfied, issued))}" in text
    assert f"nhiều nhất là {percent_text(percent(satisfied + issued - valid, issued))}" in text
    assert "khoảng tin cậy 95%" in text


def test_nothing_is_said_of_an_item_that_is_withheld():
    text, _tables, _issued = said(1, 1.0)

    assert "H1." not in text
    assert "khoảng tin cậy" not in text


def test_estimates_of_items_with_a_withheld_figure_are_dropped():
    estimates = {"H1. Nhìn chung": Estimate(50.0, 40.0, 60.0)}
    survey = survey_of(1, 40, 3)

    for held, kept in ((0.0, estimates), (1.0, {})):
        _wanted, figures = protected(survey, held)
        assert published_estimates(estimates, figures.tables) == kept
    assert published_estimates(estimates, {}) == {}
