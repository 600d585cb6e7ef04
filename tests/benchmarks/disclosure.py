"""How many protected counts an attacker with a linear-programming solver recovers.

    python tests/benchmarks/disclosure.py [sets] [seed]

Random table sets of one survey: one to five tables over shared variables, two or three of them
crossed, with totals and sparse counts; half of the sets come out in several publications, and in
some of these a few more forms have come in between. In half of the sets the attacker knows from
the frame who answered. He has everything that was ever shown and bounds every unsafe count and
every answer of few late forms. Beside it, from the same sets: what he recovers where only the
unsafe counts themselves are held back. In every tenth set he also bounds in whole numbers, with
an exact solver. Goal: none recovered. Counts that protect() itself reported as given away by an
earlier publication, when a later table first asked for them, stand apart.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "analysis" / "disclosure"))
from random_tables import Out, Publishing, as_read, plain, protected_events, random_publishing

from phieu.analysis.counts import Event
from phieu.analysis.disclosure.attacker import Attacker

EXACT_EVERY = 10


def main() -> None:
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2023
    found: Counter[str] = Counter()
    slowest = 0.0
    with ProcessPoolExecutor() as pool:
        for one, seconds in pool.map(_measured, range(sets), repeat(seed), chunksize=5):
            found += one
            slowest = max(slowest, seconds)
    _print(found, sets, slowest)


def _measured(number: int, seed: int) -> tuple[Counter[str], float]:
    """One set: what was counted of it, and the seconds that protecting it took."""
    publishing = random_publishing(np.random.default_rng([seed, number]))
    began = time.perf_counter()
    out, exposed = publishing.settled()
    seconds = time.perf_counter() - began
    found = Counter(milliseconds=round(1000 * seconds))
    shown = [table.shown for tables in out for table in tables]
    found["counts"] = sum(table.size for table in shown)
    found["held"] = sum(int((~table).sum()) for table in shown)
    primary = publishing.only_unsafe_withheld()
    found["unsafe"] = sum(int((~table.shown).sum()) for tables in primary for table in tables)
    wanted, recovered = _attacked(publishing, out, whole=False)
    found["protected"], found["recovered"] = wanted, len(recovered - exposed)
    found["given away before"] = len(recovered & exposed)
    found["recovered if only unsafe"] = len(_attacked(publishing, primary, whole=False)[1])
    if number % EXACT_EVERY == 0:
        found["exact"], recovered = _attacked(publishing, out, whole=True)
        found["recovered exactly"] = len(recovered - exposed)
    return found, seconds


def _attacked(publishing: Publishing, out: Out, *, whole: bool) -> tuple[int, set[Event]]:
    """How many counts the attacker wanted, and which he recovered."""
    told = publishing.told(out, len(publishing.stages))
    wanted = dict(protected_events(publishing, told))
    attacker = Attacker.who_read(as_read(told, out), told.outsiders, list(wanted))
    recovered = [e for e, count in wanted.items() if attacker.recovers(e, count, whole=whole)]
    return len(wanted), {plain(event) for event in recovered}


def _print(found: Counter[str], sets: int, slowest: float) -> None:
    held, unsafe = found["held"] / found["counts"], found["unsafe"] / found["counts"]
    protected = found["protected"]
    print(f"{sets} table sets, {found['counts']} counts, {protected} of them to protect")
    print(
        f"held back {held:.1%} (unsafe themselves {unsafe:.1%}), "
        f"{found['milliseconds'] / 1000:.1f} s in all, slowest set {slowest:.2f} s"
    )
    print(f"recovered with linear programming  {found['recovered']:5} of {protected}   goal 0")
    print(f"reported as given away before      {found['given away before']:5} of {protected}")
    print(f"recovered in whole numbers         {found['recovered exactly']:5} of {found['exact']}")
    only = found["recovered if only unsafe"]
    print(f"recovered, only unsafe held back   {only:5} of {protected}")


if __name__ == "__main__":
    main()
