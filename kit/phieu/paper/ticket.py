"""The signed text in a page's code, and the serial that a hand can type instead.

A ticket is 140 bits as 28 Crockford base32 symbols, which fits a QR code of version 2-Q:
4 bits format, 4 bits page, 20 bits round, 64 bits random form id, 48 bits MAC.
A serial is 13 symbols: the first 40 bits of the form id and a 25-bit MAC as its check.
Neither says anything about the unit that received the form.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from phieu.errors import PhieuError
from phieu.messages import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
SYMBOLS = 28
SERIAL_SYMBOLS = 13
MAX_PAGES = 15
KEY_BYTES = 32

_FORMAT = 1
_MAC_BITS = 48
_SERIAL_ID_BITS, _SERIAL_MAC_BITS = 40, 25
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


class DamagedTicketError(PhieuError):
    """A text that is no ticket."""


class ForgedTicketError(PhieuError):
    """A ticket whose MAC does not match the round's key."""


class OtherRoundError(PhieuError):
    """A ticket of another round: its MAC cannot be checked with this round's key."""


class WrongSerialError(PhieuError):
    """A typed serial that no form of this round carries."""


@dataclass(frozen=True)
class Ticket:
    """Which page of which form of which round. round_id: 20 bits; form_id: 64; page: from 1."""

    round_id: int
    form_id: int
    page: int

    def signed(self, key: bytes) -> str:
        """The 28 symbols. key: KEY_BYTES secret bytes of the round."""
        mac = _mac(key, b"ticket", self._header, _MAC_BITS)
        return _encode(self._header << _MAC_BITS | mac, SYMBOLS)

    @property
    def _header(self) -> int:
        return ((_FORMAT << 4 | self.page) << 20 | self.round_id) << 64 | self.form_id


def read_ticket(text: str, key: bytes, round_id: int) -> Ticket:
    """The ticket in a code's text: bare, or the last part of a link.

    Raises DamagedTicketError, OtherRoundError or ForgedTicketError.
    """
    symbols = text.rsplit("/", 1)[-1].strip().upper()
    value = _decode(symbols)
    if value is None or len(symbols) != SYMBOLS or value >> 136 != _FORMAT:
        raise DamagedTicketError(_("“{text}” is not a ticket of phieu.").format(text=text[:60]))
    header = value >> _MAC_BITS
    ticket = Ticket(header >> 64 & 0xFFFFF, header & (1 << 64) - 1, header >> 84 & 0xF)
    if ticket.round_id != round_id:
        raise OtherRoundError(_("This page belongs to another round."))
    if not hmac.compare_digest(ticket.signed(key), symbols):
        raise ForgedTicketError(
            _("The code on this page was not made by this round: altered, forged or misread.")
        )
    return ticket


def link(address: str | None, symbols: str) -> str:
    """What the code holds: a link where the round has a public address, else the bare ticket.

    In capitals, which the code's alphanumeric mode stores in 5.5 bits each.
    """
    return f"{address.rstrip('/').upper()}/{symbols}" if address else symbols


def serial_of(form_id: int, key: bytes) -> str:
    """The hand-typable serial, `XXXX-XXXX-XXXXX`."""
    short = form_id >> 64 - _SERIAL_ID_BITS
    mac = _mac(key, b"serial", short, _SERIAL_MAC_BITS)
    symbols = _encode(short << _SERIAL_MAC_BITS | mac, SERIAL_SYMBOLS)
    return f"{symbols[:4]}-{symbols[4:8]}-{symbols[8:]}"


def read_serial(typed: str, key: bytes) -> str:
    """A typed serial in its printed shape. Case, spaces and hyphens do not matter, O is 0, I is 1.

    Raises WrongSerialError: a slip passes the 25-bit check once in 33 million.
    """
    symbols = "".join(character for character in typed.upper() if character.isalnum())
    value = _decode(symbols)
    if value is not None and len(symbols) == SERIAL_SYMBOLS:
        serial = serial_of(value >> _SERIAL_MAC_BITS << 64 - _SERIAL_ID_BITS, key)
        if _decode(serial.replace("-", "")) == value:
            return serial
    raise WrongSerialError(
        _(
            "“{typed}” is not a serial of this round. Check the 13 characters under the code."
        ).format(typed=typed)
    )


def draw_form_ids(count: int, random_bits: Callable[[int], int] = secrets.randbits) -> list[int]:
    """Random 64-bit form ids whose serials all differ."""
    by_short: dict[int, int] = {}
    while len(by_short) < count:
        form_id = random_bits(64)
        by_short.setdefault(form_id >> 64 - _SERIAL_ID_BITS, form_id)
    return list(by_short.values())


def _mac(key: bytes, purpose: bytes, value: int, bits: int) -> int:
    digest = hmac.new(key, purpose + value.to_bytes(16, "big"), hashlib.sha256).digest()
    return int.from_bytes(digest, "big") >> 256 - bits


def _encode(value: int, symbols: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(symbols)))


def _decode(symbols: str) -> int | None:
    value = 0
    for symbol in symbols:
        if symbol not in _VALUES:
            return None
        value = value << 5 | _VALUES[symbol]
    return value if symbols else None
