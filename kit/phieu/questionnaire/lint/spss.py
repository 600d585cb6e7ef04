"""Rules that SPSS sets: names, and labels that its files would cut without a word.

Limits in UTF-8 bytes of the .sav format: a name 64, a variable label 256, a value label 120;
user-missing codes are three values, or one range and one value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phieu.messages import _

from ..codebook import Variable, variables_of, words
from ..findings import Finding, Path, found, located_code_lists, located_questions
from ..kinds import Cascade, Matrix, MultipleChoice, NumberTable, Question, Rating
from ..missing_codes import as_ranges
from ..model import Questionnaire

NAME_BYTES = 64
VARIABLE_LABEL_BYTES = 256
VALUE_LABEL_BYTES = 120

# ASCII only, stricter than SPSS: the names are columns of other tools' files too.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
SPSS_RESERVED = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
)
_DATASET_COLUMNS = frozenset(
    {"serial", "case", "unit_code", "body", "district", "unit_type", "channel", "status", "weight"}
)


def spss_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _section_ids(questionnaire)
    yield from _value_labels(questionnaire)
    for body in questionnaire.bodies:
        yield from _name(("bodies", body), body)
    seen: dict[str, str] = {}
    for path, question in located_questions(questionnaire):
        variables = _variables(path, question, questionnaire)
        for name_path, name in _written(path, question):
            yield from _name(name_path, name)
        yield from _repeated(path, question, variables, seen)
        for variable_path, variable in variables:
            yield from _limits(variable_path, variable)


def _section_ids(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, section in enumerate(questionnaire.sections):
        if section.id.casefold() in seen:
            yield _repeated_id(("sections", position, "id"), section.id, section.id)
        seen.add(section.id.casefold())


def _variables(
    path: Path, question: Question, questionnaire: Questionnaire
) -> list[tuple[Path, Variable]]:
    """The codebook of one question; empty where its scale is unknown, which has its own rule."""
    if isinstance(question, Matrix | Rating) and question.scale not in questionnaire.scales:
        return []
    section = questionnaire.sections[int(path[1])]
    variables = list(variables_of(question, section, questionnaire))
    match question:
        case Matrix():
            return [((*path, "rows", i), variable) for i, variable in enumerate(variables)]
        case NumberTable():
            width = max(1, len(question.columns))
            return [((*path, "rows", i // width), v) for i, v in enumerate(variables)]
        case Cascade():
            return [((*path, "levels", i), variable) for i, variable in enumerate(variables)]
        case _:
            return [(path, variable) for variable in variables]


def _written(path: Path, question: Question) -> Iterator[tuple[Path, str]]:
    """The names that a person wrote: they become variables, or the beginnings or ends of some."""
    yield (*path, "id"), question.id
    if isinstance(question, Matrix | NumberTable):
        for position, row in enumerate(question.rows):
            yield (*path, "rows", position), row.id
    if isinstance(question, Cascade):
        for position, level in enumerate(question.levels):
            yield (*path, "levels", position, "id"), level.id
    if isinstance(question, NumberTable):
        for position, column in enumerate(question.columns):
            # An end of a name may begin with a digit, and is no name of its own.
            if not _NAME.fullmatch(f"C{column.id}"):
                yield (*path, "columns", position), column.id


def _name(path: Path, name: str) -> Iterator[Finding]:
    if not _NAME.fullmatch(name):
        yield found(
            path, "name-characters", _("“{name}” cannot be a variable's name.").format(name=name)
        )
    if name.casefold() in SPSS_RESERVED | _DATASET_COLUMNS:
        yield found(
            path,
            "name-reserved",
            _("“{name}” is a word that SPSS or the dataset keeps for itself.").format(name=name),
        )


def _repeated(
    path: Path, question: Question, variables: list[tuple[Path, Variable]], seen: dict[str, str]
) -> Iterator[Finding]:
    """SPSS takes b1 and B1 for one name; so is the whole form's set of names."""
    names = [written for written in _written(path, question) if "columns" not in written[0]]
    known = {name for _path, name in names}
    # Twice the same within a choice comes from a repeated code, which has its own rule.
    derived = [(at, variable.name) for at, variable in variables if variable.name not in known]
    names += derived if isinstance(question, NumberTable) else dict.fromkeys(derived)
    for name_path, name in names:
        if name.casefold() in seen:
            yield _repeated_id(name_path, name, seen[name.casefold()])
        seen.setdefault(name.casefold(), name)


def _repeated_id(path: Path, name: str, earlier: str) -> Finding:
    return Finding(
        path,
        "id-repeated",
        _("“{name}” is already taken (by “{earlier}”; SPSS does not tell case apart).").format(
            name=name, earlier=earlier
        ),
        _("Choose another name."),
    )


def _limits(path: Path, variable: Variable) -> Iterator[Finding]:
    if _bytes(variable.name) > NAME_BYTES:
        yield found(
            path,
            "name-too-long",
            _("The variable name “{name}” takes {count} bytes; SPSS allows {limit}.").format(
                name=variable.name, count=_bytes(variable.name), limit=NAME_BYTES
            ),
        )
    if _bytes(variable.label) > VARIABLE_LABEL_BYTES:
        yield found(
            path,
            "variable-label-too-long",
            _("The label of {variable} takes {count} bytes; SPSS cuts at {limit}.").format(
                variable=variable.name, count=_bytes(variable.label), limit=VARIABLE_LABEL_BYTES
            ),
        )
    if as_ranges(variable.missing, [value for value, _label in variable.values]) is None:
        yield found(
            path,
            "missing-codes",
            _("SPSS cannot hold the user-missing codes of {variable}: {codes}.").format(
                variable=variable.name, codes=", ".join(str(code) for code in variable.missing)
            ),
        )


def _value_labels(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Of a multiple choice the options are variables, whose labels have a limit of their own."""
    flags = {
        (*path, "codes")
        for path, question in located_questions(questionnaire)
        if isinstance(question, MultipleChoice)
    }
    for path, codes in located_code_lists(questionnaire):
        for position, code in enumerate(codes):
            count = _bytes(words(code.label, questionnaire))
            if count > VALUE_LABEL_BYTES and path not in flags:
                yield found(
                    (*path, position),
                    "value-label-too-long",
                    _("The answer {code} takes {count} bytes; SPSS cuts at {limit}.").format(
                        code=code.value, count=count, limit=VALUE_LABEL_BYTES
                    ),
                )


def _bytes(text: str) -> int:
    return len(text.encode())
