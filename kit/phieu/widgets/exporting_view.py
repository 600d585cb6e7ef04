"""The export bench as plain data for its front end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from phieu.analysis.bases import base_line
from phieu.analysis.survey import Survey
from phieu.errors import Problem
from phieu.messages import _
from phieu.questionnaire.codebook import words

from .exporting_choice import ExportChoice


def questions_of(survey: Survey) -> list[dict[str, Any]]:
    """What can be chosen: every question that yields variables, under its section's title."""
    return [*_asked(survey), *_added(survey)]


def _asked(survey: Survey) -> Iterator[dict[str, Any]]:
    counts = {
        question: len(list(members))
        for question, members in groupby(survey.codebook, key=lambda v: v.question)
    }
    for section in survey.questionnaire.sections:
        for question in section.questions:
            if question.id in counts:
                yield {
                    "name": question.id,
                    "label": words(question.label or question.text, survey.questionnaire),
                    "group": words(section.title, survey.questionnaire),
                    "count": counts[question.id],
                }


def _added(survey: Survey) -> Iterator[dict[str, Any]]:
    for question, members in groupby(survey.added, key=lambda variable: variable.question):
        first, *others = members
        yield {
            "name": question,
            "label": first.label,
            "group": _("Added variables"),
            "count": 1 + len(others),
        }


def shown(
    survey: Survey,
    choice: ExportChoice,
    questions: Sequence[dict[str, Any]],
    problems: Sequence[Problem],
) -> dict[str, Any]:
    """Everything on the screen but what came of writing."""
    names = [question["name"] for question in questions]
    chosen = [question for question in questions if question["name"] not in choice.without]
    return {
        "top": {
            "title": survey.title,
            "base": base_line(survey.base),
            "rehearsed": survey.rehearsed,
        },
        "questions": list(questions),
        "without": sorted(choice.without),
        "kind": choice.kind,
        "labels": {"value": choice.labels, "asked": choice.has_words_or_codes},
        "count": _("{chosen} of {all} variables, and the facts of each form").format(
            chosen=sum(question["count"] for question in chosen),
            all=sum(question["count"] for question in questions),
        ),
        "problems": [{"message": p.message, "fix": p.fix} for p in problems],
        "python": choice.python(names),
    }
