"""A survey of two bodies with every kind of question that tables are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

FORM = """\
id: F
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân, MT: Ủy ban Mặt trận}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
sections:
  - id: A
    title: Chung
    questions:
      - {id: A1, kind: single, text: Thâm niên, codes: {1: Dưới 1 năm, 2: 1–3 năm, 3: Trên 3 năm}}
      - {id: A2, kind: single, text: Loại, codes: {1: Xã, 2: Thị trấn, 3: Phường}}
  - id: C
    title: Phối hợp
    topic: T
    questions:
      - id: B1
        kind: matrix
        scale: HL
        text: Hài lòng
        rows:
          B1_1: Kịp thời
          B1_2: Chủ động
          B1_3: {text: Chỉ hỏi Đảng ủy, only: [DU]}
      - {id: B2, kind: scale, scale: HL, text: Phiền hà, reverse: true}
      - id: C3
        kind: multiple
        text: Hình thức
        codes: {1: Giao ban, 2: Văn bản, 3: Tuần tra}
      - {id: C4, kind: integer, most: 99, text: Số cuộc}
      - {id: C5, kind: decimal, most: 5, decimals: 1, text: Điểm}
      - id: R1
        kind: ranking
        text: Ưu tiên
        places: 2
        codes: {1: Ma túy, 2: Trộm cắp, 3: Cờ bạc}
      - {id: H1, kind: text, text: Góp ý}
"""
MakeSurvey = Callable[..., Survey]


@pytest.fixture(scope="session")
def form() -> Questionnaire:
    return load(FORM, "f.yaml")


@pytest.fixture(scope="session")
def make_survey(form: Questionnaire) -> MakeSurvey:
    """A survey from answers by variable, one list a variable; the rest is blank."""

    def make(
        body: Sequence[str],
        *,
        status: Sequence[str] | None = None,
        weights: Sequence[float | None] | None = None,
        district: Sequence[str | None] | None = None,
        **answers: Sequence[object],
    ) -> Survey:
        size = len(body)
        columns: dict[str, object] = {
            "body": pd.array(list(body), dtype="string"),
            "district": pd.array(list(district or ["Hội An"] * size), dtype="string"),
            "unit_type": pd.array(["Xã"] * size, dtype="string"),
            "status": pd.array(list(status or ["complete"] * size), dtype="string"),
        }
        kinds = {"text": "string", "number": "Float64"}
        for variable in codebook(form):
            values = list(answers.pop(variable.name, [None] * size))
            dtype = kinds.get(variable.kind, "Int64") if variable.decimals else "Int64"
            dtype = "string" if variable.kind == "text" else dtype
            columns[variable.name] = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
        assert not answers, "no such variable"
        data = pd.DataFrame(columns)
        issued = pd.DataFrame({"body": ["DU"] * (size + 2)}, dtype="string")
        return Survey(
            "Thử",
            data,
            form,
            issued,
            weights=None if weights is None else pd.Series(weights, dtype=float),
        )

    return make
