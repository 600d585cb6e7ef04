"""A small questionnaire with one question of most kinds, and forms that answer it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phieu.questionnaire.codes import Code, Row, Scale
from phieu.questionnaire.kinds import (
    Consent,
    Integer,
    LongText,
    Matrix,
    MultipleChoice,
    SingleChoice,
)
from phieu.questionnaire.model import Introduction, Questionnaire, Section
from phieu.reading.model import Field, Reason
from phieu.returns.model import FormReturn

BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân"}


@pytest.fixture
def questionnaire() -> Questionnaire:
    five = tuple(Code(value=i, label=f"Mức {i}") for i in range(1, 6))
    scale = Scale(
        name="S5",
        codes=(*five, Code(value=9, label="Không đánh giá", missing=True)),
        satisfied=(4, 5),
    )
    yes_no = (Code(value=1, label="Đồng ý"), Code(value=2, label="Không đồng ý"))
    first = (
        Consent(kind="consent", id="DY0", text="Đồng ý?", codes=yes_no),
        SingleChoice(
            kind="single",
            id="A1",
            text="Cơ quan",
            codes=(Code(value=1, label="Đảng ủy"), Code(value=2, label="UBND")),
            prefilled="body",
        ),
        SingleChoice(
            kind="single",
            id="A2",
            text="Loại đơn vị",
            codes=(Code(value=1, label="Xã"), Code(value=2, label="Thị trấn")),
            prefilled="unit_type",
        ),
    )
    second = (
        Matrix(
            kind="matrix",
            id="C1",
            text="Hài lòng",
            scale="S5",
            rows=(Row(id="C1_1", text="Một"), Row(id="C1_2", text="Hai", only=("UB",))),
        ),
        MultipleChoice(
            kind="multiple",
            id="C3",
            text="Hình thức",
            codes=(Code(value=1, label="a"), Code(value=2, label="b", specify=True)),
        ),
        Integer(kind="integer", id="C4", text="Số cuộc", most=99),
        LongText(kind="text", id="H2", text="Ưu điểm"),
    )
    return Questionnaire(
        id="nho",
        version="1",
        bodies=BODIES,
        introduction=Introduction(
            title="", subject="", addressee=BODIES, purpose="", instructions="",
            data_notice="", closing="", running_title="",
        ),
        scales={"S5": scale},
        sections=(
            Section(id="A", title="Chung", questions=first),
            Section(id="C", title="Phối hợp", topic="T2", questions=second),
        ),
    )  # fmt: skip


@pytest.fixture
def form() -> Callable[..., FormReturn]:
    """A form whose answers are given as variable=value, or variable=Reason where it waits."""

    def make(serial: str = "B", body: str = "UB", pages: int = 2, **answers: object) -> FormReturn:
        fields = {"DY0": Field("DY0", 1)}
        texts: dict[str, str] = {}
        for name, value in answers.items():
            if isinstance(value, str) and not isinstance(value, Reason):
                texts[name] = value
            elif isinstance(value, Reason):
                fields[name] = Field(name, None, value)
            else:
                assert value is None or isinstance(value, int)
                fields[name] = Field(name, value)
        return FormReturn(
            serial=serial, case="20501-UB", unit_code="20501", body=body,
            district="Huyện Núi Thành", unit_type="thị trấn", channel="scan", pages_expected=2,
            pages_seen=frozenset(range(1, pages + 1)), fields=fields, texts=texts,
        )  # fmt: skip

    return make
