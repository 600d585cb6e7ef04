"""Widths in print add up as type does."""

from __future__ import annotations

import pytest

from phieu.exports.measuring import text_width_mm, word_width_mm


def test_figures_are_half_as_wide_as_their_size():
    # So in Times New Roman and in its twins; within a slack of 2%.
    assert text_width_mm("0123456789", 12) == pytest.approx(10 * 6 * 25.4 / 72, rel=0.02)


def test_width_grows_with_size_and_weight():
    assert text_width_mm("Cơ quan", 24) == pytest.approx(2 * text_width_mm("Cơ quan", 12))
    assert text_width_mm("Cơ quan", 12, "bold") > text_width_mm("Cơ quan", 12)


def test_the_longest_line_and_the_longest_word_count():
    assert text_width_mm("a\nđồng ý", 12) == text_width_mm("đồng ý", 12)
    assert word_width_mm("rất không đồng", 12) == text_width_mm("không", 12)
    assert word_width_mm(" ", 12) == text_width_mm("", 12) == 0


def test_a_letter_that_no_typeface_has_is_measured_and_a_formula_is_text():
    assert text_width_mm("\N{EGYPTIAN HIEROGLYPH A001}", 12) > 0
    assert text_width_mm("$a_b$", 12) > text_width_mm("ab", 12)
