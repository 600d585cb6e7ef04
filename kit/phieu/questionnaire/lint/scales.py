"""Rules about scales and the questions that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from phieu.messages import _

from ..findings import Finding, Path, found, located_questions
from ..kinds import Hidden, Matrix, Note, Question, Rating, Score
from ..model import Questionnaire
from ..variants import shown
from .bodies import reached
from .scale_words import Side, direction, sides

MOST_ROWS = 10
MOST_ROWS_IN_A_RUN = 20  # two full tables on one scale, one after the other
_FEWEST_LEVELS = 4  # of a scale by degree; with fewer, yes or no may well be among them

_ENDING = 300  # characters of a question that tell its form; a long text would take long to search

_YES_OR_NO = re.compile(
    r"\bcó\b(?!.*(?:thế nào|ra sao|mức độ|bao nhiêu|bao lâu)).*\bkhông\s*\?$"
    r"|\bđã\b.*\bchưa\s*\?$",
    re.IGNORECASE | re.DOTALL,
)


def scale_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _dont_knows(questionnaire)
    yield from _balances(questionnaire)
    yield from _directions(questionnaire)
    yield from _runs(questionnaire)
    for path, question in located_questions(questionnaire):
        if isinstance(question, Matrix):
            yield from _length(path, question, questionnaire)
        if isinstance(question, Matrix | Rating):
            yield from _yes_or_no(path, question, questionnaire)


def used_scales(questionnaire: Questionnaire) -> list[str]:
    """The scales that some question uses, in the order of the questions."""
    names = (
        question.scale
        for question in questionnaire.questions()
        if isinstance(question, Matrix | Rating) and question.scale in questionnaire.scales
    )
    return list(dict.fromkeys(names))


def _dont_knows(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Once a scale, not once a question."""
    for name in used_scales(questionnaire):
        if not any(code.missing for code in questionnaire.scales[name].codes):
            yield found(
                ("scales", name),
                "dont-know-missing",
                _("The scale {scale} has no answer for those who cannot judge.").format(scale=name),
            )
    for path, question in located_questions(questionnaire):
        if isinstance(question, Score) and not any(code.missing for code in question.codes):
            yield found(
                path,
                "dont-know-missing",
                _("{question} has no answer for those who cannot judge.").format(
                    question=question.id
                ),
            )


def _balances(questionnaire: Questionnaire) -> Iterator[Finding]:
    for name, scale in questionnaire.scales.items():
        levels = sides(scale)
        satisfied = len(set(scale.satisfied))
        bad, good = levels.count(Side.BAD), levels.count(Side.GOOD)
        if Side.UNKNOWN not in levels and bad != good and bad + good >= 2:
            message = _(
                "The scale {scale} has {good} levels on its good side and {bad} on its bad."
            )
            yield found(
                ("scales", name),
                "scale-unbalanced",
                message.format(scale=name, good=good, bad=bad),
            )
        elif satisfied * 2 > len(levels):
            message = _("{count} of the {levels} levels of {scale} count as satisfied.")
            yield found(
                ("scales", name, "satisfied"),
                "scale-unbalanced",
                message.format(scale=name, count=satisfied, levels=len(levels)),
            )
        elif bad == good and bad * 2 == len(levels) >= _FEWEST_LEVELS:
            yield found(
                ("scales", name),
                "scale-middle",
                _("The scale {scale} has no middle level.").format(scale=name),
            )


def _directions(questionnaire: Questionnaire) -> Iterator[Finding]:
    """The scales that run against most of the form's."""
    runs = {name: direction(questionnaire.scales[name]) for name in used_scales(questionnaire)}
    rising = [name for name, way in runs.items() if way == 1]
    falling = [name for name, way in runs.items() if way == -1]
    if not (rising and falling):
        return
    few, most = sorted((falling, rising), key=len)
    for name in few:
        yield found(
            ("scales", name),
            "scale-directions",
            _("The scale {scale} runs the other way than {others}.").format(
                scale=name, others=", ".join(most)
            ),
        )


def _length(path: Path, question: Matrix, questionnaire: Questionnaire) -> Iterator[Finding]:
    most = max(_row_counts(path, question, questionnaire), default=0)
    if most > MOST_ROWS:
        yield found(
            (*path, "rows"),
            "matrix-long",
            _("The table {question} has {count} rows.").format(question=question.id, count=most),
        )


def _row_counts(path: Path, question: Matrix, questionnaire: Questionnaire) -> list[int]:
    section = questionnaire.sections[int(path[1])]
    return [
        sum(shown(row, body, unit_type) for row in question.rows)
        for body, unit_type in reached(questionnaire, section, question)
    ]


def _runs(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Each long run once, at its first question."""
    reported: set[Path] = set()
    for body in questionnaire.bodies:
        asked = [
            (path, question)
            for path, question in located_questions(questionnaire)
            if shown(questionnaire.sections[int(path[1])], body, None)
            and shown(question, body, None)
            and not isinstance(question, Note | Hidden)
        ]
        for scale, group in groupby(asked, key=lambda entry: getattr(entry[1], "scale", None)):
            run = list(group)
            rows = sum(_rows(question, body) for _path, question in run)
            if scale is None or rows <= MOST_ROWS_IN_A_RUN or run[0][0] in reported:
                continue
            reported.add(run[0][0])
            yield found(
                run[0][0],
                "same-scale-run",
                _("From {first} to {last} {count} rows in one go are on the scale {scale}.").format(
                    first=run[0][1].id, last=run[-1][1].id, count=rows, scale=scale
                ),
            )


def _rows(question: Question, body: str) -> int:
    if isinstance(question, Matrix):
        return sum(shown(row, body, None) for row in question.rows)
    return 1


def _yes_or_no(
    path: Path, question: Matrix | Rating, questionnaire: Questionnaire
) -> Iterator[Finding]:
    scale = questionnaire.scales.get(question.scale)
    levels = [] if scale is None else [code for code in scale.codes if not code.missing]
    if len(levels) >= _FEWEST_LEVELS and _YES_OR_NO.search(question.text.strip()[-_ENDING:]):
        yield found(
            (*path, "text"),
            "yes-no-scale",
            _("{question} asks for yes or no, and is answered by degree.").format(
                question=question.id
            ),
        )
