"""A question as far as one row of the survey gives it, its conditions still in XPath."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from phieu.errors import Problem
from phieu.messages import _

from .constraints import Test, taken_apart
from .lists import ChoiceList, media_loss
from .losses import SheetLoss
from .names import Names
from .records import Record
from .speech import Speech
from .words import Words, words_in

# What a name of the form stands for in a condition.
Sort = Literal["code", "flags", "ranks", "number", "day", "text"]
_MEDIA = ("image", "audio", "video", "big-image")
_QUESTION_COLUMNS = ("read_only", "trigger")


@dataclass(frozen=True)
class Variable:
    """id: ours. codes: by the choice's name, for those that have choices."""

    id: str
    sort: Sort
    codes: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """data: as the model has it. texts: translations by language and key. relevant: tests that
    all must hold. tests: constraints, each with its message. named: what conditions may name, by
    the form's own names."""

    record: Record
    data: dict[str, Any]
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    relevant: list[tuple[Record, str]] = field(default_factory=list)
    tests: list[tuple[Record, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    calculation: str = ""
    named: dict[str, Variable] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.data["id"])

    def say(self, key: str, translations: Mapping[str, str]) -> None:
        for language, text in translations.items():
            self.texts.setdefault(language, {})[key] = text


Said = Callable[[Words], str]  # a message in the words of a language


def nothing(_words: Words) -> str:
    return ""


def between(least: object, most: object) -> Said:
    return lambda words: words.between.format(least=least, most=most)


def left(tests: Iterable[Test], used: Iterable[Test] = ()) -> list[str]:
    """The tests that the question does not set itself, as they were written."""
    gone = set(used)
    return [test.written for test in tests if test not in gone]


@dataclass
class Drafting:
    """What all the rows have in common while they are read."""

    speech: Speech
    lists: Mapping[str, ChoiceList]
    names: Names = field(default_factory=Names)
    losses: list[SheetLoss] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    scales: dict[str, str] = field(default_factory=dict)  # ours, by the list's name
    consents: bool = False  # whether there is a consent already
    used: set[str] = field(default_factory=set)  # names of lists that some question has

    def lose(self, record: Record, column: str, what: str, why: str) -> None:
        self.losses.append(record.loss(column, what, why))

    def start(self, record: Record, data: Mapping[str, Any]) -> Draft:
        """With the words and conditions that every row can have; data: has id and kind."""
        spoken = dict(data)
        speech = self.speech
        draft = Draft(record, spoken)
        text = speech.text(record, "label")
        if not text and data["kind"] not in {"hidden", "calculated"}:
            text = record.name
            why = _("A printed question needs words; its name stands there.")
            self.lose(record, "label", _("a question without words"), why)
        spoken["text"] = text
        draft.say(draft.id, speech.others_of(record, "label"))
        hint = speech.text(record, "hint")
        if hint:
            spoken["hint"] = hint
            draft.say(f"{draft.id}.hint", speech.others_of(record, "hint"))
        if self.required(record):
            spoken["required"] = True
        if record.get("relevant"):
            draft.relevant.append((record, record.get("relevant")))
        draft.calculation = record.get("calculation")
        return draft

    def required(self, record: Record) -> bool:
        written = record.get("required")
        if not written or written.casefold() in {"no", "false", "false()", "0"}:
            return False
        if record.says_yes("required"):
            return True
        what = _("the condition “{text}”, under which it must be answered").format(text=written)
        why = _("A question of ours is asked for always, or never insisted on.")
        self.lose(record, "required", what, why)
        return False

    def check(
        self,
        draft: Draft,
        tests: Iterable[str],
        *,
        record: Record | None = None,
        said: Said = nothing,
    ) -> None:
        """Constraints that the kind itself does not set, as they stand in a row of the question.

        record: the row, where it is not the question's own. said: the kind's part of the message.
        """
        row = record or draft.record
        found = list(tests)
        message = self.speech.text(row, "constraint_message")
        message = message.removeprefix(said(self.speech.words)).strip()
        if not found:
            if message:
                why = _("What the kind of question itself demands is said in words of its own.")
                what = _("the message “{text}”").format(text=message)
                self.lose(row, "constraint_message", what, why)
            return
        draft.tests.append((row, " and ".join(map(_in_brackets, found))))
        draft.messages.append(message or self.speech.words.invalid)
        for language, text in self.speech.others_of(row, "constraint_message").items():
            own = text.removeprefix(said(words_in(language))).strip()
            if own != message:
                draft.say(f"{draft.id}.constraints.1", {language: own})

    def apart(self, record: Record) -> tuple[Test, ...]:
        return taken_apart(record.get("constraint"))

    def common_losses(
        self, record: Record, *, appearance: Iterable[str] = (), keeps: Iterable[str] = ()
    ) -> None:
        """What no question of ours has. appearance: words of it that were heeded; keeps: columns
        that were."""
        kept = set(keeps)
        heeded = {word.casefold() for word in appearance}
        looks = [word for word in record.get("appearance").split() if word.casefold() not in heeded]
        if looks and "appearance" not in kept:
            what = _("the appearance “{words}”").format(words=" ".join(looks))
            self.lose(record, "appearance", what, _("It is for the phone's screen."))
        if record.get("default") and "default" not in kept:
            what = _("the answer “{value}” filled in beforehand").format(
                value=record.get("default")
            )
            self.lose(record, "default", what, _("Nothing is ticked in advance on paper."))
        if record.get("calculation") and "calculation" not in kept:
            what = _("the calculation “{text}” of its answer").format(
                text=record.get("calculation")
            )
            self.lose(record, "calculation", what, _("What is asked on paper is not worked out."))
        for column in _QUESTION_COLUMNS:
            written = record.get(column)
            if written and written.casefold() not in {"no", "false", "false()"}:
                why = _("Paper neither locks an answer nor works one out while it is filled in.")
                what = _("“{text}” in the column {column}").format(text=written, column=column)
                self.lose(record, column, what, why)
        self._unused(record, kept)

    def _unused(self, record: Record, kept: set[str]) -> None:
        if record.get("choice_filter") and "choice_filter" not in kept:
            what = _("the filter “{text}”").format(text=record.get("choice_filter"))
            why = _("On paper everybody sees the whole list; only a cascade depends on an answer.")
            self.lose(record, "choice_filter", what, why)
        if record.get("parameters") and "parameters" not in kept:
            what = _("the parameters “{text}”").format(text=record.get("parameters"))
            self.lose(record, "parameters", what, _("They tune the phone's program."))
        if record.texts("guidance_hint"):
            what = _("the guidance “{text}”").format(text=_first(record, "guidance_hint"))
            why = _("A question of ours has one hint, which respondents read.")
            self.lose(record, "guidance_hint", what, why)
        if record.texts("required_message"):
            what = _("the message “{text}”").format(text=_first(record, "required_message"))
            why = _("What must be answered is said in one way in the whole form.")
            self.lose(record, "required_message", what, why)
        for column in _MEDIA:
            if record.texts(column):
                self.lose(record, column, *media_loss(record, column))


def _first(record: Record, column: str) -> str:
    return next(iter(record.texts(column).values()))


def _in_brackets(test: str) -> str:
    return f"({test})" if " or " in test else test
