"""report.yaml: what only people know of a report – its number, who signs, what they conclude."""

from __future__ import annotations

import re
from datetime import date

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from phieu.paper.heads import Head
from phieu.questionnaire.frozen import Frozen

from .model import Signature

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK = "……"


class _Dated(Frozen):
    @field_validator("issued_on", "first", "last", mode="before", check_fields=False)
    @classmethod
    def _year_month_day(cls, written: object) -> object:
        if isinstance(written, str) and not _DATE.fullmatch(written):
            raise PydanticCustomError("date_form", "year-month-day")
        return written


class Fieldwork(_Dated):
    """The first and the last day on which forms were out."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class Signing(Frozen):
    """authority: as “KT. GIÁM ĐỐC” or “TM. ỦY BAN NHÂN DÂN”. title: as “PHÓ GIÁM ĐỐC”."""

    authority: str = ""
    title: str = ""
    name: str = ""


class ReportSettings(_Dated):
    """Every key may be left out: a person then fills it in by hand.

    number: the report's own. subject: what it is about. purpose, conclusions: paragraphs.
    recipients: a line each, the archive's last.
    """

    number: str = ""
    issued_on: date | None = Field(default=None, alias="date")
    place: str = ""
    subject: str = ""
    purpose: tuple[str, ...] = ()
    fieldwork: Fieldwork | None = None
    conclusions: tuple[str, ...] = ()
    signature: Signing = Signing()
    recipients: tuple[str, ...] = ()

    @property
    def signed(self) -> Signature:
        return Signature(**self.signature.model_dump())

    def head(self, of_form: Head) -> Head:
        """The report's head: the form's organs, but a number and a day of its own."""
        return Head(
            kind=of_form.kind,
            parent_organ=of_form.parent_organ,
            organ=of_form.organ,
            number=self.number or _open_number(of_form),
            place=self.place or of_form.place,
            date=self.issued_on,
        )


def _open_number(of_form: Head) -> str:
    """“……/BC-CAT” for a form numbered “15/PLYK-CAT”; by the party's rule “……-BC/TU”."""
    if of_form.kind == "party":
        organ = of_form.number.rpartition("/")[2] if "/" in of_form.number else ""
        return f"{_BLANK}-BC/{organ or _BLANK}"
    symbol = of_form.number.rpartition("/")[2]
    organ = symbol.partition("-")[2]
    return f"{_BLANK}/BC-{organ or _BLANK}"
