"""Pages a second on one core and bytes a page of a print run, after the first compile.

    python tests/benchmarks/print_run.py [forms]

The peers, as measured by others on 2 cores: SDAPS stamps 0.3 pages/s, AMC prepares 8 pages/s.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from phieu import workspace
from phieu.paper import fonts, print_run, proof
from phieu.rounds import inputs
from phieu.rounds.edition import prepare
from phieu.rounds.folder import find

AMC_PAGES_A_SECOND = 8.0


def main() -> None:
    forms = int(sys.argv[1]) if len(sys.argv) > 1 else 611
    with tempfile.TemporaryDirectory() as folder:
        workspace.new(Path(folder) / "ws")
        given = inputs.load(find(Path(folder) / "ws" / workspace.ROUND))
    clock = time.perf_counter
    start = clock()
    edition = prepare(given, fonts.choose(), random.Random(1).getrandbits, forms)
    compiled = clock()
    out = BytesIO()
    pages = print_run.write(edition.layouts, edition.copies, out)
    written = clock()
    wrong = [
        problem
        for problem in proof.problems_of(out.getvalue(), edition.layouts, edition.copies)
        if problem
    ]
    proofed = clock()

    size = len(out.getvalue())
    write, both = pages / (written - compiled), pages / (proofed - compiled)
    print(f"{len(edition.forms)} forms, {pages} pages, {len(edition.layouts)} layouts, {wrong=}")
    print(f"compile and sign  {compiled - start:6.2f} s")
    print(f"write             {write:6.0f} pages/s  ({write / AMC_PAGES_A_SECOND:.0f} x AMC)")
    print(f"write, read back  {both:6.0f} pages/s  ({both / AMC_PAGES_A_SECOND:.0f} x AMC)")
    print(f"size              {size / pages:6.0f} bytes a page, layouts included")


if __name__ == "__main__":
    main()
