"""A printed round as its print folder froze it: questionnaire, layouts, key, clean pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError, model_validator

from phieu.errors import PhieuError
from phieu.frame.units import UnitType, template_texts
from phieu.messages import _
from phieu.paper.geometry import Layout, PageLayout
from phieu.paper.ticket import KEY_BYTES
from phieu.questionnaire import yaml_text
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.pooling import pooled
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
    """One form of a run. first_page: in that run's forms.pdf, from 0."""

    serial: str
    layout: str
    case: str
    first_page: int


@dataclass(frozen=True)
class PrintedEdition:
    """One print run: the first, or an amendment of the questionnaire in mid-fieldwork.

    questionnaire: with the round's texts. replaced: serials of earlier forms that this run's
    forms stand for.
    """

    folder: PrintFolder
    settings: RoundSettings
    questionnaire: Questionnaire
    layouts: dict[str, Layout]
    copies: tuple[PrintedCopy, ...]
    replaced: frozenset[str]


@dataclass(frozen=True)
class PrintedRound:
    """Everything that was printed for a round, its editions in order."""

    key: bytes
    editions: tuple[PrintedEdition, ...]

    @property
    def folder(self) -> PrintFolder:
        return self.editions[0].folder

    @property
    def settings(self) -> RoundSettings:
        return self.editions[-1].settings

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """All versions in one, as codebook and labels want them."""
        return pooled([edition.questionnaire for edition in self.editions])

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        return {name: edition.layouts[name] for name, edition in self._edition_of.items()}

    @cached_property
    def copies(self) -> tuple[PrintedCopy, ...]:
        return tuple(copy for edition in self.editions for copy in edition.copies)

    @cached_property
    def void(self) -> frozenset[str]:
        """The forms that a newer one stands for."""
        return frozenset[str]().union(*(edition.replaced for edition in self.editions))

    @cached_property
    def round_id(self) -> int:
        return round_id_of(self.key)

    @cached_property
    def copy_of(self) -> dict[str, PrintedCopy]:
        """Copies by serial."""
        return {copy.serial: copy for copy in self.copies}

    def version_of(self, serial: str) -> str:
        """The version of the questionnaire that a form was printed of."""
        return self._edition_with[serial].questionnaire.version

    def variant_of(self, layout: Layout) -> Questionnaire:
        """The questionnaire that a layout shows."""
        edition = self._edition_of[layout.hash]
        body, _dash, unit_type = layout.variant.partition("-")
        texts = {**edition.settings.texts, **template_texts(UnitType(unit_type))}
        return variant(edition.questionnaire, body, texts, unit_type=unit_type)

    def forms_with(self, serial: str) -> PrintFolder:
        """The print run that a form belongs to."""
        return self._edition_with[serial].folder

    def clean_pages(self, layout_hash: str) -> list[NDArray[np.uint8]]:
        """The layout's pages without ticket and marks, grey (height, width) at CLEAN_DPI."""
        edition = self._edition_of[layout_hash]
        pages = []
        for number in range(1, len(edition.layouts[layout_hash].pages) + 1):
            path = edition.folder.clean_page(layout_hash, number)
            image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if image is None:
                raise DamagedPrintFolderError(
                    _("{file} is missing or unreadable: restore the print folder.").format(
                        file=path
                    )
                )
            pages.append(image.astype(np.uint8, copy=False))
        return pages

    @cached_property
    def _edition_with(self) -> dict[str, PrintedEdition]:
        """By serial; a layout may be of several editions, where no word on it changed."""
        return {copy.serial: edition for edition in self.editions for copy in edition.copies}

    @cached_property
    def _edition_of(self) -> dict[str, PrintedEdition]:
        """By layout; a page that did not change has the same hash in every edition."""
        return {name: edition for edition in self.editions for name in edition.layouts}


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


class _DescribedLayout(BaseModel):
    variant: str
    pages: tuple[PageLayout, ...]


class _Described(BaseModel):
    """layout.json, as far as reading needs it."""

    layouts: dict[str, _DescribedLayout]
    copies: tuple[PrintedCopy, ...]

    @model_validator(mode="after")
    def _every_copy_has_its_layout(self) -> _Described:
        for copy in self.copies:
            if copy.layout not in self.layouts:
                raise ValueError(_("no layout {name}").format(name=copy.layout))
        return self


def load(folder: PrintFolder) -> PrintedRound:
    """Raises DamagedPrintFolderError, or ProblemsFoundError for a text that was changed since."""
    try:
        key = _key(folder.key.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise _damaged(folder, str(error)) from error
    first = _edition(folder, is_amendment=False)
    later = (_edition(run, is_amendment=True) for run in folder.amendments())
    return PrintedRound(key, (first, *later))


def _edition(folder: PrintFolder, *, is_amendment: bool) -> PrintedEdition:
    try:
        described = _Described.model_validate_json(folder.layout.read_bytes(), strict=True)
        settings = round_settings.load(read_text(folder.settings), str(folder.settings))
        questionnaire = yaml_text.load(read_text(folder.questionnaire), str(folder.questionnaire))
        replaced = folder.replaced.read_text("ascii").split() if is_amendment else []
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in (folder.layout.name, *first["loc"]))
        raise _damaged(folder, f"{place}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise _damaged(folder, str(error)) from error
    return PrintedEdition(
        folder=folder,
        settings=settings,
        questionnaire=questionnaire.with_texts(settings.texts),
        layouts={
            name: Layout(name, layout.variant, layout.pages)
            for name, layout in described.layouts.items()
        },
        copies=described.copies,
        replaced=frozenset(replaced),
    )


def _key(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise ValueError(
            _("round.key holds {count} bytes, not {expected}").format(
                count=len(key), expected=KEY_BYTES
            )
        )
    return key


def _damaged(folder: PrintFolder, why: str) -> DamagedPrintFolderError:
    return DamagedPrintFolderError(
        _("The print folder {folder} is damaged ({why}): restore it from a copy.").format(
            folder=folder.path, why=why
        )
    )
