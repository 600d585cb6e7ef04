"""What a new questionnaire begins with."""

from __future__ import annotations

import re
import unicodedata

_TEXT = """\
# Bảng hỏi mới. Mọi từ khóa: kit/phieu/questionnaire/README.md

id: {id}
version: "1.0"
language: vi

bodies:
  DU: Đảng ủy
  UB: Ủy ban nhân dân
  MT: Ủy ban Mặt trận Tổ quốc Việt Nam

introduction:
  title: Phiếu lấy ý kiến
  running_title: Phiếu lấy ý kiến
  addressee:
    DU: Ban Thường vụ Đảng ủy {{{{loai_dv}}}}
    UB: Ủy ban nhân dân {{{{loai_dv}}}}
    MT: Ban Thường trực Ủy ban MTTQ Việt Nam {{{{loai_dv}}}}

sections:
  - id: A
    title: Thông tin chung
    questions:
      - id: A1
        kind: text
        text: Ông/Bà có ý kiến gì?
"""


def starting_text(name: str) -> str:
    """The text of a questionnaire for a file of this name."""
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    word = re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return _TEXT.format(id=(word or "PHIEU").upper())
