import numpy as np
import pytest

from phieu.rehearsal.hands import CLEAN, HAND_PROFILES, MIXED, Style, draw_hand


@pytest.mark.parametrize("profile", HAND_PROFILES.values(), ids=HAND_PROFILES)
def test_a_hand_lies_within_its_profile(profile):
    for seed in range(50):
        hand = draw_hand(profile, np.random.default_rng(seed))
        assert hand.style in profile.styles
        assert profile.size[0] <= hand.size <= profile.size[1]
        assert profile.displaced_mm[0] <= hand.displaced_mm <= profile.displaced_mm[1]
        assert 0 < hand.darkness < 1


def test_clean_hands_cross_and_tick_with_a_ball_pen_and_only_make_corrections():
    hands = [draw_hand(CLEAN, np.random.default_rng(seed)) for seed in range(200)]
    assert {hand.style for hand in hands} == {Style.CROSS, Style.TICK}
    assert not any(hand.erasable for hand in hands)
    mishaps = CLEAN.mishaps
    assert mishaps.corrected > 0
    assert mishaps.doubled == mishaps.erased == mishaps.dotted == mishaps.unfinished == 0


def test_a_mix_has_every_style():
    styles = {draw_hand(MIXED, np.random.default_rng(seed)).style for seed in range(600)}
    assert styles == set(Style)
