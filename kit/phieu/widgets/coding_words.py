"""Every word of the coding station's screen, in the reader's language."""

from __future__ import annotations

from phieu.messages import _


def coding_words() -> dict[str, str]:
    """By the names that the front end has for them."""
    return {**_start_words(), **_answer_words(), **_frame_words(), **_quote_words()}


def _start_words() -> dict[str, str]:
    return {
        "station": _("Coding of open answers"),
        "whoAreYou": _("Who is coding?"),
        "blind": _(
            "The two work apart: nobody sees the other's codes of an answer before both have coded "
            "it, and suggestions rest on one's own codes."
        ),
        "whoSettles": _("Where the two differ: who settles?"),
        "yourName": _("Your name"),
        "start": _("Begin"),
        "otherPerson": _("Somebody else"),
        "rehearsed": _("Rehearsed, no real answers"),
        "kernelSilent": _("The kernel is silent; what you decide waits here until it answers."),
        "allSaved": _("Saved"),
        "saving": _("Saving…"),
        "progress": _("How many answers are decided"),
        "counted": _("Answer {at} of {size} · {decided} decided, {open} open"),
    }


def _answer_words() -> dict[str, str]:
    return {
        "answer": _("Answer"),
        "comes": _("The next answers are on their way…"),
        "nothingHere": _("Nothing to do here: every answer is decided."),
        "locked": _("closed: the codes were shown"),
        "noCodesYet": _("No code yet"),
        "takeOut": _("Take this code out"),
        "suggested": _("Suggested by similar answers that you coded"),
        "noSuggestions": _("Nothing similar coded yet."),
        "support": _("{percent} % of them"),
        "bothSay": _("The two coders say"),
        "previous": _("← Previous"),
        "noContent": _("No content"),
        "uncodable": _("Cannot be coded"),
        "undo": _("Undo"),
        "undone": _("Undone; here it is."),
        "nothingToUndo": _("Nothing to undo."),
        "done": _("Next (Enter)"),
        "skipped": _("Left open for later."),
        "allDone": _("All answers are decided."),
        "lastOpen": _("This is the last open answer."),
        "keysCoding": _(
            "Letters: a code · 1–5: a suggestion · 0: no content · -: cannot be coded · /: find · "
            "+: new code · Enter: next · ← →: move · Ctrl+Z: undo · Alt+Q: quote"
        ),
        "keysSettling": _(
            "1, 2: as this coder says · Letters: a code · 0: no content · -: cannot be coded · "
            "/: find · Enter: settle, next · ← →: move · Ctrl+Z: undo"
        ),
    }


def _frame_words() -> dict[str, str]:
    return {
        "codes": _("Code frame"),
        "findCode": _("Find a code (/)"),
        "newCode": _("Label of the new code"),
        "newCodeButton": _("+ Code"),
        "newCodeHint": _("Add a code to the frame (+)"),
        "under": _("Under"),
        "atTheTop": _("At the top"),
        "addCode": _("Add the code"),
        "cancel": _("Cancel"),
        "emptyFrame": _("The frame has no codes yet. Press + to add one."),
    }


def _quote_words() -> dict[str, str]:
    return {
        "quote": _("Quote…"),
        "quoteHead": _("Quote this answer? Mask whatever tells who is meant, as […]."),
        "quoteWords": _("Words to quote"),
        "looked": _("I have looked: it names nobody"),
        "mayQuote": _("May be quoted so"),
        "mayNotQuote": _("Not to be quoted"),
    }
