"""A round's files checked together."""

from __future__ import annotations

import pytest

from phieu.errors import ProblemsFoundError
from phieu.rounds.inputs import load


def test_the_shipped_rounds_inputs_are_in_order(fresh_round):
    inputs = load(fresh_round())

    assert sum(case.issued for case in inputs.cases) == 611


def test_a_frame_in_which_nothing_is_issued_is_a_problem_of_the_frame(fresh_round):
    folder = fresh_round()
    frame = folder.path / "frame.csv"
    frame.write_text(frame.read_text("utf-8").replace(",1,", ",0,không phát"), "utf-8")

    with pytest.raises(ProblemsFoundError) as caught:
        load(folder)

    (problem,) = caught.value.problems
    assert (problem.place, problem.rule) == (str(frame), "frame-nothing-issued")
