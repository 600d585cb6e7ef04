"""A questionnaire for two bodies with answers of every shape, and forms made of single choices."""

from __future__ import annotations

from typing import Any

from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

FORM = load(
    """\
id: LOGIC
version: 1.0
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction:
  title: Phiếu
  addressee: {DU: Đảng ủy, UB: Ủy ban nhân dân}
  running_title: Phiếu
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes:
      1: Rất kém
      2: Kém
      3: Trung bình
      4: Tốt
      5: Rất tốt
      9: {label: Không đánh giá, short: KĐG, missing: true}
sections:
  - id: A
    title: Một
    questions:
      - id: A1
        kind: single
        text: Bao lâu một lần?
        codes:
          1: {label: Hằng ngày, name: daily}
          2: {label: Hằng tuần, name: weekly}
          3: {label: "Khác (ghi rõ):", name: other, specify: true}
          9: {label: Không nhớ, name: unsure, missing: true}
      - id: A2
        kind: scale
        text: Hài lòng?
        scale: HL
      - id: A3
        kind: single
        text: Chỉ hỏi Đảng ủy
        only: DU
        codes: {1: Có, 2: Không}
      - id: B1
        kind: matrix
        text: Bảng
        scale: HL
        rows: {B1_1: Dòng một, B1_2: Dòng hai}
      - id: C1
        kind: ranking
        text: Ưu tiên
        places: 2
        codes: {1: Một, 2: Hai, 3: Ba}
      - id: C2
        kind: multiple
        text: Hình thức
        codes:
          1: {label: Giao ban, name: meeting}
          2: {label: "Khác (ghi rõ):", specify: true}
          3: {label: Chưa, exclusive: true}
      - {id: C3, kind: integer, text: Số cuộc, most: 99}
      - {id: C4, kind: decimal, text: Tỷ lệ, most: 100, decimals: 2}
      - {id: D1, kind: date, text: Ngày, earliest: 2020-01-01, latest: 2023-12-31}
      - {id: D2, kind: month, text: Tháng, earliest: 2020-01, latest: 2023-12}
      - {id: E1, kind: short_text, text: Tên}
      - id: S1
        kind: score
        text: Điểm
        low: Rất kém
        codes: {99: {label: KĐG, missing: true}}
      - {id: K1, kind: calculated, text: Tổng, expression: C3 + C4, decimals: 2}
""",
    "logic.yaml",
)


def single_choices(conditions: dict[str, str | None]) -> Questionnaire:
    """Questions with the answers 1 to 3, a section to each letter: {"B": "A1 = 1", "B1": None}
    is section B under a condition, with one question. The linter has no say."""
    sections: list[dict[str, Any]] = []
    for name, when in conditions.items():
        if len(name) == 1:
            sections.append({"id": name, "title": f"Phần {name}", "when": when, "questions": []})
        else:
            question = {"id": name, "kind": "single", "text": "Hỏi", "when": when, "codes": CODES}
            sections[-1]["questions"].append(question)
    return Questionnaire.model_validate(
        {
            "id": "X",
            "version": "1.0",
            "bodies": {"DU": "Đảng ủy"},
            "introduction": {"title": "Phiếu", "running_title": "Phiếu"},
            "sections": sections,
        }
    )


CODES = [{"value": value, "label": label} for value, label in ((1, "Một"), (2, "Hai"), (3, "Ba"))]
