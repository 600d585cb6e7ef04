"""Open answers: by code with what may be quoted, or how many wait to be keyed and coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from phieu.analysis.formats import count_text
from phieu.analysis.tables.model import Table
from phieu.messages import _
from phieu.questionnaire.codebook import words
from phieu.questionnaire.kinds import LongText, ShortText

from . import sentences
from .facts import Coding, Facts
from .figures import is_withheld
from .model import Block, Heading, Paragraph, Quote, Tabulation
from .planning import by_code

QUOTES_A_CODE = 3
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")


def opinions(facts: Facts, tables: Mapping[str, Table]) -> tuple[Block, ...]:
    """All open questions under headings; empty where there are none."""
    return tuple(
        block
        for place, question in enumerate(open_questions(facts), start=1)
        for block in (
            Heading(f"{place}. {words(question.text, facts.questionnaire)}", 2),
            *of_question(question.id, facts, tables),
        )
    )


def open_questions(facts: Facts) -> list[LongText | ShortText]:
    return [q for q in facts.questionnaire.questions() if isinstance(q, LongText | ShortText)]


def of_question(variable: str, facts: Facts, tables: Mapping[str, Table]) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(text) for text in _states(variable, facts)]
    for coding in facts.codings:
        if coding.variable == variable and by_code(coding.flags) in tables:
            blocks += _coded(coding, tables[by_code(coding.flags)])
    return tuple(blocks)


def _states(variable: str, facts: Facts) -> Iterator[str]:
    """How many answers there are, and how far they are worked on."""
    keyed = facts.reading.keyed.get(variable, 0)
    to_key = facts.reading.to_key.get(variable, 0)
    is_coded = any(coding.variable == variable for coding in facts.codings)
    if not keyed and not to_key:
        yield _("No form has an answer to this question.")
    if keyed and is_coded:
        yield _("{count} forms have an answer in words.").format(count=count_text(keyed))
    elif keyed:
        yield _("{count} forms have an answer in words; the answers wait to be coded.").format(
            count=count_text(keyed)
        )
    if to_key:
        yield _("{count} forms have a handwritten answer that waits to be keyed.").format(
            count=count_text(to_key)
        )


def _coded(coding: Coding, table: Table) -> Iterator[Block]:
    yield Paragraph(" ".join(filter(None, (sentences.of_choices(table, 1), coding.agreement))))
    yield Tabulation(table)
    # A quotation under a code says that somebody said so: not where that is withheld.
    shown = [row.path[-1] for row in table.rows if not is_withheld(row.cells)]
    for label, quotes in coding.quotes.items():
        if quotes and any(heading.endswith(label) for heading in shown):
            yield Paragraph(_("Quoted:"), lead=f"{label}.")
            yield from (Quote(_legible(text)) for text in quotes[:QUOTES_A_CODE])


def _legible(text: str) -> str:
    """On one line, and without what no document can hold."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
