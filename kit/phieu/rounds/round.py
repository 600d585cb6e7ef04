"""One survey round opened: its returns as data, where every case stands, and its exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd

from phieu.analysis.bases import Base, base_of
from phieu.analysis.response import CaseOutcome, Disposition
from phieu.analysis.survey import Survey
from phieu.analysis.tables import response_table
from phieu.analysis.tables.model import Table
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Field, Refusal
from phieu.returns.checking import Contradiction, contradictions
from phieu.returns.dataset import dataset
from phieu.returns.labelling import labelled
from phieu.returns.model import FormReturn, status_of
from phieu.returns.waiting import WaitingField, waiting
from phieu.rounds import folder as round_folder
from phieu.rounds import printed as printed_round
from phieu.rounds.exporting import SUFFIXES, ExportFormat, export_survey
from phieu.rounds.folder import RoundFolder
from phieu.rounds.origin import Origin
from phieu.rounds.printed import PrintedRound
from phieu.store.answers import AnswerStore
from phieu.store.ledger import Ledger


def open_round(path: str | Path) -> Round:
    """A printed round, by its folder. Raises NoRoundError or NotPrintedError."""
    folder = round_folder.find(Path(path))
    return Round(folder, printed_round.load(folder.require_printed()))


@dataclass(frozen=True)
class Round:
    """Every call reads the stores anew: what was scanned meanwhile is there.

    Only `outcomes` and what rests on it opens the ledger; the answers never meet a unit.
    """

    folder: RoundFolder
    printed: PrintedRound

    @property
    def questionnaire(self) -> Questionnaire:
        return self.printed.questionnaire

    @cached_property
    def codebook(self) -> tuple[Variable, ...]:
        return codebook(self.questionnaire)

    @property
    def rehearsed(self) -> bool:
        """Whether what was read came from `phieu rehearse`."""
        with AnswerStore(self.folder.answers) as store:
            return Origin(store).rehearsed

    def returns(self) -> list[FormReturn]:
        """Every form of which a page was read."""
        with AnswerStore(self.folder.answers) as store:
            forms, seen, stored = store.forms(), store.pages_seen(), store.fields()
            channel = "rehearsal" if Origin(store).rehearsed else "scan"
        fields: dict[str, dict[str, Field]] = {}
        texts: dict[str, dict[str, str]] = {}
        for serial, variable, value, reason, text in stored:
            fields.setdefault(serial, {})[variable] = Field(variable, value, reason)
            if text is not None:
                texts.setdefault(serial, {})[variable] = text
        units = self._units() if self.printed.settings.confidentiality == "identified" else {}
        return [
            FormReturn(
                serial=form.serial,
                case=units[form.serial][0] if units else None,
                unit_code=units[form.serial][1] if units else None,
                body=form.body,
                district=form.district,
                unit_type=form.unit_type,
                channel=channel,
                version=self.printed.version_of(form.serial),
                pages_expected=form.pages,
                pages_seen=seen[form.serial],
                fields=fields.get(form.serial, {}),
                texts=texts.get(form.serial, {}),
            )
            for form in forms
            if form.serial in seen
        ]

    def _units(self) -> dict[str, tuple[str, str]]:
        """Case and unit code by serial. For identified rounds only."""
        with Ledger(self.folder.ledger) as ledger:
            code_of = {case.case: case.unit_code for case in ledger.cases()}
            return {link.serial: (link.case, code_of[link.case]) for link in ledger.links()}

    def codes(self) -> pd.DataFrame:
        """One row a returned form, answers as codes: what every export is made from."""
        return dataset(
            self.returns(),
            self.questionnaire,
            confidentiality=self.printed.settings.confidentiality,
        )

    def data(self) -> pd.DataFrame:
        """The same with Vietnamese labels for codes."""
        return labelled(self.codes(), self.codebook, self.questionnaire.bodies)

    def survey(self) -> Survey:
        """The answers with all that tables, estimates and reports need to know of them."""
        return Survey(
            title=self.printed.settings.title,
            data=self.codes(),
            questionnaire=self.questionnaire,
            issued=self._issued(),
            confidentiality=self.printed.settings.confidentiality,
            rehearsed=self.rehearsed,
        )

    def survey_with_codings(self) -> Survey:
        """The same with the final codes of open answers, as many questions as were coded."""
        from phieu.rounds.coding import with_codings  # it rests on this module

        return with_codings(self)

    def _issued(self) -> pd.DataFrame:
        """A row a form that was issued and is not void, known without the ledger."""
        with AnswerStore(self.folder.answers) as store:
            forms = [form for form in store.forms() if form.serial not in self.printed.void]
        rows = [(form.body, form.district, form.unit_type) for form in forms]
        return pd.DataFrame(rows, columns=["body", "district", "unit_type"], dtype="string")

    def waiting(self) -> tuple[WaitingField, ...]:
        """The fields that wait for a person."""
        return waiting(self.returns(), self.questionnaire)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where forms contradict themselves, by what was read of them so far."""
        return contradictions(self.returns(), self.questionnaire)

    def checks(self) -> pd.DataFrame:
        """The same as a table: serial, variable, kind (see returns/checking), message."""
        rows = [(c.serial, c.variable, str(c.kind), c.message) for c in self.contradictions()]
        return pd.DataFrame(rows, columns=["serial", "variable", "kind", "message"], dtype="string")

    def outcomes(self) -> list[CaseOutcome]:
        """What became of every case of the frame, in order of unit and body: the return ledger."""
        statuses = {form.serial: status_of(form, self.questionnaire) for form in self.returns()}
        with Ledger(self.folder.ledger) as ledger:
            links = [link for link in ledger.links() if link.serial not in self.printed.void]
            serial_of = {link.case: link.serial for link in links}
            cases = ledger.cases()
        bodies = list(self.questionnaire.bodies)
        outcomes = []
        for case in sorted(
            cases, key=lambda case: (case.district_code, case.unit_code, bodies.index(case.body))
        ):
            serial = serial_of.get(case.case)
            if serial is None:
                disposition = Disposition.NOT_ISSUED
            elif serial in statuses:
                disposition = Disposition(statuses[serial])
            else:
                disposition = Disposition.OUTSTANDING
            outcomes.append(
                CaseOutcome(
                    case.body,
                    case.district,
                    disposition,
                    case.reason,
                    unit=case.unit_name,
                    unit_type=case.unit_type,
                    unit_code=case.unit_code,
                )
            )
        return outcomes

    def response(self, by: Literal["body", "district"]) -> Table:
        """Counts of cases and response rates (AAPOR)."""
        names = self.questionnaire.bodies if by == "body" else None
        return response_table(self.outcomes(), by, names=names, rehearsed=self.rehearsed)

    def base(self) -> Base:
        """Forms issued, returned, valid: known without the ledger."""
        return base_of(self.codes(), len(self._issued()))

    def missing_pages(self) -> dict[str, list[int]]:
        """By serial, the pages of returned forms that were not read: lost, or refused."""
        return {
            form.serial: missing
            for form in self.returns()
            if (missing := sorted({*range(1, form.pages_expected + 1)} - form.pages_seen))
        }

    def refusals(self) -> Mapping[Refusal, int]:
        """How many page pictures or files were refused and never came again, by reason."""
        with AnswerStore(self.folder.answers) as store:
            return store.refusals()

    def export(
        self,
        kind: ExportFormat,
        out: Path | None = None,
        *,
        variables: Sequence[str] | None = None,
        labels: bool = False,
    ) -> Path:
        """Write the answers as a file and return its path, by default under exports/.

        variables, labels: see `exporting.export_survey`.
        """
        return self.export_files(kind, out, variables=variables, labels=labels)[0]

    def export_files(
        self,
        kind: ExportFormat,
        out: Path | None = None,
        *,
        variables: Sequence[str] | None = None,
        labels: bool = False,
    ) -> tuple[Path, ...]:
        """The same; every file that was written, the one that `export` gives first."""
        name = f"{self.printed.settings.round}.{SUFFIXES.get(kind, kind)}"
        path = out or self.folder.exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        survey = self.survey_with_codings()
        return export_survey(survey, kind, path, variables=variables, labels=labels)
