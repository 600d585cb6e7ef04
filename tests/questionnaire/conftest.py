"""A small questionnaire as a person would write it, with one question of every kind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load, problems

# random_questionnaires is shared by the tests of this room.
sys.path.insert(0, str(Path(__file__).parent))

SMALL = """\
id: NHO
version: 1.0
bodies:
  DU: Đảng ủy
  UB: Ủy ban nhân dân
texts:
  ten_ca: Công an cấp xã
  loai_dv: xã
introduction:
  title: Phiếu
  subject: Về {{ten_ca}}
  addressee:
    DU: Đảng ủy {{loai_dv}}
    UB: Ủy ban nhân dân {{loai_dv}}
  purpose: Mục đích
  instructions: Cách trả lời
  data_notice: Thông báo
  closing: Cảm ơn
  running_title: Phiếu
scales:
  HL:
    name: Hài lòng
    satisfied: [2]
    codes:
      1: Không
      2: Có
      9: {label: Không đánh giá, short: KĐG, missing: true}
sections:
  - id: A
    title: Phần
    questions:
      - id: DY
        kind: consent
        text: Đồng ý?
        codes:
          1: Đồng ý
          2: Không đồng ý
      - id: A1
        kind: single
        text: Cơ quan
        prefilled: body
        codes:
          1: Đảng ủy
          2: Ủy ban nhân dân
      - id: A2
        kind: scale
        text: Hài lòng?
        scale: HL
      - id: B1
        kind: matrix
        text: Bảng
        scale: HL
        rows:
          B1_1: Dòng về {{ten_ca}}
          B1_2: {text: Dòng của Đảng ủy, only: DU}
      - id: C1
        kind: ranking
        text: Ưu tiên
        places: 2
        codes:
          1: Một
          2: Hai
          3: Ba
      - id: C2
        kind: multiple
        text: Hình thức
        codes:
          1: Giao ban
          2: {label: "Khác (ghi rõ):", specify: true}
          3: {label: Chưa, exclusive: true}
      - id: C3
        kind: integer
        text: Số cuộc
        most: 99
      - id: D1
        kind: text
        text: Ý kiến
        only: UB
"""


@pytest.fixture(scope="session")
def small_text() -> str:
    return SMALL


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return load(SMALL, "nho.yaml")


@pytest.fixture(scope="session")
def found_after() -> Callable[..., list[tuple[str, str]]]:
    """The lines (their text) and rules found in the small text after one replacement."""

    def found(old: str, new: str) -> list[tuple[str, str]]:
        assert old in SMALL
        changed = SMALL.replace(old, new, 1)
        return [
            (changed.splitlines()[int(problem.place.removeprefix("f:")) - 1].strip(), problem.rule)
            for problem in problems(changed, "f")
        ]

    return found
