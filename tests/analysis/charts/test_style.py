from __future__ import annotations

import unicodedata
from itertools import combinations, pairwise

import pytest
from colour_vision import DEFICIENCIES, luma, seen_distance
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from phieu.analysis.charts import style
from phieu.analysis.charts.slopes import FALLS, RISES, STEADY
from phieu.analysis.charts.style import (
    COLOURS_APART,
    LIGHTNESS_APART,
    RATES,
    SERIES,
    TYPEFACES,
    Shade,
    font,
    levels_of,
    typeface,
)
from phieu.analysis.charts.tiles import SHADES

NUMBERS_OF_LEVELS = (2, 3, 4, 5, 6, 7)
CONTRAST = 3.0  # WCAG 2, large text and graphics

Pair = tuple[Shade, Shade]


def neighbours() -> list[Pair]:
    """Shades that stand side by side in some chart."""
    return [
        *(pair for number in NUMBERS_OF_LEVELS for pair in pairwise(levels_of(number))),
        *combinations(SERIES, 2),
        *pairwise(RATES),
        *combinations([SHADES[state] for state in SHADES], 2),
        (RISES, STEADY),
        (FALLS, STEADY),
    ]


def contrast(one: str, other: str) -> float:
    def light(face: str) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(face)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", neighbours())
def test_a_copier_without_colour_keeps_neighbouring_shades_apart(pair: Pair) -> None:
    one, other = pair
    lightness = abs(luma(one.face) - luma(other.face))
    assert lightness >= LIGHTNESS_APART or one.hatch != other.hatch


@pytest.mark.parametrize("shade", dict.fromkeys(shade for pair in neighbours() for shade in pair))
def test_no_shade_is_lost_on_white_paper(shade: Shade) -> None:
    assert luma(shade.face) <= 1 - LIGHTNESS_APART or luma(shade.edge) <= 1 - LIGHTNESS_APART


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("pair", neighbours())
def test_neighbouring_shades_are_told_apart_in_every_colour_blindness(
    pair: Pair, deficiency: str
) -> None:
    one, other = pair
    distance = seen_distance(one.face, other.face, deficiency)
    assert distance >= COLOURS_APART or one.hatch != other.hatch


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_two_sides_of_a_scale_are_told_apart_by_hue_and_by_hatch(deficiency: str) -> None:
    for number in NUMBERS_OF_LEVELS:
        levels = levels_of(number)
        worse, better = levels[: number // 2], levels[(number + 1) // 2 :]
        assert all(shade.hatch for shade in worse)
        assert not any(shade.hatch for shade in better)
        for bad, good in zip(worse, reversed(better), strict=True):
            assert seen_distance(bad.face, good.face, deficiency) >= COLOURS_APART


def test_series_differ_by_marker_and_hatch_as_well() -> None:
    assert len({shade.marker for shade in SERIES}) == len(SERIES)
    assert len({shade.hatch for shade in SERIES}) == len(SERIES)


def test_rising_falling_and_steady_lines_differ_by_marker_as_well() -> None:
    assert len({shade.marker for shade in (RISES, FALLS, STEADY)}) == 3


@pytest.mark.parametrize("shade", [*RATES, *levels_of(5), *levels_of(7)])
def test_figures_on_a_shade_can_be_read(shade: Shade) -> None:
    """Hatched segments give their figures a white outline."""
    assert shade.hatch or contrast(shade.face, shade.text) >= CONTRAST


def test_a_scale_has_as_many_shades_as_levels() -> None:
    assert [len(levels_of(number)) for number in NUMBERS_OF_LEVELS] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "cut",
    [font(9), font(9, weight="bold"), font(9, style="italic")],
    ids=["plain", "bold", "slant"],
)
def test_the_typeface_is_one_that_holds_vietnamese_in_every_cut(cut: FontProperties) -> None:
    assert typeface() in TYPEFACES
    chosen = get_font(findfont(cut, fallback_to_default=False))
    letters = "".join(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "AĂÂEÊIOÔƠUƯYaăâeêioôơuưyĐđ"
        for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    )
    lacking = [letter for letter in letters if not chosen.get_char_index(ord(letter))]
    assert [letter for letter in lacking if not unicodedata.combining(letter)] == []


def test_a_typeface_without_the_letters_of_vietnamese_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(style, "TYPEFACES", ("cmr10", "DejaVu Serif"))  # both are matplotlib's own
    assert style.typeface.__wrapped__() == "DejaVu Serif"


def test_a_typeface_installed_after_matplotlib_made_its_list_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = [font for font in fontManager.ttflist if font.name not in TYPEFACES[:2]]
    monkeypatch.setattr(fontManager, "ttflist", older)

    assert style.typeface.__wrapped__() in TYPEFACES[:2]
