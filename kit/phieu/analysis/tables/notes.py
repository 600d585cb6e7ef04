"""What stands under tables, so that a reader can judge their figures."""

from __future__ import annotations

from phieu.analysis.formats import percent_text
from phieu.messages import _

from .letters import PairTest


def letters_note(testing: PairTest, *, shares: bool, means: bool) -> str:
    """What letters say, and by which test."""
    kinds = [(_("z tests of proportions"), shares), (_("t tests of means"), means)]
    tests = ", ".join(kind for kind, used in kinds if used)
    adjusted = _("with the Bonferroni correction") if testing.bonferroni else _("not corrected")
    return _(
        "A capital letter beside a figure names a column whose figure is significantly smaller "
        "({tests}, two-sided, {alpha}, {adjusted})."
    ).format(tests=tests, alpha=percent_text(100 * testing.alpha, 0), adjusted=adjusted)


def weights_note() -> str:
    return _("Percentages and means are weighted; counts are of forms, not weighted.")


def several_answers_note() -> str:
    return _("Several answers to one question: percentages can add to more than 100%.")


def reversed_note() -> str:
    return _(
        "Of reversed items the mean is of the codes as they were asked: there, less is better."
    )


def satisfied_note() -> str:
    return _(
        "Satisfied: answers at the satisfied levels of the scale over valid answers; the scale of "
        "a reversed item is turned round."
    )
