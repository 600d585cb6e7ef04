"""A questionnaire as REDCap's data dictionary: one instrument, a row a field."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from phieu.interchange.conditions import conditions_of
from phieu.interchange.form_losses import form_losses
from phieu.interchange.logic_trees import trees_of
from phieu.interchange.losses import Exported, Loss
from phieu.interchange.naming import Rules, renamed, renaming_losses
from phieu.interchange.redcap.branching import Names
from phieu.interchange.redcap.fields import Entry, Setting, entries_of
from phieu.interchange.texts import body_question, record_label
from phieu.messages import _
from phieu.questionnaire.fields import (
    CalculatedField,
    DateField,
    FlagsField,
    NumberField,
    RanksField,
)
from phieu.questionnaire.kinds import (
    Cascade,
    Decimal,
    Hidden,
    Matrix,
    Month,
    Note,
    NumberTable,
    Question,
    Ranking,
    SingleChoice,
)
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.translations import translated

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
RECORD = "record_id"  # the first field of every dictionary there: the key of a record

_RULES = Rules(
    re.compile(r"[^a-z0-9_]"), limit=26, start="q", lower=True, reserved=frozenset({RECORD})
)


def dictionary_csv(questionnaire: Questionnaire, language: str | None = None) -> Exported:
    """The dictionary in one language, for “Upload your data dictionary”."""
    spoken = translated(questionnaire, language or questionnaire.language)
    conditions = conditions_of(questionnaire, trees_of)
    body = conditions.audience.body
    added = [body.variable] if body and body.added else []
    names = _names(questionnaire, added)
    setting = Setting(spoken, names, conditions)
    rows = [dict.fromkeys(COLUMNS, "") | row for row in _rows(setting)]
    losses = (
        *conditions.losses,
        *renaming_losses(dict(names.fields), "REDCap"),
        *form_losses(questionnaire),
        *(loss for q in questionnaire.questions() for loss in _question_losses(q)),
        *_other_losses(questionnaire, spoken.language),
    )
    return Exported(_csv(rows), losses)


def _csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return unicodedata.normalize("NFC", text.getvalue()).encode()


def _names(questionnaire: Questionnaire, added: list[str]) -> Names:
    flags: dict[str, tuple[str, int]] = {}
    dates: set[str] = set()
    numbers: set[str] = set()
    own = list(added)
    for question in questionnaire.questions():
        if isinstance(question, Note | Matrix | NumberTable | Ranking):
            own.append(question.id)  # the field that holds the words above the table
        for shape in question.fields(questionnaire.scales):
            match shape:
                case FlagsField():
                    own.append(shape.question)
                    for code in shape.codes:
                        flags[shape.variable(code.value)] = (shape.question, code.value)
                case RanksField():
                    own += shape.variables
                case _:
                    own.append(shape.variable)
                    if isinstance(shape, DateField):
                        dates.add(shape.variable)
                    if isinstance(shape, NumberField | CalculatedField):
                        numbers.add(shape.variable)
    return Names(renamed(own, _RULES), flags, frozenset(dates), frozenset(numbers))


def _rows(setting: Setting) -> Iterator[dict[str, str]]:
    questionnaire = setting.questionnaire
    form = renamed([questionnaire.id], _RULES)[questionnaire.id]
    yield _row(Entry(RECORD, "text", record_label(questionnaire.language)), form, "")
    body = setting.conditions.audience.body
    if body is not None and body.added:
        pairs = (f"{code}, {label}" for code, label in enumerate(body.labels, start=1))
        name = setting.names.fields[body.variable]
        question = Entry(
            name, "radio", body_question(questionnaire.language), " | ".join(pairs), required=True
        )
        yield _row(question, form, "")
    for section in questionnaire.sections:
        header = setting.text(section.title)
        for question_here in section.questions:
            for entry in entries_of(question_here, section, setting):
                yield _row(entry, form, header)
                header = ""


def _row(entry: Entry, form: str, header: str) -> dict[str, str]:
    return dict(
        zip(
            COLUMNS,
            (
                entry.name,
                form,
                header,
                entry.kind,
                entry.label,
                entry.choices,
                entry.note,
                entry.validation,
                entry.least,
                entry.most,
                "",
                entry.shown_if,
                "y" if entry.required else "",
                "",
                entry.number,
                entry.matrix,
                "y" if entry.ranked else "",
                entry.annotation,
            ),
            strict=True,
        )
    )


def _question_losses(question: Question) -> Iterator[Loss]:
    for message in question.constraints.values():
        why = _("REDCap checks a number's or a day's least and most, and nothing else.")
        yield Loss(question.id, _("the constraint “{message}”").format(message=message), why)
    match question:
        case SingleChoice(prefilled=known) if known is not None:
            why = _("It is printed on our forms; there, a respondent chooses it.")
            yield Loss(question.id, _("that the answer is known beforehand"), why)
        case Cascade():
            why = _("A list of answers there does not depend on the answer above it.")
            yield Loss(question.id, _("that each list follows from the level above"), why)
        case NumberTable():
            why = _("There, only choices can stand in a table.")
            yield Loss(question.id, _("the table: its cells stand one below the other"), why)
        case Decimal():
            why = _("A number there has any number of decimals.")
            yield Loss(question.id, _("its {count} decimals").format(count=question.decimals), why)
        case Month():
            why = _("There it is a date, with the first day of the month.")
            yield Loss(question.id, _("that it is a month"), why)
        case Hidden(source="channel" | "language"):
            why = _("How a form came in is known when its answers are imported.")
            yield Loss(question.id, _("where its value comes from"), why)


def _other_losses(questionnaire: Questionnaire, spoken: str) -> Iterator[Loss]:
    names = [questionnaire.language, *questionnaire.translations]
    for language in names:
        if language != spoken:
            why = _("A dictionary has one language; write another file for each.")
            yield Loss(f"translations.{language}", _("a whole language"), why)
    for key in ("subject", "purpose", "instructions", "data_notice", "closing"):
        if getattr(questionnaire.introduction, key):
            why = _("A dictionary holds fields only; put it into the survey's settings there.")
            yield Loss(f"introduction.{key}", _("a text before or after the questions"), why)
