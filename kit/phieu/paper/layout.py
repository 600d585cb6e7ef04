"""One variant laid out on A4: compiled pages, and where every box stands in millimetres."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import typst
from pydantic import Field

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.paper import geometry
from phieu.paper.geometry import Box, Layout, PageLayout, Rect
from phieu.paper.ticket import MAX_PAGES
from phieu.questionnaire.model import Frozen, Questionnaire, SingleChoice, codes_of

# A fixed date in the file: the same questionnaire gives the same bytes, and so the same hash.
_TIMESTAMP = datetime(2000, 1, 1, tzinfo=UTC)
_HASH_SYMBOLS = 16


class Head(Frozen):
    """The administrative head by Decree 30/2020/NĐ-CP."""

    parent_organ: str
    organ: str
    number: str
    place: str
    issued_on: date | None = Field(alias="date")

    @property
    def dated(self) -> str:
        """Decree 30: a leading zero for days below 10 and for January and February only."""
        if self.issued_on is None:
            return "ngày …… tháng …… năm ………"
        day, month = self.issued_on.day, self.issued_on.month
        month_text = f"{month:02}" if month <= 2 else str(month)
        return f"ngày {day:02} tháng {month_text} năm {self.issued_on.year}"


@dataclass(frozen=True)
class CompiledLayout:
    """pdf: the static pages, without tickets; one page a PageLayout."""

    layout: Layout
    pdf: bytes
    font: str


class TooManyPagesError(PhieuError):
    """A variant that does not fit the page number of a ticket."""


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
    """Lay a variant (one body's questionnaire, template variables filled in) out on A4."""
    data = {
        "geometry": _geometry(),
        "questionnaire": variant.model_dump(mode="json"),
        "head": {**head.model_dump(include={"parent_organ", "organ", "number", "place"}),
                 "date": head.dated},
        "body": body,
        "prefilled": _prefilled(variant, body, unit_type),
        "font": font,
        "public_address": has_public_address,
    }  # fmt: skip
    source = (files("phieu.paper") / "templates" / "form.typ").read_bytes()
    inputs = {"form": json.dumps(data, ensure_ascii=False)}
    pdf = typst.compile(
        source, format="pdf", sys_inputs=inputs, pdf_tags=False, timestamp=_TIMESTAMP
    )
    boxes = _query(source, "<box>", inputs)
    tickets = _query(source, "<ticket>", inputs)
    serials = _query(source, "<serial>", inputs)
    if len(tickets) > MAX_PAGES:
        raise TooManyPagesError(
            _("{name} takes {pages} pages; a form can have {limit}. Shorten it.").format(
                name=name, pages=len(tickets), limit=MAX_PAGES
            )
        )
    pages = tuple(
        PageLayout(
            tuple(Box(**_placed(box)) for box in boxes if box["page"] == page),
            _on_page(tickets, page),
            _on_page(serials, page),
        )
        for page in range(1, len(tickets) + 1)
    )
    layout_hash = hashlib.sha256(pdf).hexdigest()[:_HASH_SYMBOLS]
    return CompiledLayout(Layout(layout_hash, name, pages), pdf, font)


def _geometry() -> dict[str, Any]:
    ticks = [*geometry.LEFT_TICKS, *geometry.RIGHT_TICKS]
    return {
        "fiducials": [asdict(mark) for mark in geometry.FIDUCIALS],
        "ticks": [asdict(mark) for mark in ticks],
        "box_mm": geometry.BOX_MM,
        "box_stroke_mm": geometry.BOX_STROKE_MM,
        "ticket_mm": geometry.TICKET_MM,
        "running_ticket": asdict(geometry.RUNNING_TICKET),
    }


def _prefilled(variant: Questionnaire, body: str, unit_type: str) -> dict[str, str]:
    """What is printed for the questions that the frame has answered, by question id."""
    known = {"body": variant.bodies[body], "unit_type": unit_type}
    printed = {}
    for question in variant.questions():
        if isinstance(question, SingleChoice) and question.prefilled is not None:
            answer = known[question.prefilled].casefold()
            labels = [code.label for code in codes_of(question, variant)]
            printed[question.id] = next(
                (label for label in labels if label.casefold() == answer), known[question.prefilled]
            )
    return printed


def _query(source: bytes, label: str, inputs: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        typst.query(source, label, field="value", sys_inputs=inputs)
    )
    return found


def _placed(found: dict[str, Any]) -> dict[str, Any]:
    """Positions to a thousandth of a millimetre: what a person may want to read in layout.json."""
    return {
        key: round(value, 3) if key.endswith("_mm") else value
        for key, value in found.items()
        if key != "page"
    }


def _on_page(found: list[dict[str, Any]], page: int) -> Rect:
    return next(Rect(**_placed(rect)) for rect in found if rect["page"] == page)
