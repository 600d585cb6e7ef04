"""One printed form answered, marked and scanned, with the truth of what was meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from phieu.paper.geometry import Layout
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.kinds import AGREE
from phieu.questionnaire.model import Questionnaire

from .answers import respond
from .drawing import GreyImage, draw_strokes
from .hands import MIXED, Profile, draw_hand
from .marks import Mark, fill_in
from .scanning import OFFICE, ScannedPage, Scanner, capture
from .seeding import generator_for


@dataclass(frozen=True)
class FormToFill:
    """A printed copy and whom it was issued to. body: a key of the questionnaire's bodies."""

    serial: str
    body: str
    unit_type: str
    district: str


@dataclass(frozen=True)
class RehearsedForm:
    """pages: by page from 0, without those that were lost.

    truth: by codebook variable, None where there is no answer that counts. unclear: variables
    that a machine may not decide alone; whoever judges a reader expects them in review. lost:
    variables that stood on pages which did not come back.
    """

    pages: Mapping[int, ScannedPage]
    truth: Mapping[str, int | str | None]
    unclear: frozenset[str]
    lost: frozenset[str] = frozenset()


def rehearse_form(
    form: FormToFill,
    pages: Sequence[GreyImage],
    px_per_mm: float,
    layout: Layout,
    variant: Questionnaire,
    seed: int,
    *,
    profile: Profile = MIXED,
    scanner: Scanner = OFFICE,
    lost: frozenset[int] = frozenset(),
) -> RehearsedForm:
    """Answer, mark and scan one copy. The result hangs on the seed and the serial alone.

    pages: one raster a page of the copy, ticket included. lost: pages that did not come back,
    from 0; what stood only there is no longer part of the truth.
    """
    if len(pages) != len(layout.pages):
        raise ValueError(f"{len(pages)} pages given, but the layout has {len(layout.pages)} pages")
    variables = codebook(variant)
    answers = respond(
        variant, form.body, form.unit_type, form.district, _rng(seed, form, "answers")
    )
    marking = _rng(seed, form, "marks")
    filled = fill_in(answers, layout, variables, draw_hand(profile, marking), marking)
    gone = _variables_on(lost, layout, variables)
    truth = {
        variable.name: answers.get(variable.name)
        if variable.name not in filled.invalid | gone
        else None
        for variable in variables
    }
    consent = variant.consent
    if consent and truth[consent.id] != AGREE and consent.id not in filled.unclear:
        # Without consent nothing that was answered counts, whatever stands on the paper.
        truth = {name: meant if name == consent.id else None for name, meant in truth.items()}
    scanned = {
        number: _scanned(page, number, filled.marks, px_per_mm, scanner, _rng(seed, form, number))
        for number, page in enumerate(pages)
        if number not in lost
    }
    return RehearsedForm(scanned, truth, filled.unclear - gone, gone)


def _rng(seed: int, form: FormToFill, part: str | int) -> np.random.Generator:
    """A generator for each part of a form, so that one part's draws do not move the others'."""
    return generator_for(seed, "form", form.serial, str(part))


def _scanned(
    page: GreyImage,
    number: int,
    marks: Sequence[Mark],
    px_per_mm: float,
    scanner: Scanner,
    rng: np.random.Generator,
) -> ScannedPage:
    strokes = [stroke for mark in marks if mark.page == number for stroke in mark.strokes]
    return capture(draw_strokes(page, strokes, px_per_mm, rng), px_per_mm, scanner, rng)


def _variables_on(
    pages: frozenset[int], layout: Layout, variables: Sequence[Variable]
) -> frozenset[str]:
    """The variables with a box on any of these pages; a multiple choice goes as a whole."""
    boxed = {box.variable for page in pages for box in layout.pages[page].boxes}
    return frozenset(
        variable.name
        for variable in variables
        if variable.name in boxed or (variable.kind == "flag" and variable.question in boxed)
    )
