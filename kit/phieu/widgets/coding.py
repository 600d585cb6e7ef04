"""The coding station in a notebook: open answers into codes, by keyboard, saved at once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from phieu.coding.answers import AnswerKey
from phieu.coding.codings import Step, person_name
from phieu.coding.quoting import last_marks
from phieu.coding.suggestions import Suggester, own_decisions
from phieu.errors import PhieuError, Severity
from phieu.messages import _
from phieu.rounds.coding import CodingDesk, coding_desk
from phieu.rounds.round import Round, open_round
from phieu.store.codings import CodingStore

from . import front_end
from .coding_view import (
    Shown,
    code_counts,
    decision_of,
    decision_view,
    frame_view,
    item_view,
    own_decision,
    people_view,
    suggestions_view,
    top_view,
)
from .coding_words import coding_words

# Answers sent at once and held ready. Those to settle come few at a time: what was sent was shown.
CODING_AT_ONCE, CODING_AHEAD = 50, 20
SETTLING_AT_ONCE, SETTLING_AHEAD = 5, 2
SUGGESTED_AHEAD = 8  # of the next answers suggestions are made anew after each decision


@dataclass(frozen=True)
class Sitting:
    """One person at the station, and the answers in their order."""

    person: str
    step: Step
    keys: tuple[AnswerKey, ...]


class CodingStation(anywidget.AnyWidget):
    """last_ms: how long the last wish took here, from message to answer."""

    _esm = front_end.module("coding")
    _css = front_end.style("coding")
    words = traitlets.Dict().tag(sync=True)
    last_ms = traitlets.Float(0.0)

    def __init__(self, desk: CodingDesk) -> None:
        super().__init__(words=coding_words())
        self.desk = desk
        self._sitting: Sitting | None = None
        # Without tones texts keyed on a plain keyboard count too; tests/benchmarks/suggesting.py.
        self._suggester = Suggester.of(list(desk.work.answers.values()), with_tones=False)
        self.on_msg(self._answer)

    def _answer(self, _widget: object, wish: dict[str, Any], _buffers: object) -> None:
        """The one door: a wish from the page, and the answer to it."""
        began = time.perf_counter()
        said: Shown = {"changed": {}}
        try:
            said = self._granted(wish)
        except PhieuError as error:
            said = self._refusal(wish, str(error))
        except Exception as error:
            # A coder's day must not hang on one fault: what was saved is saved.
            self.log.exception("wish %r", wish.get("type"))
            text = _("That did not work ({error}). What was saved before is kept.")
            said = self._refusal(wish, text.format(error=error))
        self.last_ms = round((time.perf_counter() - began) * 1000, 1)
        head = {"type": "state", "sender": wish.get("sender"), "seq": wish.get("seq")}
        self.send({**head, "by": wish.get("type"), "lastMs": self.last_ms, **said})

    def _granted(self, wish: dict[str, Any]) -> Shown:
        match wish.get("type"):
            case "hello":
                return self._hello()
            case "begin":
                return self._begin(str(wish["person"]), Step(str(wish["step"])))
            case "more":
                return {"changed": {}, "items": self._items(int(wish["from"]), int(wish["count"]))}
            case "decide":
                return self._decided(wish)
            case "add-code":
                return self._with_code(str(wish["label"]), wish.get("parent"))
            case "quote":
                return self._quoted(wish)
            case _:
                return {"changed": {}}

    def _hello(self) -> Shown:
        """The page is new, or loaded again: whoever sat here goes on."""
        self.desk.refresh()
        if self._sitting is not None:
            return self._begin(self._sitting.person, self._sitting.step)
        return {
            "changed": {
                "top": self._top("", Step.CODING),
                "people": people_view(self.desk.work),
                "codes": frame_view(self.desk.frame),
            }
        }

    def _begin(self, person: str, step: Step) -> Shown:
        self.desk.refresh()
        work, name = self.desk.work, person_name(person)
        keys = tuple(work.answers) if step is Step.CODING else tuple(work.to_settle())
        (work.require_settler if step is Step.ADJUDICATION else work.require_coder)(name)
        self._sitting = sitting = Sitting(name, step, keys)
        still = [place for place, key in enumerate(keys) if not own_decision(work, key, name, step)]
        at = still[0] if still else 0
        settles = step is Step.ADJUDICATION
        return {
            "changed": {
                "top": self._top(name, step),
                "people": people_view(work),
                "codes": frame_view(work.frame),
                "word": {"text": "", "severity": ""},
            },
            "queue": {
                "size": len(keys),
                "open": still,
                "at": at,
                "counts": {} if settles else code_counts(work, keys, name),
                "batch": SETTLING_AT_ONCE if settles else CODING_AT_ONCE,
                "ahead": SETTLING_AHEAD if settles else CODING_AHEAD,
            },
            "items": self._items(at, SETTLING_AT_ONCE if settles else CODING_AT_ONCE)
            if sitting.keys
            else [],
        }

    def _items(self, first: int, count: int) -> list[Shown]:
        sitting = self._seated()
        keys = sitting.keys[first : first + min(count, CODING_AT_ONCE)]
        if sitting.step is Step.ADJUDICATION:
            self.desk.show(keys, sitting.person)
        with CodingStore(self.desk.round.folder.answers) as store:
            marks = last_marks(store.quote_marks(self.desk.variable))
        bodies = self.desk.round.questionnaire.bodies
        items = [
            item_view(
                self.desk.work,
                key,
                first + place,
                sitting.person,
                sitting.step,
                bodies=bodies,
                mark=marks.get(key),
            )
            for place, key in enumerate(keys)
        ]
        ready = {one["place"]: one for one in self._suggested(first)}
        return [{**item, **ready.get(item["place"], {})} for item in items]

    def _suggested(self, first: int) -> list[Shown]:
        """Suggestions for the next open answers from a place on; in coding only."""
        sitting, work = self._seated(), self.desk.work
        if sitting.step is not Step.CODING:
            return []
        own = own_decisions(work, sitting.person)
        found: list[Shown] = []
        for place in range(first, len(sitting.keys)):
            key = sitting.keys[place]
            if place == first or work.decision(key, sitting.person) is None:
                made = suggestions_view(self._suggester.suggest(key, own))
                found.append({"place": place, "suggestions": made})
            if len(found) > SUGGESTED_AHEAD:
                break
        return found

    def _decided(self, wish: dict[str, Any]) -> Shown:
        sitting, place = self._seated(), int(wish["place"])
        key, decision = sitting.keys[place], decision_of(wish)
        if key.serial != wish.get("serial"):
            return self._begin(sitting.person, sitting.step)  # the page speaks of another order
        if sitting.step is Step.ADJUDICATION:
            self.desk.settle(key, sitting.person, decision)
        else:
            self.desk.decide(key, sitting.person, decision)
        return {"changed": {}, "items": self._suggested(min(place + 1, len(sitting.keys) - 1))}

    def _with_code(self, label: str, parent: object) -> Shown:
        code = self.desk.add_code(label, int(str(parent)) if parent else None)
        text = _("Added to {file}: {label}.").format(file=self.desk.path.name, label=code.label)
        return {
            "changed": {
                "codes": frame_view(self.desk.frame),
                "word": {"text": text, "severity": ""},
            },
            "added": code.value,
        }

    def _quoted(self, wish: dict[str, Any]) -> Shown:
        sitting, place = self._seated(), int(wish["place"])
        text = wish.get("text")
        said = None if text is None else str(text)
        looked = bool(wish.get("looked"))
        self.desk.mark_quotable(sitting.keys[place], sitting.person, said, looked=looked)
        word = _("Noted: may be quoted.") if said else _("Noted: not to be quoted.")
        return {
            "changed": {"word": {"text": word, "severity": ""}},
            "items": [{"place": place, "quote": said}],
        }

    def _refusal(self, wish: dict[str, Any], text: str) -> Shown:
        """What was not granted, said; a decision that was not taken stands as it was."""
        said: Shown = {"changed": {"word": {"text": text, "severity": Severity.ERROR.value}}}
        if wish.get("type") == "decide" and self._sitting is not None:
            sitting, place = self._sitting, int(wish["place"])
            stands = own_decision(self.desk.work, sitting.keys[place], sitting.person, sitting.step)
            said["refused"] = {"place": place, "decision": decision_view(stands)}
        return said

    def _top(self, person: str, step: Step) -> Shown:
        return top_view(
            self.desk.survey.variable(self.desk.variable).label,
            self.desk.work,
            person,
            step,
            rehearsed=self.desk.survey.rehearsed,
        )

    def _seated(self) -> Sitting:
        if self._sitting is None:
            raise PhieuError(_("Say first who is coding."))
        return self._sitting


def code_answers(
    round_: Round | str | Path,
    variable: str,
    coders: Sequence[str] = (),
    *,
    adjudicator: str | None = None,
) -> CodingStation:
    """The station for one open question of a round. coders: one or two, the first time.

    Raises what `rounds.coding.coding_desk` raises.
    """
    opened = round_ if isinstance(round_, Round) else open_round(round_)
    return CodingStation(coding_desk(opened, variable, coders, adjudicator=adjudicator))
