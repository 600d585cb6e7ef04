"""Every word of the designer's screen, in the reader's language."""

from __future__ import annotations

from typing import Any

from phieu.errors import Severity
from phieu.messages import _
from phieu.questionnaire import key_words

from .kind_words import KIND_WORDS


def screen_words() -> dict[str, Any]:
    """By the names that the front end has for them."""
    return {**_outline_words(), **_form_words(), **_page_words(), **_file_words()}


def severity_words() -> dict[str, str]:
    return {
        Severity.ERROR.value: _("Error"),
        Severity.WARNING.value: _("Warning"),
        Severity.ADVICE.value: _("Advice"),
    }


def _outline_words() -> dict[str, Any]:
    helps = key_words.kinds()
    return {
        "kinds": [[kind, said(), helps.get(kind, "")] for kind, said in KIND_WORDS.items()],
        "outline": _("Outline"),
        "outlineTools": _("Add, copy, delete"),
        "add": _("+ Question"),
        "addSection": _("+ Section"),
        "addScale": _("+ Scale"),
        "fromBank": _("From the bank"),
        "copy": _("Copy"),
        "delete": _("Delete"),
        "deleteKey": _("Delete (Del)"),
        "absent": _("Not in the variant that is shown"),
        "noText": _("(no text)"),
        "onPage": _("On page {page}"),
        "bank": _("Bank of ready questions"),
        "search": _("Search"),
        "emptyBank": _("Nothing found."),
        "close": _("Close"),
    }


def _form_words() -> dict[str, Any]:
    return {
        "form": _("Form of the chosen part"),
        "groups": {
            "asked": _("Who is asked, when, and what must hold"),
            "more": _("Codebook, silenced rules"),
        },
        "expression": _("such as A2 = 1; C3 includes 7"),
        "details": _("More of this line"),
        "remove": _("Delete this line"),
        "dragHere": _("Drag to move; by keyboard Alt+↑ and Alt+↓"),
        "findings": _("Checks"),
        "severities": severity_words(),
        "filter": _("Show or hide these"),
        "noFindings": _("Nothing to mend."),
        "allHidden": _("All of them are hidden."),
        "line": _("line {line}"),
        "source": _("YAML text"),
    }


def _page_words() -> dict[str, Any]:
    return {
        "page": _("The printed page"),
        "body": _("Body"),
        "unitType": _("Type of unit"),
        "language": _("Language"),
        "pageBack": _("Previous page"),
        "pageOn": _("Next page"),
        "pageOf": _("Page {page} of {count}"),
        "free": _("{mm} mm free on the last page"),
        "zoom": _("Size of the page"),
        "fit": _("Fit"),
        "width": _("Width of the columns"),
    }


def _file_words() -> dict[str, Any]:
    return {
        "undo": _("Undo"),
        "redo": _("Redo"),
        "save": _("Save"),
        "saved": _("Saved"),
        "unsaved": _("Not saved"),
        "asText": _("YAML text"),
        "asForm": _("Form"),
        "fullScreen": _("Full screen"),
        "compare": _("The file was changed elsewhere: compare"),
        "kernelSilent": _("The kernel does not answer; what you type is kept here."),
        "conflict": _("Somebody else has saved this file since you opened it."),
        "conflictCounts": _(
            "Only in yours: {mine} lines (+). Only in the file: {theirs} lines (−)."
        ),
        "sides": {
            "mine": _("only in yours"),
            "theirs": _("only in the file"),
            "both": _("in both"),
        },
        "copyName": _("Name of the copy"),
        "saveCopy": _("Save mine as a copy"),
        "takeTheirs": _("Take the file's text"),
        "overwrite": _("Overwrite the file"),
        "later": _("Later"),
    }
