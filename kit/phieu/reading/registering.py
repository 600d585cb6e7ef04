"""Finds the page in its scan: corner squares first, then the bars along both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from phieu.messages import _
from phieu.paper.geometry import FIDUCIALS, PAGE_WIDTH_MM, TICKS_A_SIDE

from . import corners, ticks
from .corners import Corner
from .model import GreyImage, Refusal, RefusedPageError
from .page_map import PageMap, Side, centres_mm, nominal

MM_PER_INCH = 25.4
_FIDUCIALS_MM = centres_mm(FIDUCIALS).astype(np.float64)


@dataclass(frozen=True)
class Tolerances:
    """How far a page may be from ideal before it is refused or doubted."""

    least_dpi: float = 120.0  # an outline of 0.16 mm is then 0.75 px: less is lost in noise
    anisotropy: float = 0.03  # the two axes' scales apart: no scanner's feed is so far off
    turn_degrees: float = 8.0
    corner_mm: float = 1.2  # of the four squares from their best affine place
    tick_mm: float = 0.35  # from its neighbours: about twice what 1 % of stretch makes
    least_ticks: int = 10  # of 44: fewer cannot tell a page from chance
    least_a_side: int = 8  # of 22: fewer leave curl and stretch unseen
    widest_gap: int = 7  # bars missing in a row, 83 mm
    residual_mm: float = 0.5  # a box's local search reaches 0.9


@dataclass(frozen=True)
class Registration:
    """The page's map, and how far it can be trusted. black, white: grey levels of its bars."""

    map: PageMap
    residual_mm: float
    sound: bool
    black: float
    white: float


def register(
    image: GreyImage, *, upside_down: bool, tolerances: Tolerances | None = None
) -> Registration:
    """Raises RefusedPageError: NOT_REGISTERED, WRONG_SCALE or TOO_SMALL."""
    limits = tolerances or Tolerances()
    guess = nominal(image.shape, upside_down=upside_down)
    _check_size(nominal(image.shape).px_per_mm, limits.least_dpi * 0.85)
    seen = corners.find(image, guess)
    best: tuple[int, PageMap, ticks.Ticks, NDArray[np.bool_]] | None = None
    for chosen in _hypotheses(seen):
        affine = _affine_of(chosen, limits)
        if affine is None:
            continue
        candidate = PageMap(affine)
        found = ticks.find(image, candidate)
        good = ticks.consistent(found, slack_mm=limits.tick_mm)
        support = int(good.sum())
        if best is None or support > best[0]:
            best = support, candidate, found, good
        if support >= TICKS_A_SIDE * 1.5:
            break
    if best is None or best[0] < limits.least_ticks:
        raise RefusedPageError(
            Refusal.NOT_REGISTERED,
            _(
                "The page's corner squares and side bars were not found ({count} of 4 squares). "
                "Scan the whole sheet again, flat and uncovered."
            ).format(count=len({corner.index for corner in seen})),
        )
    _support, rough, found, good = best
    page_map = _corrected(rough, seen, found, good, limits)
    _check_size(page_map.px_per_mm, limits.least_dpi)
    _check_scale(page_map.affine, limits)
    residual = _residual(found, good)
    sides = good[:TICKS_A_SIDE].sum(), good[TICKS_A_SIDE:].sum()
    sound = (
        min(sides) >= limits.least_a_side
        and ticks.widest_gap(good) <= limits.widest_gap
        and residual <= limits.residual_mm
    )
    return Registration(page_map, residual, bool(sound), found.black, found.white)


def _hypotheses(seen: tuple[Corner, ...]) -> Iterator[tuple[Corner, ...]]:
    """Sets of corners that may belong together: all four first, pairs last."""
    for count in (4, 3, 2):
        for chosen in combinations(seen, count):
            if len({corner.index for corner in chosen}) == count:
                yield chosen


def _affine_of(chosen: tuple[Corner, ...], limits: Tolerances) -> NDArray[np.float64] | None:
    """(2, 3) affine, a similarity where only two squares are known; None if implausible."""
    page = _FIDUCIALS_MM[[corner.index for corner in chosen]]
    seen = np.array([corner.px for corner in chosen])
    if len(chosen) == 2:
        return _similarity(page, seen)
    design = np.column_stack([page, np.ones(len(page))])
    solution = np.linalg.lstsq(design, seen, rcond=None)[0]
    affine = np.asarray(solution.T)
    across, down, shear = _shape(affine)
    if abs(across / down - 1) > 2 * limits.anisotropy or abs(shear) > 0.06:
        return None
    away_mm = np.hypot(*(design @ solution - seen).T).max() / np.sqrt(across * down)
    return affine if away_mm <= limits.corner_mm else None


def _similarity(page: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """The turn, scale and shift that carry two places on the page to their pixels."""
    from_page = complex(*(page[1] - page[0]))
    to_seen = complex(*(seen[1] - seen[0]))
    turn = to_seen / from_page
    linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
    return np.column_stack([linear, seen[0] - linear @ page[0]])


def _shape(affine: NDArray[np.float64]) -> tuple[float, float, float]:
    """Pixels a millimetre across and down, and the cosine of the angle between the axes."""
    x, y = affine[:, 0], affine[:, 1]
    across, down = float(np.hypot(*x)), float(np.hypot(*y))
    return across, down, float(x @ y) / (across * down)


def _corrected(
    rough: PageMap,
    seen: tuple[Corner, ...],
    found: ticks.Ticks,
    good: NDArray[np.bool_],
    limits: Tolerances,
) -> PageMap:
    """The rough map bent to the bars that were found, and to the squares that agree."""
    places = _FIDUCIALS_MM[[corner.index for corner in seen]]
    inverse = np.linalg.inv(rough.affine[:, :2])
    beside = (np.array([corner.px for corner in seen]) - rough.to_px(places)) @ inverse.T
    squares = [
        (place[1], away, place[0] > PAGE_WIDTH_MM / 2)
        for place, away in zip(places, beside, strict=True)
        if np.hypot(*away) < limits.corner_mm
    ]
    sides = []
    for right in (False, True):
        part = found.side(right=right)
        y_mm = ticks.TICKS_MM[part, 1][good[part]].astype(np.float64)
        offset = _smooth(found.offset_mm[part][good[part]])
        knots = list(zip(y_mm, offset, strict=True))
        knots += [(y, away) for y, away, on_right in squares if on_right == right]
        knots.sort(key=lambda knot: knot[0])
        sides.append(
            Side(
                np.array([y for y, _away in knots]),
                np.array([away for _y, away in knots]).reshape(-1, 2),
            )
        )
    return PageMap(rough.affine, *sides)


def _smooth(offset_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    """A quarter, a half, a quarter: a bar's place is known to about 0.03 mm, stretch is slow."""
    if len(offset_mm) < 3:
        return offset_mm
    smooth = offset_mm.copy()
    smooth[1:-1] = (offset_mm[:-2] + 2 * offset_mm[1:-1] + offset_mm[2:]) / 4
    return smooth


def _residual(found: ticks.Ticks, good: NDArray[np.bool_]) -> float:
    """The most that a used bar lies from the line between its two neighbours, mm."""
    worst = 0.0
    for right in (False, True):
        part = found.side(right=right)
        y_mm, offset = ticks.TICKS_MM[part, 1][good[part]], found.offset_mm[part][good[part]]
        if len(offset) < 3:
            continue
        share = ((y_mm[1:-1] - y_mm[:-2]) / (y_mm[2:] - y_mm[:-2]))[:, None]
        expected = offset[:-2] + share * (offset[2:] - offset[:-2])
        worst = max(worst, float(np.hypot(*(offset[1:-1] - expected).T).max()))
    return worst


def _check_size(px_per_mm: float, least_dpi: float) -> None:
    if px_per_mm * MM_PER_INCH < least_dpi:
        raise RefusedPageError(
            Refusal.TOO_SMALL,
            _(
                "The picture has about {dpi:.0f} dots an inch on this page; at least 120 are "
                "needed, 200 are best. Scan the sheet again."
            ).format(dpi=px_per_mm * MM_PER_INCH),
        )


def _check_scale(affine: NDArray[np.float64], limits: Tolerances) -> None:
    across, down, _shear = _shape(affine)
    if abs(across / down - 1) > limits.anisotropy:
        raise RefusedPageError(
            Refusal.WRONG_SCALE,
            _(
                "The page is stretched: {percent:.1f} % between its two directions. "
                "Scan the sheet again without fitting it to another paper size."
            ).format(percent=100 * abs(across / down - 1)),
        )
