"""`phieu rehearse`: the printed forms filled in and scanned by simulated hands and machines."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from phieu.errors import PhieuError
from phieu.exports.atomic import replacing, target_of
from phieu.exports.errors import not_written
from phieu.messages import _
from phieu.rehearsal.hands import HAND_PROFILES
from phieu.rehearsal.rehearse import FormToFill
from phieu.rehearsal.returning import IssuedForm, ScanFile, nonresponse, shuffle
from phieu.rehearsal.scanning import SCANNERS
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import RoundFolder
from phieu.rounds.form_rehearser import FormTask, RehearsedForm, rehearse_in_worker, start_worker
from phieu.rounds.pool import available_cores, map_in_processes
from phieu.rounds.printed import CLEAN_DPI, PrintedRound
from phieu.rounds.progress import Progress, quiet
from phieu.rounds.scan_files import write_scan_file
from phieu.rounds.truth import truth_text
from phieu.store.ledger import Ledger


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
    Raises RehearsalFolderError, DiskFullError, NotWrittenError (then no scan is left), and the
    errors of opening a printed round.
    """
    printed = printed_round.load(folder.require_printed())
    _require_empty(out)
    if truth is not None and not _is_in(truth, out):
        target_of(truth)
    files, tasks = _plan(folder, printed, simulation.seed)
    done = progress(
        map_in_processes(
            rehearse_in_worker,
            tasks,
            workers=workers or available_cores(),
            start=start_worker,
            start_with=(
                folder.print,
                simulation.seed,
                HAND_PROFILES[simulation.hands],
                SCANNERS[simulation.scanner],
            ),
        ),
        total=len(tasks),
        label=_("Rehearsing"),
    )
    with _made_whole(out) as unfinished:
        rehearsed = _write_scans(files, done, unfinished)
        if truth is not None:
            place = unfinished / truth.name if _is_in(truth, out) else truth
            _write_text(place, truth_text(printed, rehearsed.values()))
    return RehearsalSummary(
        forms=len(rehearsed),
        pages=sum(len(file.pages) for file in files),
        files=tuple(file.name for file in files),
        unclear=sum(len(form.unclear) for form in rehearsed.values()),
    )


def _plan(
    folder: RoundFolder, printed: PrintedRound, seed: int
) -> tuple[Sequence[ScanFile], list[FormTask]]:
    """The scan files that come back, and their forms in the order in which they are needed."""
    forms = _forms_to_fill(folder, printed)
    returned = nonresponse(
        [
            IssuedForm(form.serial, form.body, form.district, _page_count(printed, form.serial))
            for form in forms.values()
        ],
        seed,
    )
    lost = {
        form.serial: frozenset(range(_page_count(printed, form.serial))) - {*form.pages}
        for form in returned
    }
    files = shuffle(returned, seed)
    tasks = [
        FormTask(forms[serial], lost[serial], wanted)
        for file in files
        for serial, wanted in _forms_of(file)
    ]
    return files, tasks


def _write_scans(
    files: Sequence[ScanFile], done: Iterator[RehearsedForm], folder: Path
) -> dict[str, RehearsedForm]:
    """Write every file once its forms are done; returns the forms by serial, pictures left out."""
    rehearsed: dict[str, RehearsedForm] = {}
    for file in files:
        of_file = {form.serial: form for form in islice(done, len(_forms_of(file)))}
        jpegs = [of_file[page.serial].jpegs[page.page] for page in file.pages]
        try:
            write_scan_file(folder / file.name, file.kind, jpegs, CLEAN_DPI)
        except OSError as error:
            raise not_written(Path(file.name), error) from error
        rehearsed |= {serial: replace(form, jpegs={}) for serial, form in of_file.items()}
    next(done, None)  # the progress bar learns that all is done
    return rehearsed


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as unfinished:
        unfinished.write_bytes(text.encode())


@contextmanager
def _made_whole(out: Path) -> Iterator[Path]:
    """Gives a folder to fill; when the block ends well it becomes `out`, else nothing is left."""
    target = Path(os.path.realpath(out))
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, so on the same disk: the rename is one step.
    with TemporaryDirectory(prefix=".rehearsing-", dir=target.parent) as hidden:
        unfinished = Path(hidden) / target.name
        unfinished.mkdir()
        yield unfinished
        if target.exists():
            target.rmdir()  # empty: rename() does not replace folders on every system
        unfinished.rename(target)


def _is_in(file: Path, folder: Path) -> bool:
    return os.path.realpath(file.parent) == os.path.realpath(folder)


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
        if copy.serial in printed.void:
            continue
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
