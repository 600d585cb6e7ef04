"""Which words the answers use, counted by forms, in all and by groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phieu.analysis.bases import TOTAL, base_line
from phieu.analysis.counts import CountTable, Dimension
from phieu.analysis.formats import count_text
from phieu.analysis.groups import UNSTATED
from phieu.analysis.publishing import MIN_RESPONDENTS, withheld
from phieu.analysis.survey import Category, Survey
from phieu.analysis.tables.model import Cell, Heading, Row, Source, State, Table
from phieu.frame.collation import sort_key
from phieu.messages import _

from .answers import OpenAnswer, content
from .compounds import as_words, found_compounds
from .identifying import identifying, without
from .lexicons import Compound, compounds, stop_words
from .syllables import phrases


@dataclass(frozen=True)
class WordCount:
    """forms: how many use the word, by group; times: how often it stands in all of them."""

    word: str
    forms: Mapping[str, int]
    times: int


@dataclass(frozen=True)
class WordCounts:
    """answers: how many forms say anything, by group. words: the commonest first."""

    answers: Mapping[str, int]
    words: tuple[WordCount, ...]


def count_words(
    answers: Sequence[OpenAnswer],
    groups: Mapping[str, str] | None = None,
    *,
    known: Collection[Compound] | None = None,
    stop: Collection[Compound] | None = None,
) -> WordCounts:
    """Every word that is no stop word, no number, and no name, as far as `identifying` finds them:
    a table of words must not tell whom answers name. groups: by serial; None: no groups.

    known: words of several syllables; by default those that ship and those found in the answers.
    """
    texts = {a.key: without(a.text, identifying(a.text)) for a in answers}
    if known is None:
        known = compounds() | {
            one.word for one in found_compounds([texts[a.key] for a in answers], compounds())
        }
    unsaid = stop_words() if stop is None else stop
    forms: dict[Compound, dict[str, int]] = {}
    times: dict[Compound, int] = {}
    size: dict[str, int] = {TOTAL: 0}
    for answer in answers:
        of = [TOTAL] if groups is None else [TOTAL, groups[answer.serial]]
        for group in of:
            size[group] = size.get(group, 0) + 1
        cut = [
            word
            for phrase in phrases(content(texts[answer.key]))
            for word in as_words(phrase, known)
        ]
        said = [word for word in cut if word not in unsaid and any(s.isalpha() for s in word)]
        for word in said:
            times[word] = times.get(word, 0) + 1
        for word in dict.fromkeys(said):
            counts = forms.setdefault(word, {})
            for group in of:
                counts[group] = counts.get(group, 0) + 1
    words = [WordCount(" ".join(word), forms[word], times[word]) for word in forms]
    words.sort(key=lambda word: (-word.forms[TOTAL], -word.times, sort_key(word.word)))
    return WordCounts(size, tuple(words))


def word_table(
    survey: Survey,
    answers: Sequence[OpenAnswer],
    *,
    by: str | None = None,
    at_most: int = 40,
    publish: bool = True,
    at_least: int = MIN_RESPONDENTS,
    known: Collection[Compound] | None = None,
) -> Table:
    """The commonest words with the forms that use them, in all and by a fact or variable of codes.

    publish: words that fewer than `at_least` forms use are left out, which a note says, and
    groups in which so few use a word are withheld, with what they could be worked out from.
    Raises UnknownVariableError, NoCategoriesError.
    """
    categories = survey.classification(by).valid if by else ()
    group_of = _groups(survey, by)
    known_group = [answer for answer in answers if by is None or answer.serial in group_of]
    counted = count_words(known_group, group_of if by else None, known=known)
    usual = [w for w in counted.words if not publish or w.forms[TOTAL] >= at_least]
    groups = {TOTAL: _("All"), **{str(one.value): one.label for one in categories}}
    variable = answers[0].variable if answers else ""
    return Table(
        title=_("Words in the answers to {question}").format(
            question=survey.variable(variable).label if variable else "–"
        ),
        headings=tuple(
            Heading((label, head)) for label in groups.values() for head in (_("Forms"), "%")
        ),
        rows=tuple(
            _row(word, list(groups), counted.answers, number, at_least if publish else 0)
            for number, word in enumerate(usual[:at_most])
        ),
        base=base_line(survey.base),
        notes=tuple(_notes(counted, at_least, publish=publish)),
        counts=tuple(
            _behind(word, variable, by, list(groups), categories) for word in usual[:at_most]
        ),
        rehearsed=survey.rehearsed,
        corner=_("Word"),
    )


def _groups(survey: Survey, by: str | None) -> dict[str, str]:
    """Each form's group by its serial; forms that are in none are left out."""
    if by is None:
        return {}
    pairs = zip(survey.valid["serial"], survey.valid[by], strict=True)
    shown = {str(category.value) for category in survey.classification(by).valid}
    stated = {serial: UNSTATED if pd.isna(value) else str(value) for serial, value in pairs}
    return {serial: group for serial, group in stated.items() if group in shown}


def _row(
    word: WordCount, groups: Sequence[str], answers: Mapping[str, int], number: int, hold: int
) -> Row:
    """hold: how many forms a group needs to be shown; 0 shows all."""
    parts = {group: word.forms.get(group, 0) for group in groups if group != TOTAL}
    held = withheld(parts, hold) if hold else frozenset()
    cells: list[Cell] = []
    for place, group in enumerate(groups):
        sources = (Source(number, (0, place)),)
        size, forms = answers.get(group, 0), word.forms.get(group, 0)
        state = State.WITHHELD if group in held else State.SHOWN if size else State.EMPTY
        seen = state is State.SHOWN
        share = forms / size * 100 if seen else None
        cells += [
            Cell(forms if seen else None, "count", state=state, sources=sources),
            Cell(share, "percent", places=1, state=state, sources=sources),
        ]
    return Row((word.word,), tuple(cells))


def _behind(
    word: WordCount,
    variable: str,
    by: str | None,
    groups: Sequence[str],
    categories: Sequence[Category],
) -> CountTable:
    """The counts that a word's figures rest on: forms that use it, in all and by group."""
    uses = Dimension(f"{variable}:{word.word}", (frozenset({1}),))
    everybody = frozenset(category.value for category in categories)
    sets = (everybody, *(frozenset({category.value}) for category in categories))
    counts = np.array([[word.forms.get(group, 0) for group in groups]], dtype=np.int64)
    if by is None:
        return CountTable((uses,), counts[:, 0])
    return CountTable((uses, Dimension(by, sets)), counts)


def _notes(counted: WordCounts, at_least: int, *, publish: bool) -> Iterator[str]:
    yield _("{count} forms answered in words; % is of them.").format(
        count=count_text(counted.answers[TOTAL])
    )
    rare = sum(word.forms[TOTAL] < at_least for word in counted.words)
    if publish and rare:
        yield _("Left out: {count} words that fewer than {least} forms use.").format(
            count=count_text(rare), least=at_least
        )
