"""`phieu rehearse`: the printed forms filled in and scanned by simulated hands and machines."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

import cv2
import pypdfium2 as pdfium

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.paper.geometry import PageLayout
from phieu.questionnaire.codebook import codebook
from phieu.reading.model import GreyImage
from phieu.rehearsal.hands import HAND_PROFILES
from phieu.rehearsal.rehearse import FormToFill, rehearse_form
from phieu.rehearsal.returning import IssuedForm, ScanFile, nonresponse, shuffle
from phieu.rehearsal.scanning import SCANNERS
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import PrintFolder, RoundFolder
from phieu.rounds.pool import available_cores, map_in_processes
from phieu.rounds.printed import CLEAN_DPI, PrintedRound, part
from phieu.rounds.progress import Progress, quiet
from phieu.rounds.scan_files import add_rehearsal_stamp, marked_jpeg, write_scan_file
from phieu.store.ledger import Ledger

_PX_PER_MM = CLEAN_DPI / 25.4
_MARGIN_MM = 4.0  # around ticket and serial: where a printed page differs from the clean one


class RehearsalFolderError(PhieuError):
    """A folder where rehearsed scans would mix with other files."""


@dataclass(frozen=True)
class Simulation:
    """What to simulate: names of hands.HAND_PROFILES and scanning.SCANNERS."""

    seed: int
    hands: str = "mixed"
    scanner: str = "office"


@dataclass(frozen=True)
class RehearsalSummary:
    """unclear: fields that no machine may decide alone, such as two marks on one row."""

    forms: int
    pages: int
    files: tuple[str, ...]
    unclear: int


@dataclass(frozen=True)
class _Task:
    """A form of which some pages go into a scan file. lost, wanted: pages from 0."""

    form: FormToFill
    lost: frozenset[int]
    wanted: tuple[int, ...]


@dataclass(frozen=True)
class _Done:
    serial: str
    jpegs: Mapping[int, bytes]
    truth: Mapping[str, int | str | None]
    unclear: frozenset[str]


def rehearse(
    folder: RoundFolder,
    out: Path,
    simulation: Simulation,
    *,
    truth: Path | None = None,
    progress: Progress = quiet,
    workers: int | None = None,
) -> RehearsalSummary:
    """Fill in the round's forms and write scans of them into `out`, an empty or new folder.

    truth: where to write what every respondent meant, a row a returned form.
    Raises RehearsalFolderError, and the errors of opening a printed round.
    """
    printed = printed_round.load(folder.require_printed())
    _require_empty(out)
    forms = _forms_to_fill(folder, printed)
    returned = nonresponse(
        [
            IssuedForm(form.serial, form.body, form.district, _page_count(printed, form.serial))
            for form in forms.values()
        ],
        simulation.seed,
    )
    lost = {
        form.serial: frozenset(range(_page_count(printed, form.serial))) - {*form.pages}
        for form in returned
    }
    files = shuffle(returned, simulation.seed)
    tasks = [
        _Task(forms[serial], lost[serial], wanted)
        for file in files
        for serial, wanted in _forms_of(file)
    ]
    done = progress(
        map_in_processes(
            _rehearse_in_worker,
            tasks,
            workers=workers or available_cores(),
            start=_start_worker,
            start_with=(folder.print, simulation),
        ),
        total=len(tasks),
        label=_("Rehearsing"),
    )
    out.mkdir(parents=True, exist_ok=True)
    rehearsed: dict[str, _Done] = {}
    for file in files:
        of_file = {form.serial: form for form in islice(done, len(_forms_of(file)))}
        write_scan_file(
            out / file.name,
            file.kind,
            [of_file[page.serial].jpegs[page.page] for page in file.pages],
            CLEAN_DPI,
        )
        rehearsed |= {serial: replace(form, jpegs={}) for serial, form in of_file.items()}
    next(done, None)  # the progress bar learns that all is done
    if truth is not None:
        _write_truth(truth, printed, rehearsed)
    return RehearsalSummary(
        forms=len(rehearsed),
        pages=sum(len(file.pages) for file in files),
        files=tuple(file.name for file in files),
        unclear=sum(len(form.unclear) for form in rehearsed.values()),
    )


def _require_empty(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RehearsalFolderError(
            _("{folder} is not empty; rehearsed scans go into a folder of their own.").format(
                folder=out
            )
        )


def _forms_to_fill(folder: RoundFolder, printed: PrintedRound) -> dict[str, FormToFill]:
    """By serial, in print order. Only a rehearsal may know each form's unit from the start."""
    with Ledger(folder.ledger) as ledger:
        case_of = {link.serial: link.case for link in ledger.links()}
        cases = {case.case: case for case in ledger.cases()}
    forms = {}
    for copy in printed.copies:
        case = cases[case_of[copy.serial]]
        forms[copy.serial] = FormToFill(copy.serial, case.body, case.unit_type, case.district)
    return forms


def _page_count(printed: PrintedRound, serial: str) -> int:
    return len(printed.layouts[printed.copy_of[serial].layout].pages)


def _forms_of(file: ScanFile) -> list[tuple[str, tuple[int, ...]]]:
    """The forms with pages in a file, in order of their first page, and which pages."""
    pages: dict[str, list[int]] = {}
    for reference in file.pages:
        pages.setdefault(reference.serial, []).append(reference.page)
    return [(serial, tuple(numbers)) for serial, numbers in pages.items()]


def _write_truth(path: Path, printed: PrintedRound, rehearsed: Mapping[str, _Done]) -> None:
    """The columns of the CSV export's answers; `unclear` names those no machine may decide."""
    names = [variable.name for variable in codebook(printed.questionnaire)]
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, ["serial", *names, "unclear"], restval="")
        rows.writeheader()
        for serial, form in sorted(rehearsed.items()):
            rows.writerow(
                {"serial": serial, **form.truth, "unclear": " ".join(sorted(form.unclear))}
            )


# ---- in a worker process -------------------------------------------------------------------------


class _Rehearser:
    """Fills in forms of one printed round; clean pages are prepared when first met."""

    def __init__(self, printed: PrintedRound, simulation: Simulation) -> None:
        self._printed = printed
        self._simulation = simulation
        self._clean = cache(printed.clean_pages)
        self._variant = cache(lambda layout: printed.variant_of(printed.layouts[layout]))

    def rehearse(self, task: _Task) -> _Done:
        copy = self._printed.copy_of[task.form.serial]
        layout = self._printed.layouts[copy.layout]
        # Opened anew for each form: it takes a few milliseconds, and nothing stays open behind.
        with closing(pdfium.PdfDocument(self._printed.folder.forms)) as run:
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
            self._simulation.seed,
            profile=HAND_PROFILES[self._simulation.hands],
            scanner=SCANNERS[self._simulation.scanner],
            lost=task.lost,
        )
        jpegs = {number: marked_jpeg(form.pages[number].jpeg()) for number in task.wanted}
        return _Done(task.form.serial, jpegs, form.truth, form.unclear)

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


_rehearser: _Rehearser


def _start_worker(print_folder: Path, simulation: Simulation) -> None:
    global _rehearser
    cv2.setNumThreads(1)  # the processes share the cores already
    _rehearser = _Rehearser(printed_round.load(PrintFolder(print_folder)), simulation)


def _rehearse_in_worker(task: _Task) -> _Done:
    return _rehearser.rehearse(task)
