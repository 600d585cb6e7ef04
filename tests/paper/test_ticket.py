"""Tickets and serials: short, signed, and unforgiving of slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.paper.ticket import (
    ALPHABET,
    MAX_PAGES,
    SYMBOLS,
    DamagedTicketError,
    ForgedTicketError,
    OtherRoundError,
    Ticket,
    WrongSerialError,
    draw_form_ids,
    link,
    read_serial,
    read_ticket,
    serial_of,
)

KEY = bytes(range(32))

tickets = st.builds(
    Ticket,
    round_id=st.integers(0, 2**20 - 1),
    form_id=st.integers(0, 2**64 - 1),
    page=st.integers(1, MAX_PAGES),
)


@given(tickets)
def test_a_ticket_reads_back_as_it_was_signed(ticket):
    symbols = ticket.signed(KEY)

    assert len(symbols) == SYMBOLS
    assert read_ticket(symbols, KEY, ticket.round_id) == ticket


@given(tickets)
def test_a_ticket_in_a_link_reads_back(ticket):
    text = link("https://phieu.quangnam.gov.vn/", ticket.signed(KEY))

    assert text.startswith("HTTPS://PHIEU.QUANGNAM.GOV.VN/")
    assert read_ticket(text, KEY, ticket.round_id) == ticket


@given(tickets, st.integers(0, SYMBOLS - 1), st.sampled_from(ALPHABET))
def test_a_ticket_with_one_wrong_symbol_is_refused(ticket, place, symbol):
    symbols = ticket.signed(KEY)
    if symbols[place] == symbol:
        return
    wrong = symbols[:place] + symbol + symbols[place + 1 :]

    with pytest.raises((DamagedTicketError, OtherRoundError, ForgedTicketError)):
        read_ticket(wrong, KEY, ticket.round_id)


@given(tickets)
def test_a_ticket_signed_with_another_key_is_a_forgery(ticket):
    with pytest.raises(ForgedTicketError):
        read_ticket(ticket.signed(KEY[::-1]), KEY, ticket.round_id)


def test_a_ticket_of_another_round_is_told_apart_from_a_forgery():
    with pytest.raises(OtherRoundError):
        read_ticket(Ticket(7, 1, 1).signed(KEY), KEY, round_id=8)


@pytest.mark.parametrize(
    "text", ["", "hello", "HTTPS://EXAMPLE.VN/", "U" * SYMBOLS, "0" * SYMBOLS, "Đ" * SYMBOLS]
)
def test_a_text_that_is_no_ticket_is_refused(text):
    with pytest.raises(DamagedTicketError):
        read_ticket(text, KEY, round_id=0)


@given(st.integers(0, 2**64 - 1))
def test_a_serial_may_be_typed_in_small_letters_with_spaces_and_lookalikes(form_id):
    serial = serial_of(form_id, KEY)
    typed = serial.lower().replace("-", " ").replace("0", "o").replace("1", "i")

    assert read_serial(typed, KEY) == serial


@given(st.integers(0, 2**64 - 1), st.data())
def test_a_serial_with_slips_is_refused(form_id, data):
    symbols = list(serial_of(form_id, KEY).replace("-", ""))
    places = data.draw(st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True))
    typed = list(symbols)
    for place in places:
        typed[place] = data.draw(st.sampled_from(ALPHABET))
    if typed == symbols:
        return

    with pytest.raises(WrongSerialError):
        read_serial("".join(typed), KEY)


@given(st.integers(0, 2**64 - 1), st.integers(0, 11))
def test_a_serial_with_two_neighbours_swapped_is_refused(form_id, place):
    symbols = list(serial_of(form_id, KEY).replace("-", ""))
    symbols[place], symbols[place + 1] = symbols[place + 1], symbols[place]
    typed = "".join(symbols)
    if typed == serial_of(form_id, KEY).replace("-", ""):
        return

    with pytest.raises(WrongSerialError):
        read_serial(typed, KEY)


def test_form_ids_never_share_a_serial():
    draws = iter([5 << 24, (5 << 24) + 1, 6 << 24])

    assert draw_form_ids(2, lambda _bits: next(draws)) == [5 << 24, 6 << 24]
