"""An XLSForm read for what it says by itself, without our own notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from phieu.errors import Problem, ProblemsFoundError
from phieu.interchange.workbook import Sheets
from phieu.messages import _
from phieu.questionnaire.model import Questionnaire

from .drafts import Drafting
from .form_logic import FormLogic
from .groups import Group, Node, nested
from .lists import ChoiceList, lists_of
from .losses import SheetLoss
from .mending import mended
from .questions import scale_of
from .records import Record, Workbook, workbook_of
from .sections import Flattening
from .speech import speech_of

RESPONDENT = "TL"  # the one body of a form that knows none
_SETTINGS = frozenset(
    {"form_title", "form_id", "version", "default_language", "allow_choice_duplicates",
     "clean_text_values"}
)  # fmt: skip


@dataclass(frozen=True)
class Plain:
    """records: where each question stands, by id; sections by `section.<id>`."""

    questionnaire: Questionnaire
    losses: tuple[SheetLoss, ...]
    records: dict[str, Record]


def read(sheets: Sheets) -> Plain:
    """Raises ProblemsFoundError with everything that makes it no form."""
    workbook = workbook_of(sheets)
    problems = _missing(sheets, workbook)
    if problems:
        raise ProblemsFoundError(problems)
    speech = speech_of(workbook)
    lists, list_losses, problems = lists_of(
        workbook.choices, speech, repeated=workbook.settings.says_yes("allow_choice_duplicates")
    )
    external, more_losses, more_problems = lists_of(
        workbook.external_choices, speech, repeated=True
    )
    nodes, unbalanced = nested(workbook.survey)
    problems = [*problems, *more_problems, *unbalanced]
    drafting = Drafting(speech, {**external, **lists})
    flat = Flattening(drafting)
    flat.whole(nodes)
    problems += drafting.problems
    if not problems and not flat.parts:
        problems.append(_nothing_to_ask())
    if problems:
        raise ProblemsFoundError(sorted(problems, key=_place))
    losses = [
        *workbook.losses,
        *_setting_losses(workbook.settings),
        *list_losses,
        *more_losses,
    ]
    return _assembled(flat, workbook, lists, nodes, losses)


def _nothing_to_ask() -> Problem:
    return Problem(
        "survey",
        "xlsform-empty",
        _("The form has no question that paper can ask."),
        _("Add questions to the sheet “survey”."),
    )


def _place(problem: Problem) -> tuple[str, int]:
    sheet, _sign, row = problem.place.partition("!")
    return sheet, int(row) if row.isdigit() else 0


def _missing(sheets: Sheets, workbook: Workbook) -> list[Problem]:
    if not workbook.survey:
        return [
            Problem(
                "survey",
                "xlsform-no-survey",
                _("There is no sheet “survey” with questions; the sheets are: {sheets}.").format(
                    sheets=", ".join(sheets) or "–"
                ),
                _("Name the sheet with the questions “survey”."),
            )
        ]
    if not any(record.get("type") for record in workbook.survey):
        return [
            Problem(
                f"survey!{workbook.survey[0].row - 1}",
                "xlsform-no-type",
                _("The sheet “survey” has no column “type”."),
                _("Write the columns type, name and label in the first row."),
            )
        ]
    return []


def _setting_losses(settings: Record) -> list[SheetLoss]:
    why = _("A questionnaire has no such setting.")
    return [
        settings.loss(column, _("the setting “{text}”").format(text=f"{column}: {value}"), why)
        for column, value in settings.cells.items()
        if column not in _SETTINGS
    ]


def _assembled(
    flat: Flattening,
    workbook: Workbook,
    lists: dict[str, ChoiceList],
    nodes: Sequence[Node],
    losses: list[SheetLoss],
) -> Plain:
    drafting = flat.drafting
    translations: dict[str, dict[str, str]] = {}
    for language, texts in flat.introduction_texts.items():
        translations.setdefault(language, {}).update(texts)
    scales = _scales(lists, drafting, translations)
    records: dict[str, Record] = {}
    for part in flat.parts:
        if part.record is not None:
            records[f"section.{part.id}"] = part.record
        for language, text in part.translations.items():
            translations.setdefault(language, {})[f"section.{part.id}"] = text
        for draft in part.drafts:
            records[draft.id] = draft.record
            for language, texts in draft.texts.items():
                translations.setdefault(language, {}).update(texts)
    data = _questionnaire(flat, workbook, scales, translations)
    logic = FormLogic(flat.parts, _names(nodes), data)
    logic.add()
    if not logic.parts:
        raise ProblemsFoundError([_nothing_to_ask()])
    losses += [*drafting.speech.losses, *drafting.names.losses, *drafting.losses, *logic.losses]
    found, mend_losses = mended(data, records)
    return Plain(found, tuple(sorted(dict.fromkeys([*losses, *mend_losses]), key=_order)), records)


_SHEET_ORDER = {"settings": 0, "survey": 1, "choices": 2}


def _order(loss: SheetLoss) -> tuple[int, int]:
    return _SHEET_ORDER.get(loss.sheet, 3), loss.row


def _names(nodes: Sequence[Node]) -> frozenset[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Group):
            found |= {node.record.name, *_names(node.children)}
        else:
            found.add(node.name)
    return frozenset(found)


def _scales(
    lists: dict[str, ChoiceList], drafting: Drafting, translations: dict[str, dict[str, str]]
) -> dict[str, Any]:
    """Lists that questions share as scales, and those that no question uses."""
    unused = set(lists) - drafting.used
    scales = {}
    for name, found in lists.items():
        if name not in drafting.scales and name not in unused:
            continue
        key = scale_of(found, drafting)
        scales[key] = {
            "name": name,
            "codes": [option.code() for option in found.options],
        }
        for option in found.options:
            for language, text in option.translations.items():
                translations.setdefault(language, {})[f"{key}.{option.value}"] = text
    return scales


def _questionnaire(
    flat: Flattening,
    workbook: Workbook,
    scales: dict[str, Any],
    translations: dict[str, dict[str, str]],
) -> dict[str, Any]:
    """As the model has it, conditions and calculations still left out."""
    speech, settings = flat.drafting.speech, workbook.settings
    words = speech.words
    title = settings.get("form_title") or settings.get("form_id") or "survey"
    order = {
        language: translations[language] for language in speech.others if language in translations
    }
    return {
        "id": settings.get("form_id") or "survey",
        "version": settings.get("version") or "1",
        "language": speech.language,
        "bodies": {RESPONDENT: words.bodies},
        "introduction": {
            "title": title,
            "running_title": title,
            "addressee": {RESPONDENT: words.addressee},
            **flat.introduction,
        },
        "scales": scales,
        "sections": [
            {
                "id": part.id,
                "title": part.title,
                "questions": [draft.data for draft in part.drafts],
            }
            for part in flat.parts
        ],
        "translations": order,
    }
