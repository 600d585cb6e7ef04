"""What rehearsed respondents write: short, neutral, and marked as rehearsed."""

from __future__ import annotations

# Before every sentence, so that nobody takes rehearsed words for somebody's opinion.
REHEARSED = "[diễn tập]"

SENTENCES = tuple(
    f"{REHEARSED} {sentence}"
    for sentence in (
        "Phối hợp kịp thời, trao đổi thông tin đầy đủ.",
        "Duy trì giao ban hằng tuần, phân công rõ người, rõ việc.",
        "Giải quyết thủ tục nhanh, hướng dẫn dễ hiểu.",
        "Đề nghị tăng tuần tra ban đêm khu vực chợ và trường học.",
        "Đề nghị cấp tỉnh bố trí thêm phương tiện, trang thiết bị.",
        "Cần thông báo kết quả giải quyết kiến nghị sớm hơn.",
        "Địa bàn rộng, đi lại khó khăn, đề nghị bổ sung biên chế.",
        "Tuyên truyền pháp luật sát với từng khu dân cư.",
        "Đề nghị sửa chữa, nâng cấp nơi tiếp công dân.",
        "Không có ý kiến gì thêm.",
    )
)

SPECIFIED = tuple(
    f"{REHEARSED} {words}"
    for words in ("công việc khác", "theo tình hình địa phương", "chưa nêu ở trên", "khác")
)
