"""Questionnaires of every shape the model allows, good or bad, for round trips."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal as Exact
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from phieu.questionnaire import kinds
from phieu.questionnaire.codes import Code, Column, Missing, Row, Scale
from phieu.questionnaire.fields import Source
from phieu.questionnaire.kinds import Level, Question
from phieu.questionnaire.model import Introduction, Questionnaire, Section

AWKWARD = (
    "", " ", "no", "No", "1.0", "0x1F", "1e3", "~", "null", "true", "2023-05-01", "12:30", "-",
    "- a", "---", "...", "? b", "a: b", "a:", ":", "#", "a #b", "{{ten_ca}}",
    "{{DU: cấp ủy | UB: chính quyền}}", "[a]", "'", "\"", "\"a\"", "it's", "\\n", "\n", "a\nb",
    "a\n", "a\n\n", "\na", "  a\n b", "a \nb", " trước", "sau ", "a  b", "\t", "a\tb",
    "👮\u200d♀\ufe0f ✅", "năm\xa02023", "\x85", "\u2028", "\ufeff", "\x00", "%a", "@a", "`a`",
    "&a", "*a", "!a", "| a", "> a", "=", "<<", "a, b", "“Trích”: vâng", "\n\u0301", "A\u0338",
    "=\u0338", "\\", "Kết quả giải quyết kiến nghị, đề xuất của cơ quan Ông/Bà: " * 3,
    "dòng một\n  dòng hai: #3\n\ndòng bốn", "x" * 300, "a b " * 60,
)  # fmt: skip


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# By position: Hypothesis would write the whole list into every message.
awkward = st.integers(0, len(AWKWARD) - 1).map(lambda place: _nfc(AWKWARD[place]))
texts = st.one_of(awkward, st.text(max_size=30).map(_nfc))
words = st.from_regex(r"[A-Z][A-Za-z0-9_]{0,8}", fullmatch=True)
ids = st.one_of(words, awkward)
optional_texts = st.one_of(st.none(), texts)
limits = st.lists(ids, max_size=2).map(tuple)
text_maps = st.dictionaries(texts, texts, max_size=2)
whole = st.integers(-1000, 1000)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))

codes = st.builds(
    Code,
    value=whole,
    label=texts,
    name=optional_texts,
    short=optional_texts,
    missing=st.one_of(st.none(), st.sampled_from(Missing)),
    exclusive=st.booleans(),
    specify=st.booleans(),
    parent=st.one_of(st.none(), whole),
    only=limits,
    only_types=limits,
)
plain_codes = st.builds(Code, value=whole, label=texts)
code_lists = st.lists(st.one_of(plain_codes, codes), max_size=4).map(tuple)
rows = st.builds(
    Row,
    id=ids,
    text=texts,
    label=optional_texts,
    reverse=st.booleans(),
    only=limits,
    only_types=limits,
)
row_lists = st.lists(st.one_of(st.builds(Row, id=ids, text=texts), rows), max_size=4).map(tuple)
scales = st.builds(
    Scale,
    name=texts,
    codes=code_lists,
    satisfied=st.lists(whole, max_size=2).map(tuple),
    silenced=text_maps,
)

_EVERY_KIND = {
    "id": ids,
    "text": texts,
    "number": optional_texts,
    "label": optional_texts,
    "hint": optional_texts,
    "only": limits,
    "only_types": limits,
    "when": optional_texts,
    "constraints": text_maps,
    "warnings": text_maps,
    "required": st.booleans(),
    "silenced": text_maps,
}
_decimals = st.decimals(-1000, 1000, places=3).map(lambda number: Exact(str(number)))
_widths = st.one_of(st.none(), st.integers(1, 4))
_OWN: dict[type, dict[str, SearchStrategy]] = {
    kinds.Note: {},
    kinds.Consent: {"codes": code_lists},
    kinds.SingleChoice: {
        "codes": code_lists,
        "prefilled": st.sampled_from([None, "body", "unit_type"]),
        "columns": _widths,
    },
    kinds.MultipleChoice: {"codes": code_lists, "at_most": _widths, "columns": _widths},
    kinds.Rating: {"scale": ids, "reverse": st.booleans()},
    kinds.Matrix: {"scale": ids, "rows": row_lists},
    kinds.Ranking: {"codes": code_lists, "places": _widths},
    kinds.Integer: {"least": whole, "most": whole, "unit": texts},
    kinds.Decimal: {
        "least": _decimals,
        "most": _decimals,
        "decimals": st.integers(1, 3),
        "unit": texts,
    },
    kinds.Score: {
        "least": st.integers(0, 1),
        "most": st.integers(2, 10),
        "low": texts,
        "high": texts,
        "codes": code_lists,
        "reverse": st.booleans(),
    },
    kinds.ShortText: {"characters": st.integers(1, 250)},
    kinds.LongText: {"lines": st.integers(1, 30)},
    kinds.Date: {"earliest": days, "latest": days},
    kinds.Month: {
        "earliest": days.map(lambda day: day.replace(day=1)),
        "latest": days.map(lambda day: day.replace(day=1)),
    },
    kinds.NumberTable: {
        "rows": row_lists,
        "columns": st.lists(st.builds(Column, id=ids, text=texts), max_size=3).map(tuple),
        "least": whole,
        "most": whole,
        "unit": texts,
    },
    kinds.Cascade: {
        "levels": st.lists(st.builds(Level, id=ids, text=texts, codes=code_lists), max_size=2).map(
            tuple
        )
    },
    kinds.Hidden: {
        "source": st.sampled_from([None, *get_args(Source)]),
        "value": texts,
    },
    kinds.Calculated: {"expression": texts, "decimals": st.integers(0, 6)},
    kinds.PaperBox: {
        "purpose": st.sampled_from(["signature", "office"]),
        "height_mm": st.floats(8, 120),
    },
}


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of some kind; what has a default is left at it half of the time."""
    kind = draw(st.sampled_from(list(_OWN)))
    given = {}
    for name, values in {**_EVERY_KIND, **_OWN[kind]}.items():
        if kind.model_fields[name].is_required() or draw(st.booleans()):
            given[name] = draw(values)
    (name,) = kind.model_fields["kind"].annotation.__args__
    return kind(kind=name, **given)


sections = st.builds(
    Section,
    id=ids,
    title=texts,
    topic=optional_texts,
    when=optional_texts,
    only=limits,
    only_types=limits,
    questions=st.lists(questions(), max_size=3).map(tuple),
    silenced=text_maps,
)
introductions = st.builds(
    Introduction,
    title=texts,
    subject=texts,
    addressee=text_maps,
    purpose=texts,
    instructions=texts,
    data_notice=texts,
    closing=texts,
    running_title=texts,
)
questionnaires = st.builds(
    Questionnaire,
    id=ids,
    version=texts,
    language=st.sampled_from(["vi", "en", "no"]),
    bodies=text_maps,
    texts=text_maps,
    introduction=introductions,
    scales=st.dictionaries(ids, scales, max_size=2),
    sections=st.lists(sections, max_size=2).map(tuple),
    translations=st.dictionaries(st.sampled_from(["en", "no"]), text_maps, max_size=2),
    silenced=text_maps,
)
