"""Rounds of one questionnaire over the years, identified or not, from short lists of answers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from phieu.analysis.survey import Survey
from phieu.analysis.waves.comparable import Wave
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

FORM = """\
id: nhieu-nam
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction: {title: Phiếu, running_title: Phiếu}
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes: {1: Rất kém, 2: Kém, 3: Vừa, 4: Tốt, 5: Rất tốt, 9: {label: KĐG, missing: true}}
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
          C1_1: Trao đổi thông tin kịp thời
          C1_2: Chủ động tham mưu, đề xuất
          C1_3: {text: Gây phiền hà cho cơ quan, reverse: true}
  - id: H
    title: Khác
    questions:
      - {id: H0, kind: single, text: Loại đơn vị, codes: {1: Xã, 2: Phường}}
      - {id: H1, kind: integer, most: 99, text: Số cuộc giao ban}
"""


def questionnaire(*changes: tuple[str, str], version: str = "1") -> Questionnaire:
    """The questionnaire with some texts put in the place of others."""
    text = FORM.replace('version: "1"', f'version: "{version}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load(text, "nhieu-nam.yaml")


PLAIN = questionnaire()


def survey(
    form: Questionnaire = PLAIN,
    body: Sequence[str] = (),
    unit: Sequence[str] | None = None,
    **answers: Sequence[object],
) -> Survey:
    """unit: the communes that answered, for an identified round."""
    size = max([len(body), *(len(values) for values in answers.values())])
    columns: dict[str, object] = {
        "body": pd.array(list(body) or ["DU"] * size, dtype="string"),
        "unit_type": pd.array(["xã"] * size, dtype="string"),
        "status": pd.array(["complete"] * size, dtype="string"),
    }
    if unit is not None:
        columns["unit_code"] = pd.array(list(unit), dtype="string")
    for variable in codebook(form):
        values = list(answers.get(variable.name, [None] * size))
        columns[variable.name] = pd.array(values, dtype="Int64")
    data = pd.DataFrame(columns)
    issued = data[["body", "unit_type"]].assign(district="Hội An")
    confidentiality = "confidential" if unit is None else "identified"
    return Survey("Đợt", data, form, issued, confidentiality=confidentiality)


def waves(*surveys: Survey) -> tuple[Wave, ...]:
    return tuple(Wave(str(2023 + i), each) for i, each in enumerate(surveys))
