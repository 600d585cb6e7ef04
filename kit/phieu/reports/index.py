"""The satisfaction index: by topic, its best and weakest items, and what silence could change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from phieu.analysis.formats import count_text, percent, percent_text
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.model import Row, Table
from phieu.messages import _
from phieu.questionnaire.model import Questionnaire

from .facts import Facts
from .figures import Figure, figures_of, highest, is_shown, leading, lowest, trailing
from .model import Block, Bullets, Paragraph, Tabulation
from .planning import ITEMS, SATISFACTION, Estimate, as_a_whole
from .sentences import listed

# Columns of a satisfaction table.
SATISFIED, VALID, INDEX = 1, 2, -1
NAMED, MOST_NAMED = 3, 5  # items at either end; with those that share the last one's figure


def satisfaction(
    facts: Facts, tables: Mapping[str, Table], estimates: Mapping[str, Estimate]
) -> tuple[Block, ...]:
    """Empty where no scale says which levels are satisfied."""
    if SATISFACTION not in tables:
        return ()
    topics, items = tables[SATISFACTION], tables[ITEMS]
    return (
        Paragraph(
            _(
                "Satisfaction index: answers at the satisfied levels of the scale of all valid "
                "answers. “Not assessed”, invalid and blank are in neither of the two."
            )
        ),
        *_on_topics(topics, facts.questionnaire),
        Tabulation(topics),
        *_on_items(items),
        *_bounds(facts, items, estimates),
    )


def _on_topics(table: Table, questionnaire: Questionnaire) -> Iterator[Block]:
    """On everybody's figures of each topic; items outside all topics stand in the table too."""
    titles = {section.title for section in questionnaire.sections if section.topic}
    totals = [row for row in table.rows if row.total and row.path[0] in titles]
    figures = [
        Figure(row.path[0], figure.value, figure.shown, figure.beside)
        for row in totals
        for figure in figures_of([row], INDEX, _counts)
    ]
    if len(figures) < 2:
        return
    best, worst = highest(figures), lowest(figures)
    if best == worst:
        text = _("Of all {count} topics the index is {figure}.")
        yield Paragraph(text.format(count=count_text(len(figures)), figure=best[0].shown))
    else:
        text = _("Of {count} topics the index is highest for {best}, lowest for {worst}.")
        yield Paragraph(
            text.format(count=count_text(len(figures)), best=listed(best), worst=listed(worst))
        )


def _on_items(table: Table) -> Iterator[Block]:
    """The items at both ends, of those that are published."""
    figures = figures_of(items_of(table), INDEX, _counts)
    held = len(items_of(table)) - len(figures)
    if held:
        text = _("Of {count} items the index is not published, or nobody gave a valid answer.")
        yield Paragraph(text.format(count=count_text(held)))
    if len(figures) < 2:
        return
    each = min(NAMED, len(figures) // 2)
    best = leading(figures, each, MOST_NAMED)
    worst = [one for one in trailing(figures, each, MOST_NAMED) if one not in best]
    count = count_text(len(figures))
    if best:
        yield Paragraph(_("Of {count} items the index is highest for:").format(count=count))
        yield Bullets(tuple(figure.long for figure in best))
    if worst:
        yield Paragraph(_("Of {count} items the index is lowest for:").format(count=count))
        yield Bullets(tuple(figure.long for figure in worst))


def items_of(table: Table) -> Sequence[Row]:
    """The rows of items; those of topics stand out as totals."""
    return [row for row in table.rows if not row.total]


def _counts(row: Row) -> str:
    """530/600."""
    return f"{cell_text(row.cells[SATISFIED])}/{cell_text(row.cells[VALID])}"


def _bounds(facts: Facts, items: Table, estimates: Mapping[str, Estimate]) -> Iterator[Block]:
    """For each item that judges as a whole: the satisfied of all who were asked, had those
    without a valid answer all been dissatisfied, or all satisfied."""
    if facts.weighted:
        return
    whole = {variable.label for variable in as_a_whole(facts.questionnaire)}
    for row in items_of(items):
        cells = row.cells[SATISFIED], row.cells[VALID]
        if row.path[-1] not in whole or not is_shown(*cells):
            continue
        satisfied, valid = (int(str(cell.value)) for cell in cells)
        issued = facts.base.issued
        if valid == 0 or valid >= issued:
            continue
        text = _(
            "{item}: {satisfied} of {valid} valid answers are satisfied ({index}). Of all {issued} "
            "forms issued the satisfied are at least {low} and at most {high}, whatever the "
            "{missing} without a valid answer would have said."
        )
        said = [
            text.format(
                item=row.path[-1],
                satisfied=count_text(satisfied),
                valid=count_text(valid),
                index=percent_text(percent(satisfied, valid)),
                issued=count_text(issued),
                low=percent_text(percent(satisfied, issued)),
                high=percent_text(percent(satisfied + issued - valid, issued)),
                missing=count_text(issued - valid),
            )
        ]
        if row.path[-1] in estimates:
            said.append(_estimated(estimates[row.path[-1]]))
        yield Paragraph(" ".join(said))


def _estimated(found: Estimate) -> str:
    return _(
        "If within each body silence is by chance, their share is estimated at {value}, with a 95% "
        "interval from {low} to {high}."
    ).format(
        value=percent_text(found.value),
        low=percent_text(found.low),
        high=percent_text(found.high),
    )
