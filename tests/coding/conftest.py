"""A code frame, answers to it and two coders, small enough to follow by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.coding import frame_text
from phieu.coding.answers import AnswerKey, OpenAnswer
from phieu.coding.code_frame import CodeFrame
from phieu.coding.codings import Decision, Plan
from phieu.coding.work import CodingWork
from phieu.questionnaire import yaml_text

sys.path.insert(0, str(Path(__file__).parent))

FRAME = """\
# Khung mã của câu H3.
id: H3
title: Hạn chế, khó khăn, kiến nghị
variables: [H2, H3]

codes:
  # Phối hợp
  1: {label: Phối hợp, short: PH}
  11: {label: Trao đổi chưa kịp thời, parent: 1}
  2: {label: "Lực lượng, phương tiện", description: người và đồ dùng}
  21: {label: Thiếu biên chế, parent: 2, examples: [đề nghị bổ sung biên chế]}
  22: {label: Thiếu phương tiện, parent: 2}
"""

QUESTIONNAIRE = """\
id: THU
version: "1"
bodies: {DU: Đảng ủy, UB: Ủy ban nhân dân}
introduction: {title: Phiếu thử, running_title: Phiếu thử, addressee: {DU: Đảng ủy, UB: Ủy ban}}
sections:
  - id: H
    title: Ý kiến
    questions:
      - id: H3
        kind: text
        lines: 4
        text: "Hạn chế, khó khăn, kiến nghị:"
        label: Hạn chế
"""
TEXTS = {
    "AAAA": "Thiếu biên chế, địa bàn rộng",
    "BBBB": "Địa bàn rộng, đề nghị bổ sung biên chế",
    "CCCC": "Không có ý kiến",
    "DDDD": "Trao đổi thông tin chưa kịp thời",
    "EEEE": "",
    "FFFF": "Thiếu phương tiện và biên chế",
}
AN, BINH, CHI = "An", "Bình", "Chi"


@pytest.fixture(scope="session")
def frame() -> CodeFrame:
    return frame_text.load(FRAME, "h3.yaml")


@pytest.fixture
def answers() -> list[OpenAnswer]:
    return [OpenAnswer(serial, "H3", text, "DU") for serial, text in TEXTS.items() if text]


@pytest.fixture(scope="session")
def survey() -> Survey:
    bodies = ["DU", "UB"] * 3
    data = pd.DataFrame(
        {
            "serial": list(TEXTS),
            "body": bodies,
            "status": ["complete"] * 6,
            "H3": pd.array([text or None for text in TEXTS.values()], dtype="string"),
        }
    )
    questionnaire = yaml_text.load(QUESTIONNAIRE, "thu.yaml")
    return Survey("Đợt thử", data, questionnaire, pd.DataFrame({"body": bodies}))


class Desk:
    """Two coders' work and its history, entries numbered as they come."""

    def __init__(self, work: CodingWork) -> None:
        self.work = work
        self.sequence = 0

    def add(self, entry) -> None:
        self.sequence += 1
        self.work = self.work.with_entries([entry.at(self.sequence)])

    def codes(self, serial: str, coder: str, *codes: int) -> None:
        self.decides(serial, coder, Decision.coded(*codes))

    def decides(self, serial: str, coder: str, decision: Decision | None) -> None:
        self.add(self.work.coding(key(serial), coder, decision))

    def shows(self, serial: str, person: str) -> None:
        self.add(self.work.showing(key(serial), person))

    def settles(self, serial: str, person: str, *codes: int) -> None:
        decision = Decision.coded(*codes) if codes else None
        self.add(self.work.settling(key(serial), person, decision))


def key(serial: str) -> AnswerKey:
    return AnswerKey(serial, "H3")


@pytest.fixture(scope="session")
def key_of():
    return key


@pytest.fixture
def desk(frame, answers) -> Desk:
    return Desk(CodingWork.of(Plan((AN, BINH), adjudicator=CHI), frame, answers))
