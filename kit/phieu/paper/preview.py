"""The pages as they will be printed, as pictures for the designer: fast, and for drafts too.

What does not fit is said, not refused. Grey stands where each copy's ticket will be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from phieu.messages import _
from phieu.paper.geometry import TEXT_AREA
from phieu.paper.layout import head_misfits, running_off
from phieu.paper.ticket import MAX_PAGES
from phieu.paper.typesetting import Setting, files_of, typeset
from phieu.questionnaire.model import Questionnaire

_POINTS_PER_INCH = 72
# Pictures are looked at once: time matters more than size.
_PNG_COMPRESSION = 1


@dataclass(frozen=True)
class Preview:
    """count: pages. free_mm: what is left at the foot of the last. page_of: by question id, the
    page it begins on, from 1. misfits: sentences on what runs off a page."""

    pdf: bytes
    count: int
    free_mm: float
    page_of: Mapping[str, int]
    misfits: tuple[str, ...]

    def png(self, page: int, dpi: float = 100) -> bytes:
        """One page, from 1, in grey; the nearest there is."""
        document = pdfium.PdfDocument(self.pdf)
        try:
            shown = document[min(max(page, 1), self.count) - 1]
            picture = shown.render(scale=dpi / _POINTS_PER_INCH, grayscale=True).to_pil()
        finally:
            document.close()
        out = BytesIO()
        picture.save(out, "PNG", compress_level=_PNG_COMPRESSION)
        return out.getvalue()


def preview(variant: Questionnaire, setting: Setting) -> Preview:
    """Lay a variant out as `compile_layout` does, whatever is wrong with it."""
    pages = typeset(files_of(variant, setting, preview=True))
    (end,) = pages.of("end")
    page_of: dict[str, int] = {}
    for place in pages.of("question"):
        page_of.setdefault(place["id"], place["page"])
    misfits = [*running_off(pages, variant), *head_misfits(pages)]
    if pages.pages > MAX_PAGES:
        misfits.append(
            _("{count} pages; a form can have {limit}. Shorten it.").format(
                count=pages.pages, limit=MAX_PAGES
            )
        )
    free_mm = max(0.0, TEXT_AREA.y_mm + TEXT_AREA.h_mm - end["y_mm"])
    return Preview(pages.pdf, pages.pages, round(free_mm, 1), page_of, tuple(misfits))
