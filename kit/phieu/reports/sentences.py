"""What tables say, in a sentence or two: only what is true of the figures that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from phieu.analysis.formats import count_text
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.model import Row, Table
from phieu.messages import _

from .figures import Figure, figures_of, highest, is_shown, is_withheld, lowest

MOST_NAMED = 3  # that share a figure; of more only the number is told


def of_answers(table: Table) -> str:
    """Of a frequency table: the commonest answers.

    Rows of valid answers stand before the first total, which is their base; counts come first,
    valid percent last.
    """
    place = next(at for at, row in enumerate(table.rows) if row.total)
    levels, base = table.rows[:place], table.rows[place]
    if _is_partly_withheld((*levels, base)):
        return _partly_withheld()
    if _is_nobody(base):
        return _nobody()
    figures = figures_of(levels, -1, _forms)
    first = highest(figures)
    rest = highest([figure for figure in figures if figure not in first and figure.value > 0])
    whole = cell_text(base.cells[0])
    if len(first) == 1 and not rest:
        return _("All {count} valid answers are “{answer}”.").format(
            count=whole, answer=first[0].label
        )
    told = _("Of {count} valid answers the most frequent: {first}.").format(
        count=whole, first=listed(first)
    )
    return f"{told} {_then(rest)}".rstrip()


def of_choices(table: Table, column: int) -> str:
    """Of several choices or of ranks: the options that most forms have.

    column: of the percentages of forms. The last row is a total: the forms, first or last in it.
    """
    options = [row for row in table.rows if not row.total]
    base = table.rows[-1]
    forms = base.cells[0] if base.cells[0].format == "count" else base.cells[-1]
    if _is_partly_withheld(table.rows):
        return _partly_withheld()
    if not is_shown(forms) or forms.value == 0:
        return _nobody()
    figures = [figure for figure in figures_of(options, column, _forms) if figure.value > 0]
    if not figures:
        return _("None of the {count} forms with an answer chose any option.").format(
            count=cell_text(forms)
        )
    first = highest(figures)
    rest = highest([figure for figure in figures if figure not in first])
    told = _("Of {count} forms with an answer most chose: {first}.").format(
        count=cell_text(forms), first=listed(first)
    )
    return f"{told} {_then(rest)}".rstrip()


def of_items(table: Table, satisfied: str) -> str:
    """Of a matrix: the best and the weakest item by the satisfied share, else by the mean.

    satisfied: the satisfied levels in words; "" where the scale names none. From the right stand
    valid answers, not assessed, the satisfied share if there is one, and the mean.
    """
    column = -3
    figures = figures_of(table.rows, column, _of_valid)
    held = sum(is_withheld(row.cells) for row in table.rows)
    told = []
    if not figures:
        told.append(_("No item of this table has a figure to show."))
    else:
        what = _("the share of “{levels}”").format(levels=satisfied) if satisfied else _("the mean")
        told.append(_extremes(figures, what))
    if held:
        told.append(_("Figures of {count} items are not published.").format(count=count_text(held)))
    return " ".join(told)


def _extremes(figures: Sequence[Figure], what: str) -> str:
    best, worst = highest(figures), lowest(figures)
    if len(figures) == 1:
        return _("For {item}: this is {what}.").format(item=figures[0].long, what=what)
    if best == worst:
        return _("For all {count} items {what} is {figure}.").format(
            count=count_text(len(figures)), what=what, figure=best[0].shown
        )
    return _("Of {count} items {what} is highest for {best}, lowest for {worst}.").format(
        count=count_text(len(figures)), what=what, best=listed(best), worst=listed(worst)
    )


def of_numbers(table: Table) -> str:
    """Of a table of means: n, mean and standard deviation, a row a variable."""
    if _is_partly_withheld(table.rows):
        return _partly_withheld()
    if len(table.rows) != 1:
        return ""
    (row,) = table.rows
    if not is_shown(row.cells[1]):
        return _nobody()
    return _("The mean is {mean}, of {count} valid answers.").format(
        mean=cell_text(row.cells[1]), count=cell_text(row.cells[0])
    )


def listed(figures: Sequence[Figure]) -> str:
    """All of them, or how many where they are too many to name."""
    if len(figures) <= MOST_NAMED:
        return ", ".join(figure.long for figure in figures)
    return _("{count} of them alike ({figure} each)").format(
        count=count_text(len(figures)), figure=figures[0].shown
    )


def _then(figures: Sequence[Figure]) -> str:
    return _("Next: {figures}.").format(figures=listed(figures)) if figures else ""


def _forms(row: Row) -> str:
    """The number of forms, wherever in the row it stands."""
    found = next((cell for cell in row.cells if cell.format == "count"), None)
    if found is None or not is_shown(found):
        return ""
    return _("{count} forms").format(count=cell_text(found))


def _of_valid(row: Row) -> str:
    valid = row.cells[-1]
    if not is_shown(valid):
        return ""
    return _("of {count} valid answers").format(count=cell_text(valid))


def _is_partly_withheld(rows: Sequence[Row]) -> bool:
    return is_withheld(cell for row in rows for cell in row.cells)


def _is_nobody(base: Row) -> bool:
    return not is_shown(base.cells[0]) or base.cells[0].value == 0


def _partly_withheld() -> str:
    return _("A part of this table is not published, so that it is not summed up in words.")


def _nobody() -> str:
    return _("Nobody gave a valid answer.")
