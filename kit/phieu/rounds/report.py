"""`phieu report`: a round told as a Word, HTML or PDF document, through disclosure control."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, assert_never

from phieu.analysis.disclosure.model import Protected
from phieu.analysis.formats import count_text
from phieu.analysis.survey import Survey
from phieu.analysis.tables.cells import State
from phieu.errors import PhieuError
from phieu.exports.atomic import replacing, target_of
from phieu.messages import _
from phieu.reports.building import Figures, contents
from phieu.reports.contents import Contents
from phieu.reports.facts import Facts
from phieu.reports.html import html
from phieu.reports.model import Picture, PictureKind, Tabulation
from phieu.reports.pdf import pdf
from phieu.reports.planning import Wanted, wanted
from phieu.reports.response_tables import response_by, response_chart
from phieu.reports.settings import ReportSettings
from phieu.reports.starting import starting_template
from phieu.reports.template import filled
from phieu.reports.word import word
from phieu.rounds.inputs import read_text
from phieu.rounds.publishing import PublishedMeanwhileError, preview, publish
from phieu.rounds.report_answers import coded, reading
from phieu.rounds.round import Round
from phieu.rounds.settings import load_as

Kind = Literal["docx", "html", "pdf"]
KINDS: tuple[Kind, ...] = ("docx", "html", "pdf")
SETTINGS = "report.yaml"


class ReportFormatError(PhieuError):
    """A file that no report, or no report from a template, can be written to."""


class NoTemplateFileError(PhieuError):
    """A template that is not there or cannot be read."""


@dataclass(frozen=True)
class Written:
    """A report that was written, and what it holds."""

    path: Path
    contents: Contents
    publication: int | None  # its number in the round's ledger of publications; None: a draft
    rehearsed: bool

    @property
    def tables(self) -> list[Tabulation]:
        return [block for block in self.contents.report.blocks if isinstance(block, Tabulation)]

    @property
    def pictures(self) -> int:
        return sum(isinstance(block, Picture) for block in self.contents.report.blocks)

    @property
    def withheld(self) -> int:
        """Figures that are not published."""
        cells = (cell for t in self.tables for row in t.table.rows for cell in row.cells)
        return sum(cell.state is State.WITHHELD for cell in cells)


def write_report(
    opened: Round,
    out: Path | None = None,
    *,
    now: datetime,
    template: Path | None = None,
    draft: bool = False,
) -> Written:
    """Write the round's report, by default exports/<round>-bao-cao.docx.

    Its tables are recorded as published before the file is there. draft: they are not, and every
    page says so. Raises ReportFormatError, NoTemplateFileError, NoTemplateError,
    ProblemsFoundError, NotWrittenError, DiskFullError, PublishedMeanwhileError.
    """
    path = out or opened.folder.exports / f"{opened.printed.settings.round}-bao-cao.docx"
    kind = _kind_of(path, template)
    form = None if template is None else _template(template)
    settings = _settings(opened)
    if out is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    target_of(path)  # what cannot be written is told before anything is worked out
    survey, codings = coded(opened, opened.survey())
    tables = wanted(survey, [coding.flags for coding in codings])
    safe = preview(opened, tables.all, survey=survey)
    facts = _facts(opened, survey, settings, now.date(), _pictures(kind), draft=draft)
    facts = replace(facts, codings=codings)
    found = contents(facts, _figures(tables, safe), _pictures(kind))
    written = _bytes(found, kind, form, template)
    with replacing(path) as unfinished:
        unfinished.write_bytes(written)
        # Whatever fails until here leaves no record; and what is there has one.
        number = None if draft else _recorded(opened, survey, tables, safe, found, now)
    return Written(path, found, number, opened.rehearsed)


def _recorded(
    opened: Round, survey: Survey, tables: Wanted, safe: Protected, found: Contents, now: datetime
) -> int:
    """The number of the publication. Raises PublishedMeanwhileError where tables that came out
    since `safe` was made would have more of these withheld."""
    published = publish(opened, tables.all, title=found.report.title, now=now, survey=survey)
    if published.tables != safe.tables:
        raise PublishedMeanwhileError(
            _("Another program published tables of this round meanwhile. Publish again.")
        )
    return published.record.number


def write_template(opened: Round, out: Path, *, now: datetime) -> None:
    """A Word template to start from. Raises ReportFormatError, NotWrittenError."""
    if out.suffix.lower() != ".docx":
        raise ReportFormatError(_("A template is a Word document: name it FILE.docx."))
    with replacing(out) as unfinished:
        unfinished.write_bytes(starting_template(opened.printed.settings.head, now.date()))


def _kind_of(path: Path, template: Path | None) -> Kind:
    kind = next((kind for kind in KINDS if path.suffix.lower() == f".{kind}"), None)
    if kind is None:
        raise ReportFormatError(
            _("{file} names no format of a report. Let it end in {endings}.").format(
                file=path.name, endings=", ".join(f".{kind}" for kind in KINDS)
            )
        )
    if template is not None and kind != "docx":
        raise ReportFormatError(
            _("A template is for Word: write the report as .docx, not {file}.").format(
                file=path.name
            )
        )
    return kind


def _template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoTemplateFileError(
            _("The template {file} cannot be read: {why}.").format(
                file=path, why=error.strerror or str(error)
            )
        ) from error


def _settings(opened: Round) -> ReportSettings:
    """Those of report.yaml in the round's folder, where there is one."""
    path = opened.folder.path / SETTINGS
    if not path.exists():
        return ReportSettings()
    return load_as(ReportSettings, read_text(path), str(path))


def _figures(tables: Wanted, safe: Protected) -> Figures:
    reasons = Counter(reason for found in safe.reasons for reason in found.values())
    return Figures(tables.protected(safe.tables), reasons, tables.estimates)


def _pictures(kind: Kind) -> PictureKind:
    return "png" if kind == "docx" else "svg"


def _facts(
    opened: Round,
    survey: Survey,
    settings: ReportSettings,
    today: date,
    pictures: PictureKind,
    *,
    draft: bool,
) -> Facts:
    outcomes, bodies = opened.outcomes(), survey.questionnaire.bodies
    head = opened.printed.settings.head
    return Facts(
        title=survey.title,
        questionnaire=survey.questionnaire,
        head=settings.head(head),
        settings=settings,
        base=survey.base,
        response={"co_quan": response_by(outcomes, "body", bodies, rehearsed=survey.rehearsed)},
        further_response={"huyen": response_by(outcomes, "district", rehearsed=survey.rehearsed)},
        response_chart=response_chart(outcomes, bodies, pictures, rehearsed=survey.rehearsed),
        reading=reading(opened, survey),
        channels=tuple(sorted(survey.data["channel"].dropna().unique())),
        written_on=today,
        form_dated=head.issued_on,
        confidential=survey.confidentiality == "confidential",
        rehearsed=survey.rehearsed,
        weighted=survey.weights is not None,
        draft=draft,
    )


def _bytes(found: Contents, kind: Kind, form: bytes | None, template: Path | None) -> bytes:
    match kind:
        case "docx" if form is not None:
            return filled(form, found, str(template))
        case "docx":
            return word(found.report)
        case "html":
            return html(found.report).encode()
        case "pdf":
            return pdf(found.report)
        case _:
            assert_never(kind)


def report_summary(written: Written) -> dict[str, Any]:
    return {
        "file": str(written.path),
        "rehearsed": written.rehearsed,
        "publication": written.publication,
        "tables": len(written.tables),
        "charts": written.pictures,
        "withheld": written.withheld,
    }


def report_lines(written: Written) -> list[str]:
    text = _("{tables} tables and {charts} charts in {file}; {withheld} figures are withheld.")
    return [
        *written.contents.report.marks,
        text.format(
            tables=count_text(len(written.tables)),
            charts=count_text(written.pictures),
            file=written.path,
            withheld=count_text(written.withheld),
        ),
        _("Not recorded as published: it is a draft.")
        if written.publication is None
        else _("Recorded as publication {number} of the round.").format(number=written.publication),
    ]
