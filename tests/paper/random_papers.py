"""Small forms of any kinds of question, with sizes a researcher might try, for properties."""

from __future__ import annotations

from datetime import date

from every_kind import EVERY_KIND, codes
from hypothesis import strategies as st

from phieu.questionnaire import kinds
from phieu.questionnaire.codes import Code, Column, Missing, Row, Scale
from phieu.questionnaire.model import Section

_PHRASE = "Tiếp nhận, giải quyết kiến nghị của Nhân dân kịp thời, đúng thẩm quyền và đúng hẹn "
texts = st.integers(1, 3 * len(_PHRASE)).map(lambda length: (_PHRASE * 3)[:length].strip())
short = st.integers(1, 30).map(lambda length: _PHRASE[:length].strip())


@st.composite
def code_lists(draw, most=9):
    labels = draw(st.lists(st.one_of(short, texts), min_size=1, max_size=most))
    asks = draw(st.sets(st.integers(1, most), max_size=2))
    return tuple(code.model_copy(update={"specify": code.value in asks}) for code in codes(*labels))


@st.composite
def scales(draw):
    levels = codes(*draw(st.lists(short, min_size=2, max_size=9)))
    last = Code(value=99, label="Không đánh giá", short="KĐG", missing=Missing.DONT_KNOW)
    return Scale(name="Thang", codes=(*levels, last) if draw(st.booleans()) else levels)


def _rows(name, most):
    return st.lists(texts, min_size=1, max_size=most).map(
        lambda found: tuple(Row(id=f"{name}_{n}", text=text) for n, text in enumerate(found, 1))
    )


def _columns(most):
    return st.lists(short, min_size=1, max_size=most).map(
        lambda found: tuple(Column(id=f"K{n}", text=text) for n, text in enumerate(found, 1))
    )


def _question(name):
    common = {"id": st.just(name), "text": texts, "hint": st.one_of(st.none(), short)}

    def of(cls, kind, **own):
        return st.builds(cls, kind=st.just(kind), **common, **own)

    day = st.dates(date(1930, 1, 1), date(2029, 12, 31))
    levels = st.lists(short, min_size=1, max_size=3).map(
        lambda found: tuple(
            kinds.Level(id=f"{name}_{n}", text=text, codes=()) for n, text in enumerate(found, 1)
        )
    )
    return st.one_of(
        of(kinds.Note, "note"),
        of(kinds.Consent, "consent", codes=code_lists(2)),
        of(kinds.SingleChoice, "single", codes=code_lists()),
        of(kinds.MultipleChoice, "multiple", codes=code_lists(), at_most=st.just(2)),
        of(kinds.Rating, "scale", scale=st.just("S")),
        of(kinds.Matrix, "matrix", scale=st.just("S"), rows=_rows(name, 25)),
        of(kinds.Ranking, "ranking", codes=code_lists()),
        of(kinds.Integer, "integer", least=st.integers(-9, 99), most=st.integers(100, 99999)),
        of(kinds.Decimal, "decimal", most=st.integers(1, 9999), decimals=st.integers(1, 3)),
        of(
            kinds.Score,
            "score",
            low=st.one_of(st.just(""), short),
            high=short,
            codes=st.one_of(st.just(()), st.just((Code(value=99, label="Không biết"),))),
        ),
        of(kinds.ShortText, "short_text", characters=st.integers(1, 250)),
        of(kinds.LongText, "text", lines=st.integers(1, 12)),
        of(kinds.Date, "date", earliest=day, latest=day),
        of(kinds.Month, "month", earliest=day, latest=day),
        of(
            kinds.NumberTable,
            "number_table",
            rows=_rows(name, 25),
            columns=_columns(6),
            most=st.just(99),
        ),
        of(kinds.Cascade, "cascade", levels=levels),
        of(kinds.PaperBox, "paper_box", purpose=st.sampled_from(["signature", "office"])),
    )


@st.composite
def forms(draw):
    questions = tuple(draw(_question(f"Q{n}")) for n in range(draw(st.integers(1, 5))))
    section = Section(id="A", title=draw(st.sampled_from(["", "Phần chung"])), questions=questions)
    return EVERY_KIND.model_copy(update={"sections": (section,), "scales": {"S": draw(scales())}})
