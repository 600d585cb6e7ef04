"""Work over processes: in order, bounded, and the same with one process."""

from __future__ import annotations

import math
import os
import random

import pytest

from phieu.rounds.pool import WorkerStoppedError, available_cores, map_in_processes, work_behind


def _square_roots(tasks, workers):
    # Workers are new interpreters: what they run has to be importable there.
    return map_in_processes(math.sqrt, tasks, workers=workers, start=random.seed, start_with=(1,))


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks(workers):
    tasks = [number**2 for number in range(40)]

    assert list(_square_roots(tasks, workers)) == list(range(40))


def test_tasks_are_taken_no_faster_than_results():
    taken = []

    def tasks():
        for task in range(1000):
            taken.append(task)
            yield task

    results = _square_roots(tasks(), 2)
    next(results)
    results.close()

    assert len(taken) < 50


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_a_worker_is_raised_here(workers):
    with pytest.raises(ValueError, match=r"math domain|nonnegative"):
        list(_square_roots([-1.0], workers))


def test_a_worker_that_is_stopped_is_told_as_such():
    stopped = map_in_processes(os._exit, [1], workers=2, start=random.seed, start_with=(1,))

    with pytest.raises(WorkerStoppedError, match="--workers 1"):
        list(stopped)


def test_there_is_at_least_one_core():
    assert available_cores() >= 1


def test_work_behind_keeps_the_order():
    done = []

    work_behind(done.append, range(50))

    assert done == list(range(50))


def test_an_error_behind_stops_the_items_and_is_raised():
    made, done = [], []

    def items():
        for item in range(1000):
            made.append(item)
            yield item

    def work(item):
        if item == 3:
            raise OSError(28, "full")
        done.append(item)

    with pytest.raises(OSError, match="full"):
        work_behind(work, items())
    assert done[:3] == [0, 1, 2]
    assert len(made) < 50
