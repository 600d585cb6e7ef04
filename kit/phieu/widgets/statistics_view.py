"""The statistics bench as plain data for its front end, which knows tables and no surveys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from phieu.analysis.bases import base_line
from phieu.analysis.survey import FACTS, Survey
from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.layout import Span, cell_text, layout
from phieu.analysis.tables.model import Table
from phieu.analysis.tables.natural import items_of
from phieu.messages import _
from phieu.questionnaire.codebook import Variable, words
from phieu.questionnaire.model import Questionnaire

SIGNS = {"code": "◉", "flag": "☑", "number": "12", "matrix": "▦", "several": "☑", "fact": "⌂"}
MOST_COLUMNS = 40  # of a variable in the banner; more cannot be read side by side


def top(survey: Survey) -> dict[str, Any]:
    return {
        "title": survey.title,
        "base": base_line(survey.base),
        "rehearsed": survey.rehearsed,
    }


def entries(survey: Survey) -> list[dict[str, Any]]:
    """What can be chosen, by section: questions of several variables, then their variables."""
    found = [_entry(survey, name, _fact_label(survey, name), _("Facts of the form"), "fact")
             for name in FACTS if name in survey.data and name != "unit_code"]  # fmt: skip
    titles = {
        question.id: words(section.title, survey.questionnaire) or _("Without a title")
        for section in survey.questionnaire.sections
        for question in section.questions
    }
    texts = _question_texts(survey.questionnaire)
    seen: set[str] = set()
    for variable in survey.codebook:
        group = titles.get(variable.question, _("Added variables"))
        if variable.question not in seen:
            seen.add(variable.question)
            found += _question(survey, variable, texts, group)
        if variable.kind in ("code", "flag", "number"):
            found.append(_entry(survey, variable.name, variable.label, group, variable.kind))
    return found


def table_view(table: Table) -> dict[str, Any]:
    """The table as it is laid out everywhere, in words."""
    laid = layout(table)
    return {
        "title": laid.title,
        "corner": laid.corner,
        "warning": laid.warning,
        "under": list(laid.under),
        "width": laid.width,
        "room": list(laid.room_for_letters),
        "spans": [[_span(span) for span in spans] for spans in laid.spans],
        "sections": [
            {
                "heading": section.heading,
                "rows": [
                    {
                        "heading": row.heading,
                        "total": row.total,
                        "cells": [_cell(cell) for cell in row.cells],
                    }
                    for row in section.rows
                ],
            }
            for section in laid.sections
        ],
    }


def _question(
    survey: Survey, first: Variable, texts: dict[str, str], group: str
) -> Iterator[dict[str, Any]]:
    """The question itself, where it has a table of its own beside its variables'."""
    name = first.question
    label = f"{name}. {texts[name]}" if name in texts else first.label
    if items_of(survey, name):
        yield _entry(survey, name, label, group, "matrix")
    elif name != first.name and first.kind in ("code", "flag"):
        yield _entry(survey, name, label, group, "several")


def _entry(survey: Survey, name: str, label: str, group: str, kind: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label.removeprefix(f"{name}. "),
        "group": group,
        "sign": SIGNS[kind],
        "banner": kind in ("code", "flag", "fact")
        and len(survey.classification(name).valid) <= MOST_COLUMNS,
    }


def _fact_label(survey: Survey, name: str) -> str:
    return survey.classification(name).label


def _question_texts(questionnaire: Questionnaire) -> dict[str, str]:
    return {one.id: words(one.text, questionnaire) for one in questionnaire.questions()}


def _span(span: Span) -> dict[str, Any]:
    return {
        "text": span.text, "letter": span.letter, "columns": span.columns, "lines": span.lines,
    }  # fmt: skip


def _cell(cell: Cell) -> dict[str, str]:
    kind = "words" if cell.format == "text" else ""
    return {
        "text": cell_text(cell),
        "letters": cell.letters,
        "kind": kind if cell.state is State.SHOWN else str(cell.state),
    }
