"""A survey of two bodies with every kind of question that tables are made of."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

sys.path.insert(0, str(Path(__file__).parent))  # kinds_of_tables

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


@pytest.fixture(scope="session")
def random_survey(make_survey: MakeSurvey, form: Questionnaire) -> Callable[..., Survey]:
    """Forms answered by chance, from a seed: every kind of question, blanks and missing codes."""

    def random_survey(seed: int, size: int = 60, *, weighted: bool = False) -> Survey:
        rng = np.random.default_rng(seed)
        body = rng.choice(["DU", "UB", "MT"], size, p=[0.5, 0.4, 0.1]).tolist()
        answers = {
            v.name: _answers(rng, size, [code for code, _label in v.values])
            for v in codebook(form)
            if v.kind == "code"
        }
        answers["B1_3"] = [
            a if b == "DU" else None for a, b in zip(answers["B1_3"], body, strict=True)
        ]
        marked = rng.random(size) < 0.9  # of several choices all are blank, or none
        for flag in ("C3_1", "C3_2", "C3_3"):
            chosen = rng.integers(0, 2, size).tolist()
            answers[flag] = [c if m else None for c, m in zip(chosen, marked, strict=True)]
        answers["C4"] = _answers(rng, size, list(range(6)))
        answers["C5"] = _answers(rng, size, [0.5, 2.0, 4.5])
        return make_survey(
            body,
            status=rng.choice(["complete", "partial", "refused"], size, p=[0.8, 0.1, 0.1]).tolist(),
            district=_answers(rng, size, ["Hội An", "Đại Lộc", "Điện Bàn"]),
            weights=rng.uniform(0.2, 3, size).tolist() if weighted else None,
            **answers,
        )

    return random_survey


def _answers(rng: np.random.Generator, size: int, values: list[object]) -> list[object]:
    """One of the values each, or a blank."""
    places = rng.integers(0, len(values) + 1, size)
    return [None if place == len(values) else values[place] for place in places]
