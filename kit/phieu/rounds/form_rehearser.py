"""One printed form filled in and scanned by simulated hands and machines; runs in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import pypdfium2 as pdfium

from phieu.paper.geometry import PageLayout
from phieu.reading.model import GreyImage
from phieu.rehearsal.hands import Profile
from phieu.rehearsal.rehearse import FormToFill, rehearse_form
from phieu.rehearsal.scanning import Scanner
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import PrintFolder
from phieu.rounds.printed import CLEAN_DPI, PrintedRound, part
from phieu.rounds.scan_files import add_rehearsal_stamp, marked_jpeg

_PX_PER_MM = CLEAN_DPI / 25.4
_MARGIN_MM = 4.0  # around ticket and serial: where a printed page differs from the clean one


@dataclass(frozen=True)
class FormTask:
    """A form of which some pages go into a scan file. lost, wanted: pages from 0."""

    form: FormToFill
    lost: frozenset[int]
    wanted: tuple[int, ...]


@dataclass(frozen=True)
class RehearsedForm:
    serial: str
    jpegs: Mapping[int, bytes]
    truth: Mapping[str, int | str | None]
    unclear: frozenset[str]
    lost: frozenset[str]


class FormRehearser:
    """Fills in forms of one printed round; clean pages are prepared when first met."""

    def __init__(
        self, printed: PrintedRound, seed: int, profile: Profile, scanner: Scanner
    ) -> None:
        self._printed = printed
        self._seed = seed
        self._profile = profile
        self._scanner = scanner
        self._clean = cache(printed.clean_pages)
        self._variant = cache(lambda layout: printed.variant_of(printed.layouts[layout]))

    def rehearse(self, task: FormTask) -> RehearsedForm:
        copy = self._printed.copy_of[task.form.serial]
        layout = self._printed.layouts[copy.layout]
        # Opened anew for each form: it takes a few milliseconds, and nothing stays open behind.
        with closing(pdfium.PdfDocument(self._printed.forms_with(copy.serial).forms)) as run:
            pages = [
                self._printed_page(run[copy.first_page + number], copy.layout, number, page)
                for number, page in enumerate(layout.pages)
            ]
        form = rehearse_form(
            task.form,
            pages,
            _PX_PER_MM,
            layout,
            self._variant(copy.layout),
            self._seed,
            profile=self._profile,
            scanner=self._scanner,
            lost=task.lost,
        )
        jpegs = {number: marked_jpeg(form.pages[number].jpeg()) for number in task.wanted}
        return RehearsedForm(task.form.serial, jpegs, form.truth, form.unclear, form.lost)

    def _printed_page(
        self, printed: pdfium.PdfPage, layout: str, number: int, page: PageLayout
    ) -> GreyImage:
        """The page as forms.pdf has it: the clean page, and from the file what is stamped on it."""
        image: GreyImage = self._clean(layout)[number].copy()
        left = int((min(page.ticket.x_mm, page.serial.x_mm) - _MARGIN_MM) * _PX_PER_MM)
        top = int((page.ticket.y_mm - _MARGIN_MM) * _PX_PER_MM)
        right = int((page.ticket.x_mm + page.ticket.w_mm + _MARGIN_MM) * _PX_PER_MM)
        bottom = int((page.serial.y_mm + page.serial.h_mm) * _PX_PER_MM)
        image[top:bottom, left:right] = part(printed, (left, top, right, bottom), CLEAN_DPI)
        add_rehearsal_stamp(image, _PX_PER_MM)
        return image


_rehearser: FormRehearser


def start_worker(print_folder: Path, seed: int, profile: Profile, scanner: Scanner) -> None:
    global _rehearser
    cv2.setNumThreads(1)  # the processes share the cores already
    printed = printed_round.load(PrintFolder(print_folder))
    _rehearser = FormRehearser(printed, seed, profile, scanner)


def rehearse_in_worker(task: FormTask) -> RehearsedForm:
    return _rehearser.rehearse(task)
