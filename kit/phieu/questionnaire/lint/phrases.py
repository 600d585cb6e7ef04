"""Turns of phrase in Vietnamese that the wording rules look for: few and certain, no grammar."""

from __future__ import annotations

import re

_NO = r"(?:không|chưa|chẳng|chả)"
_ACTORS = (
    r"(?:đảng|nhà nước|chính phủ|chính quyền|cấp ủy|các cấp|ngành công an|lực lượng|công an"
    r"|lãnh đạo|mặt trận)"
)
_EFFORTS = (
    r"(?:quan tâm|nỗ lực|cố gắng|tích cực|không ngừng|tạo (?:mọi )?điều kiện|có nhiều (?:cố gắng"
    r"|nỗ lực|đổi mới|tiến bộ))"
)


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


AND_OR = _any(r"và\s*/\s*hoặc", r"hoặc\s*/\s*và", r"và\s*\(\s*hoặc\s*\)")

# Between the two negations stands at most “phải (là)”, “hề”, “ai” and the like: what is further
# apart is mostly two thoughts, and “… không?” at the end is a question, not a negation.
DOUBLE_NEGATION = _any(
    rf"{_NO} phải (?:là )?{_NO}(?!\s*\?)",
    rf"{_NO} (?:hề |thể |bao giờ |từng )?(?:không|chưa|chẳng)(?!\s*\?)",
    rf"{_NO} (?:có )?(?:ai|gì|nơi nào|lúc nào|người nào) (?:là )?{_NO}(?!\s*\?)",
    rf"phủ nhận (?:rằng |việc )?(?:\w+ )?{_NO}",
)
NEGATION = _any(_NO + r"(?!\s*\?)(?! (?:chỉ|những))")

LEADING = _any(
    r"(?:có )?đồng ý (?:rằng|là)",
    r"chắc hẳn",
    r"hẳn là",
    r"phải chăng",
    r"(?:đúng|phải) không(?=\s*\?)",
    r"ai cũng (?:biết|thấy|đồng ý|cho rằng)",
    r"như (?:mọi người|chúng ta|ông/bà|chúng ta đều|ông/bà đã) (?:đều |đã )?biết",
    r"rõ ràng (?:là|rằng)",
    r"tất nhiên",
    r"đương nhiên",
    r"không thể phủ nhận",
    rf"{_ACTORS}[^.?!;:]{{0,60}}? (?:đã |luôn )+{_EFFORTS}",
)

ABSOLUTE = _any(
    r"luôn luôn",
    r"không bao giờ",
    r"mọi lúc",
    r"mọi nơi",
    r"tuyệt đối",
    r"(?<!chọn )(?<!dấu )(?<!kê )(?<!kể )tất cả",
)

VAGUE = _any(
    r"(?:thời gian )?gần đây",
    r"thời gian (?:vừa )?qua",
    r"vừa qua",
    r"dạo này",
    r"lâu nay",
    r"(?<!mức độ )(?<!không )thường xuyên(?! (?:như )?thế nào)",
    r"nhiều lần",
    r"đôi khi",
    r"thỉnh thoảng",
)

# A period: a number of days to years, a date, an occasion, or words for “now” and “each”.
PERIOD = _any(
    r"\d+ (?:giờ|ngày|tuần|tháng|quý|năm)",
    r"(?:một|hai|ba|sáu|mười hai) (?:ngày|tuần|tháng|quý|năm)",
    r"(?:năm|tháng|quý|tuần) (?:\d+|[ivx]+|nay|qua|trước|này)",
    r"(?:đầu|cuối|giữa) (?:năm|quý|tháng)",
    r"(?:mỗi|hằng|hàng|một) (?:ngày|tuần|tháng|quý|năm)",
    r"hôm (?:nay|qua)",
    r"(?:kể )?từ (?:khi|ngày|tháng|năm|lúc)",
    r"lần (?:gần nhất|này|cuối|đầu)",
    r"(?:trước|sau) (?:khi|đó)",
    r"hiện (?:nay|tại|có)",
    r"kỳ \w+",
)
COUNTED = _any(
    r"bao nhiêu (?:lần|cuộc|buổi|vụ|lượt)",
    r"mấy (?:lần|cuộc|buổi|vụ|lượt)",
    r"số (?:lần|cuộc|buổi|vụ|lượt)",
    r"bao lâu (?:một|mấy) lần",
    r"mức độ thường xuyên",
)
COUNTING_UNITS = frozenset({"lần", "cuộc", "buổi", "vụ", "lượt", "ca", "hội nghị"})

# The everyday word for each is for the researcher to find: it depends on who is asked.
JARGON = _any(
    r"likert",
    r"(?:biến|câu hỏi) (?:phụ thuộc|độc lập)",
    r"định (?:lượng|tính)",
    r"tiêu chí cấu thành",
    r"mẫu khảo sát",
    r"feedback",
    r"survey",
    r"rating",
    r"deadline",
    r"online",
    r"offline",
    r"check-?in",
    r"KPI",
    r"logistics",
    r"stakeholder",
    r"hậu kiểm",
    r"tiền kiểm",
    r"liên thông một cửa",
    r"nội hàm",
    r"khung logic",
)

# What a service is judged by; two of them in one rated item get one answer.
_ASPECTS = (
    r"thái độ|tinh thần|trình độ|năng lực|chuyên môn|kỹ năng|chất lượng|tốc độ|thời gian|thời hạn"
    r"|chi phí|mức phí|lệ phí|giá cả|hiệu quả|quy trình|thủ tục|cơ sở vật chất|trang thiết bị"
    r"|địa điểm|vệ sinh|tính minh bạch|trang phục|tác phong"
)
_QUALITIES = (
    r"nhanh|nhanh chóng|kịp thời|đúng hạn|thân thiện|lịch sự|niềm nở|nhiệt tình|tận tình|dễ hiểu"
    r"|rõ ràng|đầy đủ|chính xác|công bằng|khách quan|minh bạch|sạch sẽ|thuận tiện|rẻ|hợp lý"
    r"|hiệu quả|chuyên nghiệp|an toàn|tốt|đẹp"
)
# Said as one thing.
_FIXED_PAIRS = frozenset(
    {
        frozenset({"công khai", "minh bạch"}),
        frozenset({"tác phong", "tư thế"}),
        frozenset({"nhanh chóng", "kịp thời"}),
        frozenset({"rõ ràng", "dễ hiểu"}),
        frozenset({"nhiệt tình", "tận tình"}),
        frozenset({"niềm nở", "lịch sự"}),
        frozenset({"tinh thần", "thái độ"}),
        frozenset({"quy trình", "thủ tục"}),
        frozenset({"trình độ", "chuyên môn"}),
        frozenset({"cơ sở vật chất", "trang thiết bị"}),
        frozenset({"trang phục", "tác phong"}),
        frozenset({"công bằng", "khách quan"}),
        frozenset({"chi phí", "lệ phí"}),
    }
)
_PAIR = re.compile(
    rf"(?<!\w)(?:({_ASPECTS})(?: [^\W\d_]+){{0,4}}? (?:và|cũng như|cùng với) ({_ASPECTS})"
    rf"|({_QUALITIES}) (?:và|mà|nhưng) ({_QUALITIES}))(?!\w)",
    re.IGNORECASE,
)


def joined_pair(text: str) -> str | None:
    """Two judged things joined in one item, as written; None where there are none."""
    for match in _PAIR.finditer(text):
        pair = frozenset(word.casefold() for word in match.groups() if word)
        if len(pair) == 2 and pair not in _FIXED_PAIRS:
            return match[0]
    return None
