"""Prints what each stage of reading a page costs. Figures and ratios, not a test.

Run: python tests/benchmarks/reading_stages.py [dpi …]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "kit"), str(ROOT / "tests" / "reading")]

import cv2  # noqa: E402  (the paths come first)
from rehearsed_pages import scanned  # noqa: E402
from synthetic_paper import layout, original, questionnaire  # noqa: E402

from phieu.reading import deciding, patches, scoring, streaks, ticket_on_page  # noqa: E402
from phieu.reading.groups import groups_of  # noqa: E402
from phieu.reading.page import model_of, read_page  # noqa: E402
from phieu.reading.registering import register  # noqa: E402

PAGES, REPEATS = 5, 15


def cost_ms(stage: Callable[[], object]) -> float:
    """The median processor time of one call, after a first one that warms up."""
    stage()
    times = []
    for _ in range(REPEATS):
        start = process_time()
        stage()
        times.append(1000 * (process_time() - start))
    return median(times)


def stages(dpi: int) -> dict[str, float]:
    """Milliseconds by stage, means over pages of ordinary crosses and ticks."""
    page = layout()
    model = model_of(page, original(300), 300)
    groups = groups_of(questionnaire(), page.boxes)
    totals: dict[str, float] = {}
    for seed in range(PAGES):
        kind = "cross" if seed % 2 else "tick"
        _answered, scanner, image = scanned(70_000 + seed, groups, kind, dpi=dpi)
        quality = [cv2.IMWRITE_JPEG_QUALITY, 80]
        jpeg = cv2.imencode(".jpg", image, quality)[1]
        upside_down = scanner.upside_down
        found = register(image, upside_down=upside_down)
        cut = patches.cut(image, found.map, model.centres_mm)
        scores = scoring.score(cut, model.printed, found.black)
        span = found.white - found.black
        costs: dict[str, Callable[[], object]] = {
            "decode": lambda jpeg=jpeg: cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE),
            "ticket": lambda image=image: ticket_on_page.find(image),
            "register": lambda image=image, up=upside_down: register(image, upside_down=up),
            "streaks": lambda image=image, found=found, span=span: streaks.find(
                image, found.map.px_per_mm, found.map.tilt, span
            ),
            "boxes": lambda image=image, found=found: patches.cut(
                image, found.map, model.centres_mm
            ),
            "score": lambda cut=cut, found=found: scoring.score(cut, model.printed, found.black),
            "bands": lambda scores=scores: deciding.bands(scores, deciding.Policy()),
            "read_page": lambda image=image, up=upside_down: read_page(
                image, model, groups, upside_down=up
            ),
        }
        for name, stage in costs.items():
            totals[name] = totals.get(name, 0.0) + cost_ms(stage) / PAGES
    return totals


def main() -> None:
    cv2.setNumThreads(1)
    for dpi in [int(arg) for arg in sys.argv[1:]] or [200, 300]:
        costs = stages(dpi)
        text = ", ".join(f"{name} {ms:.1f}" for name, ms in costs.items())
        whole = costs["decode"] + costs["ticket"] + costs["read_page"]
        boxes = sum(box.kind != "text" for box in layout().boxes)
        print(f"{dpi} dpi, {boxes} boxes, ms a page: {text}")
        ratio = whole / costs["decode"]
        print(f"  all {whole:.1f} ms = {1000 / whole:.0f} pages/s, {ratio:.2f} x decode")


if __name__ == "__main__":
    main()
