"""The report put together: parts in their order, and the names by which templates ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from phieu.analysis.charts.sheet import rehearsed_line
from phieu.analysis.disclosure.rules import Reason
from phieu.analysis.tables.model import Table
from phieu.messages import _, language

from . import results
from .contents import Contents
from .facts import Facts
from .index import satisfaction
from .method import method, notes
from .model import ROMAN, Annex, Block, Heading, Paragraph, PictureKind, Report, Tabulation
from .naming import parts_of, texts_of
from .opinions import opinions
from .planning import ITEMS, Estimate, is_by_body, published_estimates
from .withholding import withheld
from .wording import wording
from .words import words


@dataclass(frozen=True)
class Figures:
    """What may be published. tables: protected, by name; see planning. reasons: of the counts
    that were held back. estimates: by item, of which those of withheld items are never told."""

    tables: Mapping[str, Table]
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    estimates: Mapping[str, Estimate] = field(default_factory=dict)


def contents(facts: Facts, figures: Figures, pictures: PictureKind) -> Contents:
    """All that a report says; no answer comes in but through protected tables."""
    estimates = published_estimates(figures.estimates, figures.tables)
    index = satisfaction(facts, figures.tables, estimates)
    shown = results.shown(facts.questionnaire, figures.tables, pictures)
    report = Report(
        title=_("Report: {title}").format(title=facts.title),
        head=facts.head,
        kind=words().report,
        subject=_subject(facts),
        body=tuple(_body(facts, figures.tables, shown, index)),
        written_on=facts.written_on,
        annexes=tuple(_annexes(facts, figures)),
        signature=facts.settings.signed,
        recipients=facts.settings.recipients or (words().archive,),
        marks=tuple(_marks(facts)),
        language=language(),
    )
    parts = parts_of(report, facts, figures.tables, shown, index)
    return Contents(report, texts_of(report, facts), parts)


def _subject(facts: Facts) -> str:
    if facts.settings.subject:
        return facts.settings.subject
    return _("On the results of “{title}”").format(title=facts.title)


def _marks(facts: Facts) -> Iterator[str]:
    if facts.draft:
        yield _("Draft, not for circulation")
    if facts.rehearsed:
        yield rehearsed_line()


def _body(
    facts: Facts, tables: Mapping[str, Table], shown: results.Shown, index: tuple[Block, ...]
) -> Iterator[Block]:
    """The parts that have anything to say, numbered."""
    conclusions = tuple(Paragraph(text) for text in facts.settings.conclusions)
    parts = (
        (_("Purpose and method"), method(facts)),
        (_("Results"), results.results(facts.questionnaire, shown)),
        (_("Satisfaction index"), index),
        (_("Answers in words"), opinions(facts, tables)),
        (_("Assessment and proposals"), conclusions),
    )
    told = [(title, blocks) for title, blocks in parts if blocks]
    for number, (title, blocks) in zip(ROMAN, told, strict=False):
        yield Heading(f"{number}. {title}".upper())
        yield from blocks


def _annexes(facts: Facts, figures: Figures) -> Iterator[Annex]:
    further = (*facts.further_response.values(), *_further(figures.tables))
    chart = (facts.response_chart,) if facts.response_chart else ()
    if further or chart:
        yield Annex(_("Tables in full"), (*map(Tabulation, further), *chart))
    yield Annex(_("What was asked"), wording(facts.questionnaire))
    yield Annex(_("Notes on method"), notes())
    yield Annex(_("What is not published"), withheld(figures.tables, figures.reasons))


def _further(tables: Mapping[str, Table]) -> Iterator[Table]:
    """What the body of the report has no room for."""
    for name, table in tables.items():
        if name == ITEMS or is_by_body(name):
            yield table
