"""A small survey of three bodies with a scale, a reversed item, yes and no, words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.yaml_text import load

FORM = """\
id: so-sanh
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân, MT: Ủy ban Mặt trận}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL:
    name: Hài lòng
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
sections:
  - id: C
    title: Phối hợp
    questions:
      - id: C1
        kind: matrix
        scale: HL
        text: Hài lòng
        rows:
          C1_1: Kịp thời
          C1_2: Chủ động
          C1_3: {text: Phiền hà, reverse: true}
          C1_4: {text: Chỉ hỏi Đảng ủy, only: [DU]}
      - {id: C3, kind: multiple, text: Hình thức, codes: {1: Giao ban, 2: Văn bản}}
      - {id: H0, kind: single, text: Loại, codes: {1: Xã, 2: Phường}}
      - {id: H1, kind: integer, most: 99, text: Số cuộc}
      - {id: H2, kind: text, text: Góp ý}
"""
QUESTIONNAIRE = load(FORM, "so-sanh.yaml")


def survey_of(body: Sequence[str], **answers: Sequence[object]) -> Survey:
    """Complete forms with these answers, one list a variable; the rest is blank."""
    size = len(body)
    columns: dict[str, object] = {
        "body": pd.array(list(body), dtype="string"),
        "district": pd.array(["Hội An", None] * (size // 2) + ["Hội An"] * (size % 2), "string"),
        "unit_type": pd.array(["xã"] * size, dtype="string"),
        "status": pd.array(["complete"] * size, dtype="string"),
    }
    for variable in codebook(QUESTIONNAIRE):
        values = list(answers.get(variable.name, [None] * size))
        dtype = "string" if variable.kind == "text" else "Int64"
        columns[variable.name] = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
    data = pd.DataFrame(columns, index=range(50, 50 + size))
    return Survey("So sánh", data, QUESTIONNAIRE, data[["body", "district", "unit_type"]])
