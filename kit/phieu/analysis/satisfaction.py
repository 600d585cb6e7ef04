"""Which items are scored, and which of their answers count as satisfied."""

from __future__ import annotations

from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire


def scored(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The items of an index: variables whose scale names its satisfied levels."""
    return tuple(
        variable
        for variable in codebook(questionnaire)
        if variable.scale is not None and questionnaire.scales[variable.scale].satisfied
    )


def satisfied_levels(variable: Variable, questionnaire: Questionnaire) -> frozenset[int]:
    """The codes that count. On a reversed item the scale is turned round: x → least + most − x."""
    scale = questionnaire.scales[str(variable.scale)]
    if not variable.reverse:
        return frozenset(scale.satisfied)
    levels = [code.value for code in scale.codes if not code.missing]
    return frozenset(min(levels) + max(levels) - level for level in scale.satisfied)
