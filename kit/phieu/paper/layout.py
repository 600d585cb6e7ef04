"""One variant laid out on A4: compiled pages, and where every box stands in millimetres."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.paper import geometry
from phieu.paper.geometry import Box, Layout, PageLayout, Rect
from phieu.paper.heads import Head
from phieu.paper.ticket import MAX_PAGES
from phieu.paper.typesetting import Setting, Typeset, files_of, typeset
from phieu.questionnaire.model import Questionnaire

_HASH_SYMBOLS = 16
_WITHIN_MM = 0.05  # rounding of positions


@dataclass(frozen=True)
class CompiledLayout:
    """pdf: the static pages, without tickets; one page a PageLayout."""

    layout: Layout
    pdf: bytes
    font: str


class TooManyPagesError(PhieuError):
    """A variant that does not fit the page number of a ticket."""


class DoesNotFitError(PhieuError):
    """Parts of a variant that run off the page or would lie where readers cannot find them."""


def compile_layout(
    variant: Questionnaire,
    *,
    name: str,
    body: str,
    unit_type: str,
    head: Head,
    font: str,
    has_public_address: bool,
) -> CompiledLayout:
    """Lay a variant (one body's questionnaire, template variables filled in) out on A4.

    Raises TooManyPagesError, and DoesNotFitError naming every question that no page can hold.
    """
    setting = Setting(body, unit_type, head, font, has_public_address)
    pages = typeset(files_of(variant, setting))
    if pages.pages > MAX_PAGES:
        raise TooManyPagesError(
            _("{name} takes {pages} pages; a form can have {limit}. Shorten it.").format(
                name=name, pages=pages.pages, limit=MAX_PAGES
            )
        )
    if misfits := [*running_off(pages, variant), *head_misfits(pages)]:
        raise DoesNotFitError(
            _("{name} does not fit its pages:\n{misfits}").format(
                name=name, misfits="\n".join(f"  - {misfit}" for misfit in misfits)
            )
        )
    layout_hash = hashlib.sha256(pages.pdf).hexdigest()[:_HASH_SYMBOLS]
    return CompiledLayout(Layout(layout_hash, name, page_layouts(pages)), pages.pdf, font)


def page_layouts(pages: Typeset) -> tuple[PageLayout, ...]:
    tickets, serials = _rects(pages.of("ticket")), _rects(pages.of("serial"))
    boxes: dict[int, list[Box]] = {}
    for place in pages.of("box"):
        boxes.setdefault(place["page"], []).append(Box(**_placed(place)))
    return tuple(
        PageLayout(tuple(boxes.get(page, ())), tickets[page], serials[page])
        for page in range(1, pages.pages + 1)
    )


def running_off(pages: Typeset, variant: Questionnaire) -> tuple[str, ...]:
    """One sentence a question that lies beyond the margins of its page, in order."""
    numbers = {question.id: question.printed_number for question in variant.questions()}
    off = dict.fromkeys(
        numbers[question]
        for question, place in _with_question(pages.places)
        if _is_off(place) and question in numbers
    )
    return tuple(
        _(
            "Question {number} does not fit on a page. Shorten it, leave out options, rows or "
            "lines, or make two questions of it."
        ).format(number=number)
        for number in off
    )


def _with_question(
    places: Iterable[dict[str, Any]],
) -> Iterable[tuple[str, dict[str, Any]]]:
    """Each place to answer, and each question's end, with the question that it belongs to."""
    question = ""
    for place in places:
        if place["label"] == "question":
            question = place["id"]
        if place["label"] in ("question", "box"):
            yield question, place


def _is_off(place: dict[str, Any]) -> bool:
    right = place["x_mm"] + place.get("w_mm", 0.0)
    bottom = place["y_mm"] + place.get("h_mm", 0.0)
    text = geometry.TEXT_AREA
    return bool(
        place["x_mm"] < text.x_mm - _WITHIN_MM
        or right > text.x_mm + text.w_mm + _WITHIN_MM
        or bottom > text.y_mm + text.h_mm + _WITHIN_MM
    )


def head_misfits(pages: Typeset) -> list[str]:
    """The first page's ticket hangs below the head and the title; readers look in a window."""
    ticket = _rects(pages.of("ticket"))[1]
    window = geometry.TICKET_WINDOW
    if ticket.y_mm + ticket.h_mm + geometry.QUIET_MM <= window.y_mm + window.h_mm:
        return []
    return [
        _(
            "The code of the first page stands too low for the reader: shorten the names in the "
            "head, the title or the subject."
        )
    ]


def _rects(places: Iterable[dict[str, Any]]) -> dict[int, Rect]:
    return {place["page"]: Rect(**_placed(place)) for place in places}


def _placed(place: dict[str, Any]) -> dict[str, Any]:
    """Positions to a thousandth of a millimetre: what a person may want to read in layout.json."""
    return {
        key: round(value, 3) if key.endswith("_mm") else value
        for key, value in place.items()
        if key not in ("page", "label")
    }
