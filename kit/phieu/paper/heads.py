"""The administrative head by who issues the form and when: each rule's values, with its date.

State organs: Decree 30/2020/NĐ-CP. Party organs: Hướng dẫn 36-HD/VPTW, Quy định 399-QĐ/TW. Bodies
of the Front head their documents as the state does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from phieu.questionnaire.frozen import Frozen

Kind = Literal["state", "party", "front"]
Divider = Literal["rule", "star"]


@dataclass(frozen=True)
class Line:
    text: str
    size_pt: float
    bold: bool = True


@dataclass(frozen=True)
class HeadStyle:
    """How a head is set. motto: the right side, ruled under its last line, as long as the line.

    divider: what stands under the organ's name; a rule takes 1/3 to 1/2 of the name's width.
    number_word: before the number, “Số:” or “Số”. title, subject: of the form's own name.
    """

    kind: Kind
    since: date
    source: str
    motto: tuple[Line, ...]
    parent_pt: float
    organ_pt: float
    divider: Divider
    number_word: str
    number_pt: float
    date_pt: float
    title_pt: float
    subject_pt: float


_STATE_MOTTO = (
    Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12),
    Line("Độc lập - Tự do - Hạnh phúc", 13),
)
_PARTY_MOTTO = (Line("ĐẢNG CỘNG SẢN VIỆT NAM", 15),)

# A newer rule is a line of its own here: forms issued before it keep their head.
STYLES = (
    HeadStyle(
        "state", date(2020, 3, 5), "Nghị định 30/2020/NĐ-CP", _STATE_MOTTO,
        parent_pt=12, organ_pt=12, divider="rule", number_word="Số:", number_pt=13, date_pt=13,
        title_pt=15, subject_pt=13,
    ),
    HeadStyle(
        "front", date(2020, 3, 5), "Nghị định 30/2020/NĐ-CP", _STATE_MOTTO,
        parent_pt=12, organ_pt=12, divider="rule", number_word="Số:", number_pt=13, date_pt=13,
        title_pt=15, subject_pt=13,
    ),
    HeadStyle(
        "party", date(2018, 4, 3), "Hướng dẫn 36-HD/VPTW", _PARTY_MOTTO,
        parent_pt=14, organ_pt=14, divider="star", number_word="Số", number_pt=14, date_pt=14,
        title_pt=16, subject_pt=14,
    ),
    # The newest rule; what is known of it agrees with 36-HD/VPTW in everything a head shows.
    HeadStyle(
        "party", date(2026, 1, 9), "Quy định 399-QĐ/TW", _PARTY_MOTTO,
        parent_pt=14, organ_pt=14, divider="star", number_word="Số", number_pt=14, date_pt=14,
        title_pt=16, subject_pt=14,
    ),
)  # fmt: skip


def style_of(kind: Kind, issued_on: date | None) -> HeadStyle:
    """The rule in force on a day, the newest for a form without a date.

    Before the first rule that is written down here, that one: forms so old are only reprinted.
    """
    styles = sorted((style for style in STYLES if style.kind == kind), key=lambda one: one.since)
    in_force = [style for style in styles if issued_on is None or style.since <= issued_on]
    return in_force[-1] if in_force else styles[0]


class Head(Frozen):
    """Who issues the form, its number, and where and when. parent_organ: empty for none."""

    kind: Kind = "state"
    parent_organ: str = ""
    organ: str
    number: str
    place: str
    issued_on: date | None = Field(alias="date")

    @property
    def style(self) -> HeadStyle:
        return style_of(self.kind, self.issued_on)

    @property
    def dated(self) -> str:
        """Both rules: a leading zero for days below 10 and for January and February only."""
        if self.issued_on is None:
            return "ngày …… tháng …… năm ………"
        day, month = self.issued_on.day, self.issued_on.month
        month_text = f"{month:02}" if month <= 2 else str(month)
        return f"ngày {day:02} tháng {month_text} năm {self.issued_on.year}"
