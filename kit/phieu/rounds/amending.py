"""`phieu print --amend`: fresh forms of a corrected questionnaire for whoever has not answered yet.

The paper of earlier editions stays in the field; what was returned of it counts as it is. Only
changes that keep the answers comparable are let through.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.frame.units import Case, Unit, UnitType
from phieu.messages import _
from phieu.paper import fonts
from phieu.paper.ticket import draw_form_ids, serial_of
from phieu.questionnaire.comparing import Effect, compare
from phieu.questionnaire.logic.relevance import UnresolvedError, logic_of
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.pooling import pooled
from phieu.returns.strata import Stratum
from phieu.rounds import printed as printed_round
from phieu.rounds import releasing
from phieu.rounds.edition import Edition, prepare_again
from phieu.rounds.folder import PrintFolder, RoundFolder
from phieu.rounds.freezing import freeze, write_private
from phieu.rounds.inputs import Inputs, load, read_text
from phieu.rounds.issuing import IssuedForm, RandomBits
from phieu.rounds.printed import PrintedRound
from phieu.rounds.printing import PrintSummary, font_warnings, form_rows, proof_run
from phieu.rounds.progress import Progress, quiet
from phieu.store import ledger
from phieu.store.answers import AnswerStore, FormRow
from phieu.store.durable import sync_folder, write_whole
from phieu.store.ledger import Ledger, Link
from phieu.store.problems import StoreUnwritableError


class NothingAmendedError(PhieuError):
    """A questionnaire and settings that are those of the last edition."""


class NothingOutstandingError(PhieuError):
    """A round of which every form came back: nobody is left to send a new one to."""


class ReturnedMeanwhileError(PhieuError):
    """Forms that were read while new ones were made in their place."""


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
    NothingAmendedError, NothingOutstandingError, ReturnedMeanwhileError, UnfaithfulPrintError,
    StoreUnwritableError; then nothing has changed.
    """
    printed = printed_round.load(folder.require_printed())
    inputs = load(folder)
    _require_changed(printed, inputs)
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
        _require_still_outstanding(folder, outstanding)
        _release(temporary, printed.folder.amendment(len(printed.editions) + 1).path)
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


def _release(temporary: Path, amendment: Path) -> None:
    """The one step that makes the amendment: what it has yet to tell the stores lies in it.

    Of two amendments at a time only one can make it.
    """
    try:
        temporary.rename(amendment)
    except OSError as error:
        raise StoreUnwritableError(amendment, error.strerror or str(error)) from error


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
    problems += _unfit_together(printed, new, place)
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


def _unfit_together(printed: PrintedRound, new: Questionnaire, place: str) -> Iterator[Problem]:
    """What a comparison of two versions does not see, and what would spoil the returns of all."""
    was, now = printed.questionnaire.consent, new.consent
    if (was and was.id) != (now and now.id):
        yield Problem(
            place,
            "amend-consent",
            _("The question for consent cannot come, go or change its id in mid-round."),
            _("Put it back as it was: a form without it would count as refused."),
        )
    if new.version in {edition.questionnaire.version for edition in printed.editions[:-1]}:
        yield Problem(
            place,
            "amend-version-used",
            _("An earlier edition of this round has the version {version} already.").format(
                version=new.version
            ),
            _("Give it a new version."),
        )
    try:
        logic_of(pooled([*(edition.questionnaire for edition in printed.editions), new]))
    except UnresolvedError as error:
        yield Problem(
            place,
            "amend-order",
            _("The conditions of all editions together do not hold: {why}").format(why=error),
            _("Leave questions that conditions name where they stood before."),
        )


def _require_changed(printed: PrintedRound, inputs: Inputs) -> None:
    """Whoever runs this twice must not make void what has just been printed."""
    last = printed.editions[-1].folder
    if (read_text(last.questionnaire), read_text(last.settings)) == (
        inputs.questionnaire_text,
        inputs.settings_text,
    ):
        raise NothingAmendedError(
            _(
                "Nothing has changed since {folder} was printed, and no new forms were made. "
                "Correct the questionnaire or round.yaml first."
            ).format(folder=last.path)
        )


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


def _require_still_outstanding(folder: RoundFolder, outstanding: list[_Outstanding]) -> None:
    """A print run takes minutes; a form that was read in them must not be made void."""
    with AnswerStore(folder.answers) as store:
        seen = store.pages_seen()
    returned = sum(found.form.serial in seen for found in outstanding)
    if returned:
        raise ReturnedMeanwhileError(
            _("{count} forms were read meanwhile, and nothing was released. Run it again.").format(
                count=returned
            )
        )


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
