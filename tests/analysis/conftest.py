"""A small questionnaire with a scored matrix, a reversed item and a row for one body only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.codes import Code, Row, Scale
from phieu.questionnaire.kinds import Consent, Integer, LongText, Matrix, Rating
from phieu.questionnaire.model import Introduction, Questionnaire, Section

BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân", "MT": "Ủy ban MTTQ Việt Nam"}
LEVELS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")


@pytest.fixture
def questionnaire() -> Questionnaire:
    levels = tuple(Code(value=i, label=label) for i, label in enumerate(LEVELS, start=1))
    codes = (*levels, Code(value=9, label="Không đánh giá", missing=True))
    agree = (Code(value=1, label="Đồng ý"), Code(value=2, label="Không đồng ý"))
    rows = (
        Row(id="C1_1", text="Trao đổi thông tin kịp thời"),
        Row(id="C1_2", text="Giải quyết kiến nghị"),
        Row(id="C1_3", text="Chỉ hỏi Đảng ủy", only=("DU",)),
    )
    topic = (
        Matrix(kind="matrix", id="C1", text="Phối hợp", scale="HL", rows=rows),
        Rating(kind="scale", id="C2", text="Phiền hà", scale="HL", reverse=True),
        Rating(kind="scale", id="C3", text="Tần suất", scale="TX"),
    )
    general = (
        Consent(kind="consent", id="DY0", text="Đồng ý?", codes=agree),
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
        scales={
            "HL": Scale(name="HL", codes=codes, satisfied=(4, 5)),
            "TX": Scale(name="TX", codes=codes),
        },
        sections=(
            Section(id="A", title="Chung", questions=general),
            Section(id="C", title="Phối hợp", topic="T2", questions=topic),
        ),
    )  # fmt: skip


@pytest.fixture
def table(questionnaire: Questionnaire) -> Callable[..., pd.DataFrame]:
    """A dataset from answers by variable, one list a variable; the rest is blank."""

    def make(
        body: Sequence[str], status: Sequence[str] | None = None, **answers: Sequence[object]
    ) -> pd.DataFrame:
        size = len(body)
        columns: dict[str, object] = {
            "body": pd.array(list(body), dtype="string"),
            "district": pd.array(["Hội An"] * size, dtype="string"),
            "status": pd.array(list(status or ["complete"] * size), dtype="string"),
        }
        for variable in codebook(questionnaire):
            values = list(answers.get(variable.name, [None] * size))
            dtype = "string" if variable.kind == "text" else "Int64"
            columns[variable.name] = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
        return pd.DataFrame(columns)

    return make
