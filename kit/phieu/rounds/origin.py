"""Rehearsed and real returns never meet in one round, and rehearsed ones stay known as such."""

from __future__ import annotations

import shutil

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.reading.model import Refusal, RefusedPageError
from phieu.rounds.folder import RoundFolder
from phieu.store.answers import AnswerStore

# In every picture that a rehearsal makes: a JPEG comment, or a TIFF description.
MARK = b"PHIEU-REHEARSAL"
_MARK_WITHIN = 4096  # bytes from either end: where picture files keep their descriptions

_KEY = "origin"
_REHEARSED, _REAL = "rehearsed", "real"


class RealReturnsError(PhieuError):
    """Real returns where only rehearsed ones may be taken out."""


def is_rehearsed(picture: bytes) -> bool:
    """Whether an image file came from a rehearsal."""
    return MARK in picture[:_MARK_WITHIN] or MARK in picture[-_MARK_WITHIN:]


class Origin:
    """Where a round's returns come from. The first page decides; the others must be alike."""

    def __init__(self, store: AnswerStore) -> None:
        self._store = store
        self._known = store.settings().get(_KEY)

    @property
    def rehearsed(self) -> bool:
        return self._known == _REHEARSED

    @property
    def real(self) -> bool:
        return self._known == _REAL

    def admit(self, *, rehearsed: bool) -> None:
        """Raises RefusedPageError for a page of the other origin."""
        origin = _REHEARSED if rehearsed else _REAL
        if self._known is None:
            # Another run may have let in the first page meanwhile.
            self._known = self._store.note_once(_KEY, origin)
        if self._known == origin:
            return
        if rehearsed:
            raise RefusedPageError(
                Refusal.REHEARSAL_MIXED,
                _("This is a rehearsed page, and the round holds real returns."),
            )
        raise RefusedPageError(
            Refusal.REHEARSAL_MIXED,
            _(
                "This page is real, and the round holds rehearsed returns. End the rehearsal "
                "first: phieu rehearse ROUND --forget"
            ),
        )


def forget_rehearsal(folder: RoundFolder) -> int:
    """Take rehearsed returns and their pictures out of a round; returns the number of pages.

    Raises RealReturnsError when the round holds real returns: those are never deleted.
    """
    folder.require_printed()
    with AnswerStore(folder.answers) as store:
        origin = Origin(store)
        if origin.real:
            raise RealReturnsError(
                _("{folder} holds real returns; only a rehearsal can be forgotten.").format(
                    folder=folder.path
                )
            )
        pages = store.forget_returns(settings=[_KEY])
    shutil.rmtree(folder.images, ignore_errors=True)
    return pages
