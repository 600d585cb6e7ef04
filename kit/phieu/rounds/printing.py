"""`phieu print`: a round's forms on paper, released all together or not at all."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.paper import fonts, proof
from phieu.rounds.edition import Edition, prepare
from phieu.rounds.folder import PrintFolder, RoundFolder
from phieu.rounds.freezing import freeze, write_private
from phieu.rounds.inputs import load
from phieu.rounds.issuing import NamedCase, RandomBits, round_id_of
from phieu.rounds.progress import Progress, quiet
from phieu.store import answers, ledger
from phieu.store.durable import sync_folder
from phieu.store.problems import StoreUnwritableError


class AlreadyPrintedError(PhieuError):
    """A round that has a released print run: its paper may be in the field."""


class UnfaithfulPrintError(PhieuError):
    """A print run that does not read back as it was meant."""


@dataclass(frozen=True)
class PrintSummary:
    forms: int
    pages: int
    not_issued: int
    layouts: int
    font: str
    warnings: tuple[str, ...]


def print_round(
    folder: RoundFolder,
    *,
    progress: Progress = quiet,
    random_bits: RandomBits = secrets.randbits,
    at_most: int | None = None,
) -> PrintSummary:
    """Print the round's forms. at_most: only so many of them, for trying things out.

    Raises ProblemsFoundError, AlreadyPrintedError, UnfaithfulPrintError; then nothing is left.
    """
    _require_unprinted(folder)
    edition = prepare(load(folder), fonts.choose(), random_bits, at_most)
    temporary = Path(tempfile.mkdtemp(prefix=".printing-", dir=folder.path))
    try:
        pages = freeze(edition, PrintFolder(temporary))
        write_private(PrintFolder(temporary).key, edition.key.hex() + "\n")
        proof_run(edition, PrintFolder(temporary).forms, pages, progress)
        _open_stores(edition, RoundFolder(temporary))
        _release(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return PrintSummary(
        forms=len(edition.forms),
        pages=pages,
        not_issued=sum(not named.case.issued for named in edition.cases),
        layouts=len(edition.layouts),
        font=edition.font.family,
        warnings=font_warnings(edition.font),
    )


def proof_run(edition: Edition, forms: Path, pages: int, progress: Progress) -> None:
    findings = proof.problems_of(forms.read_bytes(), edition.layouts, edition.copies)
    found = [
        finding
        for finding in progress(findings, total=pages, label=_("Reading the print run back"))
        if finding is not None
    ]
    if found:
        raise UnfaithfulPrintError(
            _("The print run is not released: {count} pages do not read back. {first}").format(
                count=len(found), first="; ".join(found[:5])
            )
        )


def _open_stores(edition: Edition, folder: RoundFolder) -> None:
    """The two stores: the ledger knows units and no answers, the other answers and no units."""
    ledger.create(
        folder.ledger,
        [_ledger_case(named) for named in edition.cases],
        [ledger.Link(form.serial, form.name) for form in edition.forms],
    )
    rows = form_rows(edition)
    round_id = str(round_id_of(edition.key))
    answers.create(
        folder.answers, rows, {"round": edition.inputs.settings.round, "round_id": round_id}
    )


def form_rows(edition: Edition) -> list[answers.FormRow]:
    """What the answers may know of each form."""
    return [
        answers.FormRow(
            serial=form.serial,
            form_id=form.form_id,
            layout=copy.layout,
            body=form.stratum.body,
            unit_type=form.stratum.unit_type,
            district=form.stratum.district,
            pages=len(copy.codes),
        )
        for form, copy in zip(edition.forms, edition.copies, strict=True)
    ]


def _ledger_case(named: NamedCase) -> ledger.Case:
    case, unit = named.case, named.case.unit
    return ledger.Case(
        case=named.name,
        unit_code=unit.code,
        unit_name=unit.name,
        unit_type=unit.type.value,
        district_code=unit.district_code,
        district=unit.district,
        body=case.body,
        issued=case.issued,
        reason=case.reason,
    )


def _require_unprinted(folder: RoundFolder) -> None:
    """Raises AlreadyPrintedError for whatever an earlier run left: none of it may be lost."""
    stores = [folder.ledger, folder.answers]
    stores += [path.with_name(path.name + end) for path in stores for end in ("-wal", "-shm")]
    left = [path.name for path in (folder.print, folder.images, *stores) if path.exists()]
    if left:
        raise AlreadyPrintedError(
            _(
                "{folder} is printed already, and its paper may be in the field. To print anew, "
                "move these away first, all of them: {left}"
            ).format(folder=folder.path, left=", ".join(left))
        )


def _release(temporary: Path, folder: RoundFolder) -> None:
    """Everything at once, by one move: of two prints at a time only one can make it."""
    (temporary / folder.ledger.name).chmod(0o600)
    temporary.chmod(0o755)
    try:
        temporary.rename(folder.print)
    except OSError as error:
        _require_unprinted(folder)
        raise StoreUnwritableError(folder.print, error.strerror or str(error)) from error
    folder.finish_release()
    sync_folder(folder.path)


def font_warnings(font: fonts.Choice) -> tuple[str, ...]:
    if font.expected:
        return ()
    return (
        _(
            "None of {wanted} is on this machine with all Vietnamese letters; the forms are set "
            "in {used}. Install fonts-croscore (Tinos) and print again for the decree's look."
        ).format(wanted=", ".join(fonts.PREFERRED), used=font.family),
    )
