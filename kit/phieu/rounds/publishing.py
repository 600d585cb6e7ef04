"""Tables of a round published: made safe beside all that was published before, and recorded."""

from __future__ import annotations

import getpass
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from phieu.analysis.disclosure.differencing import Answers, Told, tell_apart
from phieu.analysis.disclosure.model import Protected
from phieu.analysis.disclosure.outsiders import counter_of, outsiders_of, rule_of
from phieu.analysis.disclosure.protecting import protect
from phieu.analysis.disclosure.records import Record, digest_of_forms, from_text, to_text
from phieu.analysis.disclosure.rules import Rule
from phieu.analysis.disclosure.sums import dominated_bases
from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Table
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import codebook
from phieu.store.answers import AnswerStore
from phieu.store.publications import PublicationLedger

from .round import Round

_PURPOSE = b"phieu publications: answers of a form\0"  # the round's key signs other things too


class PublishedMeanwhileError(PhieuError):
    """Another program published while these tables were being protected."""


@dataclass(frozen=True)
class Publication:
    """What was published, and its record in the ledger."""

    protected: Protected
    record: Record

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.protected.tables


def preview(
    round_: Round,
    tables: Sequence[Table],
    rule: Rule | None = None,
    *,
    survey: Survey | None = None,
) -> Protected:
    """The tables as `publish` would give them out; nothing is recorded.

    survey: what the tables were made from, unless it is `round_.survey()` as it is now. Raises
    CommuneTablesError, BrokenPublicationsError, StoreError.
    """
    return _protected(round_, tables, rule, survey or round_.survey()).protected


def publish(
    round_: Round,
    tables: Sequence[Table],
    rule: Rule | None = None,
    *,
    title: str,
    publisher: str | None = None,
    now: datetime | None = None,
    survey: Survey | None = None,
) -> Publication:
    """The tables as they may be given out, and recorded: later ones are held against them.

    publisher: who; the name of the account, unless given. Raises as `preview` does, and
    PublishedMeanwhileError.
    """
    ready = _protected(round_, tables, rule, survey or round_.survey())
    when = now or datetime.now().astimezone()

    def record(number: int, previous: str) -> Record:
        return Record(
            number=number,
            published_at=when.isoformat(timespec="seconds"),
            publisher=getpass.getuser() if publisher is None else publisher,
            title=title,
            rehearsed=round_.rehearsed,
            content=to_text(ready.protected.counts),
            forms_digest=digest_of_forms(ready.answers),
            previous=previous,
        )

    with PublicationLedger(round_.folder.answers) as ledger:
        added = ledger.add(record, ready.answers, seen=ready.seen)
    if added is None:
        raise PublishedMeanwhileError(
            _("Another program published tables of this round meanwhile. Publish again.")
        )
    return Publication(ready.protected, added)


def publications(round_: Round) -> tuple[Record, ...]:
    """Everything that was published of the round. Raises BrokenPublicationsError, StoreError."""
    with PublicationLedger(round_.folder.answers) as ledger:
        return ledger.records()


@dataclass(frozen=True)
class _Ready:
    """Protected tables, with the answers that they count and how many records were seen."""

    protected: Protected
    answers: Answers
    seen: int


def _protected(round_: Round, tables: Sequence[Table], rule: Rule | None, survey: Survey) -> _Ready:
    with PublicationLedger(round_.folder.answers) as ledger:
        records, counted = ledger.records(), ledger.forms()
    answers = answers_of(survey, round_.printed.key)
    told = _told(round_, survey, records, counted, answers)
    protected = protect(
        tables,
        rule or rule_of(survey),
        outsiders=told.outsiders,
        published=told.published,
        counted=told.counted,
        confidentiality=survey.confidentiality,
        dominated=dominated_bases(tables, survey),
        counter=counter_of(survey) if told.counted is None else None,
    )
    return _Ready(protected, answers, len(records))


def _told(
    round_: Round,
    survey: Survey,
    records: Sequence[Record],
    counted: Sequence[Answers],
    answers: Answers,
) -> Told:
    earlier = [(from_text(r.content), forms) for r, forms in zip(records, counted, strict=True)]
    outsiders = outsiders_of(survey)
    facts = _facts(round_, survey, sorted(outsiders.variables))
    return tell_apart(earlier, answers, facts, outsiders)


def _facts(round_: Round, survey: Survey, names: Sequence[str]) -> pd.DataFrame:
    """What outsiders know of every issued form, by serial. Of forms that are counted no more,
    what a form says of itself in print is what others of its body and type of unit say."""
    with AnswerStore(round_.folder.answers) as store:
        forms = pd.DataFrame(
            [(f.serial, f.body, f.district, f.unit_type) for f in store.forms()],
            columns=["serial", "body", "district", "unit_type"],
            dtype="string",
        )
    in_print = [name for name in names if name not in forms]
    like = ["body", "unit_type"]
    known = survey.valid.groupby(like, dropna=False)[in_print].first().reset_index()
    facts = forms.merge(known, how="left", on=like).set_index("serial")
    valid = survey.valid.set_index("serial")
    own = valid[in_print].reindex(facts.index).combine_first(facts[in_print])
    facts[in_print] = own[in_print]
    return facts[list(names)]


def answers_of(survey: Survey, key: bytes) -> Mapping[str, str]:
    """By serial of every valid form, a MAC of its answers. Without the round's key nobody can
    try out from it what a form said before it was corrected."""
    names = [variable.name for variable in codebook(survey.questionnaire)]
    columns = [survey.valid[name] for name in names]
    macs = {}
    for serial, *values in zip(survey.valid["serial"], *columns, strict=True):
        given = [f"{n}={v}" for n, v in zip(names, values, strict=True) if not pd.isna(v)]
        text = "\0".join([str(serial), *given]).encode()
        macs[str(serial)] = hmac.new(key, _PURPOSE + text, hashlib.sha256).hexdigest()[:16]
    return macs
