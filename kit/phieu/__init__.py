"""Surveys on paper in Vietnam: questionnaire, printed forms, scans, statistics, SPSS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from phieu.rounds.round import Round

__all__ = ["open_round"]


def open_round(path: str | Path) -> Round:
    """A printed survey round by its folder, such as "fieldwork/quang-nam-2023".

    Raises NoRoundError or NotPrintedError (both PhieuError) with what to do next.
    """
    # Here and not above: reading scans starts many processes, and none of them needs pandas.
    from phieu.rounds.round import open_round as opened

    return opened(path)
