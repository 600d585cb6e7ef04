"""The questionnaire for one body: what it is not asked left out, template variables filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from phieu.errors import PhieuError
from phieu.messages import _

from .findings import own_codes
from .kinds import Matrix, NumberTable, Question
from .model import Questionnaire, Section
from .templates import choose, fill, template_variables
from .translations import translated, with_each_text


class UnknownBodyError(PhieuError):
    """A body that the questionnaire does not have."""


class MissingTextsError(PhieuError):
    """Template variables that nobody gave a value."""


class _Limited(Protocol):
    @property
    def only(self) -> tuple[str, ...]: ...
    @property
    def only_types(self) -> tuple[str, ...]: ...


def variant(
    questionnaire: Questionnaire,
    body: str,
    texts: Mapping[str, str],
    *,
    unit_type: str | None = None,
    language: str | None = None,
) -> Questionnaire:
    """What a respondent of `body` gets. texts: template variables, over the questionnaire's own.

    unit_type: the type of its unit; None leaves in what is limited to some types. language: one
    of the questionnaire's, its own where left out. Raises UnknownBodyError, and
    MissingTextsError when a variable would stay open on paper.
    """
    if body not in questionnaire.bodies:
        raise UnknownBodyError(
            _("The body “{body}” is unknown; {questionnaire} has {bodies}.").format(
                body=body, questionnaire=questionnaire.id, bodies=", ".join(questionnaire.bodies)
            )
        )
    spoken = translated(questionnaire, language or questionnaire.language)
    merged = {**spoken.texts, **texts}
    sections = (
        _section(section, body, unit_type)
        for section in spoken.sections
        if shown(section, body, unit_type)
    )
    asked = spoken.model_copy(
        update={
            "texts": merged,
            "sections": tuple(section for section in sections if section.questions),
        }
    )
    keys = {body.casefold(), (unit_type or "").casefold()}
    return _filled(asked, merged, keys)


def shown(part: _Limited, body: str, unit_type: str | None) -> bool:
    """Whether a part limited to some bodies or types of unit is shown to this one."""
    types = [name.casefold() for name in part.only_types]
    of_type = not types or unit_type is None or unit_type.casefold() in types
    return of_type and (not part.only or body in part.only)


def _section(section: Section, body: str, unit_type: str | None) -> Section:
    questions = (
        _question(question, body, unit_type)
        for question in section.questions
        if shown(question, body, unit_type)
    )
    kept = (q for q in questions if not (isinstance(q, Matrix | NumberTable) and not q.rows))
    return section.model_copy(update={"questions": tuple(kept)})


def _question(question: Question, body: str, unit_type: str | None) -> Question:
    """A question with the rows and codes of one body. A shared scale is the same for all."""
    update: dict[str, Any] = {}
    if own_codes(question):
        update["codes"] = tuple(c for c in own_codes(question) if shown(c, body, unit_type))
    if isinstance(question, Matrix | NumberTable):
        update["rows"] = tuple(row for row in question.rows if shown(row, body, unit_type))
    return question.model_copy(update=update)


def _filled(
    questionnaire: Questionnaire, texts: Mapping[str, str], keys: set[str]
) -> Questionnaire:
    """Every text with its alternatives chosen and its variables put in."""
    open_variables: set[str] = set()
    # A value may itself be written for several bodies.
    values = {name: choose(value, keys) for name, value in texts.items()}

    def put_in(key: str, text: str) -> str:
        if key.startswith("texts."):
            return text
        full = fill(choose(text, keys), values)
        open_variables.update(template_variables(full))
        return full

    filled = with_each_text(questionnaire, put_in)
    if open_variables:
        raise MissingTextsError(
            _("No value for: {variables}. Give them under “texts” in round.yaml.").format(
                variables=", ".join(sorted(open_variables))
            )
        )
    return filled
