"""A returned form as a value, and the status that its consent and its pages give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from phieu.questionnaire.kinds import AGREE
from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Field


class Status(StrEnum):
    """How far a returned form can be used."""

    COMPLETE = "complete"
    PARTIAL = "partial"  # a page is missing
    REFUSED = "refused"  # consent refused or left blank: the answers are not used
    WAITING = "waiting"  # the consent waits for a person, or for the page it stands on


USABLE = frozenset({Status.COMPLETE, Status.PARTIAL})


@dataclass(frozen=True)
class FormReturn:
    """All that is known of one returned form.

    case and unit_code are None in a confidential round; district and unit_type are None where
    strata.py blanked them. fields: what was read, by variable. texts: words keyed by a person.
    """

    serial: str
    case: str | None
    unit_code: str | None
    body: str
    district: str | None
    unit_type: str | None
    channel: str
    pages_expected: int
    pages_seen: frozenset[int]
    fields: Mapping[str, Field]
    texts: Mapping[str, str] = field(default_factory=dict)
    version: str = ""  # of the questionnaire that this form asks

    @property
    def lacks_a_page(self) -> bool:
        return len(self.pages_seen) < self.pages_expected


def status_of(form: FormReturn, questionnaire: Questionnaire) -> Status:
    """The status of a form. A consent on a page that is not there yet is not a refusal."""
    whole = Status.PARTIAL if form.lacks_a_page else Status.COMPLETE
    if questionnaire.consent is None:
        return whole
    consent = form.fields.get(questionnaire.consent.id)
    if consent is None:
        return Status.WAITING if form.lacks_a_page else Status.REFUSED
    if consent.reason is not None:
        return Status.WAITING
    return whole if consent.value == AGREE else Status.REFUSED
