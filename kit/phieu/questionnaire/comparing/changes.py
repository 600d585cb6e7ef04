"""What can differ between two versions of a questionnaire, and what each does to the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from phieu.messages import _


class Effect(StrEnum):
    """What becomes of variables: the same, not there before, not there any more, another thing."""

    COMPARABLE = "comparable"
    NEW_VARIABLE = "new_variable"
    LOST = "lost"
    BREAKS = "breaks"


@dataclass(frozen=True)
class Change:
    """part: the id of a question, row, scale or section, or the key of a text.

    variables: the columns concerned; empty where the data is not. advice: what to do about it.
    """

    part: str
    kind: str
    effect: Effect
    message: str
    advice: str
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kind:
    effect: Effect
    message: Callable[[], str]
    advice: Callable[[], str]


_SAME, _NEW, _LOST, _BREAKS = Effect


def _fine() -> str:
    return _("Nothing needs to be done.")


def _new_id() -> str:
    return _("Give the question a new id, and the old one back its meaning.")


KINDS: dict[str, _Kind] = {
    # questions, rows and columns as wholes
    "added": _Kind(
        _NEW, lambda: _("{part} is new."), lambda: _("Earlier forms have no answer to it.")
    ),
    "removed": _Kind(
        _LOST, lambda: _("{part} is gone."), lambda: _("Later forms have no answer to it.")
    ),
    "renamed": _Kind(
        _LOST,
        lambda: _("{part} is gone, and {other} asks the same."),
        lambda: _("Ids never change once forms are printed: give {other} the id {part} again."),
    ),
    "kind-changed": _Kind(_BREAKS, lambda: _("{part} was “{old}”, and is “{new}” now."), _new_id),
    "text-edited": _Kind(_SAME, lambda: _("The text of {part} was edited."), _fine),
    "text-meaning": _Kind(
        _SAME,
        lambda: _("A number or a negation in the text of {part} was changed."),
        lambda: _("Look whether it still asks the same; if not, give it a new id."),
    ),
    "text-replaced": _Kind(
        _BREAKS, lambda: _("{part} asks something else: “{old}” became “{new}”."), _new_id
    ),
    "variable-reused": _Kind(
        _BREAKS, lambda: _("The variable {variable} was {other}'s, and is {part}'s now."), _new_id
    ),
    "label-edited": _Kind(_SAME, lambda: _("The codebook's label of {part} was edited."), _fine),
    "hint-edited": _Kind(_SAME, lambda: _("The hint of {part} was edited."), _fine),
    "number-changed": _Kind(
        _SAME, lambda: _("{part} is printed with the number {new}, not {old}."), _fine
    ),
    "moved": _Kind(
        _SAME,
        lambda: _("{part} stands at another place."),
        lambda: _("What is asked before a question can colour its answer; say so in the report."),
    ),
    "topic-changed": _Kind(
        _SAME,
        lambda: _("{part} counts under another topic."),
        lambda: _("Work out the scores of all versions by the new topics."),
    ),
    "audience-changed": _Kind(
        _SAME,
        lambda: _("{part} is asked of others than before."),
        lambda: _("Compare only those who were asked in both versions."),
    ),
    "condition-changed": _Kind(
        _SAME,
        lambda: _("{part} is asked under another condition."),
        lambda: _("Compare only those who were asked in both versions."),
    ),
    "checks-changed": _Kind(
        _SAME,
        lambda: _("What an answer to {part} is checked for was changed."),
        lambda: _("Look whether earlier answers pass the new checks."),
    ),
    "reverse-changed": _Kind(
        _SAME,
        lambda: _("{part} is turned round, or no longer, when scored."),
        lambda: _("Work out the scores of all versions anew."),
    ),
    "layout-changed": _Kind(_SAME, lambda: _("{part} looks different on paper."), _fine),
    # answers
    "option-added": _Kind(
        _SAME,
        lambda: _("{part} has a new answer {code} “{new}”."),
        lambda: _("Earlier forms could not choose it: take care with shares over all versions."),
    ),
    "level-added": _Kind(
        _BREAKS, lambda: _("The scale of {part} has a new level {code} “{new}”."), _new_id
    ),
    "option-removed": _Kind(
        _BREAKS,
        lambda: _("{part} no longer has the answer {code} “{old}”."),
        lambda: _("Keep the answer, or give the question a new id."),
    ),
    "flag-removed": _Kind(
        _LOST,
        lambda: _("{part} no longer has the answer {code} “{old}”."),
        lambda: _("Do not use its code for another answer."),
    ),
    "option-edited": _Kind(
        _SAME, lambda: _("The answer {code} of {part} was edited: “{old}” became “{new}”."), _fine
    ),
    "code-reused": _Kind(
        _BREAKS,
        lambda: _("The code {code} of {part} meant “{old}”, and now “{new}”."),
        lambda: _("Give the new answer a code of its own."),
    ),
    "recoded": _Kind(
        _BREAKS,
        lambda: _("“{new}” of {part} had the code {other}, and has {code} now."),
        lambda: _("Give every answer its old code back; only the order on paper may change."),
    ),
    "scale-changed": _Kind(
        _BREAKS, lambda: _("{part} was answered on the scale {old}, and is on {new} now."), _new_id
    ),
    "missing-changed": _Kind(
        _SAME,
        lambda: _("The answer {code} of {part} counts as missing now, or no longer."),
        lambda: _("Work out the scores of all versions anew."),
    ),
    "options-moved": _Kind(
        _SAME,
        lambda: _("The answers of {part} stand in another order."),
        lambda: _("The first of a list is chosen more often; say so in the report."),
    ),
    "option-rules-changed": _Kind(
        _SAME,
        lambda: _("Who may choose the answer {code} of {part}, or with what, was changed."),
        lambda: _("Compare only those who had the same choice."),
    ),
    "satisfied-changed": _Kind(
        _SAME,
        lambda: _("Other levels of {part} count as satisfied."),
        lambda: _("Work out the scores of all versions anew."),
    ),
    "limit-changed": _Kind(
        _SAME,
        lambda: _("{part} lets another number of answers be chosen."),
        lambda: _("Shares of single answers rise with how many may be chosen."),
    ),
    # numbers, days, words
    "range-widened": _Kind(_SAME, lambda: _("{part} takes a wider range."), _fine),
    "range-narrowed": _Kind(
        _SAME,
        lambda: _("{part} takes a narrower range."),
        lambda: _("Earlier answers beyond it stay as they are; look at them."),
    ),
    "unit-changed": _Kind(
        _BREAKS, lambda: _("{part} was counted in “{old}”, and is in “{new}” now."), _new_id
    ),
    "decimals-changed": _Kind(
        _BREAKS, lambda: _("{part} has another number of decimals."), _new_id
    ),
    "value-changed": _Kind(
        _SAME,
        lambda: _("{part} takes another value that nobody is asked."),
        lambda: _("Tell the versions apart when you use it."),
    ),
    "expression-changed": _Kind(
        _BREAKS, lambda: _("{part} is worked out in another way."), _new_id
    ),
    # the form around the questions
    "title-edited": _Kind(_SAME, lambda: _("The title of {part} was edited."), _fine),
    "introduction-edited": _Kind(_SAME, lambda: _("The words of {part} were edited."), _fine),
    "notice-edited": _Kind(
        _SAME,
        lambda: _("The notice on personal data was edited."),
        lambda: _("Earlier respondents agreed to the earlier notice: use their data as it said."),
    ),
    "template-changed": _Kind(_SAME, lambda: _("{part} stands for other words."), _fine),
    "body-added": _Kind(
        _SAME, lambda: _("The body {part} is new."), lambda: _("Earlier forms were not for it.")
    ),
    "body-removed": _Kind(
        _SAME, lambda: _("The body {part} is gone."), lambda: _("Its earlier forms stay.")
    ),
    "translation-changed": _Kind(
        _SAME, lambda: _("{count} texts in “{part}” were translated, edited or taken out."), _fine
    ),
    "version-same": _Kind(
        _SAME,
        lambda: _("The questionnaire was changed under the same version {part}."),
        lambda: _("Give it a new version."),
    ),
}


def change(kind: str, part: str, variables: Iterable[str] = (), **words: object) -> Change:
    """One change of a kind of the catalogue. words: what its message names besides the part."""
    about = KINDS[kind]
    return Change(
        part,
        kind,
        about.effect,
        about.message().format(part=part, **words),
        about.advice().format(part=part, **words),
        tuple(variables),
    )
