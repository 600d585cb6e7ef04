"""Pages answered by a known hand, and what the reader should make of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pens_and_scanners import (
    CANVAS_DPI,
    Hand,
    Pen,
    Scanner,
    any_scanner,
    blacken,
    circle,
    cross,
    dot,
    scan,
    scribble,
    slash,
    tick,
    writing,
)
from synthetic_paper import layout, with_ticket

from phieu.reading.groups import AnyOf, Digits, Group, OneOf, Ranked, Words
from phieu.reading.model import PageReading


@dataclass(frozen=True)
class Style:
    """How a hand marks: its usual marks, its pen, and how often it slips."""

    hands: tuple[Hand, ...]
    pen: Pen
    corrects: float = 0.02
    dots: float = 0.0
    oversize: float = 0.0


def any_style(rng: np.random.Generator, kind: str) -> Style:
    width = float(rng.uniform(0.3, 0.6))
    ball = Pen(width, float(rng.uniform(0.6, 1.0)), off_mm=0.25)
    match kind:
        case "cross":
            return Style((cross,), ball)
        case "tick":
            return Style((tick,), ball)
        case "slash":
            return Style((slash,), ball)
        case "pencil":
            return Style((cross, tick), Pen(width, float(rng.uniform(0.2, 0.35))))
        case "marker":
            return Style((cross,), Pen(float(rng.uniform(0.7, 1.0)), 0.95))
        case "overshoot":
            return Style((cross, tick), Pen(width, ball.contrast, reach=1.7, off_mm=0.4))
        case "oversize":
            return Style((tick,), Pen(width, ball.contrast, reach=2.4, off_mm=0.8))
        case "circle":
            return Style((circle,), ball)
        case "fill":
            return Style((blacken,), ball, corrects=0)
        case "scribble":
            return Style((scribble,), ball, corrects=0)
        case "dots":
            return Style((cross, tick), ball, dots=0.05)
        case "correcting":
            return Style((cross, tick), ball, corrects=0.3)
        case _:
            raise ValueError(kind)


KINDS = (
    "cross", "tick", "slash", "pencil", "marker", "overshoot", "oversize", "circle", "fill",
    "scribble", "dots", "correcting",
)  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """An inked page, the fields' true values, and the boxes that were meant."""

    page: np.ndarray
    truth: dict[str, int | None]
    meant: frozenset[int]


def answered(rng: np.random.Generator, groups: tuple[Group, ...], style: Style) -> Answered:
    boxes = layout().boxes
    page = with_ticket(CANVAS_DPI).copy()
    truth: dict[str, int | None] = {}
    meant: set[int] = set()

    def put(hand: Hand, box: int) -> None:
        hand(rng, page, np.array(boxes[box].rect.centre), style.pen)

    def mark(box: int) -> None:
        meant.add(box)
        put(style.hands[int(rng.integers(len(style.hands)))], box)

    def one(members: tuple[int, ...]) -> int | None:
        """The position of the mark; sometimes another box is marked first and taken back."""
        if rng.random() < 0.08:
            return None
        right, wrong = (int(i) for i in rng.permutation(len(members))[:2])
        mark(members[right])
        if rng.random() < style.corrects:
            put(style.hands[0], members[wrong])
            put(blacken, members[wrong])
        return right

    for group in groups:
        match group:
            case OneOf():
                at = one(group.boxes)
                truth[group.variable] = None if at is None else group.codes[at]
            case Ranked():
                order = rng.permutation(len(group.columns[0].boxes))
                for column, at in zip(group.columns, order, strict=False):
                    mark(column.boxes[int(at)])
                    truth[column.variable] = column.codes[int(at)]
            case AnyOf():
                values = [
                    code not in group.exclusive and rng.random() < 0.3 for code in group.codes
                ]
                for name, box, value in zip(group.variables, group.boxes, values, strict=True):
                    truth[name] = int(value) if any(values) else None
                    if value:
                        mark(box)
            case Digits():
                digits = [int(d) for d in rng.integers(0, 9, len(group.places))]
                for place, digit in zip(group.places, digits, strict=True):
                    mark(place.boxes[digit])
                worth = zip(group.places, digits, strict=True)
                truth[group.variable] = sum(place.worth * digit for place, digit in worth)
            case Words():
                truth[group.variable] = int(rng.random() < 0.5)
                if truth[group.variable]:
                    writing(rng, page, boxes[group.box], style.pen)
    for i, box in enumerate(boxes):
        if box.kind != "text" and i not in meant and rng.random() < style.dots:
            put(dot, i)
    return Answered(page, truth, frozenset(meant))


@dataclass(frozen=True)
class Tally:
    """Fields: read right, waiting, silently wrong. words count as wrong when ink is missed."""

    fields: int
    waits: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, int | None, int | None], ...]


def tally(reading: PageReading, truth: dict[str, int | None]) -> Tally:
    waits = []
    wrong = []
    for read in reading.fields:
        expected = truth[read.variable]
        if read.variable == "H2":
            if (read.reason is not None) != bool(expected):
                (waits if read.reason else wrong).append(
                    (read.variable, str(read.reason)) if read.reason else ("H2", None, expected)
                )  # type: ignore[arg-type]
        elif read.reason is not None:
            waits.append((read.variable, str(read.reason)))
        elif read.value != expected:
            wrong.append((read.variable, read.value, expected))
    return Tally(len(reading.fields), tuple(waits), tuple(wrong))


def scanned(
    seed: int, groups: tuple[Group, ...], kind: str, **fixed: object
) -> tuple[Answered, Scanner, np.ndarray]:
    rng = np.random.default_rng(seed)
    page = answered(rng, groups, any_style(rng, kind))
    scanner = any_scanner(rng, **fixed)
    return page, scanner, scan(rng, page.page, scanner)
