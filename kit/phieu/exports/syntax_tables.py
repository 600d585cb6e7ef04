"""The tables that an office asks for first, as SPSS syntax behind the data."""

from __future__ import annotations

from collections.abc import Sequence

from phieu.messages import _

from .extract import Extract
from .response_sets import ResponseSet
from .syntax_text import command, comment, names


def standard_tables(extract: Extract) -> str:
    """Frequencies of what has codes, the same by body, numbers described, sets for who has the
    module that counts them."""
    codes = [c.name for c in extract.columns if c.kind in ("code", "flag")]
    numbers = [c.name for c in extract.columns if c.kind == "number" and c.question]
    by_body = any(column.name == "body" for column in extract.columns)
    parts = [
        comment(_("Standard tables")) if codes or numbers else "",
        command("FREQUENCIES", _counted(codes) if codes else []),
        command("CROSSTABS", _by_body(codes) if by_body and codes else []),
        command("DESCRIPTIVES", _described(numbers) if numbers else []),
        _set_tables(extract.sets, by_body=by_body) if extract.sets else "",
    ]
    return "\n".join(part for part in parts if part)


def _counted(codes: Sequence[str]) -> list[str]:
    return [f"/VARIABLES={names(codes)}", "/STATISTICS=NONE"]  # no mean of codes


def _by_body(codes: Sequence[str]) -> list[str]:
    return [f"/TABLES={names(codes)} BY body", "/CELLS=COUNT COLUMN"]


def _described(numbers: Sequence[str]) -> list[str]:
    return [f"/VARIABLES={names(numbers)}", "/STATISTICS=MEAN STDDEV MIN MAX"]


def _set_tables(sets: Sequence[ResponseSet], *, by_body: bool) -> str:
    """As comments: PSPP has no CTABLES, and SPSS has it in a module of its own. Percent of cases
    and of responses, side by side."""
    shown = "[COUNT, COLPCT.COUNT, COLPCT.RESPONSES]"
    banner = " BY body" if by_body else ""
    tables = [f"* CTABLES /TABLE ${found.name} {shown}{banner}." for found in sets]
    note = _("With the Custom Tables module: take the asterisks away and run these lines")
    return comment(note) + "\n".join(tables) + "\n"
