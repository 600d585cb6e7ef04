"""One page of every question kind, drawn from the geometry: the original that tests damage."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import qrcode
from PIL import Image, ImageDraw, ImageFont

from phieu.paper.geometry import (
    BOX_MM,
    BOX_STROKE_MM,
    FIDUCIALS,
    LEFT_TICKS,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    RIGHT_TICKS,
    Box,
    PageLayout,
    Rect,
)
from phieu.questionnaire.model import Questionnaire

TICKET_TEXT = "3K7Q2M9X4P1ABCDEFGHJKMNPQRST"
SCALE_CODES = (1, 2, 3, 4, 5, 9)
_LABELS = ("Rất kém", "Kém", "Trung bình", "Tốt", "Rất tốt", "Không đánh giá")


def _mark(variable: str, code: int, x: float, y: float) -> Box:
    return Box(variable, code, "mark", x, y, BOX_MM, BOX_MM)


def layout() -> PageLayout:
    """Consent, a matrix of six rows, a list, a ranking, a multiple choice, a number, words."""
    boxes = [_mark("DY0", code, 30 + 40 * (code - 1), 60) for code in (1, 2)]
    for row in range(6):
        boxes += [
            _mark(f"B1_{row + 1}", code, 112 + 13.5 * i, 82 + 9.2 * row)
            for i, code in enumerate(SCALE_CODES)
        ]
    boxes += [
        _mark("B2", code, 25 + 56 * (i % 3), 146 + 7 * (i // 3))
        for i, code in enumerate(SCALE_CODES)
    ]
    for place in (1, 2, 3):
        boxes += [_mark(f"B3_{place}", i + 1, 130 + 16 * place, 166 + 7 * i) for i in range(5)]
    boxes += [_mark("C3", i + 1, 25 + 84 * (i % 2), 206 + 7 * (i // 2)) for i in range(8)]
    for row, place in enumerate((10, 1)):
        boxes += [
            Box("C4", digit, "digit", 60 + 8 * digit, 238 + 7 * row, BOX_MM, BOX_MM, place)
            for digit in range(10)
        ]
    boxes.append(Box("H2", 0, "text", 25, 256, 165, 16))
    return PageLayout(tuple(boxes), Rect(165, 30, 21, 21), Rect(160, 52, 30, 4))


def questionnaire() -> Questionnaire:
    """The questions that the page's boxes belong to."""
    options = [{"value": i + 1, "label": f"Phương án {i + 1}"} for i in range(8)]
    scale = [{"value": c, "label": t} for c, t in zip(SCALE_CODES, _LABELS, strict=True)]
    rows = [{"id": f"B1_{i + 1}", "text": "Một nội dung"} for i in range(6)]
    questions = [
        {"kind": "consent", "id": "DY0", "text": "Đồng ý?", "codes": options[:2]},
        {"kind": "matrix", "id": "B1", "text": "Đánh giá", "scale": "S5", "rows": rows},
        {"kind": "scale", "id": "B2", "text": "So với trước", "scale": "S5"},
        {"kind": "ranking", "id": "B3", "text": "Ba vấn đề", "codes": options[:5], "places": 3},
        {
            "kind": "multiple",
            "id": "C3",
            "text": "Hình thức",
            "codes": [*options[:7], {**options[7], "exclusive": True}],
        },
        {"kind": "integer", "id": "C4", "text": "Số cuộc", "most": 90},
        {"kind": "text", "id": "H2", "text": "Ý kiến"},
    ]
    words = ("title", "subject", "purpose", "instructions", "data_notice", "closing")
    return Questionnaire.model_validate(
        {
            "id": "test",
            "version": "1",
            "bodies": {"DU": "Đảng ủy"},
            "introduction": dict.fromkeys((*words, "running_title"), "…") | {"addressee": {}},
            "scales": {"S5": {"name": "S5", "codes": scale}},
            "sections": [{"id": "A", "title": "A", "questions": questions}],
        }
    )


def _fill(page: np.ndarray, rect: Rect, ppm: float, shade: int = 0) -> None:
    x0, y0 = round(rect.x_mm * ppm), round(rect.y_mm * ppm)
    x1, y1 = round((rect.x_mm + rect.w_mm) * ppm), round((rect.y_mm + rect.h_mm) * ppm)
    page[y0:y1, x0:x1] = shade


def _outline(page: np.ndarray, box: Box, ppm: float) -> None:
    half = BOX_STROKE_MM / 2
    r = box.rect
    for x in (r.x_mm, r.x_mm + r.w_mm):
        _fill(page, Rect(x - half, r.y_mm - half, 2 * half, r.h_mm + 2 * half), ppm)
    for y in (r.y_mm, r.y_mm + r.h_mm):
        _fill(page, Rect(r.x_mm - half, y - half, r.w_mm + 2 * half, 2 * half), ppm)


def _words(page: np.ndarray, ppm: float) -> np.ndarray:
    image = Image.fromarray(page)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSerif.ttf", round(3.4 * ppm))

    def put(x: float, y: float, text: str) -> None:
        draw.text((x * ppm, y * ppm), text, fill=0, font=font, anchor="lm")

    put(60, 30, "PHIẾU LẤY Ý KIẾN")
    for box in layout().boxes:
        x, y = box.rect.centre
        if box.variable in ("DY0", "B2", "C3"):
            put(x + 3.2, y, f"Phương án {box.code}")
        elif box.kind == "digit":
            put(x - 1, y - 3.6, str(box.code)) if box.place == 10 else None
        elif box.variable.startswith("B1") and box.code == 1:
            put(25, y, "Nắm tình hình, phát hiện sớm vụ việc")
    return np.array(image)


@cache
def _drawn(ppm: float) -> np.ndarray:
    shape = round(PAGE_HEIGHT_MM * ppm), round(PAGE_WIDTH_MM * ppm)
    page = np.full(shape, 255, np.uint8)
    for rect in (*FIDUCIALS, *LEFT_TICKS, *RIGHT_TICKS):
        _fill(page, rect, ppm)
    for row in range(7):
        _fill(page, Rect(25, 79 + 9.2 * row, 165, 0.15), ppm, 120)
    for line in range(2):
        _fill(page, Rect(25, 263 + 8 * line, 165, 0.15), ppm, 100)
    for box in layout().boxes:
        if box.kind != "text":
            _outline(page, box, ppm)
    return _words(page, ppm)


@cache
def original(dpi: float) -> np.ndarray:
    """The static page without ticket, antialiased. (h, w) uint8; do not write to it."""
    fine = 600 / 25.4
    ppm = dpi / 25.4
    size = round(PAGE_WIDTH_MM * ppm), round(PAGE_HEIGHT_MM * ppm)
    return cv2.resize(_drawn(fine), size, interpolation=cv2.INTER_AREA)


@cache
def with_ticket(dpi: float, text: str = TICKET_TEXT) -> np.ndarray:
    """The page with its QR symbol stamped. Do not write to it."""
    page = original(dpi).copy()
    code = qrcode.QRCode(
        version=None, error_correction=qrcode.ERROR_CORRECT_Q, border=0, mask_pattern=3
    )
    code.add_data(text)
    code.make()
    modules = np.array(code.modules, dtype=bool)
    ppm, rect = dpi / 25.4, layout().ticket
    size = round(rect.w_mm * ppm)
    symbol = cv2.resize(
        np.where(modules, 0, 255).astype(np.uint8), (size, size), interpolation=cv2.INTER_NEAREST
    )
    x, y = round(rect.x_mm * ppm), round(rect.y_mm * ppm)
    page[y : y + size, x : x + size] = symbol
    return page
