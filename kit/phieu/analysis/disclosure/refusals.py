"""Tables that are not protected but refused: where a row is a respondent."""

from __future__ import annotations

from collections.abc import Sequence

from phieu.analysis.tables.model import Table
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.returns.dataset import Confidentiality

from .rules import COMMUNE_FACTS


class CommuneTablesError(PhieuError):
    """Tables by commune outside an identified round."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        super().__init__(
            _(
                "One form of each body comes from a commune, so a commune's figures are one "
                "respondent's answers, and this round promised not to show them. Break the tables "
                "down by body, district or type of unit instead: {titles}"
            ).format(titles="; ".join(titles))
        )


def by_commune(table: Table) -> bool:
    """Whether any figure rests on counts by commune or by form."""
    return any(
        dimension.variable in COMMUNE_FACTS
        for counts in table.counts
        for dimension in counts.dimensions
    )


def refuse_communes(tables: Sequence[Table], confidentiality: Confidentiality) -> None:
    """Raises CommuneTablesError with every such table, outside identified rounds."""
    titles = [table.title for table in tables if by_commune(table)]
    if titles and confidentiality != "identified":
        raise CommuneTablesError(titles)


def internal_note() -> str:
    """What an identified round's table by commune says of itself."""
    return _(
        "One form of each body comes from a commune: this table shows each respondent's own "
        "answers. For use inside the office; not for publication."
    )
