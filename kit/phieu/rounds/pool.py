"""Work spread over processes, with results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_IN_FLIGHT_A_WORKER = 6  # enough to keep workers busy; every task may hold a picture


def available_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_processes(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    workers: int,
    start: Callable[..., None],
    start_with: tuple[Any, ...],
) -> Iterator[Result]:
    """`work` on every task, in order, reading tasks no faster than they are done.

    start(*start_with) prepares a process. With one worker everything runs in this process.
    """
    if workers <= 1:
        start(*start_with)
        yield from map(work, tasks)
        return
    # Spawned, not forked: a notebook's kernel has threads, and a fork copies their locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, start, start_with) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(pool.submit(work, task))
                if len(waiting) >= workers * _IN_FLIGHT_A_WORKER:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
