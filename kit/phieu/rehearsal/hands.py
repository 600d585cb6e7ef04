"""Pens and hands: how one respondent makes marks, and the mixes that hands are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np

_Kind = TypeVar("_Kind")


class Style(StrEnum):
    CROSS = "cross"
    TICK = "tick"
    SLASH = "slash"
    SCRAWL = "scrawl"  # a loop or two inside the box
    FILL = "fill"


@dataclass(frozen=True)
class Pen:
    """width_mm and darkness (share of the light taken) from and to; grain: how uneven, 0 to 1."""

    width_mm: tuple[float, float]
    darkness: tuple[float, float]
    grain: float
    erasable: bool = False


BALL_BLUE = Pen((0.35, 0.55), (0.62, 0.8), 0.18)
BALL_BLACK = Pen((0.35, 0.55), (0.75, 0.92), 0.15)
GEL = Pen((0.55, 0.85), (0.85, 0.97), 0.05)
PENCIL = Pen((0.45, 0.7), (0.45, 0.65), 0.5, erasable=True)
FAINT_PENCIL = Pen((0.4, 0.6), (0.28, 0.42), 0.5, erasable=True)


@dataclass(frozen=True)
class Mishaps:
    """How often a hand goes wrong, each a share of the answered fields."""

    corrected: float = 0.0  # the first choice blackened, another marked
    unfinished: float = 0.0  # of the corrected: the first choice only half blackened
    doubled: float = 0.0  # two marks on one row, none of them taken back
    erased: float = 0.0  # pencils only: an erased mark still shows
    dotted: float = 0.0  # a stray dot at a box that was not meant


@dataclass(frozen=True)
class Profile:
    """A mix of hands. Weights need not add to 1; ranges are from and to.

    size: of a mark in box widths. displaced_mm: standard deviation of a mark's place, never more
    than twice that. overshoot: how far strokes run on, as a share of their length.
    """

    styles: Mapping[Style, float]
    pens: Mapping[Pen, float]
    size: tuple[float, float]
    displaced_mm: tuple[float, float]
    tremor_mm: tuple[float, float]
    overshoot: tuple[float, float]
    mishaps: Mishaps


@dataclass(frozen=True)
class Hand:
    """How one respondent marks a whole form. slant_rad: of every mark, clockwise."""

    style: Style
    width_mm: float
    darkness: float
    grain: float
    erasable: bool
    size: float
    slant_rad: float
    displaced_mm: float
    tremor_mm: float
    overshoot: float
    mishaps: Mishaps


CLEAN = Profile(
    styles={Style.CROSS: 0.7, Style.TICK: 0.3},
    pens={BALL_BLUE: 0.7, BALL_BLACK: 0.3},
    size=(0.7, 1.0),
    displaced_mm=(0.1, 0.25),
    tremor_mm=(0.02, 0.05),
    overshoot=(0.0, 0.08),
    mishaps=Mishaps(corrected=0.003),
)
MIXED = Profile(
    styles={
        Style.CROSS: 0.58,
        Style.TICK: 0.28,
        Style.SLASH: 0.06,
        Style.SCRAWL: 0.05,
        Style.FILL: 0.03,
    },
    pens={BALL_BLUE: 0.55, BALL_BLACK: 0.22, GEL: 0.11, PENCIL: 0.08, FAINT_PENCIL: 0.04},
    size=(0.65, 1.35),
    displaced_mm=(0.1, 0.45),
    tremor_mm=(0.02, 0.09),
    overshoot=(0.0, 0.2),
    mishaps=Mishaps(corrected=0.006, unfinished=0.1, doubled=0.003, erased=0.006, dotted=0.002),
)
ROUGH = Profile(
    styles={
        Style.CROSS: 0.4,
        Style.TICK: 0.3,
        Style.SLASH: 0.1,
        Style.SCRAWL: 0.1,
        Style.FILL: 0.1,
    },
    pens={BALL_BLUE: 0.35, BALL_BLACK: 0.2, GEL: 0.2, PENCIL: 0.12, FAINT_PENCIL: 0.13},
    size=(0.5, 2.0),
    displaced_mm=(0.2, 0.7),
    tremor_mm=(0.04, 0.16),
    overshoot=(0.0, 0.4),
    mishaps=Mishaps(corrected=0.015, unfinished=0.3, doubled=0.01, erased=0.02, dotted=0.01),
)

HAND_PROFILES: Mapping[str, Profile] = {"clean": CLEAN, "mixed": MIXED, "rough": ROUGH}


def draw_hand(profile: Profile, rng: np.random.Generator) -> Hand:
    """One hand out of a mix."""
    pen = _weighted(profile.pens, rng)
    return Hand(
        style=_weighted(profile.styles, rng),
        width_mm=rng.uniform(*pen.width_mm),
        darkness=rng.uniform(*pen.darkness),
        grain=pen.grain,
        erasable=pen.erasable,
        size=rng.uniform(*profile.size),
        slant_rad=rng.normal(0.0, 0.12),
        displaced_mm=rng.uniform(*profile.displaced_mm),
        tremor_mm=rng.uniform(*profile.tremor_mm),
        overshoot=rng.uniform(*profile.overshoot),
        mishaps=profile.mishaps,
    )


def _weighted(weights: Mapping[_Kind, float], rng: np.random.Generator) -> _Kind:
    shares = np.array(list(weights.values()))
    return list(weights)[rng.choice(len(shares), p=shares / shares.sum())]
