"""`phieu print --amend`: fresh forms of a corrected questionnaire for whoever has not answered yet.

The paper of earlier editions stays in the field; what was returned of it counts as it is. Only
changes that keep the answers comparable are let through.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.frame.units import Case, Unit, UnitType
from phieu.messages import _
from phieu.paper import fonts
from phieu.paper.ticket import draw_form_ids, serial_of
from phieu.questionnaire.comparing import Effect, compare
from phieu.returns.strata import Stratum
from phieu.rounds import printed as printed_round
from phieu.rounds import releasing
from phieu.rounds.edition import Edition, prepare_again
from phieu.rounds.folder import PrintFolder, RoundFolder
from phieu.rounds.freezing import freeze, write_private
from phieu.rounds.inputs import Inputs, load
from phieu.rounds.issuing import IssuedForm, RandomBits
from phieu.rounds.printed import PrintedRound
from phieu.rounds.printing import PrintSummary, font_warnings, form_rows, proof_run
from phieu.rounds.progress import Progress, quiet
from phieu.store import ledger
from phieu.store.answers import AnswerStore, FormRow
from phieu.store.durable import sync_folder, write_whole
from phieu.store.ledger import Ledger, Link


class NothingOutstandingError(PhieuError):
    """A round of which every form came back: nobody is left to send a new one to."""


@dataclass(frozen=True)
class _Outstanding:
    """A case without a return, and the form that it has."""

    case: ledger.Case
    form: FormRow


def amend_round(
    folder: RoundFolder,
    *,
    progress: Progress = quiet,
    random_bits: RandomBits = secrets.randbits,
) -> PrintSummary:
    """Print new forms for every case that was issued one and has not returned it.

    Raises ProblemsFoundError for inputs with errors or changes that break a variable,
    NothingOutstandingError, UnfaithfulPrintError; then nothing has changed.
    """
    printed = printed_round.load(folder.require_printed())
    inputs = load(folder)
    _require_comparable(printed, inputs, folder)
    outstanding = _outstanding(folder, printed)
    if not outstanding:
        raise NothingOutstandingError(
            _("Every form of {folder} came back: there is nobody to send a new one to.").format(
                folder=folder.path
            )
        )
    forms = _issued_anew(outstanding, printed, random_bits, in_order=_in_order(inputs))
    edition = prepare_again(inputs, fonts.choose(), printed.key, forms)
    temporary = Path(tempfile.mkdtemp(prefix=".printing-", dir=folder.path))
    try:
        run = PrintFolder(temporary)
        pages = freeze(edition, run)
        proof_run(edition, run.forms, pages, progress)
        _write_release(edition, outstanding, run)
        temporary.chmod(0o755)
        # The one step that makes the amendment: what it has yet to tell the stores lies in it.
        temporary.rename(printed.folder.amendment(len(printed.editions) + 1).path)
        sync_folder(printed.folder.path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    folder.finish_release()
    return PrintSummary(
        forms=len(forms),
        pages=pages,
        not_issued=0,
        layouts=len(edition.layouts),
        font=edition.font.family,
        warnings=font_warnings(edition.font),
    )


def _require_comparable(printed: PrintedRound, inputs: Inputs, folder: RoundFolder) -> None:
    new = inputs.questionnaire.with_texts(inputs.settings.texts)
    place = str(folder.path / inputs.settings.questionnaire)
    problems = [
        Problem(
            place,
            "amend-not-comparable",
            change.message,
            change.advice,
        )
        for change in compare(printed.questionnaire, new)
        if change.effect is Effect.BREAKS or change.kind == "version-same"
    ]
    if inputs.settings.confidentiality != printed.settings.confidentiality:
        problems.append(
            Problem(
                str(folder.settings),
                "amend-confidentiality",
                _("What respondents were told about confidentiality cannot change in mid-round."),
                _("Write “confidentiality: {was}” again.").format(
                    was=printed.settings.confidentiality
                ),
            )
        )
    if problems:
        raise ProblemsFoundError(problems)


def _in_order(inputs: Inputs) -> bool:
    """In confidential rounds the order of printing must not follow the frame."""
    return inputs.settings.confidentiality == "identified"


def _outstanding(folder: RoundFolder, printed: PrintedRound) -> list[_Outstanding]:
    with AnswerStore(folder.answers) as store:
        rows = {form.serial: form for form in store.forms()}
        seen = store.pages_seen()
    with Ledger(folder.ledger) as store:
        cases = {case.case: case for case in store.cases()}
        links = [link for link in store.links() if link.serial not in printed.void]
    return [
        _Outstanding(cases[link.case], rows[link.serial])
        for link in sorted(links, key=lambda link: (cases[link.case].unit_code, link.case))
        if link.serial not in seen
    ]


def _issued_anew(
    outstanding: list[_Outstanding],
    printed: PrintedRound,
    random_bits: RandomBits,
    *,
    in_order: bool,
) -> list[IssuedForm]:
    taken = set(printed.copy_of)
    drawn: list[int] = []
    while len(drawn) < len(outstanding):
        for form_id in draw_form_ids(len(outstanding) - len(drawn), random_bits):
            serial = serial_of(form_id, printed.key)
            if serial not in taken:
                taken.add(serial)
                drawn.append(form_id)
    forms = [
        IssuedForm(
            form_id,
            serial_of(form_id, printed.key),
            found.case.case,
            Case(_unit(found.case), found.case.body, issued=True),
            Stratum(found.form.body, found.form.district, found.form.unit_type),
        )
        for form_id, found in zip(drawn, outstanding, strict=True)
    ]
    return forms if in_order else sorted(forms, key=lambda _form: random_bits(64))


def _unit(case: ledger.Case) -> Unit:
    return Unit(
        case.unit_code, case.unit_name, UnitType(case.unit_type), case.district_code, case.district
    )


def _write_release(edition: Edition, outstanding: list[_Outstanding], run: PrintFolder) -> None:
    replaced = sorted(found.form.serial for found in outstanding)
    write_whole(run.replaced, "".join(f"{serial}\n" for serial in replaced).encode())
    links = [Link(form.serial, form.name) for form in edition.forms]
    write_private(run.release, releasing.written(links, form_rows(edition)))
