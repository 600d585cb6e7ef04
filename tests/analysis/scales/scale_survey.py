"""A survey of scored items, with answers made up by one common attitude: the same in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

FORM = """\
id: thang-do
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân, MT: Ủy ban Mặt trận}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
  BA: {name: Ba mức, codes: {1: Không, 2: Một phần, 3: Có}}
sections:
  - id: C
    title: Phối hợp
    topic: T2
    questions:
      - id: C1
        kind: matrix
        scale: HL
        text: Hài lòng
        rows:
          C1_1: Kịp thời
          C1_2: Chủ động
          C1_3: Quy chế
          C1_4: Có mặt
          C1_5: {text: Phiền hà, reverse: true}
          C1_6: Vận động
          C1_7: {text: Chỉ hỏi Đảng ủy, only: [DU]}
      - {id: C3, kind: multiple, text: Hình thức, codes: {1: Giao ban, 2: Văn bản}}
  - id: D
    title: Tư thế
    topic: T3
    questions:
      - id: D0
        kind: single
        text: Có gặp không
        codes: {1: Có, 2: Không}
      - id: D1
        kind: matrix
        scale: BA
        when: D0 = 1
        text: Tư thế
        rows: {D1_1: Trang phục, D1_2: Đi đứng, D1_3: Tự tin}
  - id: H
    title: Khác
    questions:
      - {id: H0, kind: single, text: Loại, codes: {1: Xã, 2: Phường}}
      - {id: H1, kind: integer, most: 10, text: Chấm điểm}
      - {id: H2, kind: text, text: Góp ý}
"""
QUESTIONNAIRE: Questionnaire = load(FORM, "thang-do.yaml")
SIX = tuple(f"C1_{i}" for i in range(1, 7))
THREE = ("D1_1", "D1_2", "D1_3")


def survey_of(body: Sequence[str], **answers: Sequence[object]) -> Survey:
    """Complete forms with these answers, one list a variable; the rest is blank."""
    size = len(body)
    columns: dict[str, object] = {
        "body": pd.array(list(body), dtype="string"),
        "unit_type": pd.array(["xã"] * size, dtype="string"),
        "status": pd.array(["complete"] * size, dtype="string"),
    }
    for variable in codebook(QUESTIONNAIRE):
        values = list(answers.get(variable.name, [None] * size))
        dtype = "string" if variable.kind == "text" else "Int64"
        columns[variable.name] = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
    data = pd.DataFrame(columns, index=range(100, 100 + size))
    issued = data[["body", "unit_type"]].assign(district="Hội An")
    return Survey("Thang đo", data, QUESTIONNAIRE, issued)


def attitudes() -> pd.DataFrame:
    """240 forms: six items of one attitude, the fifth asked the other way round, and three of
    another scale. Nine is "cannot judge"."""
    rng = np.random.default_rng(20231)
    common = rng.normal(0, 1, 240)
    six = np.array([0.8, 0.7, 0.75, 0.6, -0.65, 0.7])
    levels = common[:, None] * six + rng.normal(0, 0.7, (240, 6))
    table = pd.DataFrame(np.clip(np.round(3.4 + levels), 1, 5), columns=list(SIX))
    other = common[:, None] * 0.5 + rng.normal(0, 0.7, (240, 3))
    for name, column in zip(THREE, other.T, strict=True):
        table[name] = np.clip(np.round(2.2 + column), 1, 3)
    gaps = rng.uniform(size=(240, 6))
    table[list(SIX)] = table[list(SIX)].mask(gaps < 0.03).mask((gaps >= 0.03) & (gaps < 0.06), 9)
    return table


def attitude_survey() -> Survey:
    table = attitudes().astype("Int64")
    answers: Mapping[str, Sequence[object]] = {str(n): c.tolist() for n, c in table.items()}
    return survey_of(["DU"] * len(table), D0=[1] * len(table), **answers)


def write(folder: Path) -> None:
    """For R, codes as they were given."""
    attitudes().to_csv(folder / "attitudes.csv", index=False, na_rep="NA", float_format="%.0f")
