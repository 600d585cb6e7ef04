"""A rehearsal's truth held against what was read: the figure that matters is silent misreads."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from phieu.exports.csv_text import csv_text
from phieu.reading.model import Reason
from phieu.returns.answering import not_applicable
from phieu.returns.model import FormReturn, Status
from phieu.rounds.round import Round


@dataclass(frozen=True)
class Misread:
    """A stored value that differs from what was meant, and nobody was asked."""

    serial: str
    variable: str
    meant: str
    stored: str


@dataclass(frozen=True)
class Judgement:
    """fields: read, those of refused forms left out. doubtful: of them, in the review list; due: of
    those, not avoidable, as two marks on one row, or the answers of a form whose consent no machine
    may decide. to_key: handwriting, counted apart."""

    fields: int
    doubtful: int
    due: int
    to_key: int
    misreads: tuple[Misread, ...]

    @property
    def doubtful_share(self) -> float:
        return self.doubtful / self.fields if self.fields else 0.0


def judge(opened: Round, truth_text: str) -> Judgement:
    """Compare every answer that would be exported with the truth that `rehearse` wrote (CSV text).

    What was never read, because a page was lost or refused, is not compared: it is listed as
    missing. Of a form without consent only the consent counts. “Not applicable” is as good as a
    blank: it says what the logic made of the blank, not what was read.
    """
    truth = {row["serial"]: row for row in csv.DictReader(io.StringIO(truth_text))}
    waits = {(field.serial, field.variable): field.reason for field in opened.waiting()}
    returns = {form.serial: form for form in opened.returns()}
    consent = opened.questionnaire.consent.id if opened.questionnaire.consent else None
    counts: Counter[str] = Counter()
    misreads = []
    skipped = {v.name: not_applicable(v) for v in opened.codebook}
    for row in csv.DictReader(io.StringIO(csv_text(opened.codes()))):
        serial = row["serial"]
        meant, unclear = truth[serial], set(truth[serial]["unclear"].split())
        for name in _compared(returns[serial], row["status"], opened):
            stored = row[name]
            reason = waits.get((serial, name))
            if reason is Reason.TO_KEY:
                counts["to_key"] += 1
                continue
            counts["fields"] += 1
            if reason is not None:
                counts["doubtful"] += 1
                # What waits with a consent is due only if that consent itself is.
                counts["due"] += (consent if reason is Reason.CONSENT_WAITS else name) in unclear
            elif _read(stored, skipped[name]) != _read(meant[name], skipped[name]):
                misreads.append(Misread(serial, name, meant[name], stored))
    return Judgement(
        counts["fields"], counts["doubtful"], counts["due"], counts["to_key"], tuple(misreads)
    )


def _read(text: str, skipped: int | None) -> str:
    """What stood on the paper: a cell of the export, blank where it holds the code for a skip."""
    return "" if text and skipped is not None and float(text) == skipped else text


def _compared(form: FormReturn, status: str, opened: Round) -> list[str]:
    consent = opened.questionnaire.consent
    if Status(status) is Status.REFUSED and consent is not None:
        return [consent.id]
    return list(form.fields)
