"""Pages a second of `phieu read` on one core, storing included, against bare decoding.

    python tests/benchmarks/reading.py [forms] [seed]

The same grey 200 dpi JPEG pages are decoded, and then read and stored, in one process. The peers,
as measured by others: OMRChecker 8-10 pages/s without codes, SDAPS and AMC 1.2-1.7 at 300 dpi.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import cv2

from phieu import workspace
from phieu.reading.source_page import decode
from phieu.reading.sources import pages
from phieu.rounds.folder import find
from phieu.rounds.intake import read_scans
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse


def main() -> None:
    forms = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7001
    with tempfile.TemporaryDirectory() as folder:
        workspace.new(Path(folder) / "ws")
        opened = find(Path(folder) / "ws" / workspace.ROUND)
        print_round(opened, at_most=forms)
        rehearse(opened, opened.scans, Simulation(seed))
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        cv2.setNumThreads(1)
        files = [path for path in sorted(opened.scans.iterdir()) if path.suffix == ".pdf"]
        # Twice: what the first run prepares (clean pages, caches) is no part of a page's cost.
        warm_up, *rest = files
        read_scans(opened, [warm_up], workers=1)
        bare = _decoding(rest)
        summary = read_scans(opened, rest, workers=1)
        a_page = summary.seconds / summary.pages
        print(f"{summary.pages} pages of {summary.forms} forms, {summary.fields} fields, one core")
        print(f"decode only         {1000 * bare:5.1f} ms a page")
        print(f"read and store      {1000 * a_page:5.1f} ms a page = {1 / a_page:.1f} pages/s")
        print(f"ratio               {a_page / bare:5.2f} x decoding")


def _decoding(files: list[Path]) -> float:
    count, start = 0, time.perf_counter()
    seconds = 0.0
    for path in files:
        for page in pages(path.read_bytes(), path.name):
            start = time.perf_counter()
            decode(page)
            seconds += time.perf_counter() - start
            count += 1
    return seconds / count


if __name__ == "__main__":
    main()
