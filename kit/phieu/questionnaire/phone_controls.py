"""How each answer is given on a phone: hints for whatever draws the form there.

Plain controls that a browser without scripts has; which ones stand side by side or in a table is
said too, for screens that are wide enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal as Exact
from typing import Literal, assert_never

from .codes import Scale
from .fields import (
    CalculatedField,
    CodeField,
    DateField,
    Field,
    FlagsField,
    GivenField,
    NumberField,
    RanksField,
    WordsField,
)
from .kinds import Matrix, NumberTable, Question, Rating, Score

Widget = Literal["radios", "checkboxes", "select", "number", "date", "month", "line", "lines"]
Arrangement = Literal["list", "row", "table"]

_SELECT_FROM = 12  # options: beyond these a list that opens is quicker than a long page
_LINE = 250  # characters that still stand on a line that scrolls


@dataclass(frozen=True)
class Control:
    """One control. least, most and step: of a number or a day, as HTML writes them."""

    name: str
    widget: Widget
    arrangement: Arrangement = "list"
    input_mode: Literal["numeric", "decimal", "text"] | None = None
    least: str = ""
    most: str = ""
    step: str = ""
    longest: int | None = None


def controls(question: Question, scales: Mapping[str, Scale]) -> tuple[Control, ...]:
    """The controls of a question in order; none for what is not asked on a phone."""
    arrangement = _arrangement(question)
    return tuple(
        control for field in question.fields(scales) for control in _of_field(field, arrangement)
    )


def _arrangement(question: Question) -> Arrangement:
    match question:
        case Matrix() | NumberTable():
            return "table"
        case Rating() | Score():
            return "row"
        case _:
            return "list"


def _of_field(field: Field, arrangement: Arrangement) -> tuple[Control, ...]:
    match field:
        case CodeField(prefilled=str()) | GivenField() | CalculatedField():
            return ()
        case CodeField():
            many = len(field.codes) > _SELECT_FROM
            return (Control(field.variable, "select" if many else "radios", arrangement),)
        case FlagsField():
            return (Control(field.question, "checkboxes"),)
        case RanksField():
            return tuple(Control(name, "select") for name in field.variables)
        case NumberField():
            return (_number(field, arrangement),)
        case DateField():
            widget: Widget = "date" if field.precision == "day" else "month"
            shown = "%Y-%m-%d" if field.precision == "day" else "%Y-%m"
            ends = f"{field.earliest:{shown}}", f"{field.latest:{shown}}"
            return (Control(field.variable, widget, least=ends[0], most=ends[1]),)
        case WordsField():
            widget = "line" if field.characters <= _LINE else "lines"
            return (Control(field.variable, widget, input_mode="text", longest=field.characters),)
        case _:
            assert_never(field)


def _number(field: NumberField, arrangement: Arrangement) -> Control:
    unit = Exact(1).scaleb(-field.decimals)
    return Control(
        field.variable,
        "number",
        arrangement,
        # A phone's numeric keys have no minus sign.
        None if field.least < 0 else "decimal" if field.decimals else "numeric",
        least=str(field.least * unit),
        most=str(field.most * unit),
        step=str(unit),
    )
