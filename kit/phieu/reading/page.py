"""Reads one page: register, set the boxes, score them, decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from phieu.paper.geometry import PageLayout

from . import deciding, neighbours, patches, scoring, streaks, writing
from .crops import crops
from .deciding import Band, Policy
from .groups import Group
from .ink import Mask
from .model import GreyImage, PageReading, Reason, Verdict
from .page_map import PageMap, centres_mm, nominal
from .registering import MM_PER_INCH, Registration, register
from .sampling import Floats
from .ticket_on_page import portrait


@dataclass(frozen=True)
class PageModel:
    """What a clean copy of one page looks like, for every scan of it.

    marks: indices of the boxes to mark, centres_mm: (marks, 2), printed: (marks, WINDOW, WINDOW)
    where the original has ink, about: the same further around, for neighbours.shares; words:
    indices of text areas and the ink printed in each.
    """

    page: PageLayout
    marks: tuple[int, ...]
    centres_mm: Floats
    printed: Mask
    about: neighbours.Packed
    words: tuple[tuple[int, Mask], ...]


def model_of(page: PageLayout, original: GreyImage, original_dpi: float) -> PageModel:
    """Expectations from a clean raster of the page without any copy's own text."""
    scale = original_dpi / MM_PER_INCH
    clean = PageMap(np.array([[scale, 0, -0.5], [0, scale, -0.5]]))
    marks = tuple(i for i, box in enumerate(page.boxes) if box.kind != "text")
    centres = centres_mm([page.boxes[i].rect for i in marks])
    return PageModel(
        page,
        marks,
        centres,
        scoring.printed_in(patches.at(original, clean, centres)),
        neighbours.printed_about(original, clean, centres),
        tuple(
            (i, writing.printed_in(original, clean, box.rect))
            for i, box in enumerate(page.boxes)
            if box.kind == "text"
        ),
    )


def read_page(
    image: GreyImage,
    model: PageModel,
    groups: Sequence[Group],
    policy: Policy | None = None,
    *,
    upside_down: bool,
) -> PageReading:
    """All fields of one page image. upside_down: as ticket_on_page.find says.

    Raises RefusedPageError: NOT_REGISTERED, WRONG_SCALE or TOO_SMALL.
    """
    page = _no_finer_than_needed(portrait(image))
    rules = policy or Policy()
    found = register(page, upside_down=upside_down)
    lines = streaks.find(page, found.map.px_per_mm, found.map.tilt, found.white - found.black)
    boxes = model.page.boxes
    judged, scores, placed = _judged(page, model, found, lines, rules)
    box_bands = [Band.EMPTY] * len(boxes)
    fill = np.zeros(len(boxes), np.float32)
    for i, band, share in zip(model.marks, judged, scores.fill, strict=True):
        box_bands[i], fill[i] = band, share
    written = np.zeros(len(boxes), bool)
    for i, printed in model.words:
        rect = boxes[i].rect
        written[i] = writing.has_ink(page, found.map, rect, printed, lines, found.black)
    fields = deciding.decide(groups, box_bands, written)
    faint_ink_lost = _bilevel(page) and deciding.thinly_marked(groups, box_bands, rules)
    if not (found.sound and placed) or faint_ink_lost:
        fields = deciding.waiting(groups, Reason.PAGE_IN_DOUBT)
    return PageReading(
        tuple(
            Verdict.MARKED if ink else band.verdict
            for ink, band in zip(written, box_bands, strict=True)
        ),
        fill,
        fields,
        crops(page, found.map, boxes, groups, fields),
        upside_down,
        found.residual_mm,
    )


def _judged(
    page: GreyImage,
    model: PageModel,
    found: Registration,
    lines: Sequence[streaks.Line],
    policy: Policy,
) -> tuple[tuple[Band, ...], scoring.Scores, bool]:
    """Bands and scores in model's order; and whether the boxes lie where they should."""
    cut = patches.cut(page, found.map, model.centres_mm).without(lines)
    scores = scoring.score(cut, model.printed, found.black)
    judged = deciding.bands(scores, policy)
    scan = page, found.map
    span = found.white - found.black
    followed = {
        box: neighbours.shares(scan, model.about, model.centres_mm, cut.shift_mm, box, span)
        for box in deciding.unclear(scores, judged, policy)
    }
    placed = not deciding.misplaced(scores, cut.seen, policy)
    return deciding.beside(scores, judged, followed, policy), scores, placed


def _no_finer_than_needed(page: GreyImage) -> GreyImage:
    """The page at a whole fraction of its resolution: patches would skip pixels of 600 dpi."""
    shrink = int(nominal(page.shape).px_per_mm / patches.PX_PER_MM)
    if shrink < 2:
        return page
    size = page.shape[1] // shrink, page.shape[0] // shrink
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _bilevel(page: GreyImage) -> bool:
    """Whether the scanner has already decided between black and white: faint ink is gone."""
    some = page[5::37, ::5]
    return bool(((some > 8) & (some < 247)).mean() < 0.002)
