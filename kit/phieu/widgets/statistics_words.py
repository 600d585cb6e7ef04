"""Every word of the statistics bench's screen, in the reader's language."""

from __future__ import annotations

from typing import Any

from phieu.messages import _


def bench_words() -> dict[str, Any]:
    """By the names that the front end has for them."""
    return {**_variable_words(), **_table_words(), **_basket_words()}


def _variable_words() -> dict[str, Any]:
    return {
        "variables": _("Variables"),
        "findVariable": _("Find a variable (words or name)"),
        "noneFound": _("No variable has these words."),
        "variableKeys": _("↑ ↓ choose · Enter to the rows · C to the columns · / find"),
        "rows": _("Rows"),
        "rowsHint": _("What is to be counted: choose on the left, Enter"),
        "rowSign": _("R"),
        "toRows": _("To the rows, or out of them"),
        "banner": _("Columns"),
        "bannerHint": _("Whom to compare: body, district, any question of choices"),
        "bannerSign": _("C"),
        "toBanner": _("To the columns, or out of them"),
        "chipKeys": _("← → to the next, Alt+← → moves, Delete removes"),
        "remove": _("Remove"),
    }


def _table_words() -> dict[str, Any]:
    return {
        "options": _("How the table is made"),
        "percent": _("Percent"),
        "percents": [
            ["column", _("of the column")],
            ["row", _("of the row")],
            ["none", _("none, counts only")],
        ],
        "ticks": [
            ["counts", _("Counts"), _("The number of answers beside each percentage")],
            ["means", _("Means only"), _("A row a variable with its mean, without the answers")],
            ["letters", _("Column letters"), _("Which columns differ significantly (p < 0.05)")],
            ["bonferroni", _("Bonferroni"), _("A stricter limit, for many comparisons at once")],
            [
                "published",
                _("As published"),
                _("Without the figures that disclosure control holds back"),
            ],
            ["chart", _("Chart"), _("The chart that suits the table")],
        ],
        "nothingChosen": _("Choose a variable on the left: its table appears here."),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "rehearsed": _("REHEARSED DATA"),
        "kernelSilent": _("The kernel does not answer; what you do now waits for it."),
    }


def _basket_words() -> dict[str, Any]:
    return {
        "setAside": _("Set this table aside"),
        "basketEmpty": _("Tables that are set aside go into one file and are protected together."),
        "takeOut": _("Show this choice again"),
        "files": [
            ["xlsx", "Excel"],
            ["docx", "Word"],
            ["csv", "CSV"],
            ["tex", "LaTeX"],
        ],
        "publish": _("Publish…"),
        "publishAsk": _("Click again: it is entered in the ledger for good"),
        "publishHelp": _(
            "Writes these tables to Excel without what must be held back, and enters them in the "
            "ledger of publications, so that later tables do not give it away"
        ),
    }
