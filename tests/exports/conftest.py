"""A dataset of four forms with what export files have to carry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.exports.columns import columns
from phieu.exports.extract import Extract
from phieu.questionnaire import yaml_text
from phieu.questionnaire.codebook import RESERVED_LABELS, YES_NO, Variable, codebook
from phieu.questionnaire.codes import Code, Missing
from phieu.questionnaire.fields import FlagsField, Heading

INVALID_LABEL = RESERVED_LABELS[Missing.MULTIPLE_MARKS]
BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân"}

MakeExtract = Callable[..., Extract]


@pytest.fixture
def extract(data: pd.DataFrame, variables: tuple[Variable, ...]) -> MakeExtract:
    """Makes an extract: of the four forms and their variables, or of others."""

    def extract(
        rows: pd.DataFrame = data, book: tuple[Variable, ...] = variables, **said: Any
    ) -> Extract:
        return Extract(rows, columns(rows, book, BODIES), **said)

    return extract


@pytest.fixture
def variables() -> tuple[Variable, ...]:
    levels = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
    scale = (*enumerate(levels, start=1), (8, INVALID_LABEL), (9, "Không đánh giá"))
    ranks = ((1, "Trộm cắp"), (2, "Ma túy"), (8, "Vấn đề khác"), (98, INVALID_LABEL))
    return (
        Variable(
            "C1_1",
            "C1_1. Trao đổi, cung cấp thông tin",
            "code",
            "C1",
            "ordinal",
            scale,
            (8, 9),
            topic="T2_PHOI_HOP",
            scale="S5_HL",
            only=("DU",),
            text="Trao đổi, cung cấp thông tin kịp thời, đúng trách nhiệm",
        ),
        Variable("B3_1", "B3. Ba vấn đề – thứ 1", "code", "B3", "nominal", ranks, (98,)),
        Variable("C3_1", "C3. Giao ban định kỳ", "flag", "C3", "nominal", YES_NO),
        Variable("C4", "C4. Số cuộc giao ban", "number", "C4", "scale"),
        Variable("H2", "H2. Ưu điểm nổi bật", "text", "H2", "nominal"),
    )


@pytest.fixture
def data() -> pd.DataFrame:
    words = {
        "serial": ["7Q2M", "A9KD", "C3XP", "ZZ41"],
        "body": ["DU", "UB", "UB", "DU"],
        "district": ["Huyện Núi Thành", None, "Thành phố Hội An", "Huyện Núi Thành"],
        "unit_type": ["xã", "thị trấn", "xã", "xã"],
        "channel": ["scan"] * 4,
        "status": ["complete", "partial", "refused", "complete"],
        "H2": ["Gần dân, “nghe dân nói”", None, None, "=1+1"],
    }
    codes = {
        "C1_1": [5, 9, None, 8],
        "B3_1": [1, 98, None, 8],
        "C3_1": [0, 1, None, None],
        "C4": [12, 0, None, 3],
    }
    table = pd.DataFrame(
        {name: pd.array(values, dtype="string") for name, values in words.items()}
        | {name: pd.array(values, dtype="Int64") for name, values in codes.items()}  # type: ignore[call-overload]
    )
    facts = ["serial", "body", "district", "unit_type", "channel", "status"]
    return table[[*facts, "C1_1", "B3_1", "C3_1", "C4", "H2"]]


@pytest.fixture(scope="session")
def everything(repository: Path) -> Survey:
    """Answers to a form with every kind of question: all codes, blanks, quotes, line breaks.

    Forty forms of an identified round, drawn once: every column holds each of its codes.
    """
    path = repository / "tests" / "rounds" / "every_kind.yaml"
    questionnaire = yaml_text.load(path.read_text("utf-8"), path.name)
    rng = np.random.default_rng(7)
    rows = 40
    words = {
        "serial": [f"S{row:03}" for row in rng.permutation(rows)],
        "case": [f"{20100 + row}-ND" for row in range(rows)],
        "unit_code": [f"{20100 + row}" for row in range(rows)],
        "body": rng.choice(["ND", "DN"], rows),
        "district": rng.choice(["Huyện Núi Thành", "Thành phố Hội An"], rows),
        "unit_type": rng.choice(["xã", "thị trấn"], rows),
        "channel": ["scan"] * rows,
        "status": rng.choice(["complete", "partial"], rows),
    }
    columns: dict[str, Any] = {name: pd.array(v, dtype="string") for name, v in words.items()}
    for variable in codebook(questionnaire):
        columns[variable.name] = _drawn(variable, rows, rng)
    data = pd.DataFrame(columns)
    survey = Survey(
        title="Đợt thử mọi kiểu câu hỏi “đủ cả”, với tên dài hơn sáu mươi byte",
        data=data,
        questionnaire=questionnaire,
        issued=data[["body", "district", "unit_type"]],
        confidentiality="identified",
    )
    coded = _coded_later()
    drawn = {v.name: _drawn(v, rows, rng) for v in coded}
    weights = pd.Series(rng.integers(1, 9, rows) / 8)
    return survey.with_added(coded, pd.DataFrame(drawn)).with_weights(weights)


def _coded_later() -> tuple[Variable, ...]:
    """As open answers are coded: flags of one set; and codes that SPSS holds as a range and one."""
    codes = (Code(value=1, label="Khen"), Code(value=2, label="Góp ý"))
    field = FlagsField("C3", Heading("", "Ý kiến góp ý, đã mã hóa", "Ý kiến góp ý khác"), codes)
    values = (*YES_NO, (7, "Không mã hóa được"), (9, "Không có nội dung"))
    flags = (
        Variable(
            f"C3_{code.value}", f"C3. {code.label}", "flag", "C3", "nominal", values, (7, 9),
            text=f"Ý kiến góp ý – {code.label}", field=field,
        )
        for code in codes
    )  # fmt: skip
    tone = ((1, "Khen"), (2, "Chê"), (6, "a"), (7, "b"), (8, "c"), (9, "d"), (99, "Khác"))
    return (
        *flags,
        Variable("C3_TONE", "C3. Sắc thái", "code", "C3", "ordinal", tone, (6, 7, 8, 9, 99)),
    )


def _drawn(variable: Variable, rows: int, rng: np.random.Generator) -> Any:
    """A column of answers; the last is blank."""
    match variable.kind:
        case "text":
            texts = ["Gần dân, “nghe dân nói”", 'nói "thẳng", it\'s', "hai\ndòng", "=1+1", "ộ" * 90]
            drawn: list[Any] = list(rng.choice([*texts, None], rows - 1))
            return pd.array([*drawn, None], dtype="string")
        case "date":
            days = [pd.Timestamp(1931, 1, 1) + pd.Timedelta(days=int(d) * 900) for d in range(38)]
            if variable.precision == "month":
                days = [day.replace(day=1) for day in days]
            return pd.array([*days, pd.NaT, pd.NaT], dtype="datetime64[s]")
        case "number" if variable.decimals:
            tenths = rng.integers(-50, 1000, rows - 1) / 10
            return pd.array([*tenths, None], dtype="Float64")
        case "number":
            numbers = [*(code for code, _ in variable.values), *rng.integers(0, 99, rows)]
            return pd.array([*map(int, numbers[: rows - 1]), None], dtype="Int64")
        case _:
            codes = [code for code, _label in variable.values]
            return pd.array([*(codes * rows)[: rows - 1], None], dtype="Int64")
