"""Rules about the numbers and days that a question takes."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from ..findings import Finding, Path, found
from ..kinds import Date, Decimal, Integer, Month, NumberTable

MOST_DIGITS = 6  # rows of bubbles that a person fills in without losing the place


def number_findings(path: Path, question: Integer | Decimal | NumberTable) -> Iterator[Finding]:
    least, most = question.least, question.most
    if least > most:
        yield found(
            path,
            "number-range",
            _("{question} goes from {least} to {most}.").format(
                question=question.id, least=least, most=most
            ),
        )
    digits = len(str(abs(int(most))))
    if isinstance(question, Decimal):
        for name, limit in (("least", question.least), ("most", question.most)):
            if limit != round(limit, question.decimals):
                yield found(
                    (*path, name),
                    "number-range",
                    _(
                        "{question}: {limit} has more decimals than the {count} that are asked."
                    ).format(question=question.id, limit=limit, count=question.decimals),
                )
        digits += question.decimals
    if digits > MOST_DIGITS and not isinstance(question, NumberTable):
        yield found(
            (*path, "most"),
            "number-digits",
            _("{question} takes {count} digits.").format(question=question.id, count=digits),
        )


def date_findings(path: Path, question: Date | Month) -> Iterator[Finding]:
    if question.earliest > question.latest:
        yield found(
            path,
            "date-range",
            _("{question} goes from {least} to {most}.").format(
                question=question.id,
                least=question.earliest.isoformat(),
                most=question.latest.isoformat(),
            ),
        )
