"""The strokes of which marks are made: slightly bent, slightly shaky lines in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import Rect

from .hands import Hand, Style

Points: TypeAlias = NDArray[np.float64]  # (n, 2): x, y

_POINTS_A_STROKE = 12
_TICK_CORNER = 0.4  # below its middle, as a share of its size
_STYLE_KEPT = 0.96  # share of a hand's marks in its own style; else a quick cross
_LINE_PITCH_MM = 8.0
_LETTER_MM = 2.3
_SHORTHAND = 90  # letters of a long answer that are drawn; more would tell a reader nothing new


@dataclass(frozen=True)
class Stroke:
    """One movement of a pen. darkness: share of the light it takes; grain: how uneven, 0 to 1."""

    points_mm: Points
    width_mm: float
    darkness: float
    grain: float


def answer_mark(rect: Rect, hand: Hand, rng: np.random.Generator) -> tuple[Stroke, ...]:
    """A mark that means this box, as this hand makes it."""
    style = hand.style
    if style is not Style.FILL and rng.random() > _STYLE_KEPT:
        style = Style.CROSS
    if style is Style.FILL:
        return blackening(rect, hand, rng)
    size_mm = hand.size * rect.w_mm * rng.normal(1.0, 0.08)
    slant = hand.slant_rad + rng.normal(0.0, 0.08)
    turn = np.array([[np.cos(slant), np.sin(slant)], [-np.sin(slant), np.cos(slant)]])
    centre = np.array(rect.centre) + _displacement(hand, rng)
    if style is Style.TICK:  # its corner is what people aim with: a big tick leaves at the top
        centre[1] -= max(0.0, _TICK_CORNER * size_mm - 0.3 * rect.h_mm)
    return tuple(
        _inked(_shaken(path * size_mm @ turn, hand, rng) + centre, hand, rng)
        for path in _PATHS[style](hand, rng)
    )


def blackening(
    rect: Rect, hand: Hand, rng: np.random.Generator, *, covered: float = 1.0
) -> tuple[Stroke, ...]:
    """A box gone over to and fro until it is black; covered: how far down it the hand came."""
    width_mm = max(hand.width_mm, 0.5)  # pressed harder than when writing
    angle = rng.choice([0.0, -0.6, 0.6, 1.5]) + rng.normal(0.0, 0.1)
    halves = np.array([rect.w_mm, rect.h_mm]) / 2
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    reach = float(np.abs(across) @ halves)
    lines = max(4, int(np.ceil(2 * reach * covered / (width_mm * rng.uniform(0.6, 0.8)))))
    feet = np.linspace(-0.94 * reach, (1.88 * covered - 0.94) * reach, lines)[:, None] * across
    # Where each line enters and leaves the box: (lines, axis) bounds, the inner ones count.
    bounds = np.sort(np.stack([(-halves - feet) / along, (halves - feet) / along]), axis=0)
    enter, leave = bounds[0].max(axis=1), bounds[1].min(axis=1)
    ends = feet[:, None] + np.stack([enter, leave], axis=1)[:, :, None] * along
    ends[1::2] = ends[1::2, ::-1]  # to and fro
    path = ends.reshape(-1, 2) + rng.normal(0.0, 0.16, (2 * lines, 2))
    # Over the box's edge by no more than a careful hand would go.
    path = np.clip(path, -halves - 0.45, halves + 0.45) + rect.centre
    darkness = min(1.0, hand.darkness * 1.12)
    return (Stroke(path, width_mm, darkness, hand.grain * 0.6),)


def erased(strokes: Sequence[Stroke], rng: np.random.Generator) -> tuple[Stroke, ...]:
    """What an eraser leaves of a mark: a pale, patchy shadow."""
    left = rng.uniform(0.12, 0.3)
    return tuple(
        Stroke(stroke.points_mm, stroke.width_mm * 1.15, stroke.darkness * left, 0.8)
        for stroke in strokes
    )


def stray_dot(rect: Rect, hand: Hand, rng: np.random.Generator) -> tuple[Stroke, ...]:
    """A pen put down by mistake in the box or just beside it."""
    x_mm, y_mm = rng.uniform(-0.5, rect.w_mm + 0.5), rng.uniform(-0.5, rect.h_mm + 0.5)
    touch = np.array([[0.0, 0.0], rng.normal(0.0, 0.08, 2)])
    path = touch + _corner(rect) + np.array([x_mm, y_mm])
    return (Stroke(path, min(hand.width_mm, 0.4), hand.darkness, hand.grain),)


def handwriting(rect: Rect, words: str, hand: Hand, rng: np.random.Generator) -> tuple[Stroke, ...]:
    """Lines of scribble as long as the words would be; nobody is to read them."""
    height_mm = min(2.4, rect.h_mm * 0.45)
    letter_mm = _LETTER_MM * rng.uniform(0.8, 1.15) * height_mm / 2.4
    lines = max(1, round(rect.h_mm / _LINE_PITCH_MM))
    pitch_mm = rect.h_mm / lines
    strokes = []
    x_mm, line = 0.0, 0
    for word in words[:_SHORTHAND].split():
        if x_mm + len(word) * letter_mm > rect.w_mm - 2:
            x_mm, line = 0.0, line + 1
        if line == lines:
            break
        length = min(len(word), int((rect.w_mm - 2) / letter_mm))
        path = _scribble(length, letter_mm, height_mm, rng)
        path += _corner(rect) + np.array([1 + x_mm, (line + 0.72) * pitch_mm])
        strokes.append(Stroke(path, hand.width_mm, hand.darkness, hand.grain))
        x_mm += (length + 1) * letter_mm
    return tuple(strokes)


def _scribble(letters: int, letter_mm: float, height_mm: float, rng: np.random.Generator) -> Points:
    """(n, 2) one word as joined loops on a base line at y = 0, upwards negative."""
    turns = np.linspace(0.0, 2 * np.pi * max(letters, 1), 7 * max(letters, 1) + 1)
    heights = np.interp(turns, turns[::7], rng.choice([0.45, 0.55, 0.6, 1.0], len(turns[::7])))
    x = turns / (2 * np.pi) * letter_mm + 0.3 * letter_mm * np.sin(turns)
    y = -height_mm * heights * (1 - np.cos(turns)) / 2 + rng.normal(0.0, 0.06, len(turns))
    return np.stack([x - 0.25 * y, y], axis=1)


def _corner(rect: Rect) -> Points:
    return np.array([rect.x_mm, rect.y_mm])


def _displacement(hand: Hand, rng: np.random.Generator) -> Points:
    limit = 2 * hand.displaced_mm
    return np.clip(rng.normal(0.0, hand.displaced_mm, 2), -limit, limit)


def _inked(path: Points, hand: Hand, rng: np.random.Generator) -> Stroke:
    darkness = float(np.clip(hand.darkness * rng.normal(1.0, 0.05), 0.1, 1.0))
    return Stroke(path, hand.width_mm * rng.uniform(0.9, 1.1), darkness, hand.grain)


def _shaken(path: Points, hand: Hand, rng: np.random.Generator) -> Points:
    """Tremor as two slow waves: a hand shakes smoothly, it does not jump."""
    along = np.linspace(0.0, 2 * np.pi, len(path))[:, None]
    waves = sum(
        rng.normal(0.0, hand.tremor_mm, 2) * np.sin(cycles * along + rng.uniform(0, 6.3, 2))
        for cycles in (1.3, 2.9)
    )
    return path + waves


def _bent(start: Points, end: Points, bend: float) -> Points:
    """(n, 2) from start to end, bowed sideways by a share of its length."""
    along = np.linspace(0.0, 1.0, _POINTS_A_STROKE)[:, None]
    across = np.array([start[1] - end[1], end[0] - start[0]])
    return np.asarray(start + along * (end - start) + 4 * bend * along * (1 - along) * across)


def _near(x: float, y: float, rng: np.random.Generator, spread: float = 0.06) -> Points:
    return np.array([x, y]) + rng.normal(0.0, spread, 2)


def _line(start: Points, end: Points, hand: Hand, rng: np.random.Generator) -> Points:
    further = end + (end - start) * hand.overshoot * rng.uniform(0.2, 1.0)
    return _bent(start, further, rng.normal(0.0, 0.05))


def _cross(hand: Hand, rng: np.random.Generator) -> list[Points]:
    down = _line(_near(-0.45, -0.45, rng), _near(0.45, 0.45, rng), hand, rng)
    back = _line(_near(0.45, -0.45, rng), _near(-0.45, 0.45, rng), hand, rng)
    return [down, back]


def _tick(hand: Hand, rng: np.random.Generator) -> list[Points]:
    corner = _near(-0.12, _TICK_CORNER, rng)
    short = _bent(_near(-0.45, 0.0, rng), corner, rng.normal(0.08, 0.05))
    long = _line(corner, _near(0.55, -0.6, rng), hand, rng)
    return [np.concatenate([short, long[1:]])]


def _slash(hand: Hand, rng: np.random.Generator) -> list[Points]:
    return [_line(_near(-0.45, 0.5, rng), _near(0.45, -0.5, rng), hand, rng)]


def _scrawl(_hand: Hand, rng: np.random.Generator) -> list[Points]:
    angle = np.linspace(0.0, 2 * np.pi * rng.uniform(1.2, 2.3), 26) + rng.uniform(0, 6.3)
    radius = np.linspace(0.44, rng.uniform(0.2, 0.38), 26)
    height = rng.uniform(0.65, 1.0)
    return [np.stack([radius * np.cos(angle), height * radius * np.sin(angle)], axis=1)]


_Path: TypeAlias = Callable[[Hand, np.random.Generator], list[Points]]
_PATHS: dict[Style, _Path] = {
    Style.CROSS: _cross,
    Style.TICK: _tick,
    Style.SLASH: _slash,
    Style.SCRAWL: _scrawl,
}
