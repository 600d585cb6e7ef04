"""Which side a level of a scale is on, by its Vietnamese words, and which way a scale runs."""

from __future__ import annotations

import re
from enum import Enum

from ..codes import Scale

_NEUTRAL = re.compile(
    r"bình thường|trung bình|phân vân|trung lập|không thay đổi|không đổi|vẫn như|như cũ|như trước"
    r"|không khác|lưỡng lự|tùy lúc|không có ý kiến|một phần|vừa phải|ở giữa",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(?:không|chưa|chẳng|kém|xấu|tệ|yếu|thấp|phản đối|bất mãn|khó|chậm|giảm|ít|hiếm)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:hài lòng|tốt|khá|giỏi|xuất sắc|đồng ý|ủng hộ|cao|tin|tin tưởng|dễ|nhanh|tăng|nhiều"
    r"|quan trọng|cần thiết|hiệu quả|rõ|kịp thời|thường xuyên|luôn|đạt)\b",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(r"đồng ý|tán thành", re.IGNORECASE)
_FREQUENCY = re.compile(r"hiếm khi|thỉnh thoảng|đôi khi|ít khi|thường xuyên", re.IGNORECASE)


class Side(Enum):
    BAD = -1
    MIDDLE = 0
    GOOD = 1
    UNKNOWN = None


def side_of(label: str) -> Side:
    if _NEUTRAL.search(label):
        return Side.MIDDLE
    if _BAD.search(label):
        return Side.BAD
    return Side.GOOD if _GOOD.search(label) else Side.UNKNOWN


def sides(scale: Scale) -> list[Side]:
    """Of its levels, in the order in which they are printed."""
    return [side_of(code.label) for code in scale.codes if not code.missing]


def direction(scale: Scale) -> int:
    """1 from worst to best, -1 from best to worst, 0 where the words do not tell."""
    levels = sides(scale)
    match levels[:1], levels[-1:]:
        case [Side.BAD], [Side.GOOD]:
            return 1
        case [Side.GOOD], [Side.BAD]:
            return -1
        case _:
            return 0


def is_agreement(scale: Scale) -> bool:
    return sum(bool(_AGREEMENT.search(code.label)) for code in scale.codes) >= 2


def is_frequency(scale: Scale) -> bool:
    return sum(bool(_FREQUENCY.search(code.label)) for code in scale.codes) >= 2
