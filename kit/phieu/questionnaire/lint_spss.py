"""Rules that SPSS sets: names, and labels that its files would cut without a word.

Limits in UTF-8 bytes of the .sav format: a name 64, a variable label 256, a value label 120,
three user-missing codes a variable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from phieu.messages import _

from .codebook import Variable, codebook
from .findings import Finding, Path, located_questions
from .model import Matrix, Question, Questionnaire, SingleChoice

NAME_BYTES = 64
VARIABLE_LABEL_BYTES = 256
VALUE_LABEL_BYTES = 120
MISSING_CODES = 3

# ASCII only, stricter than SPSS: the names are columns of other tools' files too.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SPSS_RESERVED = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
)
_DATASET_COLUMNS = frozenset(
    {"serial", "case", "unit_code", "body", "district", "unit_type", "channel", "status"}
)


def spss_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _section_ids(questionnaire)
    for body in questionnaire.bodies:
        yield from _name(("bodies", body), body)
    seen: dict[str, str] = {}
    for path, question in located_questions(questionnaire):
        variables = _variables(path, question, questionnaire)
        yield from _ids(path, question)
        yield from _repeated(path, question, variables, seen)
        for variable_path, variable in variables:
            yield from _limits(variable_path, variable)
            yield from _value_labels(path, question, variable)


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
    scale = question.scale if isinstance(question, Matrix | SingleChoice) else None
    if scale is not None and scale not in questionnaire.scales:
        return []
    section = questionnaire.sections[int(path[1])]
    alone = section.model_copy(update={"questions": (question,)})
    variables = codebook(questionnaire.model_copy(update={"sections": (alone,)}))
    if isinstance(question, Matrix):
        return [((*path, "rows", i), variable) for i, variable in enumerate(variables)]
    return [(path, variable) for variable in variables]


def _ids(path: Path, question: Question) -> Iterator[Finding]:
    yield from _name((*path, "id"), question.id)
    if isinstance(question, Matrix):
        for position, row in enumerate(question.rows):
            yield from _name((*path, "rows", position), row.id)


def _name(path: Path, name: str) -> Iterator[Finding]:
    if not _NAME.fullmatch(name):
        yield Finding(
            path,
            "name-characters",
            _("“{name}” cannot be a variable's name.").format(name=name),
            _("Use letters without marks, digits and _, a letter first, e.g. C2_DU_1."),
        )
    if name.casefold() in _SPSS_RESERVED | _DATASET_COLUMNS:
        yield Finding(
            path,
            "name-reserved",
            _("“{name}” is a word that SPSS or the dataset keeps for itself.").format(name=name),
            _("Choose another name."),
        )


def _repeated(
    path: Path, question: Question, variables: list[tuple[Path, Variable]], seen: dict[str, str]
) -> Iterator[Finding]:
    """SPSS takes b1 and B1 for one name; so is the whole form's set of names."""
    names = [((*path, "id"), question.id)]
    if isinstance(question, Matrix):
        names += [((*path, "rows", i), row.id) for i, row in enumerate(question.rows)]
    else:
        # Twice the same within a question comes from a repeated code, which has its own rule.
        derived = dict.fromkeys(v.name for _path, v in variables if v.name != question.id)
        names += [(path, name) for name in derived]
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
        yield Finding(
            path,
            "name-too-long",
            _("The variable name “{name}” takes {count} bytes; SPSS allows {limit}.").format(
                name=variable.name, count=_bytes(variable.name), limit=NAME_BYTES
            ),
            _("Choose another name."),
        )
    if _bytes(variable.label) > VARIABLE_LABEL_BYTES:
        yield Finding(
            path,
            "variable-label-too-long",
            _("The label of {variable} takes {count} bytes; SPSS cuts at {limit}.").format(
                variable=variable.name, count=_bytes(variable.label), limit=VARIABLE_LABEL_BYTES
            ),
            _("Add a shorter “label:” for the codebook; the printed text stays as it is."),
        )
    if len(variable.missing) > MISSING_CODES:
        yield Finding(
            path,
            "missing-codes",
            _("{variable} has {count} user-missing codes; SPSS allows {limit}.").format(
                variable=variable.name, count=len(variable.missing), limit=MISSING_CODES
            ),
            _("Mark fewer answers “missing”; the code for “invalid” is one of the three."),
        )


def _value_labels(path: Path, question: Question, variable: Variable) -> Iterator[Finding]:
    has_scale = isinstance(question, Matrix | SingleChoice) and question.scale is not None
    start: Path = ("scales", str(variable.scale)) if has_scale else path
    for position, (value, label) in enumerate(variable.values):
        if _bytes(label) > VALUE_LABEL_BYTES:
            yield Finding(
                (*start, "codes", position),
                "value-label-too-long",
                _("The answer {code} takes {count} bytes; SPSS cuts at {limit}.").format(
                    code=value, count=_bytes(label), limit=VALUE_LABEL_BYTES
                ),
                _("Shorten the answer's words."),
            )


def _bytes(text: str) -> int:
    return len(text.encode())
