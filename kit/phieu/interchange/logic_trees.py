"""The expressions of a questionnaire, read and looked up, for the programs that take them."""

from __future__ import annotations

from phieu.interchange.conditions import Logic
from phieu.interchange.losses import Loss
from phieu.messages import _
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.kinds import Calculated
from phieu.questionnaire.logic import resolving, scope
from phieu.questionnaire.logic.printing import Speaker
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.logic.simplifying import simplified
from phieu.questionnaire.logic.tree import Always, Condition, Not, Or, Value
from phieu.questionnaire.model import Questionnaire


def trees_of(questionnaire: Questionnaire) -> Logic:
    """What cannot be looked up is a loss; the linter reports it as an error."""
    scopes = scope.scopes(questionnaire)
    sections: dict[str, Condition] = {}
    questions: dict[str, Condition] = {}
    constraints: dict[str, dict[int, Condition]] = {}
    calculations: dict[str, Value] = {}
    losses: list[Loss] = []
    for section in questionnaire.sections:
        before, _same = scopes[f"section.{section.id}"]
        if section.when is not None:
            found = _condition(section.when, before, f"section.{section.id}", losses)
            if found is not None:
                sections[section.id] = found
        for question in section.questions:
            before, after = scopes[question.id]
            if question.when is not None:
                found = _condition(question.when, before, question.id, losses)
                if found is not None:
                    questions[question.id] = found
            for place, text in enumerate(question.constraints):
                found = _condition(text, after, question.id, losses)
                if found is not None:
                    kept = _if_answered(found, question.id, after)
                    constraints.setdefault(question.id, {})[place] = kept
            if isinstance(question, Calculated):
                value = _value(question.expression, before, question.id, losses)
                if value is not None:
                    calculations[question.id] = value
    return Logic(sections, questions, constraints, calculations, tuple(losses))


def sentences_of(whole: Questionnaire, shown: Questionnaire) -> dict[str, str]:
    """When parts are asked, as sentences, by question id and `section.A`.

    shown: the whole in one language, or one body's variant of it; what that body is not asked
    counts as left blank. A part that is always asked has no sentence.
    """
    logic = trees_of(whole)
    present = {variable.name for variable in codebook(shown)}
    blank = {v.name: None for v in codebook(whole) if v.name not in present}
    speaker = Speaker(shown, shown.language)
    sections = {f"section.{name}": condition for name, condition in logic.sections.items()}
    sentences: dict[str, str] = {}
    for name, condition in {**sections, **logic.questions}.items():
        left = simplified(condition, blank)
        if left == Always(False):
            sentences[name] = speaker.phrases.never
        elif left != Always(True):
            sentences[name] = speaker.phrases.filter.format(sentence=speaker.sentence(left))
    return sentences


def _if_answered(condition: Condition, question: str, scope: Scope) -> Condition:
    """A constraint says nothing of a question that was left blank."""
    answered = scope.questions.get(question.casefold())
    if answered is None or not answered.variables:
        return condition
    return Or((Not(answered), condition))


def _condition(text: str, scope: Scope, where: str, losses: list[Loss]) -> Condition | None:
    try:
        return resolving.condition(text, scope)
    except UnresolvedError as error:
        losses.append(_unread(text, where, error))
        return None


def _value(text: str, scope: Scope, where: str, losses: list[Loss]) -> Value | None:
    try:
        return resolving.value(text, scope)
    except UnresolvedError as error:
        losses.append(_unread(text, where, error))
        return None


def _unread(text: str, where: str, error: UnresolvedError) -> Loss:
    return Loss(where, _("the expression “{text}”").format(text=text), str(error))
