"""A printed round as its print folder froze it: questionnaire, layouts, key, clean pages."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from phieu.errors import PhieuError
from phieu.frame.units import UnitType, template_texts
from phieu.messages import _
from phieu.paper.geometry import Layout
from phieu.questionnaire import yaml_text
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.variants import variant
from phieu.rounds import settings as round_settings
from phieu.rounds.folder import PrintFolder
from phieu.rounds.inputs import read_text
from phieu.rounds.issuing import round_id_of
from phieu.rounds.settings import RoundSettings

# At which offices scan. Frozen with the print run: rendering costs ten times what loading does,
# and another version of the renderer must not move what a scan is compared with.
CLEAN_DPI = 200.0


class DamagedPrintFolderError(PhieuError):
    """A print folder from which something is gone."""


@dataclass(frozen=True)
class PrintedCopy:
    """One form of the run. first_page: in forms.pdf, from 0."""

    serial: str
    layout: str
    case: str
    first_page: int


@dataclass(frozen=True)
class PrintedRound:
    """questionnaire: with the round's texts, as codebook and labels want them."""

    folder: PrintFolder
    settings: RoundSettings
    questionnaire: Questionnaire
    key: bytes
    layouts: dict[str, Layout]
    copies: tuple[PrintedCopy, ...]

    @cached_property
    def round_id(self) -> int:
        return round_id_of(self.key)

    @cached_property
    def copy_of(self) -> dict[str, PrintedCopy]:
        """Copies by serial."""
        return {copy.serial: copy for copy in self.copies}

    def variant_of(self, layout: Layout) -> Questionnaire:
        """The questionnaire that a layout shows."""
        body, _dash, unit_type = layout.variant.partition("-")
        texts = {**self.settings.texts, **template_texts(UnitType(unit_type))}
        return variant(self.questionnaire, body, texts)

    def clean_pages(self, layout_hash: str) -> list[NDArray[np.uint8]]:
        """The layout's pages without ticket and marks, grey (height, width) at CLEAN_DPI."""
        pages = []
        for number in range(1, len(self.layouts[layout_hash].pages) + 1):
            path = self.folder.clean_page(layout_hash, number)
            image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if image is None:
                raise DamagedPrintFolderError(
                    _("{file} is missing or unreadable: restore the print folder.").format(
                        file=path
                    )
                )
            pages.append(image.astype(np.uint8, copy=False))
        return pages


def rasters(pdf: bytes) -> list[NDArray[np.uint8]]:
    """The pages of a layout as clean_pages gives them back."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [raster(page, CLEAN_DPI) for page in document]
    finally:
        document.close()


def raster(page: pdfium.PdfPage, dpi: float) -> NDArray[np.uint8]:
    """A PDF page as grey pixels (height, width)."""
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    image: NDArray[np.uint8] = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    return image.copy()


def part(page: pdfium.PdfPage, window: tuple[int, int, int, int], dpi: float) -> NDArray[np.uint8]:
    """A window (left, top, right, bottom in pixels) of what raster() gives, rendered alone."""
    left, top, right, bottom = window
    scale = dpi / 72
    width, height = (math.ceil(side * scale) for side in page.get_size())
    # pdfium rounds a crop up to whole pixels; half a pixel less lands on the one that is meant.
    crop = tuple(
        max(0.0, pixels - 0.5) / scale for pixels in (left, height - bottom, width - right, top)
    )
    bitmap = page.render(scale=scale, crop=crop, grayscale=True)
    image: NDArray[np.uint8] = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    return image.copy()


def load(folder: PrintFolder) -> PrintedRound:
    """Raises DamagedPrintFolderError, or ProblemsFoundError for a text that was changed since."""
    try:
        described = json.loads(folder.layout.read_text("utf-8"))
        key = bytes.fromhex(folder.key.read_text("ascii"))
        settings = round_settings.load(read_text(folder.settings), str(folder.settings))
        questionnaire = yaml_text.load(read_text(folder.questionnaire), str(folder.questionnaire))
        return PrintedRound(
            folder=folder,
            settings=settings,
            questionnaire=questionnaire.with_texts(settings.texts),
            key=key,
            layouts=_layouts(described),
            copies=tuple(PrintedCopy(**copy) for copy in described["copies"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedPrintFolderError(
            _("The print folder {folder} is damaged ({why}): restore it from a copy.").format(
                folder=folder.path, why=error
            )
        ) from error


def _layouts(described: dict[str, Any]) -> dict[str, Layout]:
    return {name: Layout.from_json(name, data) for name, data in described["layouts"].items()}
