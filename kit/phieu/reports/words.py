"""The kit's own fixed words of a report, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from phieu.messages import _


@dataclass(frozen=True)
class Words:
    report: str
    table: str
    picture: str
    annex: str
    recipients: str
    archive: str


def words() -> Words:
    return Words(
        report=_("Report"),
        table=_("Table"),
        picture=_("Chart"),
        annex=_("Annex"),
        recipients=_("Recipients:"),
        archive=_("Archive: office."),
    )
