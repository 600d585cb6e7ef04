"""Every word of the export bench's screen, in the reader's language."""

from __future__ import annotations

from typing import Any

from phieu.messages import _


def export_words() -> dict[str, Any]:
    """By the names that the front end has for them."""
    return {
        "formats": [list(one) for one in _formats()],
        "format": _("Format"),
        "questions": _("Questions"),
        "findQuestion": _("Find a question (words or name)"),
        "noneFound": _("No question has these words."),
        "all": _("All"),
        "none": _("None"),
        "labels": _("Words instead of codes"),
        "holdsBoth": _("This format holds codes and words."),
        "kept": _("What the file keeps"),
        "write": _("Write the file"),
        "problems": _("Not possible yet:"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "rehearsed": _("REHEARSED DATA"),
        "kernelSilent": _("The kernel does not answer; what you do now waits for it."),
    }


def _formats() -> tuple[tuple[str, str, str, str], ...]:
    """The format, its name, whom it is for, and what it keeps."""
    everything = _(
        "Everything: labels, user-missing codes and ranges, measures, formats, multiple response "
        "sets, roles, what was asked, notes. R (haven) reads neither measures nor sets."
    )
    table = _(
        "Answers, and in the codebook labels, user-missing codes, measures, multiple response sets "
        "and what was asked."
    )
    return (
        ("sav", "SPSS (.sav)", _("SPSS, PSPP, R"), everything),
        ("zsav", "SPSS (.zsav)", _("The same, compressed"), everything),
        (
            "sps",
            _("SPSS syntax (.sps)"),
            _("To see or change how the data file comes about; with its own CSV"),
            _("Everything that the .sav holds, built from the CSV; then the standard tables."),
        ),
        (
            "dta",
            "Stata (.dta)",
            _("Stata 14 and later, R"),
            _(
                "Labels of numbers; user-missing codes as letters (.n not applicable, .i "
                "illegible, .m several marks); long labels and what was asked in notes. No "
                "measures or sets."
            ),
        ),
        ("xlsx", "Excel (.xlsx)", _("Reading and checking in Excel"), table),
        (
            "csv",
            "CSV",
            _("The working file, with the form serials: not to be passed on"),
            table,
        ),
        (
            "ddi",
            "DDI (.xml)",
            _("Archives and catalogues"),
            _("The questionnaire and its variables, how many answers are valid; no answers."),
        ),
    )
