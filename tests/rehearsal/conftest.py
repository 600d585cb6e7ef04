"""A small survey on paper for the rehearsal: questionnaires, layouts and blank pages."""

from collections.abc import Callable
from datetime import date, timedelta

import cv2
import numpy as np
import pytest
from hypothesis import strategies as st

from phieu.paper.geometry import BOX_MM, FIDUCIALS, Box, BoxKind, Layout, PageLayout, Rect
from phieu.questionnaire.bubbles import bubble_rows
from phieu.questionnaire.codes import Code, Column, Missing, Row, Scale
from phieu.questionnaire.fields import (
    CodeField,
    DateField,
    Field,
    FlagsField,
    NumberField,
    RanksField,
    WordsField,
)
from phieu.questionnaire.kinds import (
    Cascade,
    Consent,
    Date,
    Decimal,
    Integer,
    Level,
    LongText,
    Matrix,
    Month,
    MultipleChoice,
    NumberTable,
    Question,
    Ranking,
    Rating,
    Score,
    ShortText,
    SingleChoice,
)
from phieu.questionnaire.model import Introduction, Questionnaire, Section

PX_PER_MM = 200 / 25.4
_PITCH_MM = 7.5

INTRODUCTION = Introduction(
    title="Phiếu", subject="Về", addressee={}, purpose="", instructions="", data_notice="",
    closing="", running_title="",
)  # fmt: skip
LEVELS = Scale(
    name="HL",
    codes=(
        *(Code(value=value, label=f"Mức {value}") for value in range(1, 6)),
        Code(value=9, label="Không đánh giá", missing=True),
    ),
    satisfied=(4, 5),
)


def _codes(count: int, **last: bool) -> tuple[Code, ...]:
    ordinary = [Code(value=value, label=f"Ý {value}") for value in range(1, count)]
    return (*ordinary, Code(value=count, label=f"Ý {count}", **last))


def _questionnaire(questions: tuple[Question, ...]) -> Questionnaire:
    return Questionnaire(
        id="T", version="1", bodies={"DU": "Đảng ủy", "UB": "Ủy ban nhân dân"},
        introduction=INTRODUCTION, scales={"HL": LEVELS},
        sections=(Section(id="A", title="A", topic="T1", questions=questions),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def survey() -> Questionnaire:
    """One question of every kind, and a prefilled one."""
    body_codes = (Code(value=1, label="Đảng ủy"), Code(value=2, label="Ủy ban nhân dân"))
    return _questionnaire(
        (
            Consent(kind="consent", id="DY0", text="Đồng ý?", codes=_codes(2)),
            SingleChoice(
                kind="single", id="A1", text="Cơ quan", codes=body_codes, prefilled="body"
            ),
            SingleChoice(kind="single", id="A5", text="Bao lâu một lần", codes=_codes(5)),
            Matrix(
                kind="matrix", id="C1", text="Hài lòng", scale="HL",
                rows=tuple(Row(id=f"C1_{row}", text=f"Dòng {row}") for row in range(1, 9)),
            ),
            Rating(kind="scale", id="E2", text="Vi phạm", scale="HL", reverse=True),
            MultipleChoice(kind="multiple", id="C3", text="Nào", codes=_codes(6, exclusive=True)),
            Ranking(kind="ranking", id="B3", text="Ba", codes=_codes(7, specify=True), places=3),
            Integer(kind="integer", id="C4", text="Số cuộc", most=99),
            LongText(kind="text", id="H2", text="Ý kiến", lines=3),
        )
    )  # fmt: skip


@st.composite
def _any_question(draw: st.DrawFn, number: int) -> Question:
    name, count = f"Q{number}", draw(st.integers(1, 6))
    kind = draw(st.sampled_from(["consent", "single", "scaled", "matrix", "multiple", "ranking",
                                 "integer", "text", "decimal", "score", "date", "month",
                                 "number_table", "short_text", "cascade"]))  # fmt: skip
    match kind:
        case "consent":
            return Consent(kind="consent", id=name, text=name, codes=_codes(max(count, 2)))
        case "single":
            codes = _codes(count, specify=draw(st.booleans()), missing=draw(st.booleans()))
            return SingleChoice(kind="single", id=name, text=name, codes=codes)
        case "scaled":
            reverse = draw(st.booleans())
            return Rating(kind="scale", id=name, text=name, scale="HL", reverse=reverse)
        case "matrix":
            rows = tuple(Row(id=f"{name}_{row}", text="?") for row in range(1, count + 1))
            return Matrix(kind="matrix", id=name, text=name, scale="HL", rows=rows)
        case "multiple":
            codes = _codes(count, exclusive=draw(st.booleans()), specify=draw(st.booleans()))
            return MultipleChoice(kind="multiple", id=name, text=name, codes=codes)
        case "ranking":
            places = draw(st.one_of(st.none(), st.integers(1, 4)))
            return Ranking(kind="ranking", id=name, text=name, codes=_codes(count), places=places)
        case "integer":
            digits = draw(st.integers(1, 3))
            most = draw(st.integers(1, 10**digits - 1))
            least = draw(st.integers(-9, most))  # below zero it is written by hand
            return Integer(kind="integer", id=name, text=name, least=least, most=most)
        case "decimal":
            return Decimal(kind="decimal", id=name, text=name, most=draw(st.integers(1, 99)))
        case "score":
            extra = (Code(value=99, label="KĐG", missing=Missing.DONT_KNOW),)
            return Score(kind="score", id=name, text=name, codes=extra)
        case "date" | "month":
            earliest = draw(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
            latest = earliest + timedelta(days=draw(st.integers(0, 9000)))
            kinds = {"date": Date, "month": Month}
            return kinds[kind](kind=kind, id=name, text=name, earliest=earliest, latest=latest)
        case "number_table":
            rows = tuple(Row(id=f"{name}_{row}", text="?") for row in range(1, count + 1))
            columns = (Column(id="a", text="Năm trước"), Column(id="b", text="Năm nay"))
            return NumberTable(
                kind="number_table", id=name, text=name, rows=rows, columns=columns, most=99
            )
        case "cascade":
            wide, narrow = _codes(count), draw(st.lists(st.integers(1, count), min_size=1))
            within = tuple(
                Code(value=value, label=f"Nơi {value}", parent=parent)
                for value, parent in enumerate(narrow, start=1)
            )
            levels = (
                Level(id=f"{name}_H", text="Huyện", codes=wide),
                Level(id=f"{name}_X", text="Xã", codes=within),
            )
            return Cascade(kind="cascade", id=name, text=name, levels=levels)
        case "short_text":
            return ShortText(kind="short_text", id=name, text=name)
        case _:
            return LongText(kind="text", id=name, text=name)


@pytest.fixture(scope="session")
def questionnaires() -> st.SearchStrategy[Questionnaire]:
    """Small questionnaires of any mix of kinds."""

    @st.composite
    def strategy(draw: st.DrawFn) -> Questionnaire:
        count = draw(st.integers(1, 6))
        return _questionnaire(tuple(draw(_any_question(number)) for number in range(count)))

    return strategy()


def _lines(questionnaire: Questionnaire) -> list[list[tuple[str, int, BoxKind, int]]]:
    """The boxes of each line of a form: variable, code, kind, place."""
    lines: list[list[tuple[str, int, BoxKind, int]]] = []
    for question in questionnaire.questions():
        for field in question.fields(questionnaire.scales):
            lines += _lines_of(field)
    return lines


def _lines_of(field: Field) -> list[list[tuple[str, int, BoxKind, int]]]:
    match field:
        case CodeField(prefilled=str()):
            return []
        case CodeField(boxed=True):
            return [[(field.variable, code.value, "mark", 0) for code in field.codes]]
        case FlagsField():
            return [[(field.question, code.value, "mark", 0) for code in field.codes]]
        case RanksField():
            return [
                [(name, code.value, "mark", 0) for code in field.codes] for name in field.variables
            ]
        case NumberField() | DateField() if rows := bubble_rows(field):
            return [[(field.variable, d, "digit", row.worth) for d in row.digits] for row in rows]
        case CodeField() | NumberField() | WordsField():
            return [[(field.variable, 0, "text", 0)]]
        case _:
            return []


@pytest.fixture(scope="session")
def lay_out() -> Callable[[Questionnaire], Layout]:
    """A plain layout: a line of boxes a variable, two pages of equal length."""

    def layout_of(questionnaire: Questionnaire) -> Layout:
        lines = _lines(questionnaire)
        half = (len(lines) + 1) // 2
        pages = []
        for on_page in (lines[:half], lines[half:]):
            boxes = tuple(
                Box(
                    variable, code, kind, 40 + column * _PITCH_MM, 30 + line * _PITCH_MM,
                    100.0 if kind == "text" else BOX_MM, 6.0 if kind == "text" else BOX_MM, place,
                )
                for line, entries in enumerate(on_page)
                for column, (variable, code, kind, place) in enumerate(entries)
            )  # fmt: skip
            pages.append(PageLayout(boxes, Rect(160, 15, 20, 20), Rect(160, 36, 20, 3)))
        return Layout("test", "DU", tuple(pages))

    return layout_of


@pytest.fixture(scope="session")
def print_pages() -> Callable[[Layout], list[np.ndarray]]:
    """Blank copies at 200 dpi: corner fiducials and box outlines."""

    def pages_of(layout: Layout) -> list[np.ndarray]:
        pages = []
        for page_layout in layout.pages:
            page = np.full((2339, 1654), 255, np.uint8)
            for rect, fill in [
                *((rect, cv2.FILLED) for rect in FIDUCIALS),
                *((box.rect, 1) for box in page_layout.boxes if box.kind != "text"),
            ]:
                start = (round(rect.x_mm * PX_PER_MM), round(rect.y_mm * PX_PER_MM))
                end = (
                    round((rect.x_mm + rect.w_mm) * PX_PER_MM),
                    round((rect.y_mm + rect.h_mm) * PX_PER_MM),
                )
                cv2.rectangle(page, start, end, 0, fill)
            pages.append(page)
        return pages

    return pages_of
