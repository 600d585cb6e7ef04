"""Why a field waits and why a page was refused, in words."""

from __future__ import annotations

from phieu.messages import _
from phieu.reading.model import Reason, Refusal


def reason_label(reason: Reason) -> str:
    return {
        Reason.DOUBTFUL_MARK: _("a doubtful mark"),
        Reason.SEVERAL_MARKS: _("several marks where one is asked for"),
        Reason.LONE_FILL: _("one blackened box and nothing else"),
        Reason.UNFINISHED_CORRECTION: _("a correction that is only half done"),
        Reason.EXCLUSIVE_CONFLICT: _("an option marked that rules the others out"),
        Reason.TOO_MANY_MARKS: _("more options marked than the question allows"),
        Reason.REPEATED_RANK: _("one option in two places of a ranking"),
        Reason.OUT_OF_RANGE: _("a number outside its range"),
        Reason.INCOMPLETE_NUMBER: _("a number with a digit missing"),
        Reason.PAGE_IN_DOUBT: _("a page that could not be placed well enough"),
        Reason.SCANS_DIFFER: _("two scans of one page that differ"),
        Reason.TO_KEY: _("handwriting to be keyed"),
        Reason.CONSENT_WAITS: _("read, but the form's consent waits"),
    }[reason]


def refusal_label(reason: Refusal) -> str:
    return {
        Refusal.BROKEN_FILE: _("broken file"),
        Refusal.UNKNOWN_FORMAT: _("no scan format"),
        Refusal.TOO_LARGE: _("too large"),
        Refusal.TOO_SMALL: _("too few pixels"),
        Refusal.NO_TICKET: _("no code found"),
        Refusal.FORGED_TICKET: _("false code"),
        Refusal.OTHER_ROUND: _("form of another round"),
        Refusal.UNKNOWN_FORM: _("unknown form"),
        Refusal.UNKNOWN_PAGE: _("unknown page"),
        Refusal.NOT_REGISTERED: _("corner marks not found"),
        Refusal.WRONG_SCALE: _("wrong scale"),
        Refusal.REPLACED: _("form replaced by a newer one"),
        Refusal.REHEARSAL_MIXED: _("rehearsed and real mixed"),
    }[reason]
