"""What a form may have and a questionnaire may not, mended one by one and listed.

The linter says what is wrong; whatever is left after that is a problem of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from phieu.errors import Problem, ProblemsFoundError, Severity
from phieu.messages import _
from phieu.questionnaire.findings import Finding, Path
from phieu.questionnaire.lint import check
from phieu.questionnaire.lint.spss import VALUE_LABEL_BYTES, VARIABLE_LABEL_BYTES
from phieu.questionnaire.model import Questionnaire

from .losses import SheetLoss
from .records import Record

_ROUNDS = 10
_SHORTEST = 20  # bytes of a label, below which cutting does not help
_NOWHERE = Record("survey", 1, {})
Mend = Callable[[Any, Path], tuple[str, str] | None]


def mended(
    data: dict[str, Any], records: Mapping[str, Record]
) -> tuple[Questionnaire, list[SheetLoss]]:
    """data: a questionnaire as the model has it; is changed. Raises ProblemsFoundError."""
    losses: list[SheetLoss] = []
    for _round in range(_ROUNDS):
        errors = errors_of(data)
        done = [_mend(data, finding, records, losses) for finding in errors]
        if not any(done):
            break
    questionnaire = Questionnaire.model_validate(data)
    left = [f for f in check(questionnaire) if f.severity is Severity.ERROR]
    if left:
        raise ProblemsFoundError([_problem(data, finding, records) for finding in left])
    return questionnaire, losses


def errors_of(data: Mapping[str, Any]) -> list[Finding]:
    found = check(Questionnaire.model_validate(data))
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _mend(
    data: dict[str, Any],
    finding: Finding,
    records: Mapping[str, Record],
    losses: list[SheetLoss],
) -> bool:
    mend = _MENDS.get(finding.rule)
    if mend is None:
        return False
    record = _record(data, finding.path, records)
    lost = mend(_at(data, finding.path), finding.path)
    if lost is None:
        return False
    losses.append(record.loss(_COLUMNS.get(finding.rule, "label"), *lost))
    return True


def _record(data: Mapping[str, Any], path: Path, records: Mapping[str, Record]) -> Record:
    """The row of the question, or of the section, at the beginning of a path."""
    if len(path) >= 4 and path[0] == "sections":
        question = data["sections"][path[1]]["questions"][path[3]]
        return records.get(str(question["id"]), _NOWHERE)
    if len(path) >= 2 and path[0] == "sections":
        section = data["sections"][path[1]]
        return records.get(f"section.{section['id']}", _NOWHERE)
    return Record("choices", 1, {}) if path[:1] == ("scales",) else _NOWHERE


def _problem(data: Mapping[str, Any], finding: Finding, records: Mapping[str, Record]) -> Problem:
    record = _record(data, finding.path, records)
    return record.problem(finding.rule, finding.message, finding.fix)


def _at(data: Any, path: Path) -> Any:
    """The mapping at a path, or what holds its last step."""
    part = data
    for step in path:
        try:
            inner = part[step]
        except (KeyError, IndexError, TypeError):
            return part
        if not isinstance(inner, dict | list):
            return part
        part = inner
    return part


def _cut(text: str, size: int) -> str:
    """At a word, with “…” behind it, in at most so many bytes."""
    room = size - len("…".encode())
    cut = text.encode()[:room].decode(errors="ignore")
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:") + "…" if " " in cut else cut + "…"


def _shorten_label(part: Any, path: Path) -> tuple[str, str] | None:
    if not isinstance(part, dict):
        return None
    # A level of a cascade has no label but its text.
    key = "text" if "levels" in path else "label"
    text = str(part.get(key) or part.get("text", ""))
    # The codebook puts the number before the label, and may put an answer's words behind it.
    room = min(VARIABLE_LABEL_BYTES - 40, len(text.encode()) * 4 // 5)
    if room < _SHORTEST:
        return None
    part[key] = _cut(text, room)
    what = _("the codebook's label, cut to “{text}”").format(text=part[key])
    if key == "text":
        return what, _("SPSS cuts labels at 256 bytes.")
    return what, _("SPSS cuts labels at 256 bytes; the printed text stays whole.")


def _shorten_answer(part: Any, path: Path) -> tuple[str, str] | None:
    code = _code(part, path)
    if code is None:
        return None
    label = str(code["label"])
    cut = _cut(label, VALUE_LABEL_BYTES)
    if cut == label:
        return None
    code["label"] = cut
    what = _("the end of the answer “{text}”").format(text=label)
    return what, _("SPSS cuts the labels of answers at 120 bytes.")


def _tell_apart(part: Any, path: Path) -> tuple[str, str] | None:
    code = _code(part, path)
    if code is None:
        return None
    label = str(code["label"])
    code["label"] = f"{label} ({code.get('name') or code['value']})"
    what = _("the answer “{text}”, now “{new}”").format(text=label, new=code["label"])
    return what, _("Two answers of the list have the same words.")


def _code(part: Any, path: Path) -> dict[str, Any] | None:
    """Of a list the linter gives the place; of a codebook's answers the place in order of codes."""
    if isinstance(part, dict) and "value" in part:
        return part
    if isinstance(part, list) and path and isinstance(path[-1], int) and path[-1] < len(part):
        found = sorted(part, key=lambda code: int(code["value"]))[path[-1]]
        return found if isinstance(found, dict) else None
    return None


def _without(*keys: str) -> Mend:
    def mend(part: Any, _path: Path) -> tuple[str, str] | None:
        gone = {key: part.pop(key) for key in keys if isinstance(part, dict) and key in part}
        if not gone:
            return None
        what = ", ".join(f"{key}: {value}" for key, value in gone.items())
        return what, _("It cannot hold for this questionnaire.")

    return mend


def _without_logic(part: Any, path: Path) -> tuple[str, str] | None:
    """An expression that never holds, or refuses every answer."""
    key = next((step for step in path if step in ("when", "constraints", "expression")), "when")
    if not isinstance(part, dict):
        return None
    test = path[-1]
    if key == "constraints":  # the path leads to the mapping of all of them
        gone, said = test, part.pop(test, None)
        if said is None:
            return None
    else:
        gone = part.pop(key, None)
    if not gone:
        return None
    what = _("the condition “{text}”").format(text=gone)
    return what, _("It never holds, or nobody could answer.")


_MENDS: dict[str, Mend] = {
    "variable-label-too-long": _shorten_label,
    "value-label-too-long": _shorten_answer,
    "label-repeated": _tell_apart,
    "code-name-repeated": _without("name"),
    "ranking-places": _without("places"),
    "at-most": _without("at_most"),
    "never-true": _without_logic,
    "constraint-impossible": _without_logic,
    "logic-syntax": _without_logic,
    "logic-type": _without_logic,
    "logic-unknown-name": _without_logic,
    "logic-unknown-code": _without_logic,
    "logic-forward-reference": _without_logic,
}
_COLUMNS = {
    "never-true": "relevant",
    "constraint-impossible": "constraint",
}
