"""A dataset of four forms with what export files have to carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from phieu.exports.columns import columns
from phieu.exports.extract import Extract
from phieu.questionnaire.codebook import RESERVED_LABELS, YES_NO, Variable
from phieu.questionnaire.codes import Missing

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
