"""What the coding station shows, as plain data; only what its person may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phieu.coding.answers import AnswerKey
from phieu.coding.code_frame import CodeFrame
from phieu.coding.codings import Act, Decision, Step
from phieu.coding.frame_text import MAX_DEPTH
from phieu.coding.identifying import identifying, masked, trait_words
from phieu.coding.quoting import QuoteMark
from phieu.coding.suggestions import Suggestion
from phieu.coding.work import CodingWork
from phieu.messages import _

_KEYS = "abcdefghijklmnopqrstuvwxyz"
_EVIDENCE_CHARACTERS = 160

Shown = dict[str, Any]


def frame_view(frame: CodeFrame) -> list[Shown]:
    """Every code in its tree; the first of them have a letter for a key."""
    return [
        {
            "value": code.value,
            "label": code.label,
            "path": " › ".join(frame.by_value[step].label for step in frame.path(code.value)),
            "depth": depth,
            "key": _KEYS[place] if place < len(_KEYS) else "",
            "description": code.description,
            "examples": list(code.examples),
            "mayHold": depth < MAX_DEPTH - 1,
        }
        for place, (depth, code) in enumerate(frame.in_order())
    ]


def people_view(work: CodingWork) -> Shown:
    plan, progress = work.plan, work.progress()
    settlers = [plan.adjudicator] if plan.adjudicator else list(plan.coders)
    waiting = _("{count} to settle").format(count=progress.differing)
    return {
        "coders": [
            {
                "name": coder,
                "note": _("{done} of {count} decided").format(
                    done=progress.by_coder[coder], count=progress.answers
                ),
            }
            for coder in plan.coders
        ],
        "settlers": [{"name": name, "note": waiting} for name in settlers],
        "anybody": plan.adjudicator is None,
    }


def others_line(work: CodingWork, person: str, step: Step) -> str:
    """How far the others are: how many answers, and never which codes."""
    progress = work.progress()
    if step is Step.ADJUDICATION:
        return _("{count} to settle").format(count=progress.differing)
    return " · ".join(
        f"{coder}: " + _("{done} of {count} decided").format(done=done, count=progress.answers)
        for coder, done in progress.by_coder.items()
        if coder != person
    )


def top_view(title: str, work: CodingWork, person: str, step: Step, *, rehearsed: bool) -> Shown:
    settles = step is Step.ADJUDICATION
    return {
        "title": title,
        "rehearsed": rehearsed,
        "step": step.value,
        "who": _("{person} settles").format(person=person) if settles else person,
        "others": others_line(work, person, step) if person else "",
    }


def decision_view(decision: Decision | None) -> Shown | None:
    if decision is None:
        return None
    return {"act": decision.act.value, "codes": sorted(decision.codes)}


def decision_of(wish: Mapping[str, Any]) -> Decision | None:
    """What a page's wish decides; None takes back."""
    act = Act(str(wish["act"]))
    if act is Act.TAKEN_BACK:
        return None
    return Decision(act, frozenset(int(code) for code in wish.get("codes", ())))


def own_decision(work: CodingWork, key: AnswerKey, person: str, step: Step) -> Decision | None:
    return work.adjudicated(key) if step is Step.ADJUDICATION else work.decision(key, person)


def code_counts(work: CodingWork, keys: Iterable[AnswerKey], person: str) -> dict[int, int]:
    """How many answers a coder gave each code; of their own codes alone."""
    counts: dict[int, int] = {}
    for key in keys:
        decision = work.decision(key, person)
        for code in decision.codes if decision else ():
            counts[code] = counts.get(code, 0) + 1
    return counts


def item_view(
    work: CodingWork,
    key: AnswerKey,
    place: int,
    person: str,
    step: Step,
    *,
    bodies: Mapping[str, str],
    mark: QuoteMark | None,
) -> Shown:
    answer = work.answers[key]
    found = identifying(answer.text)
    words = trait_words()
    item: Shown = {
        "place": place,
        "serial": key.serial,
        "text": answer.text,
        "passages": [[p.start, p.end, words[p.trait]] for p in found],
        "masked": masked(answer.text, found),
        "quote": mark.text if mark else None,
        "body": bodies.get(answer.body, answer.body),
        "decision": decision_view(own_decision(work, key, person, step)),
        "locked": step is Step.CODING and work.is_locked(key),
    }
    if step is Step.ADJUDICATION:
        said = work.visible(key, person)
        item["sides"] = [
            {"coder": coder, **(decision_view(said[coder]) or {})} for coder in work.plan.coders
        ]
    return item


def suggestions_view(found: Sequence[Suggestion]) -> list[Shown]:
    return [
        {
            "code": one.code,
            "support": round(100 * one.support),
            "evidence": [_shortened(evidence.text) for evidence in one.evidence],
        }
        for one in found
    ]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EVIDENCE_CHARACTERS else f"{line[:_EVIDENCE_CHARACTERS]}…"
