"""Patches are upright whatever the page's tilt, and lie side by side in memory."""

from __future__ import annotations

import numpy as np

from phieu.reading import sampling
from phieu.reading.sampling import Frames, apart, sample, side_by_side, steps_mm

STEPS = steps_mm(3, 1.0)
IMAGE = np.add.outer(2 * np.arange(60), np.arange(80)).astype(np.uint8)


def frames(*origins, turned=False):
    axes = [[0, -1], [1, 0]] if turned else [[1, 0], [0, 1]]
    return Frames(np.array(origins, np.float32), np.array([axes] * len(origins), np.float32))


def test_a_patch_shows_the_image_about_its_place():
    first, second = sample(IMAGE, frames((10, 20), (30, 40)), STEPS, STEPS)
    assert (first == IMAGE[17:24, 7:14]).all()
    assert (second == IMAGE[37:44, 27:34]).all()


def test_a_turned_page_gives_upright_patches():
    (patch,) = sample(IMAGE, frames((10, 20), turned=True), STEPS, STEPS)
    assert (patch == np.rot90(IMAGE[17:24, 7:14])).all()


def test_patches_sampled_together_are_one_strip_without_a_copy():
    patches = sample(IMAGE, frames((10, 20), (30, 40), (50, 30)), STEPS, STEPS)
    strip = side_by_side(patches)
    assert strip.shape == (7, 21) and np.shares_memory(strip, patches)
    assert (apart(strip, 3) == patches).all()


def test_more_patches_than_one_remap_may_hold_are_sampled_in_parts(monkeypatch):
    places = frames((10, 20), (30, 40), (50, 30))
    whole = sample(IMAGE, places, STEPS, STEPS)
    monkeypatch.setattr(sampling, "_MOST_COLUMNS", 14)
    assert (sample(IMAGE, places, STEPS, STEPS) == whole).all()


def test_no_places_give_no_patches():
    assert sample(
        IMAGE, Frames(np.zeros((0, 2), np.float32), np.zeros((0, 2, 2), np.float32)), STEPS, STEPS
    ).shape == (0, 7, 7)
