"""What tables of waves say in words: figures, intervals, bases, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.tables.cells import Cell, Source, State
from phieu.messages import _

from .comparable import Caution, Wave
from .figures import FEWEST_UNITS, Figure

PLACES, P_PLACES = 2, 3  # of figures, and of p


def interval_text(interval: tuple[float, float]) -> str:
    low, high = (decimal_text(bound, PLACES) for bound in interval)
    return _("{low} to {high}").format(low=low, high=high)


def interval_cell(interval: tuple[float, float] | None, sources: Sequence[Source]) -> Cell:
    if interval is None:
        return Cell(None, "text", state=State.EMPTY, sources=tuple(sources))
    return Cell(interval_text(interval), "text", sources=tuple(sources))


def interval_words(level: float) -> str:
    return _("{level}% interval").format(level=f"{100 * level:g}".replace(".", ","))


def figure_words(wanted: Figure) -> str:
    match wanted.measure:
        case "mean":
            return _("means")
        case "satisfied":
            return _("percent at the satisfied levels")
        case "share":
            levels = ", ".join(map(str, sorted(wanted.levels)))
            return _("percent that answered {levels}").format(levels=levels)


def bases(waves: Sequence[Wave]) -> str:
    parts = []
    for wave in waves:
        base = wave.survey.base
        parts.append(
            _("{wave}: forms issued {issued}, returned {returned}, valid {valid}").format(
                wave=wave.label,
                issued=count_text(base.issued),
                returned=count_text(base.returned),
                valid=count_text(base.valid),
            )
        )
    return "; ".join(parts) + "."


def few_units_note() -> str:
    return _(
        "Fewer than {units} units, or answers without variation: described only, no interval and "
        "no test. Nothing is generalised."
    ).format(units=FEWEST_UNITS)


def caution_notes(cautions: Sequence[Caution]) -> Iterator[str]:
    for caution in cautions:
        yield f"{caution.message} {caution.advice}"
