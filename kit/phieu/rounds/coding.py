"""The coding of one open question of a round: its frame's file, its history, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from phieu.analysis.survey import Survey, UnknownVariableError
from phieu.analysis.tables.model import Table
from phieu.coding import frame_text
from phieu.coding.agreement_tables import agreement_table
from phieu.coding.answers import AnswerKey, OpenAnswer, answers_in
from phieu.coding.code_frame import CodeFrame, FrameCode
from phieu.coding.coded_survey import Level, coded_survey
from phieu.coding.codings import Decision, Entry, NewEntry, Plan
from phieu.coding.frame_versions import free_value, require_successor, with_code
from phieu.coding.quoting import last_marks, quotable, quotes_for
from phieu.coding.work import CodingWork
from phieu.errors import PhieuError
from phieu.exports.atomic import replacing
from phieu.messages import _
from phieu.rounds.inputs import read_text
from phieu.rounds.round import Round
from phieu.store.codings import CodingStore, HistoryMovedError

FOLDER = "coding"  # in the round's folder, a frame a file


class OtherCodersError(PhieuError):
    """A question whose coders were settled, and others want to code it."""


class WrongFrameError(PhieuError):
    """A frame that is not for this question."""


class NoAnswersError(PhieuError):
    """A question of which the round has no texts yet."""


def frame_file(round_: Round, variable: str) -> Path:
    """Where the frame of a question stands: a file of its own, or one that it shares."""
    own = round_.folder.path / FOLDER / f"{variable}.yaml"
    if not own.exists():
        for path in sorted(own.parent.glob("*.yaml")):
            frame, _problems = frame_text.examine(read_text(path))
            if frame is not None and variable in frame.variables:
                return path
    return own


def start_frame(round_: Round, variable: str) -> Path:
    """The frame's file; where there is none, one is made: a copy of the one that stands beside the
    questionnaire (`coding/H3.yaml`), or one without codes.

    Raises UnknownVariableError, NotWrittenError.
    """
    path = frame_file(round_, variable)
    about = next((one for one in round_.codebook if one.name == variable), None)
    if about is None:
        raise UnknownVariableError(variable, [one.name for one in round_.codebook])
    if not path.exists():
        beside = round_.folder.path / round_.printed.settings.questionnaire.parent / FOLDER
        shared = beside / path.name
        frame = CodeFrame(id=variable, title=about.text or about.label, variables=(variable,))
        path.parent.mkdir(exist_ok=True)
        _write(path, read_text(shared) if shared.is_file() else frame_text.dump(frame))
    return path


class CodingDesk:
    """One question's coding, kept up with what others add.

    Every change is checked against the history as it is at that moment, and stands in round.db
    before the call returns. `work` is what it has led to.
    """

    def __init__(
        self, round_: Round, survey: Survey, plan: Plan, variable: str, path: Path
    ) -> None:
        self.round, self.survey, self.variable, self.path = round_, survey, variable, path
        self._text = read_text(path)
        frame = self._checked_frame(frame_text.load(self._text, str(path)))
        with CodingStore(round_.folder.answers) as store:
            answers = answers_in(survey, variable, store.texts(variable))
            entries = store.entries(variable)
            for version, old in store.frames().items():
                by_it = [entry.codes for entry in entries if entry.frame == version]
                require_successor(old, frame, {c for codes in by_it for c in codes}, str(path))
        if not answers:
            raise NoAnswersError(
                _("No form of the round has a keyed answer to {variable} yet.").format(
                    variable=variable
                )
            )
        self.work = CodingWork.of(plan, frame, answers, entries)
        self._last = max((entry.sequence for entry in entries), default=0)

    @property
    def frame(self) -> CodeFrame:
        return self.work.frame

    def refresh(self) -> bool:
        """Take in what others have added, and the frame's file; gives whether anything was new.

        Raises ProblemsFoundError where the file was changed in a way that cannot be."""
        with CodingStore(self.round.folder.answers) as store:
            new = store.entries(self.variable, after=self._last)
        text = read_text(self.path)
        if text != self._text:
            frame = self._checked_frame(frame_text.load(text, str(self.path)))
            require_successor(self.frame, frame, self.work.used(), str(self.path))
            self.work, self._text = self.work.with_frame(frame), text
        self._take(new)
        return bool(new)

    def decide(self, key: AnswerKey, coder: str, decision: Decision | None) -> None:
        """A coder's decision on an answer; with None taken back. Raises as `CodingWork.coding`."""
        self._add(lambda work: [work.coding(key, coder, decision)])

    def show(self, keys: Sequence[AnswerKey], person: str) -> None:
        """Note that both coders' codes of these answers are shown to somebody; those that were
        shown already stay so. Raises as `CodingWork.showing`."""
        self._add(
            lambda work: [
                work.showing(key, person) for key in keys if (key, person) not in work.shown
            ]
        )

    def settle(self, key: AnswerKey, person: str, decision: Decision | None) -> None:
        """What counts where coders differ. Raises as `CodingWork.settling`."""
        self._add(lambda work: [work.settling(key, person, decision)])

    def add_code(self, label: str, parent: int | None) -> FrameCode:
        """A new code at once in the frame's file, its comments kept. Raises ProblemsFoundError."""
        self.refresh()
        code = FrameCode(value=free_value(self.frame, parent), label=label.strip(), parent=parent)
        text = with_code(self._text, code, str(self.path))
        _write(self.path, text)
        self._text = text
        self.work = self.work.with_frame(frame_text.load(text, str(self.path)))
        return code

    def mark_quotable(
        self, key: AnswerKey, person: str, text: str | None, *, looked: bool = False
    ) -> None:
        """Let an answer be quoted by these words, or with None not. Raises NotQuotableError."""
        said = None if text is None else quotable(self.answer(key), text, looked=looked)
        with CodingStore(self.round.folder.answers) as store:
            store.mark_quotable(key.serial, key.variable, person, said)

    def answer(self, key: AnswerKey) -> OpenAnswer:
        return self.work.answers[key]

    def quotes(self, code: int) -> Sequence[str]:
        """What may be quoted of the answers with a code."""
        with CodingStore(self.round.folder.answers) as store:
            marks = last_marks(store.quote_marks(self.variable))
        return quotes_for(code, self.work, marks)

    def agreement(self, rng: np.random.Generator | None = None) -> Table:
        """How well the two coders agree. rng: for intervals. Raises OneCoderError."""
        return agreement_table(self.work, rng, rehearsed=self.survey.rehearsed)

    def coded_survey(self, *, level: Level = "given") -> Survey:
        """The round's survey with what is final as 0/1 variables."""
        return coded_survey(self.survey, self.variable, self.frame, self.work, level=level)

    def _add(self, allowed: Callable[[CodingWork], list[NewEntry]]) -> None:
        with CodingStore(self.round.folder.answers) as store:
            while True:
                try:
                    added = store.add(allowed(self.work), self.frame, after=self._last)
                except HistoryMovedError:
                    self.refresh()  # what was allowed may not be so any more
                else:
                    self._take(added)
                    return

    def _take(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.work = self.work.with_entries(entries)
            self._last = max(entry.sequence for entry in entries)

    def _checked_frame(self, frame: CodeFrame) -> CodeFrame:
        if self.variable not in frame.variables:
            raise WrongFrameError(
                _("{file} is a frame for {variables}, not for {variable}.").format(
                    file=self.path, variables=", ".join(frame.variables), variable=self.variable
                )
            )
        return frame


def coding_desk(
    round_: Round,
    variable: str,
    coders: Sequence[str] = (),
    *,
    adjudicator: str | None = None,
) -> CodingDesk:
    """The coding of an open question. coders: one or two; needed at the first time only, for who
    codes a question is settled then.

    Raises PlanError, OtherCodersError, NoAnswersError, WrongFrameError, ProblemsFoundError.
    """
    survey = round_.survey()
    path = start_frame(round_, variable)
    with CodingStore(round_.folder.answers) as store:
        settled = store.plan(variable)
        wanted = Plan(tuple(coders), adjudicator) if coders or settled is None else settled
        plan = settled or wanted
        if plan != wanted:
            raise OtherCodersError(
                _("{variable} is coded by {coders}; settled by {adjudicator}.").format(
                    variable=variable,
                    coders=", ".join(plan.coders),
                    adjudicator=plan.adjudicator or _("anybody"),
                )
            )
        desk = CodingDesk(round_, survey, plan, variable, path)
        store.settle_plan(variable, plan)
    return desk


def with_codings(round_: Round, survey: Survey | None = None) -> Survey:
    """The survey with the final codes of every question that is coded, as they were given.

    Raises what `coding_desk` raises; without coded questions it is the survey as it was.
    """
    survey = survey or round_.survey()
    with CodingStore(round_.folder.answers) as store:
        coded = {name: plan for name in store.planned() if (plan := store.plan(name))}
    for variable, plan in coded.items():
        desk = CodingDesk(round_, survey, plan, variable, start_frame(round_, variable))
        survey = desk.coded_survey()
    return survey


def _write(path: Path, text: str) -> None:
    with replacing(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
