"""A report as PDF: Typst lays it out, and is handed texts as data, never as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal, assert_never

import typst

from phieu.paper.fonts import choose

from .model import (
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Report,
    Tabulation,
)
from .page import grid_on_page
from .words import words

# For archives and for screen readers: all fonts inside, every part tagged, every picture in words.
_STANDARD: Literal["a-2a"] = "a-2a"


def pdf(report: Report) -> bytes:
    """The pages, tagged, as PDF/A-2a."""
    sources = _sources(report.numbered())
    # Files in memory are documented by typst-py, but missing from its type stub.
    compiler = typst.Compiler(sources, font_paths=_fonts())  # type: ignore[type-var]
    # The day without the hour: a report written again that day has the same bytes.
    day = datetime.combine(report.written_on, time(), UTC)
    made = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=day)
    assert isinstance(made, bytes)
    return made


def _sources(report: Report) -> dict[str, bytes]:
    pictures = [block for block in report.blocks if isinstance(block, Picture)]
    template = files("phieu.reports") / "templates" / "report.typ"
    return {
        "main.typ": template.read_bytes(),
        "report.json": json.dumps(_described(report), ensure_ascii=False).encode(),
        **{_file(picture): picture.file for picture in pictures},
    }


def _file(picture: Picture) -> str:
    return f"picture-{picture.number}.{picture.kind}"


def _described(report: Report) -> dict[str, Any]:
    signature = report.signature
    return {
        "file_title": report.file_title,
        "language": report.language,
        "font": choose().family,
        "marks": report.marks,
        "words": asdict(words()),
        "head": {
            **report.head.model_dump(include={"parent_organ", "organ", "number", "place"}),
            "date": report.dated,
            "style": {**asdict(report.head.style), "since": ""},
        },
        "kind": report.kind,
        "kind_pt": report.kind_pt,
        "subject": report.subject,
        "body": list(map(_block, report.body)),
        "annexes": [
            {"title": annex.title, "blocks": list(map(_block, annex.blocks))}
            for annex in report.annexes
        ],
        "signature": {"lines": signature.lines, "name": signature.name},
        "recipients": report.recipients,
    }


def _block(block: Block) -> dict[str, Any]:
    """What the template draws it from; `block` names its kind."""
    match block:
        case Heading():
            return {"block": "heading", **asdict(block)}
        case Paragraph():
            return {"block": "paragraph", **asdict(block), "leading": block.leads_over}
        case Bullets():
            return {"block": "bullets", **asdict(block)}
        case Quote():
            return {"block": "quote", **asdict(block)}
        case Tabulation():
            return {"block": "tabulation", **_tabulation(block)}
        case Picture():
            shown = {"number": block.number, "title": block.title, "alt": block.alt}
            return {
                "block": "picture", "file": _file(block), "width_mm": block.width_mm, **shown,
            }  # fmt: skip
        case PageBreak():
            return {"block": "page_break"}
        case _:
            assert_never(block)


def _tabulation(block: Tabulation) -> dict[str, Any]:
    grid = grid_on_page(block.table)
    return {
        "number": block.number,
        "title": block.table.title,
        "widths_mm": grid.widths_mm,
        "size_pt": grid.size_pt,
        "short": grid.is_short,
        "head": [[asdict(cell) for cell in line] for line in grid.head],
        "rows": [[asdict(cell) for cell in line] for line in grid.rows],
        "under": grid.under,
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()
