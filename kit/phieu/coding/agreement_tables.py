"""How well two coders of a question agree, code by code and on the whole, as a table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from phieu.analysis.tables.model import Cell, Heading, Row, State, Table
from phieu.errors import PhieuError
from phieu.messages import _

from .agreement import Coefficient, cohens_kappa, krippendorffs_alpha, percent_agreement
from .codings import Decision
from .work import CodingWork

PLACES = 3  # of coefficients, as they are usually printed


class OneCoderError(PhieuError):
    """Agreement asked of work that one person does."""


@dataclass(frozen=True)
class CodeAgreement:
    """level: "given" or "top". code: None for all codes of an answer together, as one set.

    given: how many answers have the code by each coder, of those that both decided; None for sets.
    """

    level: str
    code: int | None
    label: str
    compared: int
    given: tuple[int, int] | None
    percent: Coefficient
    kappa: Coefficient
    alpha: Coefficient


def agreements(work: CodingWork, rng: np.random.Generator | None = None) -> list[CodeAgreement]:
    """On the codes as given, then on the top of the frame; each as sets first, then by code.

    Decisions without codes are compared too: “no content” and “uncodable” are sets of their own.
    rng: for bootstrap intervals. Raises OneCoderError.
    """
    if len(work.plan.coders) < 2:
        raise OneCoderError(_("One person codes this question; agreement takes two."))
    decided = ([work.decision(key, coder) for coder in work.plan.coders] for key in work.answers)
    pairs = [(first, second) for first, second in decided if first and second]
    return [*_on_level(pairs, work, "given", rng), *_on_level(pairs, work, "top", rng)]


def agreement_table(
    work: CodingWork, rng: np.random.Generator | None = None, *, rehearsed: bool = False
) -> Table:
    """The same as a table. Raises OneCoderError."""
    found = agreements(work, rng)
    levels = {"given": _("Codes as given"), "top": _("Top of the frame")}
    heads = [
        (_("Answers compared"), ""),
        *((coder, _("answers with the code")) for coder in work.plan.coders),
        (_("Agreement"), "%"),
        (_("Cohen's kappa"), ""),
        *((_("Cohen's kappa"), end) for end in (_("from"), _("to"))),
        (_("Krippendorff's alpha"), ""),
        *((_("Krippendorff's alpha"), end) for end in (_("from"), _("to"))),
    ]
    return Table(
        title=_("Agreement of the coders: {title}").format(title=work.frame.title),
        headings=tuple(Heading(tuple(part for part in path if part)) for path in heads),
        rows=tuple(Row((levels[one.level], one.label), tuple(_cells(one))) for one in found),
        notes=(
            _("A set of codes agrees when both coders gave the same codes, no more and no fewer."),
            _("Intervals: bootstrap over answers, 95 %. –: not defined, for nothing varies."),
        ),
        rehearsed=rehearsed,
    )


def _on_level(
    pairs: Sequence[tuple[Decision, Decision]],
    work: CodingWork,
    level: str,
    rng: np.random.Generator | None,
) -> Iterator[CodeAgreement]:
    frame = work.frame

    def codes_of(decision: Decision) -> frozenset[int]:
        return decision.codes if level == "given" else frozenset(map(frame.top, decision.codes))

    def measured(
        code: int | None, label: str, said: Callable[[Decision], Hashable]
    ) -> CodeAgreement:
        first, second = ([said(pair[side]) for pair in pairs] for side in (0, 1))
        return CodeAgreement(
            level,
            code,
            label,
            len(pairs),
            None if code is None else (first.count(True), second.count(True)),
            percent_agreement(first, second),
            cohens_kappa(first, second, rng),
            krippendorffs_alpha([first, second], rng),
        )

    yield measured(None, _("All codes together"), lambda one: (one.act, codes_of(one)))
    codes = [code for _d, code in frame.in_order()] if level == "given" else frame.under(None)
    for value, label in ((code.value, code.label) for code in codes):
        if any(value in codes_of(one) for pair in pairs for one in pair):
            yield measured(value, label, partial(_has, value, codes_of))


def _has(code: int, codes_of: Callable[[Decision], frozenset[int]], decision: Decision) -> bool:
    return code in codes_of(decision)


def _cells(one: CodeAgreement) -> Iterator[Cell]:
    yield Cell(one.compared, "count")
    for count in one.given or ("", ""):
        yield Cell(count, "text" if count == "" else "count")
    share = None if one.percent.value is None else one.percent.value * 100
    yield _decimal(share, places=1)
    for found in (one.kappa, one.alpha):
        yield _decimal(found.value)
        yield _decimal(found.low)
        yield _decimal(found.high)


def _decimal(value: float | None, places: int = PLACES) -> Cell:
    state = State.EMPTY if value is None else State.SHOWN
    return Cell(value, "decimal", places=places, state=state)
