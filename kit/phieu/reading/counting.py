"""How many pages a file seems to have, so that a progress bar knows its end. An estimate only."""

from __future__ import annotations

import io
import warnings
import zipfile

import pypdfium2 as pdfium
from PIL import Image

from .tiff_pages import SIGNATURES as TIFF_SIGNATURES


def page_count(data: bytes) -> int:
    """Pages of a PDF or TIFF, files of a ZIP, else 1. Damaged files count as 1, never raise."""
    try:
        if b"%PDF-" in data[:1024]:
            return _pdf_pages(data)
        if data.startswith(TIFF_SIGNATURES):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # odd tags are no concern here
                with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
                    return int(getattr(image, "n_frames", 1))
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return max(1, len(archive.infolist()))
    except (OSError, ValueError, SyntaxError, zipfile.BadZipFile, pdfium.PdfiumError):
        return 1
    return 1


def _pdf_pages(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    try:
        return max(1, len(document))
    finally:
        document.close()
