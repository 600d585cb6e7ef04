"""One scanned page to its reading, with everything that a printed round knows at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2

from phieu.messages import _
from phieu.paper.ticket import (
    DamagedTicketError,
    ForgedTicketError,
    OtherRoundError,
    Ticket,
    read_ticket,
    serial_of,
)
from phieu.reading.groups import Group, groups_of
from phieu.reading.model import GreyImage, PageReading, Refusal, RefusedPageError
from phieu.reading.page import PageModel, model_of, read_page
from phieu.reading.source_page import SourcePage, decode
from phieu.reading.ticket_on_page import FoundTicket, find
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import PrintFolder
from phieu.rounds.printed import CLEAN_DPI, PrintedRound


@dataclass(frozen=True)
class ReadPage:
    """page: of the form, from 1."""

    serial: str
    page: int
    reading: PageReading


class PageReader:
    """Reads pages of one printed round. Layouts are prepared when they are first met."""

    def __init__(self, printed: PrintedRound) -> None:
        self._printed = printed
        self._prepared: dict[str, list[tuple[PageModel, tuple[Group, ...]]]] = {}

    def read(self, source: SourcePage) -> ReadPage:
        """Raises RefusedPageError with the named reason."""
        image = decode(source)
        found = find(image)
        if found is None:
            raise RefusedPageError(
                Refusal.NO_TICKET,
                _(
                    "No code was found. If this is a form, scan the page again, flat and whole; "
                    "if the code is soiled, put the sheet aside."
                ),
            )
        ticket = self._ticket(found)
        copy = self._printed.copy_of.get(serial_of(ticket.form_id, self._printed.key))
        if copy is None:
            raise RefusedPageError(
                Refusal.UNKNOWN_FORM,
                _("The code is signed by this round, but no such form was printed."),
            )
        if copy.serial in self._printed.void:
            raise RefusedPageError(
                Refusal.REPLACED,
                _(
                    "This form was replaced by one of a newer version, and only that one counts. "
                    "Put the sheet aside and ask which of the two was meant."
                ),
            )
        pages = self._pages_of(copy.layout)
        if not 1 <= ticket.page <= len(pages):
            raise RefusedPageError(
                Refusal.UNKNOWN_PAGE,
                _("The code names page {page}; this form has {count}.").format(
                    page=ticket.page, count=len(pages)
                ),
            )
        return ReadPage(copy.serial, ticket.page, self._reading(image, found, ticket, pages))

    @staticmethod
    def _reading(
        image: GreyImage,
        found: FoundTicket,
        ticket: Ticket,
        pages: list[tuple[PageModel, tuple[Group, ...]]],
    ) -> PageReading:
        model, groups = pages[ticket.page - 1]
        return read_page(image, model, groups, upside_down=found.upside_down)

    def _ticket(self, found: FoundTicket) -> Ticket:
        try:
            return read_ticket(found.text, self._printed.key, self._printed.round_id)
        except OtherRoundError as error:
            raise RefusedPageError(Refusal.OTHER_ROUND, str(error)) from error
        except ForgedTicketError as error:
            raise RefusedPageError(Refusal.FORGED_TICKET, str(error)) from error
        except DamagedTicketError as error:
            raise RefusedPageError(Refusal.NO_TICKET, str(error)) from error

    def _pages_of(self, layout_hash: str) -> list[tuple[PageModel, tuple[Group, ...]]]:
        if layout_hash not in self._prepared:
            layout = self._printed.layouts[layout_hash]
            variant = self._printed.variant_of(layout)
            self._prepared[layout_hash] = [
                (model_of(page, clean, CLEAN_DPI), groups_of(variant, page.boxes))
                for page, clean in zip(
                    layout.pages,
                    self._printed.clean_pages(layout_hash),
                    strict=True,
                )
            ]
        return self._prepared[layout_hash]


# ---- in a worker process -------------------------------------------------------------------------

_reader: PageReader


def start_worker(print_folder: Path) -> None:
    """Open the printed round once for all pages that this process will read."""
    global _reader
    cv2.setNumThreads(1)  # the processes share the cores already
    _reader = PageReader(printed_round.load(PrintFolder(print_folder)))


def read_in_worker(source: SourcePage) -> ReadPage | RefusedPageError:
    try:
        return _reader.read(source)
    except RefusedPageError as error:
        return error
