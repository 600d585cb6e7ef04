"""Work spread over processes or put behind a thread, in the order in which it came."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from phieu.errors import PhieuError
from phieu.messages import _

Task = TypeVar("Task")
Result = TypeVar("Result")

_IN_FLIGHT_A_WORKER = 6  # enough to keep workers busy; every task may hold a picture
_BEHIND = 8  # items that may wait for a slow disk


class WorkerStoppedError(PhieuError):
    """A worker process that ended in the middle of its work."""


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
    Raises WorkerStoppedError, and what `work` raises.
    """
    if workers <= 1:
        start(*start_with)
        yield from map(work, tasks)
        return
    try:
        yield from _map_in_pool(work, tasks, workers, start, start_with)
    except BrokenProcessPool as error:
        raise WorkerStoppedError(
            _(
                "A worker process was stopped (out of memory?); what was stored is kept. Run the "
                "same command again, with --workers 1 if it happens again."
            )
        ) from error


def _map_in_pool(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    start: Callable[..., None],
    start_with: tuple[Any, ...],
) -> Iterator[Result]:
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


def work_behind(work: Callable[[Task], None], items: Iterable[Task]) -> None:
    """`work` on every item, in order, in a thread of its own while the next items are made.

    For work that waits for the disk. The first error of `work` stops everything and is raised.
    """
    with ThreadPoolExecutor(1) as thread:
        waiting: deque[Future[None]] = deque()
        try:
            for item in items:
                waiting.append(thread.submit(work, item))
                if len(waiting) > _BEHIND:
                    waiting.popleft().result()
            while waiting:
                waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
