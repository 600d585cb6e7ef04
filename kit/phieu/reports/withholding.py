"""What disclosure control held back, counted: a reader learns how much, and never what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from phieu.analysis.disclosure.rules import Reason
from phieu.analysis.formats import count_text
from phieu.analysis.tables.cells import State
from phieu.analysis.tables.model import Cell, Heading, Row, Table
from phieu.messages import _

from .model import Block, Paragraph, Tabulation


def withheld(tables: Mapping[str, Table], reasons: Mapping[Reason, int]) -> tuple[Block, ...]:
    """reasons: of the counts behind all tables, how many were held back for each."""
    held = {name: _held(table) for name, table in tables.items()}
    total = sum(held.values())
    if not total:
        return (Paragraph(_("No figure of this report is withheld.")),)
    text = _("{count} figures in {tables} of {all} tables are not published.")
    return (
        Paragraph(
            text.format(
                count=count_text(total),
                tables=count_text(sum(1 for count in held.values() if count)),
                all=count_text(len(tables)),
            )
        ),
        Tabulation(_by_reason(reasons)),
    )


def _held(table: Table) -> int:
    states = Counter(cell.state for row in table.rows for cell in row.cells)
    return states[State.WITHHELD]


def _by_reason(reasons: Mapping[Reason, int]) -> Table:
    words = {
        Reason.SMALL_GROUP: _("So few respondents answered"),
        Reason.SMALL_COUNT: _("So few respondents have these features"),
        Reason.UNANIMOUS: _("All of a group gave the same answer"),
        Reason.DOMINATED: _("A few respondents make up most of a sum"),
        Reason.COMPLEMENT: _("With it a withheld count could be worked out"),
        Reason.UNPROVED: _("It could not be proved that it gives nothing away"),
    }
    return Table(
        title=_("Counts behind the tables that are withheld, by reason"),
        headings=(Heading((_("Counts"),)),),
        rows=tuple(
            Row((words[reason],), (Cell(reasons[reason], "count"),))
            for reason in Reason
            if reasons.get(reason)
        ),
        corner=_("Reason"),
    )
