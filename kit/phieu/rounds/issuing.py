"""Who gets which form: random ids, the link to the ledger, what the answer side may know."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from phieu.frame.units import Case
from phieu.paper.ticket import Ticket, draw_form_ids, link, serial_of
from phieu.returns.strata import Stratum, safe_strata
from phieu.rounds.settings import RoundSettings

RandomBits = Callable[[int], int]  # secrets.randbits, but for tests


@dataclass(frozen=True)
class NamedCase:
    """A case and what the round calls it, on the paper side too."""

    name: str
    case: Case


@dataclass(frozen=True)
class IssuedForm:
    """One form for one case. stratum: all that exports may say about the unit."""

    form_id: int
    serial: str
    name: str
    case: Case
    stratum: Stratum


def named(
    cases: Sequence[Case], settings: RoundSettings, random_bits: RandomBits
) -> tuple[NamedCase, ...]:
    """A name for every case of the frame: random in confidential rounds, where it is printed in
    layout.json beside the serial and must not say which unit it is."""
    if settings.confidentiality == "identified":
        return tuple(NamedCase(case.id, case) for case in cases)
    numbers = sorted(range(1, len(cases) + 1), key=lambda _number: random_bits(64))
    width = len(str(len(cases)))
    return tuple(
        NamedCase(f"C{number:0{width}}", case) for number, case in zip(numbers, cases, strict=True)
    )


def issue(
    cases: Sequence[NamedCase], key: bytes, settings: RoundSettings, random_bits: RandomBits
) -> tuple[IssuedForm, ...]:
    """A form for every case that is issued, in print order.

    That is the frame's order in identified rounds. In confidential ones it is random: forms.pdf and
    layout.json go to printers and readers, and the frame is no secret.
    """
    issued = [named for named in cases if named.case.issued]
    if settings.confidentiality == "confidential":
        issued.sort(key=lambda _named: random_bits(64))
    places = [(n.case.body, n.case.unit.district, n.case.unit.type.value) for n in issued]
    strata: Sequence[Stratum] = (
        safe_strata(places)
        if settings.confidentiality == "confidential"
        else [Stratum(*place) for place in places]
    )
    form_ids = draw_form_ids(len(issued), random_bits)
    return tuple(
        IssuedForm(form_id, serial_of(form_id, key), named.name, named.case, stratum)
        for named, form_id, stratum in zip(issued, form_ids, strata, strict=True)
    )


def round_id_of(key: bytes) -> int:
    """The 20 bits by which a ticket names its round; drawn from the round's key, and no secret."""
    digest = hmac.new(key, b"round id", hashlib.sha256).digest()
    return int.from_bytes(digest[:3], "big") >> 4


def codes_of(form_id: int, pages: int, key: bytes, public_address: str | None) -> Iterator[str]:
    """What the code on each page of a form holds."""
    round_id = round_id_of(key)
    for page in range(1, pages + 1):
        yield link(public_address, Ticket(round_id, form_id, page).signed(key))
