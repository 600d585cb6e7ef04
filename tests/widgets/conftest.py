"""Questionnaires to design on, and a designer whose page is the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from phieu.widgets.designer import Designer
from phieu.widgets.session import DesignSession

TEXT = """\
id: THU
version: "1"
bodies:
  DU: Đảng ủy
  UB: Ủy ban nhân dân
introduction:
  title: Phiếu thử
  running_title: Phiếu thử
  addressee: {DU: Đảng ủy, UB: Ủy ban}
scales:
  S5:
    name: Mức độ
    codes:
      1: Kém
      2: Tốt
      9: {label: Không đánh giá, short: KĐG, missing: true}
sections:
  # Phần đầu.
  - id: A
    title: Chung
    questions:
      # Câu này đã dùng từ năm 2019.
      - id: A1
        kind: single
        text: Ông/Bà là ai?
        codes:
          1: Một
          2: Hai
          9: {label: Không biết, missing: true}
      - id: A2
        kind: integer
        most: 9
        only: DU
        text: Bao nhiêu?
  - id: B
    title: Riêng
    questions:
      - id: B1
        kind: matrix
        scale: S5
        text: Đánh giá
        rows:
          B1_1: Thái độ
          B1_2: Tác phong
"""


class Page:
    """What the front end does: sends wishes, and keeps what it is told."""

    def __init__(self, designer: Designer) -> None:
        self.designer = designer
        self.state: dict[str, Any] = {}
        self.pictures: list[bytes] = []
        self.answers: list[dict[str, Any]] = []
        designer.send = self._received
        self.wish("hello")

    def wish(self, kind: str, **more: Any) -> dict[str, Any]:
        seq = len(self.answers) + 1
        wish = {"type": kind, "seq": seq, "sender": "test", **more}
        # As a message from the browser comes in.
        self.designer._handle_custom_msg(wish, [])
        return self.answers[-1]

    def _received(self, answer: dict[str, Any], buffers: list[bytes]) -> None:
        self.answers.append(answer)
        self.pictures += buffers
        self.state |= answer["changed"]

    @property
    def ids(self) -> list[str]:
        return [line["id"] for line in self.state["outline"] if line["role"] == "question"]


@pytest.fixture
def session() -> DesignSession:
    return DesignSession.opened(TEXT)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "thử.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def open_page():
    """Opens a designer as its page does."""
    return Page


@pytest.fixture
def page(form: Path) -> Page:
    return Page(Designer(form))
