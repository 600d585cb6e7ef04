"""Rows of the survey as questions of ours, one row a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from phieu.messages import _

from .constraints import AtMost, Length, Lone, Test
from .drafts import Draft, Drafting, Variable, left
from .lists import ChoiceList, Option, list_key
from .measures import day, number, slider
from .records import Record
from .typed import CAPTURED, EXTERNAL, METADATA, Typed, typed
from .words import Words

_SHORT = 80
_LONGEST_SHORT = 250
_CONSENT = ("consent", "agree", "đồng ý", "accord", "acepto", "autoriz")


def drafted(record: Record, drafting: Drafting) -> Draft | None:
    """The row's question; None where it is a loss or a problem, which is then listed."""
    kind = typed(record)
    if kind.kind in METADATA:
        what = _("what the phone notes down by itself ({kind})").format(kind=kind.kind)
        drafting.lose(record, "type", what, _("Paper knows neither its phone nor the time."))
        return None
    if kind.kind in CAPTURED or kind.kind in EXTERNAL:
        what = _("the question “{name}” ({kind})").format(
            name=record.name or drafting.speech.text(record, "label"), kind=kind.kind
        )
        drafting.lose(record, "type", what, _("A sheet of paper cannot take it."))
        return None
    if not record.name and kind.kind != "note":
        drafting.problems.append(
            record.problem(
                "xlsform-name-missing",
                _("The question of the type “{type}” has no name.").format(type=record.get("type")),
                _("Give it a name in the column “name”; conditions and data go by it."),
            )
        )
        return None
    make = _MAKERS.get(kind.kind)
    if make is None:
        drafting.problems.append(
            record.problem(
                "xlsform-type-unknown",
                _("“{type}” is no type of XLSForm.").format(type=record.get("type")),
                _("Correct the column “type”, e.g. select_one {list}.").format(list="yes_no"),
            )
        )
        return None
    return make(record, kind, drafting)


def choice_list(record: Record, kind: Typed, drafting: Drafting) -> ChoiceList | None:
    """The list that a question chooses from; a problem, where there is none."""
    key = list_key(kind.list_name)
    found = drafting.lists.get(key)
    if found is None or not found.options:
        drafting.problems.append(
            record.problem(
                "xlsform-list-missing",
                _("The list “{list}” is not on the sheet “choices”.").format(list=key),
                _("Add its choices, or correct the name behind {kind}.").format(kind=kind.kind),
            )
        )
        return None
    drafting.used.add(key)
    return found


def _choosing(record: Record, kind: Typed, drafting: Drafting) -> Draft | None:
    """select_one, select_multiple and rank, with a list of its own or a shared scale."""
    if kind.source == "file" or "${" in kind.list_name:
        why = (
            _("The file with the choices is not part of the workbook; the answer is written.")
            if kind.source == "file"
            else _("The choices are other answers, which paper does not know; it is written.")
        )
        drafting.lose(record, "type", _("the choices of {list}").format(list=kind.list_name), why)
        return _text(record, Typed("text"), drafting)
    found = choice_list(record, kind, drafting)
    if found is None:
        return None
    if kind.kind == "select_one" and record.looks("likert") and not kind.or_other:
        return _rating(record, found, drafting)
    codes = [option.code() for option in found.options]
    names = dict(found.values)
    if kind.or_other:
        other = next(value for value in range(1, 10_000) if value not in names.values())
        codes.append(
            {"value": other, "label": drafting.speech.words.other, "name": "other", "specify": True}
        )
        names.setdefault("other", other)
    match kind.kind:
        case "select_one":
            draft = _single(record, codes, drafting)
            draft.named[record.name] = Variable(draft.id, "code", names)
        case "select_multiple":
            draft = _multiple(record, codes, names, drafting)
            draft.named[record.name] = Variable(draft.id, "flags", names)
        case _:
            draft = _ranking(record, codes, drafting)
            draft.named[record.name] = Variable(draft.id, "ranks", names)
    say_options(draft, draft.id, found.options)
    return draft


def say_options(draft: Draft, key: str, options: tuple[Option, ...]) -> None:
    for option in options:
        draft.say(f"{key}.{option.value}", option.translations)


def _single(record: Record, codes: list[dict[str, Any]], drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name, lambda own: _written(own, codes))
    draft = drafting.start(record, {"id": name, "kind": "single", "codes": codes})
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record)
    return draft


def _multiple(
    record: Record, codes: list[dict[str, Any]], names: dict[str, int], drafting: Drafting
) -> Draft:
    def derived(own: str) -> list[str]:
        return [*(f"{own}_{code['value']}" for code in codes), *_written(own, codes)]

    name = drafting.names.take(record, record.name, derived)
    tests = drafting.apart(record)
    used: list[Test] = [t for t in tests if isinstance(t, Lone) and t.choice in names]
    lone = {names[test.choice] for test in used if isinstance(test, Lone)}
    codes = [code | ({"exclusive": True} if code["value"] in lone else {}) for code in codes]
    data: dict[str, Any] = {"id": name, "kind": "multiple", "codes": codes}
    for test in tests:
        if isinstance(test, AtMost) and 0 < test.count < data.get(
            "at_most", len(codes) - len(lone)
        ):
            data["at_most"] = test.count
            used.append(test)
    draft = drafting.start(record, data)

    def said(words: Words) -> str:
        most = words.at_most.format(count=data["at_most"]) if "at_most" in data else ""
        return " ".join(part for part in (words.exclusive if lone else "", most) if part)

    drafting.check(draft, left(tests, used), said=said)
    drafting.common_losses(record)
    return draft


def _ranking(record: Record, codes: list[dict[str, Any]], drafting: Drafting) -> Draft:
    places = range(1, len(codes) + 1)

    def derived(own: str) -> list[str]:
        return [*(f"{own}_{place}" for place in places), *_written(own, codes)]

    name = drafting.names.take(record, record.name, derived)
    draft = drafting.start(record, {"id": name, "kind": "ranking", "codes": codes})
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record)
    return draft


def _written(own: str, codes: list[dict[str, Any]]) -> list[str]:
    """The words beside options, as the codebook calls them."""
    return [f"{own}_{code['value']}_text" for code in codes if code.get("specify")]


def _rating(record: Record, found: ChoiceList, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    data = {"id": name, "kind": "scale", "scale": scale_of(found, drafting)}
    draft = drafting.start(record, data)
    draft.named[record.name] = Variable(name, "code", found.values)
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record, appearance=("likert",))
    return draft


def scale_of(found: ChoiceList, drafting: Drafting) -> str:
    """The key of the shared scale that a list becomes."""
    if found.name not in drafting.scales:
        taken = {name.casefold() for name in drafting.scales.values()}
        plain = "_".join(found.name.split())
        key, number = plain, 1
        while key.casefold() in taken:
            number += 1
            key = f"{plain}_{number}"
        drafting.scales[found.name] = key
    return drafting.scales[found.name]


def _text(record: Record, kind: Typed, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    tests = drafting.apart(record)
    lengths = [test for test in tests if isinstance(test, Length)]
    longest = min((test.characters for test in lengths), default=_SHORT)
    data: dict[str, Any] = {"id": name, "kind": "short_text", "characters": longest}
    if record.looks("multiline") or not 0 < longest <= _LONGEST_SHORT:
        data = {"id": name, "kind": "text"}
        if lengths:
            what = _("its limit of {count} characters").format(count=longest)
            drafting.lose(record, "constraint", what, _("Lines on paper set their own limit."))
    draft = drafting.start(record, data)
    draft.named[record.name] = Variable(name, "text")
    rest = left(tests, lengths)
    drafting.check(draft, rest)
    if kind.kind == "time":
        why = _("There is no question for a time of day; it is written.")
        drafting.lose(record, "type", _("that it is a time of day"), why)
    drafting.common_losses(
        record,
        appearance=("multiline",),
        keeps=("choice_filter", "parameters") if "file" in record.get("type") else (),
    )
    return draft


def _note(record: Record, _kind: Typed, drafting: Drafting) -> Draft | None:
    if not record.texts("label") and not record.texts("hint"):
        why = _("There is nothing to read in it.")
        drafting.lose(record, "label", _("the note “{name}”").format(name=record.name), why)
        return None
    name = drafting.names.take(record, record.name or "NOTE", generated=not record.name)
    draft = drafting.start(record, {"id": name, "kind": "note"})
    draft.data.pop("required", None)
    drafting.common_losses(record)
    return draft


def _acknowledge(record: Record, _kind: Typed, drafting: Drafting) -> Draft:
    """One box to tick: the consent, where its words say so, else a multiple choice of one."""
    text = drafting.speech.text_silently(record, "label").casefold()
    codes: list[dict[str, Any]] = [
        {"value": 1, "label": drafting.speech.words.agreed, "name": "OK"}
    ]
    asks = any(word in text for word in _CONSENT) and record.says_yes("required")
    consents = asks and not drafting.consents  # a second one would not decide anything
    drafting.consents = drafting.consents or consents
    kind = "consent" if consents else "multiple"

    def derived(own: str) -> list[str]:
        return [] if kind == "consent" else [f"{own}_1"]

    name = drafting.names.take(record, record.name, derived)
    draft = drafting.start(record, {"id": name, "kind": kind, "codes": codes})
    draft.named[record.name] = Variable(name, "code" if consents else "flags", {"OK": 1})
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record)
    return draft


def _hidden(record: Record, _kind: Typed, drafting: Drafting) -> Draft | None:
    value = record.get("default")
    if not value:
        what = _("the hidden value “{name}”").format(name=record.name)
        why = _("The phone gets it from elsewhere; a form on paper cannot.")
        drafting.lose(record, "type", what, why)
        return None
    name = drafting.names.take(record, record.name)
    draft = drafting.start(record, {"id": name, "kind": "hidden", "value": value})
    draft.named[record.name] = Variable(name, "text")
    drafting.common_losses(record, keeps=("default",))
    return draft


def _calculate(record: Record, _kind: Typed, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    draft = drafting.start(record, {"id": name, "kind": "calculated", "expression": ""})
    draft.named[record.name] = Variable(name, "number")
    drafting.common_losses(record, keeps=("calculation",))
    return draft


_MAKERS: dict[str, Callable[[Record, Typed, Drafting], Draft | None]] = {
    "select_one": _choosing,
    "select_multiple": _choosing,
    "rank": _choosing,
    "integer": number,
    "decimal": number,
    "percentage": number,
    "range": slider,
    "text": _text,
    "phone_number": _text,
    "time": _text,
    "date": day,
    "datetime": day,
    "note": _note,
    "acknowledge": _acknowledge,
    "hidden": _hidden,
    "calculate": _calculate,
}
