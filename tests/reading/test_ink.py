"""How ink lies is measured for many boxes at once, and each box for itself."""

from __future__ import annotations

from dataclasses import fields

import cv2
import numpy as np

from phieu.reading.ink import INNER, Lie, lie
from phieu.reading.patches import HALF, PX_PER_MM, WINDOW


def windows():
    """An empty window, a cross, a line that leaves by the right edge, and a blackened box."""
    drawn = np.zeros((4, WINDOW, WINDOW), np.uint8)
    low, high = HALF - 12, HALF + 12
    cv2.line(drawn[1], (low, low), (high, high), 1, 3)
    cv2.line(drawn[1], (low, high), (high, low), 1, 3)
    cv2.line(drawn[2], (HALF, HALF), (WINDOW - 1, HALF), 1, 3)
    drawn[3][HALF - INNER : HALF + INNER + 1, HALF - INNER : HALF + INNER + 1] = 1
    return drawn.astype(bool)


def test_a_window_is_measured_alike_alone_and_among_others():
    among = lie(windows())
    for at, window in enumerate(windows()):
        alone = lie(window[None])
        for column in fields(Lie):
            measured = getattr(among, column.name)[at]
            assert np.isclose(measured, getattr(alone, column.name)[0]), (at, column.name)


def test_white_spread_and_leaving_tell_the_marks_apart():
    empty, cross, leaving, black = range(4)
    measured = lie(windows())
    assert measured.spread_mm[empty] == 0 and measured.hole_mm[empty] == INNER / PX_PER_MM
    assert measured.openings.tolist() == [4, 4, 4, 0]
    assert measured.hole_mm[black] == 0
    assert measured.leaves.tolist() == [False, False, True, False]
    assert measured.away[leaving] > measured.away[cross] == 0
    assert measured.thin_mm[leaving] < 0.2 < measured.thin_mm[cross]
