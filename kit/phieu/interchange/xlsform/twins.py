"""Each kind of question as the rows that stand for it in an XLSForm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from phieu.interchange.conditions import Conditions
from phieu.interchange.texts import filled
from phieu.questionnaire.codes import Code, Row
from phieu.questionnaire.kinds import (
    Calculated,
    Cascade,
    Consent,
    Date,
    Decimal,
    Hidden,
    Integer,
    LongText,
    Matrix,
    Month,
    MultipleChoice,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Ranking,
    Rating,
    Score,
    ShortText,
    SingleChoice,
)
from phieu.questionnaire.model import Questionnaire

from .constraints import (
    at_most,
    chosen,
    day_range,
    exclusive,
    number_range,
    other_than,
    together,
    word_limit,
)
from .lines import Line
from .phone_logic import Checks, relevant
from .words import Words, words_in

SPECIFIED = "{question}_{code}_text"  # as the codebook calls the words beside an option


@dataclass(frozen=True)
class Scene:
    """A questionnaire in one of its languages, with what its own words need to become rows."""

    questionnaire: Questionnaire
    conditions: Conditions
    checks: Checks

    @property
    def words(self) -> Words:
        return words_in(self.questionnaire.language)

    def text(self, text: str | None) -> str:
        """Template variables filled in; `${` would be taken for a reference."""
        return filled(text or "", self.questionnaire).replace("${", "$ {")


def lines_of(question: Question, scene: Scene) -> Iterator[Line]:
    """The rows of one question; none for what only paper has."""
    if isinstance(question, PaperBox):
        return
    start = Line(
        "",
        question.id,
        scene.text(question.text),
        scene.text(question.hint),
        "yes" if question.required else "",
        relevant=relevant(scene.conditions.of_question(question)),
    )
    rows = list(_twin(question, start, scene))
    yield from _checked(question, rows, scene)


def _twin(question: Question, start: Line, scene: Scene) -> Iterator[Line]:
    match question:
        case Note():
            yield replace(start, type="note", required="")
        case Consent():
            yield replace(start, type=f"select_one {question.id}")
        case SingleChoice():
            shown = _filter(question.codes, scene)
            yield replace(start, type=f"select_one {question.id}", choice_filter=shown)
            yield from _specified(question, scene)
        case MultipleChoice():
            yield _multiple(question, start, scene)
            yield from _specified(question, scene)
        case Rating():
            yield replace(start, type=f"select_one {question.scale}", appearance="likert")
        case Score():
            yield _score(question, start)
        case Integer() | Decimal():
            limits = number_range(question.least, question.most, scene.words)
            hint = " ".join(part for part in (start.hint, _unit(question.unit, scene)) if part)
            yield replace(limits.on(start), type=question.kind, hint=hint)
        case ShortText():
            yield replace(start, type="text", constraint=word_limit(question.characters))
        case LongText():
            yield replace(start, type="text", appearance="multiline")
        case Date() | Month():
            limits = day_range(question.earliest, question.latest, scene.words)
            appearance = "month-year" if isinstance(question, Month) else ""
            yield replace(limits.on(start), type="date", appearance=appearance)
        case Hidden():
            yield replace(_unseen(start), type="hidden", default=_given(question, scene))
        case Calculated():
            worked_out = scene.checks.calculations.get(question.id, "''")
            yield replace(_unseen(start), type="calculate", calculation=worked_out)
        case Matrix() | NumberTable() | Ranking() | Cascade():
            yield from _group(question, start, scene)
        case PaperBox():
            return
        case _:
            assert_never(question)


def _group(
    question: Matrix | NumberTable | Ranking | Cascade, start: Line, scene: Scene
) -> Iterator[Line]:
    """A question of several fields: a group with its text, on one screen."""
    table = isinstance(question, Matrix)
    appearance = "table-list" if table else "field-list"
    yield replace(start, type="begin_group", appearance=appearance, required="")
    inside = replace(start, label="", hint="", relevant="")
    match question:
        case Matrix():
            for row in question.rows:
                yield replace(_row(row, inside, scene), type=f"select_one {question.scale}")
        case NumberTable():
            yield from _cells(question, inside, scene)
        case Ranking():
            yield from _places(question, inside, scene)
        case Cascade():
            above = ""
            for level in question.levels:
                yield replace(
                    inside,
                    type=f"select_one {level.id}",
                    name=level.id,
                    label=scene.text(level.text),
                    choice_filter=f"parent = ${{{above}}}" if above else "",
                )
                above = level.id
        case _:
            assert_never(question)
    yield Line("end_group")
    if isinstance(question, Ranking):
        yield from _specified(question, scene)


def _row(row: Row, inside: Line, scene: Scene) -> Line:
    shown = relevant(scene.conditions.of_row(row))
    return replace(inside, name=row.id, label=scene.text(row.text), relevant=shown)


def _cells(question: NumberTable, inside: Line, scene: Scene) -> Iterator[Line]:
    limits = number_range(question.least, question.most, scene.words)
    unit = _unit(question.unit, scene)
    for row in question.rows:
        yield replace(_row(row, inside, scene), type="begin_group", required="")
        for column in question.columns:
            cell = replace(limits.on(inside), type="integer", name=f"{row.id}_{column.id}")
            yield replace(cell, label=scene.text(column.text), hint=unit)
        yield Line("end_group")


def _places(question: Ranking, inside: Line, scene: Scene) -> Iterator[Line]:
    names = [f"{question.id}_{place}" for place in range(1, question.place_count + 1)]
    for place, name in enumerate(names, start=1):
        line = replace(
            inside,
            type=f"select_one {question.id}",
            name=name,
            label=scene.words.place.format(place=place),
            choice_filter=_filter(question.codes, scene),
        )
        if place > 1:
            above = other_than(names[: place - 1])
            line = replace(line, constraint=above, constraint_message=scene.words.differ)
        yield line


def _multiple(question: MultipleChoice, start: Line, scene: Scene) -> Line:
    limits = [exclusive(str(code.value)) for code in question.codes if code.exclusive]
    messages = [scene.words.exclusive] if limits else []
    if question.at_most is not None:
        limits.append(at_most(question.at_most))
        messages.append(scene.words.at_most.format(count=question.at_most))
    return replace(
        start,
        type=f"select_multiple {question.id}",
        constraint=together(limits),
        constraint_message=" ".join(messages),
        choice_filter=_filter(question.codes, scene),
    )


def _score(question: Score, start: Line) -> Line:
    """A slider, where there is nothing to choose beside the points and no words at its ends."""
    if question.codes or question.low or question.high:
        return replace(start, type=f"select_one {question.id}", appearance="columns-pack")
    parameters = f"start={question.least} end={question.most} step=1"
    return replace(start, type="range", parameters=parameters)


def _specified(question: SingleChoice | MultipleChoice | Ranking, scene: Scene) -> Iterator[Line]:
    """The words beside an option, asked where it is chosen; never an `or_other`."""
    for code in question.codes:
        if code.specify:
            yield Line(
                "text",
                SPECIFIED.format(question=question.id, code=code.value),
                scene.text(code.label),
                relevant=chosen(question, code.value),
            )


def _filter(codes: tuple[Code, ...], scene: Scene) -> str:
    """Which choices are shown, by the columns of the sheet “choices” (see choices.py)."""
    audience = scene.conditions.audience
    tests = []
    if audience.body and any(code.only for code in codes):
        tests.append(f"selected(bodies, ${{{audience.body.variable}}})")
    if audience.unit_type and any(code.only_types for code in codes):
        tests.append(f"selected(unit_types, ${{{audience.unit_type.variable}}})")
    return " and ".join(tests)


def _unit(unit: str, scene: Scene) -> str:
    return f"({scene.text(unit)})" if unit.strip() else ""


def _unseen(start: Line) -> Line:
    return replace(start, hint="", required="")


def _given(question: Hidden, scene: Scene) -> str:
    match question.source:
        case None:
            return question.value
        case "channel":
            return "phone"
        case "language":
            return scene.questionnaire.language
        case "version":
            return scene.questionnaire.version
        case _:
            assert_never(question.source)


def _checked(question: Question, rows: list[Line], scene: Scene) -> Iterator[Line]:
    """With the question's constraints, on its last field: there all the others are answered."""
    tests = scene.checks.constraints.get(question.id, ())
    messages = tuple(question.constraints.values())
    fields = [place for place, line in enumerate(rows) if _takes_answer(line)]
    if tests and fields:
        own = [at for at in fields if rows[at].name == question.id]
        at = own[-1] if own else fields[-1]
        line = rows[at]
        said = [scene.text(messages[place]) for place, _test in tests]
        rows[at] = replace(
            line,
            constraint=together([line.constraint, *(test for _place, test in tests)]),
            constraint_message=" ".join(part for part in (line.constraint_message, *said) if part),
        )
    yield from rows


def _takes_answer(line: Line) -> bool:
    return line.type not in {"note", "begin_group", "end_group", "calculate", "hidden"}
