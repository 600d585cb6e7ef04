"""A variant handed to Typst as files in memory, and what comes back: pages, and where things are.

The words that change with every edit are in one file of their own, so that Typst keeps what it
has laid out of all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from phieu.paper import geometry
from phieu.paper.drawing import drawings, explanations
from phieu.paper.heads import Head
from phieu.paper.words import words_of
from phieu.questionnaire.kinds import PaperBox, SingleChoice
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.logic.skipping import Guide, guide
from phieu.questionnaire.model import Questionnaire

# A fixed date in the file: the same questionnaire gives the same bytes, and so the same hash.
_TIMESTAMP = datetime(2000, 1, 1, tzinfo=UTC)
_MAIN = "form.typ"
_LABELS = ("box", "ticket", "serial", "question", "end")
_PLACES = (
    f"query(selector.or({', '.join(f'<{label}>' for label in _LABELS)}))"
    ".map(found => (label: str(found.label), ..found.value))"
)

Files = dict[str, bytes]


@dataclass(frozen=True)
class Typeset:
    """pdf: the pages, without tickets. places: what the template left, in document order, each
    with its `label`, `page`, `x_mm`, `y_mm` and whatever it says of itself."""

    pdf: bytes
    places: tuple[dict[str, Any], ...]

    def of(self, label: str) -> list[dict[str, Any]]:
        return [place for place in self.places if place["label"] == label]

    @property
    def pages(self) -> int:
        return len(self.of("ticket"))


@dataclass(frozen=True)
class Setting:
    """For whom a variant is set, and how."""

    body: str
    unit_type: str
    head: Head
    font: str
    has_public_address: bool


def files_of(variant: Questionnaire, setting: Setting, *, preview: bool = False) -> Files:
    """What Typst compiles. preview: with grey stand-ins where each copy's ticket will be."""
    fixed = {
        "geometry": _geometry(),
        "words": asdict(words_of(variant.language)),
        "font": setting.font,
        "preview": preview,
    }
    return {
        **_templates(),
        "fixed.json": _json(fixed),
        "form.json": _json(_form(variant, setting)),
    }


def typeset(sources: Files) -> Typeset:
    """Compile once, and ask the same pages where everything stands."""
    pdf = _compiler(sources).compile(format="pdf", pdf_tags=False, timestamp=_TIMESTAMP)
    assert isinstance(pdf, bytes)
    # A compiler of its own: after compiling, one has forgotten its files. Typst as such has not
    # forgotten the layout, so that asking costs little.
    return Typeset(pdf, tuple(json.loads(_compiler(sources).eval(_PLACES))))


def _compiler(sources: Files) -> typst.Compiler:
    # Files in memory are documented by typst-py, but missing from its type stub.
    return typst.Compiler(sources, font_paths=_fonts())  # type: ignore[type-var]


def _guide(variant: Questionnaire) -> Guide:
    """Skips and filters; none where a draft's conditions cannot be read, which the linter says."""
    try:
        return guide(variant)
    except UnresolvedError:
        return Guide((), {})


def _form(variant: Questionnaire, setting: Setting) -> dict[str, Any]:
    words = words_of(variant.language)
    introduction = variant.introduction
    addressee = introduction.addressee.get(setting.body, "")
    head = setting.head
    offices = [q for q in variant.questions() if isinstance(q, PaperBox) and q.purpose == "office"]
    return {
        "language": variant.language,
        "introduction": introduction.model_dump(exclude={"addressee"}),
        "addressed_to": words.addressed_to.format(name=addressee) if addressee else "",
        # With consent the notice stands in its frame.
        "notice": "" if variant.consent else introduction.data_notice,
        "explanations": explanations(variant, words),
        "head": {
            **head.model_dump(include={"parent_organ", "organ", "number", "place"}),
            "date": head.dated,
            "style": {**asdict(head.style), "since": ""},
        },
        "public_address": setting.has_public_address,
        "office": not offices,
        "sections": drawings(
            variant,
            words,
            _prefilled(variant, setting.body, setting.unit_type),
            _guide(variant),
        ),
    }


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
    known = {"body": variant.bodies.get(body, body), "unit_type": unit_type}
    printed = {}
    for question in variant.questions():
        if isinstance(question, SingleChoice) and question.prefilled is not None:
            answer = known[question.prefilled].casefold()
            printed[question.id] = next(
                (code.label for code in question.codes if code.label.casefold() == answer),
                known[question.prefilled],
            )
    return printed


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


@cache
def _templates() -> Files:
    folder = files("phieu.paper") / "templates"
    sources = {
        source.name: source.read_bytes()
        for source in folder.iterdir()
        if source.name.endswith(".typ")
    }
    return {("main.typ" if name == _MAIN else name): text for name, text in sources.items()}


@cache
def _fonts() -> typst.Fonts:
    """Found once: looking through the system's typefaces takes longer than a layout."""
    return typst.Fonts()
