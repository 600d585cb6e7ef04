"""An XLSForm workbook as a questionnaire, with a list of everything that was not carried over."""

from __future__ import annotations

from dataclasses import dataclass

from phieu.errors import Problem, ProblemsFoundError, Severity
from phieu.interchange import workbook
from phieu.interchange.workbook import Sheets
from phieu.messages import _
from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire

from . import plain
from .losses import SheetLoss, sheet_loss
from .notes import SHEET, applied, is_repaired, read_rows


@dataclass(frozen=True)
class Imported:
    questionnaire: Questionnaire
    losses: tuple[SheetLoss, ...]


def from_bytes(data: bytes, name: str) -> Imported:
    """name: the file, as messages call it.

    Raises ProblemsFoundError for a file that is unsafe or no form, with all that is wrong.
    """
    try:
        return read(workbook.read(data, name))
    except ProblemsFoundError as error:
        raise ProblemsFoundError([_in_file(problem, name) for problem in error.problems]) from error


def read(sheets: Sheets) -> Imported:
    """Raises ProblemsFoundError with everything that makes it no form."""
    found = plain.read(sheets)
    given = next((rows for title, rows in sheets.items() if title.casefold() == SHEET), ())
    notes = read_rows(given)
    if not notes:
        return Imported(found.questionnaire, found.losses)
    questionnaire = applied(found.questionnaire, notes)
    if questionnaire is None or _errors(questionnaire):
        what = _("what our own sheet “{sheet}” knows of the questionnaire").format(sheet=SHEET)
        why = _("The other sheets were changed so that it does not fit them any more.")
        lost = sheet_loss(SHEET, 1, "", "", what, why)
        return Imported(found.questionnaire, (*found.losses, lost))
    repaired = {loss for loss in found.losses if is_repaired(loss, notes)}
    return Imported(questionnaire, tuple(loss for loss in found.losses if loss not in repaired))


def _errors(questionnaire: Questionnaire) -> bool:
    return any(finding.severity is Severity.ERROR for finding in check(questionnaire))


def _in_file(problem: Problem, name: str) -> Problem:
    if problem.place == name:
        return problem
    return Problem(f"{name}, {problem.place}", problem.rule, problem.message, problem.fix)
