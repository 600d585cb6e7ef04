"""Surveys of every kind of table with random answers, and what a report of them is made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from phieu.analysis.response import CaseOutcome, Disposition
from phieu.analysis.survey import Survey
from phieu.analysis.tables.layout import cell_text
from phieu.analysis.tables.model import Table
from phieu.paper.heads import Head
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load
from phieu.reports.building import Figures
from phieu.reports.facts import Facts, Reading
from phieu.reports.planning import Wanted, wanted
from phieu.reports.response_tables import response_by
from phieu.reports.settings import ReportSettings

FORM = """\
id: F
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân, MT: Ủy ban Mặt trận}
introduction: {title: Phiếu, running_title: Phiếu, purpose: Để biết.}
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
  TX:
    name: Tần suất
    codes: {1: Không, 2: Ít, 3: Nhiều}
sections:
  - id: A
    title: Chung <b>&
    questions:
      - id: A1
        kind: single
        text: "Thâm niên #strong[x] $a$ *b*"
        codes: {1: "<script>1</script>", 2: "$x^2$ \\\\latex{}", 3: "=1+1"}
      - {id: A2, kind: single, text: Chức vụ, only: DU, codes: {1: Bí thư, 2: Phó}}
      - {id: S1, kind: score, text: Cho điểm}
  - id: C
    title: Phối hợp
    topic: T
    questions:
      - id: B1
        kind: matrix
        scale: HL
        text: Hài lòng
        rows: {B1_1: Kịp thời, B1_2: Chủ động, B1_3: {text: Chỉ hỏi Đảng ủy, only: [DU]}}
      - id: B4
        kind: matrix
        scale: TX
        text: Tần suất
        rows: {B4_1: Họp, B4_2: {text: Trễ, reverse: true}}
      - {id: B2, kind: scale, scale: HL, text: Phiền hà, reverse: true}
      - {id: C3, kind: multiple, text: Hình thức, codes: {1: Giao ban, 2: Văn bản, 3: Tuần tra}}
      - {id: C4, kind: integer, most: 99, text: Số cuộc}
      - {id: C5, kind: decimal, most: 5, decimals: 1, text: Điểm}
      - id: R1
        kind: ranking
        text: Ưu tiên
        places: 2
        codes: {1: Ma túy, 2: Trộm cắp, 3: Cờ bạc}
      - id: N1
        kind: number_table
        most: 9
        text: Số lượng
        rows: {N1_1: Vụ, N1_2: Việc}
        columns: {a: Năm nay, b: Năm trước}
      - {id: D1, kind: date, text: Ngày, earliest: 2023-01-01, latest: 2023-12-31}
  - id: H
    title: Đánh giá chung
    questions:
      - {id: H1, kind: scale, scale: HL, text: Nhìn chung}
      - {id: H2, kind: text, text: Góp ý}
"""
HEAD = Head(
    parent_organ="Bộ Công an", organ="Công an tỉnh", number="15/PLYK-CAT", place="Hội An",
    date=date(2023, 8, 14),
)  # fmt: skip
DISTRICTS = ("Hội An", "Đông Giang")


@cache
def form() -> Questionnaire:
    return load(FORM, "f.yaml")


def survey_of(
    seed: int,
    forms: int,
    bodies: int,
    *,
    alike: bool = False,
    questionnaire: Questionnaire | None = None,
) -> Survey:
    """forms: that came back, of as many and some more. alike: all give the same answers."""
    chance = random.Random(seed)
    questionnaire = questionnaire or form()
    asked = list(questionnaire.bodies)[:bodies]
    issued = pd.DataFrame(
        [(chance.choice(asked), chance.choice(DISTRICTS), "Xã") for _ in range(forms + 3)],
        columns=["body", "district", "unit_type"],
        dtype="string",
    )
    data = issued.head(forms).copy()
    data["serial"] = pd.array([f"S{place}" for place in range(forms)], dtype="string")
    data["channel"] = pd.array(["scan"] * forms, dtype="string")
    usual = ["complete", "complete", "complete", "partial", "refused", "waiting"]
    data["status"] = pd.array([chance.choice(usual) for _ in range(forms)], dtype="string")
    for variable in codebook(questionnaire):
        values = [_answer(variable, chance) for _ in range(forms)]
        if alike and values:
            values = [values[0]] * forms
        not_asked = [not variable.asked_of(body) for body in data["body"]]
        values = [None if out else v for v, out in zip(values, not_asked, strict=True)]
        data[variable.name] = pd.array(values, dtype=_dtype(variable))
    return Survey(
        title="Đợt <thử> {{ten_dot}}", data=data, questionnaire=questionnaire, issued=issued
    )


def _dtype(variable: Variable) -> str:
    match variable.kind:
        case "text":
            return "string"
        case "date":
            return "datetime64[s]"
        case "number" if variable.decimals:
            return "Float64"
        case _:
            return "Int64"


def _answer(variable: Variable, chance: random.Random) -> object:
    if chance.random() < 0.15:
        return None
    match variable.kind:
        case "code" | "flag":
            return chance.choice([code for code, _label in variable.values])
        case "number":
            return (
                chance.randint(0, 40) / 10**variable.decimals
                if variable.decimals
                else chance.randint(0, 20)
            )
        case "date":
            return np.datetime64("2023-05-01")
        case _:
            return chance.choice(["Tốt lắm", "#x $y$ *z*", "<script>alert(1)</script>"])


shares = st.sampled_from([0.0, 0.02, 0.3, 1.0])  # withheld
surveys = st.builds(
    survey_of,
    seed=st.integers(0, 10_000),
    forms=st.one_of(st.integers(0, 8), st.integers(9, 40)),
    bodies=st.integers(1, 3),
    alike=st.booleans(),
)


def protected(survey: Survey, held: float, seed: int = 0) -> tuple[Wanted, Figures]:
    """held: how much of what figures rest on is withheld, by chance."""
    chance, tables = random.Random(seed), wanted(survey)
    safe = []
    for table in tables.all:
        sources = sorted(
            {source for row in table.rows for cell in row.cells for source in cell.sources},
            key=lambda source: (source.table, source.cell),
        )
        safe.append(table.withholding([s for s in sources if chance.random() < held]))
    return tables, Figures(tables.protected(safe), estimates=tables.estimates)


def facts_of(survey: Survey, settings: ReportSettings | None = None) -> Facts:
    outcomes = [
        CaseOutcome(body, district, Disposition.COMPLETE)
        for body, district in zip(survey.issued["body"], survey.issued["district"], strict=True)
    ]
    chosen = settings or ReportSettings()
    return Facts(
        title=survey.title,
        questionnaire=survey.questionnaire,
        head=chosen.head(HEAD),
        settings=chosen,
        base=survey.base,
        response={"co_quan": response_by(outcomes, "body", survey.questionnaire.bodies)},
        further_response={},
        reading=Reading(waiting=3, to_key={"H2": 2}, keyed={"H2": 1}),
        channels=tuple(sorted(survey.data["channel"].dropna().unique())),
        written_on=date(2023, 10, 5),
        form_dated=HEAD.issued_on,
    )


def texts_in(tables: Iterator[Table]) -> set[str]:
    """Every figure that tables show, as it is printed."""
    return {cell_text(cell) for table in tables for row in table.rows for cell in row.cells}
