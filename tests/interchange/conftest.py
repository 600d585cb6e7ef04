"""A questionnaire with every kind of question, two bodies, two languages and all sorts of logic."""

from __future__ import annotations

from pathlib import Path

import pytest

from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load

EVERY_KIND = """\
id: MOI-LOAI
version: "2.1"
bodies:
  DU: Đảng ủy
  UB: Ủy ban nhân dân
texts:
  ten_ca: Công an cấp xã
introduction:
  title: Phiếu đủ loại câu
  subject: Về {{ten_ca}}
  running_title: Phiếu
  addressee: {DU: Đảng ủy, UB: Ủy ban nhân dân}
  purpose: Thử <mọi> loại câu & mọi phép
  closing: Cảm ơn
scales:
  HL:
    name: Hài lòng
    satisfied: [4, 5]
    codes:
      1: Rất không hài lòng
      2: Không hài lòng
      4: Hài lòng
      5: Rất hài lòng
      9: {label: Không đánh giá, short: KĐG, missing: true}
sections:
  - id: DY
    title: ""
    questions:
      - {id: LOI, kind: note, text: "Xin đọc kỹ {{DU: cấp ủy | UB: chính quyền}}"}
      - id: DY0
        kind: consent
        text: "Đồng ý tham gia?"
        codes: {1: Đồng ý, 2: Không đồng ý}
  - id: A
    title: Phần một
    topic: T1
    questions:
      - id: A1
        kind: single
        text: Cơ quan
        prefilled: body
        codes: {1: Đảng ủy, 2: Ủy ban nhân dân}
      - id: A2
        kind: single
        text: Mức độ làm việc
        hint: chọn một ô
        codes:
          1: Hằng ngày
          2: {label: "Hằng tuần | hằng tháng", name: tuan}
          6: {label: "Khác (ghi rõ):", specify: true}
      - id: A3_DU
        number: A3
        kind: scale
        scale: HL
        only: DU
        reverse: true
        text: Hài lòng chung
      - id: B1
        kind: matrix
        scale: HL
        text: "Hài lòng về {{ten_ca}}:"
        rows:
          B1_1: Đúng giờ
          B1_UB_2: {text: Đúng hẹn, only: UB}
      - id: C1
        kind: multiple
        text: Hình thức
        at_most: 2
        codes:
          1: Giao ban
          2: {label: Khác, specify: true}
          3: Văn bản
          8: {label: Chưa phối hợp, exclusive: true}
      - id: C2
        kind: ranking
        places: 2
        text: Ưu tiên
        codes: {1: Ma túy, 2: Cờ bạc, 3: Trộm cắp}
      - id: C4
        kind: integer
        most: 50
        unit: cuộc
        text: Số cuộc
        when: not C1 includes 8
        constraints:
          C4 <= 40 or A2 = 1: Số cuộc quá nhiều
        warnings:
          C4 < 30: Xin xem lại
      - {id: C5, kind: decimal, most: "12.5", decimals: 1, text: Tỷ lệ}
      - id: C6
        kind: score
        low: kém nhất
        high: tốt nhất
        text: Cho điểm
        codes: {99: {label: Không biết, missing: true}}
  - id: B
    title: Phần hai
    when: A3_DU <= 2 or B1_1 in [1, 2]
    questions:
      - {id: D1, kind: short_text, characters: 40, text: Tên gọi}
      - {id: D2, kind: text, lines: 6, text: "Ý kiến {tự do}"}
      - {id: D3, kind: date, earliest: 2020-01-01, latest: 2024-12-31, text: Ngày}
      - {id: D4, kind: month, earliest: 2020-01, latest: 2024-12, text: Tháng}
      - id: T
        kind: number_table
        text: Bảng số
        most: 999
        rows: {T_1: Xe máy, T_2: Ô tô}
        columns: {n: Năm nay, t: Năm trước}
      - id: X
        kind: cascade
        text: Nơi làm việc
        levels:
          - {id: X_H, text: Huyện, codes: {1: Huyện A, 2: Huyện B}}
          - id: X_X
            text: Xã
            codes: {101: {label: Xã C, parent: 1}, 201: {label: Xã D, parent: 2}}
      - {id: Y1, kind: hidden, text: Ngôn ngữ, source: language}
      - {id: Y2, kind: hidden, text: Đợt, value: dot1}
      - {id: Z, kind: calculated, text: Bình quân, decimals: 2, expression: C4 / count(C1)}
      - {id: D5, kind: short_text, text: Vì sao, when: D3 >= 2023-03-01 and A2 is answered}
      - {id: K1, kind: paper_box, purpose: signature, text: Ký tên}
translations:
  en:
    introduction.title: A form of every kind
    section.A: Part one
    A2: How often
    A2.1: Every day
    B1_1: On time
    HL.5: Very satisfied
    C4.unit: meetings
    C4.constraints.1: Too many meetings
"""


@pytest.fixture(scope="session")
def every_kind() -> Questionnaire:
    return load(EVERY_KIND, "moi-loai.yaml")


@pytest.fixture(scope="session")
def shipped(repository: Path) -> dict[str, Questionnaire]:
    """Every questionnaire in forms/, by its file's name."""
    return {
        path.name: load(path.read_text(encoding="utf-8"), path.name)
        for path in sorted((repository / "forms").glob("*/*.yaml"))
        if path.parent.name != "bank"
    }
