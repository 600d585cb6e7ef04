"""A questionnaire as an XLSForm workbook, for a phone that asks what the paper asks."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.errors import Problem, ProblemsFoundError
from phieu.interchange import workbook
from phieu.interchange.conditions import conditions_of
from phieu.interchange.form_losses import form_losses
from phieu.interchange.logic_trees import trees_of
from phieu.interchange.losses import Exported, Loss
from phieu.interchange.workbook import Row
from phieu.messages import _
from phieu.questionnaire.kinds import Calculated, PaperBox
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.translations import languages, translated

from . import notes, plain
from .choices import choice_rows
from .lines import Line, spoken_rows
from .phone_logic import checks_of, relevant
from .twins import Scene, lines_of
from .words import language_name

INTRODUCTION = "introduction"
BEFORE = ("subject", "purpose", "data_notice")  # of the introduction; the rest speaks of paper


def to_bytes(questionnaire: Questionnaire) -> Exported:
    """An .xlsx that pyxform takes; losses: what nobody sees on the phone.

    They come back all the same when the workbook is read again. Raises ProblemsFoundError for a
    text longer than a cell, and where there is nothing to ask.
    """
    return Exported(workbook.written(sheets(questionnaire)), losses(questionnaire))


def sheets(questionnaire: Questionnaire) -> dict[str, list[Row]]:
    """The workbook: survey, choices, settings, and our own notes for the way back."""
    if all(isinstance(question, PaperBox | Calculated) for question in questionnaire.questions()):
        raise ProblemsFoundError(
            [
                Problem(
                    questionnaire.id,
                    "xlsform-nothing-to-ask",
                    _("The questionnaire has nothing that a phone could ask."),
                    _("Add a question; boxes to sign or write in are for paper only."),
                )
            ]
        )
    found = plain_sheets(questionnaire)
    back = plain.read(found)
    found[notes.SHEET] = notes.rows(questionnaire, back.questionnaire, back.losses)
    return found


def losses(questionnaire: Questionnaire) -> tuple[Loss, ...]:
    scene = _scene(questionnaire, questionnaire.language)
    audience = scene.conditions.audience
    shown = {
        f"{question.id}.{code.value}"
        for question in questionnaire.questions()
        for code in getattr(question, "codes", ())
        if not (code.only and audience.body is None)
        and not (code.only_types and audience.unit_type is None)
    }
    kept = [loss for loss in scene.conditions.losses if loss.where not in shown]
    found = [*form_losses(questionnaire), *kept, *scene.checks.losses]
    return tuple(dict.fromkeys(found))


def plain_sheets(questionnaire: Questionnaire) -> dict[str, list[Row]]:
    """What XLSForm itself can say."""
    spoken = languages(questionnaire)
    scenes = [_scene(questionnaire, language) for language in spoken]
    return {
        "survey": spoken_rows([list(_survey(scene)) for scene in scenes], spoken),
        "choices": spoken_rows([list(choice_rows(scene)) for scene in scenes], spoken),
        "settings": _settings(scenes[0]),
    }


def _scene(questionnaire: Questionnaire, language: str) -> Scene:
    # The same conditions in every language: they hang on codes, and on the bodies' own names.
    conditions = conditions_of(questionnaire, trees_of)
    return Scene(translated(questionnaire, language), conditions, checks_of(questionnaire))


def _survey(scene: Scene) -> Iterator[Line]:
    yield from _introduction(scene)
    body = scene.conditions.audience.body
    if body and body.added:
        yield Line(f"select_one {body.variable}", body.variable, scene.words.body, required="yes")
    taken = _names(scene.questionnaire)
    for section in scene.questionnaire.sections:
        name = section.id if section.id.casefold() not in taken else f"section_{section.id}"
        condition = relevant(scene.conditions.of_section(section))
        yield Line("begin_group", name, scene.text(section.title), relevant=condition)
        for question in section.questions:
            yield from lines_of(question, scene)
        yield Line("end_group")
    closing = scene.text(scene.questionnaire.introduction.closing)
    if closing:
        yield Line("note", f"{INTRODUCTION}_closing", closing)


def _introduction(scene: Scene) -> Iterator[Line]:
    introduction = scene.questionnaire.introduction
    texts = {name: scene.text(getattr(introduction, name)) for name in BEFORE}
    if any(texts.values()):
        yield Line("begin_group", INTRODUCTION, appearance="field-list")
        for name, text in texts.items():
            if text:
                yield Line("note", f"{INTRODUCTION}_{name}", text)
        yield Line("end_group")


def _names(questionnaire: Questionnaire) -> set[str]:
    """What a section cannot be called: a name must point to one thing."""
    found = {INTRODUCTION}
    for question in questionnaire.questions():
        found.add(question.id.casefold())
        parts = (*getattr(question, "rows", ()), *getattr(question, "levels", ()))
        found.update(part.id.casefold() for part in parts)
    return found


def _settings(scene: Scene) -> list[Row]:
    questionnaire = scene.questionnaire
    title = scene.text(questionnaire.introduction.running_title) or questionnaire.id
    settings = {
        "form_title": title,
        "form_id": questionnaire.id,
        "version": questionnaire.version,
        "default_language": language_name(questionnaire.language),
        # Else typographic quotes would be made straight ones.
        "clean_text_values": "no",
    }
    return [tuple(settings), tuple(settings.values())]
