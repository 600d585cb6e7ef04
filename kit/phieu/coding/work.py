"""The coding of one open question as it stands: who decided what, who may see it, what is final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.messages import _

from .answers import AnswerKey, OpenAnswer
from .code_frame import CodeFrame
from .codings import (
    SETTLED,
    Act,
    Decision,
    Entry,
    NewEntry,
    Plan,
    Seat,
    Step,
    last_by_seat,
)
from .frame_versions import migrated


class NotYourPartError(PhieuError):
    """Somebody codes or settles who is not down for it."""


class LockedError(PhieuError):
    """A coder changes an answer whose codes were shown already."""


class NotDoneError(PhieuError):
    """An answer that not all coders have coded yet, so that nobody may see their codes."""


class UnknownAnswerError(PhieuError):
    """An answer that is not among those to code."""


class UnknownCodesError(PhieuError):
    """Codes that the frame does not have."""

    def __init__(self, codes: Iterable[int]) -> None:
        self.codes = tuple(sorted(codes))
        super().__init__(
            _("The code frame has no code {codes}. Add it first.").format(
                codes=", ".join(map(str, self.codes))
            )
        )


@dataclass(frozen=True)
class Progress:
    """Counts of answers. differing: wait to be settled. settled: final in whatever way."""

    answers: int
    by_coder: Mapping[str, int]
    done: int
    differing: int
    settled: int


@dataclass(frozen=True)
class CodingWork:
    """answers: in the order in which they are coded. last: the entry that counts, by seat.

    shown: who was shown the coders' codes of which answer.
    """

    plan: Plan
    frame: CodeFrame
    answers: Mapping[AnswerKey, OpenAnswer]
    last: Mapping[Seat, Entry]
    shown: frozenset[tuple[AnswerKey, str]]

    @classmethod
    def of(
        cls,
        plan: Plan,
        frame: CodeFrame,
        answers: Sequence[OpenAnswer],
        entries: Iterable[Entry] = (),
    ) -> CodingWork:
        """Raises ProblemsFoundError for codes in the history that the frame knows nothing of."""
        known = {answer.key: answer for answer in answers}
        return cls(plan, frame, known, {}, frozenset()).with_entries(entries)

    def with_entries(self, entries: Iterable[Entry]) -> CodingWork:
        """With what was added to the history, in any order; entries on other answers are left."""
        new = [entry for entry in entries if entry.key in self.answers]
        last = dict(self.last)
        for place, entry in last_by_seat(new).items():
            if place not in last or last[place].sequence < entry.sequence:
                last[place] = entry
        shown = {(entry.key, entry.person) for entry in new if entry.act is Act.SHOWN}
        _require_known_codes(last.values() if not self.last else new, self.frame)
        return replace(self, last=last, shown=self.shown | shown)

    def with_frame(self, frame: CodeFrame) -> CodingWork:
        """Under another version of the frame. Raises ProblemsFoundError as `of` does."""
        _require_known_codes(self.last.values(), frame)
        return replace(self, frame=frame)

    # What stands.

    def decision(self, key: AnswerKey, person: str) -> Decision | None:
        """What somebody decided in coding, in codes of the frame as it is now; None: not yet.

        For the program's own counting. What a person may see gives `visible`.
        """
        entry = self.last.get((key, person))
        if entry is None or entry.act is Act.TAKEN_BACK:
            return None
        return Decision(entry.act, migrated(entry.codes, self.frame))

    def adjudicated(self, key: AnswerKey) -> Decision | None:
        """What was settled last, by whomever."""
        return self.decision(key, SETTLED)

    def is_done(self, key: AnswerKey) -> bool:
        """Whether every coder has decided."""
        return all(self.decision(key, coder) is not None for coder in self.plan.coders)

    def differs(self, key: AnswerKey) -> bool:
        """Whether every coder has decided, and not all the same."""
        decisions = {self.decision(key, coder) for coder in self.plan.coders}
        return None not in decisions and len(decisions) > 1

    def final(self, key: AnswerKey) -> Decision | None:
        """What counts: the adjudication, else what all coders say alike; None: still open."""
        if not self.is_done(key):
            return None
        settled = self.adjudicated(key)
        if settled is not None or self.differs(key):
            return settled
        return self.decision(key, self.plan.coders[0])

    def to_settle(self) -> list[AnswerKey]:
        """The answers on which the coders differ and nobody has decided yet, in order."""
        return [key for key in self.answers if self.differs(key) and self.adjudicated(key) is None]

    def used(self) -> frozenset[int]:
        """The codes, by their numbers in the history, that some decision that counts has."""
        return frozenset(code for entry in self.last.values() for code in entry.codes)

    def progress(self) -> Progress:
        keys = list(self.answers)
        return Progress(
            answers=len(keys),
            by_coder={
                coder: sum(self.decision(key, coder) is not None for key in keys)
                for coder in self.plan.coders
            },
            done=sum(map(self.is_done, keys)),
            differing=len(self.to_settle()),
            settled=sum(self.final(key) is not None for key in keys),
        )

    # Who may see what.

    def visible(self, key: AnswerKey, person: str) -> dict[str, Decision]:
        """The coders' decisions that a person may see: their own, and the others' only once
        every coder has decided and the showing stands in the history."""
        was_shown = (key, person) in self.shown
        seen = [coder for coder in self.plan.coders if was_shown or coder == person]
        decisions = {coder: self.decision(key, coder) for coder in seen}
        return {coder: decision for coder, decision in decisions.items() if decision}

    def is_locked(self, key: AnswerKey) -> bool:
        """Whether somebody was shown the codes: whoever codes it now is not blind any more."""
        return key in self._shown_answers

    @cached_property
    def _shown_answers(self) -> frozenset[AnswerKey]:
        return frozenset(key for key, _person in self.shown)

    # What may be added, and by whom.

    def require_coder(self, person: str) -> None:
        """Raises NotYourPartError."""
        if person not in self.plan.coders:
            raise NotYourPartError(
                _("{person} is no coder of this question; its coders are {coders}.").format(
                    person=person, coders=", ".join(self.plan.coders)
                )
            )

    def require_settler(self, person: str) -> None:
        """Raises NotYourPartError."""
        if not person or person != (self.plan.adjudicator or person):
            raise NotYourPartError(
                _("{person} does not settle this question; {adjudicator} does.").format(
                    person=person, adjudicator=self.plan.adjudicator
                )
            )

    def showing(self, key: AnswerKey, person: str) -> NewEntry:
        """The entry to add before the coders' codes are shown. Raises NotDoneError,
        NotYourPartError, UnknownAnswerError."""
        self.require_settler(person)
        self._require_answer(key)
        if not self.is_done(key):
            raise NotDoneError(
                _("Not every coder has coded this answer yet; until then nobody sees the codes.")
            )
        return self._entry(key, person, Step.ADJUDICATION, Act.SHOWN, ())

    def coding(self, key: AnswerKey, coder: str, decision: Decision | None) -> NewEntry:
        """The entry for what a coder decides, or with None takes back.

        Raises NotYourPartError, LockedError, UnknownCodesError, UnknownAnswerError.
        """
        self.require_coder(coder)
        self._require_answer(key)
        if self.is_locked(key):
            raise LockedError(
                _(
                    "Both coders' codes of this answer were shown, so that coding it is over. "
                    "What is to be changed is settled in adjudication."
                )
            )
        return self._deciding(key, coder, Step.CODING, decision)

    def settling(self, key: AnswerKey, person: str, decision: Decision | None) -> NewEntry:
        """The entry for what an adjudicator decides, or with None takes back.

        Raises NotYourPartError, NotDoneError, UnknownCodesError, UnknownAnswerError.
        """
        self.require_settler(person)
        self._require_answer(key)
        if (key, person) not in self.shown:
            raise NotDoneError(
                _("Look at both coders' codes of this answer first; then it can be settled.")
            )
        return self._deciding(key, person, Step.ADJUDICATION, decision)

    def _deciding(
        self, key: AnswerKey, person: str, step: Step, decision: Decision | None
    ) -> NewEntry:
        if decision is None:
            return self._entry(key, person, step, Act.TAKEN_BACK, ())
        unknown = decision.codes - self.frame.by_value.keys()
        if unknown:
            raise UnknownCodesError(unknown)
        return self._entry(key, person, step, decision.act, tuple(sorted(decision.codes)))

    def _entry(
        self, key: AnswerKey, person: str, step: Step, act: Act, codes: tuple[int, ...]
    ) -> NewEntry:
        return NewEntry(key.serial, key.variable, person, step, act, codes, self.frame.version)

    def _require_answer(self, key: AnswerKey) -> None:
        if key not in self.answers:
            raise UnknownAnswerError(
                _("The form {serial} has no answer to {variable} that is to be coded.").format(
                    serial=key.serial, variable=key.variable
                )
            )


def _require_known_codes(entries: Iterable[Entry], frame: CodeFrame) -> None:
    unknown = sorted(
        {code for entry in entries for code in entry.codes if frame.current(code) is None}
    )
    if unknown:
        raise ProblemsFoundError(
            [
                Problem(
                    frame.id,
                    "frame-used-code-gone",
                    _("Code {code} is gone, and answers are coded by it.").format(code=code),
                    _("Put it back, or say under “replaced” which code its answers count as."),
                )
                for code in unknown
            ]
        )
