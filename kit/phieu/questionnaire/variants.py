"""The questionnaire for one body: what it is not asked left out, template variables filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from phieu.errors import PhieuError
from phieu.messages import _

from .findings import own_codes, visible
from .model import Matrix, Question, Questionnaire, Section, fill, template_variables


class UnknownBodyError(PhieuError):
    """A body that the questionnaire does not have."""


class MissingTextsError(PhieuError):
    """Template variables that nobody gave a value."""


def variant(questionnaire: Questionnaire, body: str, texts: Mapping[str, str]) -> Questionnaire:
    """What a respondent of `body` gets. texts: template variables, over the questionnaire's own.

    Raises UnknownBodyError, and MissingTextsError when a variable would stay open on paper.
    """
    if body not in questionnaire.bodies:
        raise UnknownBodyError(
            _("The body “{body}” is unknown; {questionnaire} has {bodies}.").format(
                body=body, questionnaire=questionnaire.id, bodies=", ".join(questionnaire.bodies)
            )
        )
    merged = {**questionnaire.texts, **texts}
    sections = (_section(section, body) for section in questionnaire.sections)
    asked = questionnaire.model_copy(
        update={
            "texts": merged,
            "sections": tuple(section for section in sections if section.questions),
        }
    )
    open_variables: set[str] = set()
    filled: Questionnaire = _filled(asked, merged, open_variables)
    if open_variables:
        raise MissingTextsError(
            _("No value for: {variables}. Give them under “texts” in round.yaml.").format(
                variables=", ".join(sorted(open_variables))
            )
        )
    return filled


def _section(section: Section, body: str) -> Section:
    questions = (
        _question(question, body) for question in section.questions if visible(question.only, body)
    )
    kept = (q for q in questions if not (isinstance(q, Matrix) and not q.rows))
    return section.model_copy(update={"questions": tuple(kept)})


def _question(question: Question, body: str) -> Question:
    """A question with the rows and codes of one body. A shared scale is the same for all."""
    update: dict[str, Any] = {}
    if own_codes(question):
        update["codes"] = tuple(c for c in own_codes(question) if visible(c.only, body))
    if isinstance(question, Matrix):
        update["rows"] = tuple(row for row in question.rows if visible(row.only, body))
    return question.model_copy(update=update)


def _filled(value: Any, texts: Mapping[str, str], open_variables: set[str]) -> Any:
    """A copy with every text filled in; names without a value are added to open_variables."""
    match value:
        case str():
            text = fill(value, texts)
            open_variables |= template_variables(text)
            return text
        case BaseModel():
            fields = type(value).model_fields
            return value.model_copy(
                update={
                    name: _filled(getattr(value, name), texts, open_variables) for name in fields
                }
            )
        case Mapping():
            return {key: _filled(item, texts, open_variables) for key, item in value.items()}
        case tuple():
            return tuple(_filled(item, texts, open_variables) for item in value)
        case _:
            return value
