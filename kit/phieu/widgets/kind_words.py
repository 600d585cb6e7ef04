"""What each kind of question is called on screen, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from phieu.messages import _

# Asked for when shown: the reader's language is known only then. The order is that of the menu.
KIND_WORDS: Mapping[str, Callable[[], str]] = {
    "single": lambda: _("One answer of a list"),
    "multiple": lambda: _("Several answers"),
    "scale": lambda: _("One level of a scale"),
    "matrix": lambda: _("Table on one scale"),
    "ranking": lambda: _("Ranking"),
    "score": lambda: _("Score 0–10"),
    "integer": lambda: _("Whole number"),
    "decimal": lambda: _("Number with decimals"),
    "number_table": lambda: _("Table of numbers"),
    "date": lambda: _("Day"),
    "month": lambda: _("Month"),
    "short_text": lambda: _("A few words"),
    "text": lambda: _("Open answer"),
    "cascade": lambda: _("Place by levels"),
    "consent": lambda: _("Consent to take part"),
    "note": lambda: _("Note to read"),
    "hidden": lambda: _("Hidden value"),
    "calculated": lambda: _("Calculated value"),
    "paper_box": lambda: _("Signature or office box"),
}


def kind_word(kind: str) -> str:
    """The kind as a person calls it; as it is written, where it is none."""
    return KIND_WORDS[kind]() if kind in KIND_WORDS else kind


def needs_scale(kind: str) -> bool:
    return kind in ("scale", "matrix")


def starter(kind: str, question: str, scale: str) -> dict[str, Any]:
    """A new question as it would be written: valid, and in Vietnamese like the forms.

    question: its id. scale: the one to answer on, where the kind needs one.
    """
    return {"id": question, "kind": kind, "text": _TEXTS.get(kind, "Câu hỏi mới"),
            **_own_keys(kind, question, scale)}  # fmt: skip


STARTING_SCALE: Mapping[str, Any] = {
    "name": "Mức độ hài lòng",
    "satisfied": [4, 5],
    "codes": {
        "1": "Rất không hài lòng",
        "2": "Không hài lòng",
        "3": "Bình thường",
        "4": "Hài lòng",
        "5": "Rất hài lòng",
        "9": {"label": "Không đánh giá", "short": "KĐG", "missing": True},
    },
}

_TEXTS = {
    "note": "Lời dẫn mới",
    "hidden": "Hình thức thu phiếu",
    "calculated": "Giá trị tính từ các câu khác",
    "paper_box": "Người trả lời ký, ghi rõ họ tên",
    "consent": "Ông/Bà có đồng ý tham gia trả lời phiếu này không?",
}


def _own_keys(kind: str, question: str, scale: str) -> dict[str, Any]:
    rows = {f"{question}_{place}": f"Nội dung {place}" for place in (1, 2)}
    match kind:
        case "single" | "multiple":
            return {"codes": {"1": "Phương án 1", "2": "Phương án 2",
                              "9": {"label": "Không biết", "missing": True}}}  # fmt: skip
        case "ranking":
            return {"codes": {str(place): f"Việc {place}" for place in (1, 2, 3)}}
        case "consent":
            return {"codes": {"1": "Đồng ý", "2": "Không đồng ý"}}
        case "scale":
            return {"scale": scale}
        case "matrix":
            return {"scale": scale, "rows": rows}
        case "score":
            return {"low": "Rất không hài lòng", "high": "Rất hài lòng"}
        case "integer":
            return {"most": 99}
        case "decimal":
            return {"most": 100, "unit": "%"}
        case "number_table":
            return {"most": 9999, "rows": rows, "columns": {"1": "Năm trước", "2": "Năm nay"}}
        case "date":
            return {"earliest": "2020-01-01", "latest": "2030-12-31"}
        case "month":
            return {"earliest": "2020-01", "latest": "2030-12"}
        case "cascade":
            return {"levels": [
                {"id": f"{question}_H", "text": "Huyện", "codes": {"1": "Huyện 1"}},
                {"id": f"{question}_X", "text": "Xã",
                 "codes": {"11": {"label": "Xã 1", "parent": 1}}},
            ]}  # fmt: skip
        case "hidden":
            return {"source": "channel"}
        case "calculated":
            return {"expression": "0"}
        case "paper_box":
            return {"purpose": "signature"}
        case _:
            return {}
