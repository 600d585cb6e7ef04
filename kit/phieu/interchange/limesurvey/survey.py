"""A questionnaire as LimeSurvey's file of rows: settings, groups, questions, rows, answers.

Every row has its class: S and SL settings of the survey (SL: in one language), G a group, Q a
question, SQ a subquestion, A an answer. First come all languages' settings, then the whole
structure in the first language, then again in each other one, with the same ids.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zlib
from collections.abc import Iterator

from phieu.interchange.conditions import conditions_of
from phieu.interchange.form_losses import form_losses
from phieu.interchange.limesurvey import expression_script
from phieu.interchange.limesurvey.names import codes_of
from phieu.interchange.limesurvey.questions import Item, Setting, as_html, items_of
from phieu.interchange.logic_trees import trees_of
from phieu.interchange.losses import Exported, Loss
from phieu.interchange.texts import body_question
from phieu.messages import _
from phieu.questionnaire.kinds import Cascade, Decimal, Hidden, Month, Question, SingleChoice
from phieu.questionnaire.model import Questionnaire, Section
from phieu.questionnaire.translations import languages, translated

Row = dict[str, str]

_FIRST = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    "validation", "mandatory", "other", "default", "same_default",
)  # fmt: skip
_SETTINGS = (
    "date_format", "date_max", "date_min", "display_rows", "em_validation_q",
    "em_validation_q_tip", "exclude_all_others", "hidden", "input_boxes", "max_answers",
    "max_num_value_n", "max_subquestions", "maximum_chars", "min_num_value_n",
    "multiflexible_max", "multiflexible_min", "num_value_int_only", "suffix",
)  # fmt: skip
COLUMNS = (*_FIRST, *_SETTINGS)

_DAY_MONTH_YEAR = "5"  # its number in LimeSurvey's list of date formats
_GROUP_BY_GROUP = "G"


def survey_tsv(questionnaire: Questionnaire, language: str | None = None) -> Exported:
    """The survey in all its languages, or in one. For “Import a survey”, as a .txt file."""
    spoken = (language,) if language else languages(questionnaire)
    conditions = conditions_of(questionnaire, trees_of)
    added = conditions.audience.body
    codes = codes_of(questionnaire, [added.variable] if added and added.added else [])
    settings = [Setting(translated(questionnaire, name), codes, conditions) for name in spoken]
    rows = [*_survey_rows(settings[0].questionnaire, spoken)]
    for setting in settings:
        rows += _language_rows(setting)
    for place, setting in enumerate(settings):
        rows += _structure(setting, first=place == 0)
    losses = (
        *conditions.losses,
        *codes.losses,
        *form_losses(questionnaire),
        *_losses(questionnaire),
    )
    return Exported(_tsv(rows), losses)


def _tsv(rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return unicodedata.normalize("NFC", text.getvalue()).encode("utf-8-sig")


def _survey_rows(questionnaire: Questionnaire, spoken: tuple[str, ...]) -> Iterator[Row]:
    values = {
        "sid": _survey_number(questionnaire),
        "language": spoken[0],
        "additional_languages": " ".join(spoken[1:]),
        "format": _GROUP_BY_GROUP,
    }
    for name, value in values.items():
        yield {"class": "S", "name": name, "text": value}


def _survey_number(questionnaire: Questionnaire) -> str:
    """Six digits that follow from the id; LimeSurvey takes others where these are in use."""
    return str(100_000 + zlib.crc32(questionnaire.id.encode()) % 900_000)


def _language_rows(setting: Setting) -> Iterator[Row]:
    questionnaire = setting.questionnaire
    introduction = questionnaire.introduction
    welcome = (
        introduction.subject,
        introduction.purpose,
        introduction.instructions,
        introduction.data_notice,
    )
    values = {
        "surveyls_survey_id": _survey_number(questionnaire),
        "surveyls_language": questionnaire.language,
        "surveyls_title": setting.text(introduction.title),
        "surveyls_description": "",
        "surveyls_welcometext": "".join(f"<p>{setting.text(t)}</p>" for t in welcome if t),
        "surveyls_endtext": setting.text(introduction.closing),
        "surveyls_dateformat": _DAY_MONTH_YEAR,
    }
    for name, value in values.items():
        yield {"class": "SL", "name": name, "text": value, "language": questionnaire.language}


def _structure(setting: Setting, *, first: bool) -> list[Row]:
    """first: the language in which the settings that are no words stand."""
    language = setting.questionnaire.language
    rows: list[Row] = []
    number = 1
    for place, (group, items) in enumerate(_groups(setting), start=1):
        rows.append({**group, "id": str(place), "type/scale": f"G{place}", "language": language})
        for item in items:
            question = _question_rows(item, number, first=first)
            rows += [{**row, "language": language} for row in question]
            number += 1 + len(item.subquestions)
    return rows


def _groups(setting: Setting) -> Iterator[tuple[Row, list[Item]]]:
    body = setting.conditions.audience.body
    if body is not None and body.added:
        answers = tuple(
            (str(code), as_html(label)) for code, label in enumerate(body.labels, start=1)
        )
        code = setting.codes.questions[body.variable]
        item = Item(
            "L",
            code,
            body_question(setting.questionnaire.language),
            mandatory=True,
            answers=answers,
        )
        yield {"class": "G", "name": code, "relevance": "1"}, [item]
    for section in setting.questionnaire.sections:
        items = [item for q in section.questions for item in items_of(q, setting)]
        if items:
            yield _group(section, setting), items


def _group(section: Section, setting: Setting) -> Row:
    condition = setting.conditions.of_section(section)
    return {
        "class": "G",
        "name": setting.text(section.title) or section.id,
        "relevance": expression_script.relevance(condition, setting.codes.script),
    }


def _question_rows(item: Item, number: int, *, first: bool) -> Iterator[Row]:
    yield {
        "id": str(number),
        "class": "Q",
        "type/scale": item.letter,
        "name": item.code,
        "relevance": item.relevance,
        "text": item.text,
        "help": item.help,
        "mandatory": "Y" if item.mandatory else "N",
        "other": "N",
        **(item.settings if first else {}),
        **item.words,
    }
    for place, part in enumerate(item.subquestions, start=number + 1):
        yield {
            "id": str(place),
            "related_id": str(number),
            "class": "SQ",
            "type/scale": str(part.axis),
            "name": part.code,
            "relevance": part.relevance,
            "text": part.text,
            "mandatory": "N",
        }
    for code, label in item.answers:
        yield {"id": str(number), "class": "A", "type/scale": "0", "name": code, "text": label}


def _losses(questionnaire: Questionnaire) -> Iterator[Loss]:
    for question in questionnaire.questions():
        yield from _question_losses(question)


def _question_losses(question: Question) -> Iterator[Loss]:
    match question:
        case SingleChoice(prefilled=known) if known is not None:
            why = _("It is printed on our forms; there, a respondent chooses it.")
            yield Loss(question.id, _("that the answer is known beforehand"), why)
        case Cascade():
            why = _("A list of answers there does not depend on the answer above it.")
            yield Loss(question.id, _("that each list follows from the level above"), why)
        case Decimal():
            why = _("A number there has any number of decimals.")
            yield Loss(question.id, _("its {count} decimals").format(count=question.decimals), why)
        case Month():
            why = _("There it is a date, with the first day of the month.")
            yield Loss(question.id, _("that it is a month"), why)
        case Hidden(source="channel"):
            why = _("How a form came in is known when its answers are imported.")
            yield Loss(question.id, _("the channel"), why)
