"""Pages as pictures, for eyes."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.rounds.folder import RoundFolder
from phieu.rounds.printed import raster


class NoSuchPageError(PhieuError):
    """A page number beyond the print run."""


def printed_page(folder: RoundFolder, number: int, *, dpi: float = 100) -> Image.Image:
    """A page of forms.pdf, from 1. Raises NotPrintedError or NoSuchPageError."""
    document = pdfium.PdfDocument(folder.require_printed().forms)
    try:
        if not 1 <= number <= len(document):
            raise NoSuchPageError(
                _("There is no page {number}: forms.pdf has {count}.").format(
                    number=number, count=len(document)
                )
            )
        return Image.fromarray(raster(document[number - 1], dpi))
    finally:
        document.close()
