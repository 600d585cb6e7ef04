import numpy as np
import pytest

from phieu.questionnaire.codes import Code
from phieu.rehearsal.attitudes import draw_temperament, level, worst_to_best

LEVELS = tuple(Code(value=value, label=str(value)) for value in (1, 2, 3, 4, 5))
UNKNOWN = Code(value=9, label="KĐG", missing=True)


def test_levels_run_from_the_worst_on_and_leave_missing_codes_out():
    assert worst_to_best((*LEVELS, UNKNOWN), (4, 5), reverse=False) == ([1, 2, 3, 4, 5], 2)


def test_a_reversed_question_has_its_best_level_first():
    assert worst_to_best(LEVELS, (), reverse=True) == ([5, 4, 3, 2, 1], 2)


def test_a_scale_that_begins_with_its_best_level_is_turned_round():
    assert worst_to_best(LEVELS, (1, 2), reverse=False) == ([5, 4, 3, 2, 1], 2)


@pytest.mark.parametrize(("levels", "good"), [([1], 1), ([1, 2], 1), ([1, 2, 3], 3), ([1, 2], 2)])
def test_every_latent_value_has_a_level_even_on_odd_scales(levels, good):
    reached = {level(latent, levels, good) for latent in np.linspace(-9, 9, 400)}
    assert reached == set(levels)


def test_a_better_feeling_never_gives_a_worse_level():
    levels = [level(latent, [1, 2, 3, 4, 5], 2) for latent in np.linspace(-4, 4, 200)]
    assert levels == sorted(levels)


def test_bodies_and_districts_differ_lastingly():
    def attitude(body: str, district: str) -> float:
        return draw_temperament(body, district, np.random.default_rng(3)).attitude

    assert attitude("DU", "Núi Thành") == attitude("DU", "Núi Thành")
    assert attitude("DU", "Núi Thành") != attitude("UB", "Núi Thành")
    assert attitude("DU", "Núi Thành") != attitude("DU", "Đại Lộc")
