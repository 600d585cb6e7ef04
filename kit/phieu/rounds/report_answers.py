"""What a report takes from a round's reading, keying and coding: how far each has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from phieu.analysis.formats import count_text, decimal_text
from phieu.analysis.survey import Survey
from phieu.coding.agreement_tables import agreements
from phieu.coding.coded_survey import coded_survey
from phieu.coding.work import CodingWork
from phieu.messages import _
from phieu.reading.model import Reason
from phieu.reports.facts import Coding, Reading
from phieu.rounds.coding import coding_desk
from phieu.rounds.round import Round
from phieu.store.codings import CodingStore


def coded(opened: Round, survey: Survey) -> tuple[Survey, tuple[Coding, ...]]:
    """The survey with the final codes of its coded open answers, and what may be quoted of them.

    Raises what `coding_desk` raises.
    """
    with CodingStore(opened.folder.answers) as store:
        planned = store.planned()
    codings = []
    for variable in planned:
        desk = coding_desk(opened, variable)
        survey = coded_survey(survey, variable, desk.frame, desk.work)
        quotes = {code.label: desk.quotes(code.value) for _depth, code in desk.frame.in_order()}
        codings.append(Coding(variable, variable, quotes, _agreement(desk.work)))
    return survey, tuple(codings)


def _agreement(work: CodingWork) -> str:
    if len(work.plan.coders) < 2:
        return _("One person coded the answers.")
    whole = next(one for one in agreements(work) if one.level == "given" and one.code is None)
    if whole.alpha.value is None:
        return _("Two people coded the answers, blind to each other.")
    return _(
        "Two people coded the answers, blind to each other: Krippendorff's alpha {alpha} on "
        "{count} answers."
    ).format(alpha=decimal_text(whole.alpha.value), count=count_text(whole.compared))


def reading(opened: Round, survey: Survey) -> Reading:
    waiting = opened.waiting()
    words = [variable.name for variable in survey.codebook if variable.kind == "text"]
    keyed = {name: _keyed(opened, survey, name) for name in words}
    to_key = Counter(
        field.variable
        for field in waiting
        if field.reason is Reason.TO_KEY and field.serial not in keyed.get(field.variable, ())
    )
    return Reading(
        waiting=sum(field.reason is not Reason.TO_KEY for field in waiting),
        to_key=to_key,
        keyed={name: len(serials) for name, serials in keyed.items()},
        lacking_a_page=len(opened.missing_pages()),
        refused=sum(opened.refusals().values()),
    )


def _keyed(opened: Round, survey: Survey, variable: str) -> Collection[str]:
    """The valid forms of which somebody has keyed the words, wherever they stand."""
    answered = set(survey.valid.loc[survey.valid[variable].notna(), "serial"])
    with CodingStore(opened.folder.answers) as store:
        typed = {serial for serial, text in store.texts(variable).items() if text.strip()}
    return answered | (typed & set(survey.valid["serial"]))
