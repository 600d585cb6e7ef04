"""A small report with every kind of block, whose texts try to be markup."""

from __future__ import annotations

import base64
from datetime import date

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.model import Heading as Column
from phieu.analysis.tables.model import Row, Table
from phieu.paper.heads import Head
from phieu.reports.model import (
    Annex,
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    PictureKind,
    Quote,
    Report,
    Signature,
    Tabulation,
)

HOSTILE = (
    "#strong[x] $a$ *b* _c_ @d <script>alert(1)</script> \\latex{} {{ten_dot}} “ngoặc” & \"x\" 'y'"
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/>'
SVG += b"</svg>"


def sample_table(rows: int = 3) -> Table:
    """Headings of two lines, a group of rows, a withheld cell, a total and column letters."""
    columns = (
        Column(("Đảng ủy", "n")), Column(("Đảng ủy", "%")), Column(("Tổng cộng",)),
    )  # fmt: skip
    body = [
        Row(("Nhóm", HOSTILE if place == 0 else f"Dòng {place}"), (
            Cell(1234, "count"), Cell(88.325, "percent"), Cell(5, "count"),
        ))
        for place in range(rows)
    ]  # fmt: skip
    held = Row(("Nhóm", "Giữ lại"), tuple(
        Cell(None, "count", state=State.WITHHELD) for _column in columns
    ))  # fmt: skip
    total = Row(("Tổng",), (
        Cell(1, "count"), Cell(100.0, "percent", letters="B C"), Cell(7, "count"),
    ), total=True)  # fmt: skip
    return Table(
        HOSTILE, columns, (*body, held, total), base="Số phiếu phát ra: 9.", notes=(HOSTILE,),
        corner="Nội dung",
    )  # fmt: skip


def sample_report(
    *,
    kind: PictureKind = "png",
    annexes: int = 0,
    marks: tuple[str, ...] = (),
    head_kind: str = "state",
    rows: int = 3,
) -> Report:
    blocks: tuple[Block, ...] = (
        Heading("I. MỞ ĐẦU"),
        Heading("1. Một", 2),
        Paragraph(HOSTILE, lead="B1."),
        Bullets(("một", HOSTILE)),
        Quote(HOSTILE, "Đảng ủy"),
        Tabulation(sample_table(rows)),
        Picture("Biểu đồ thử", PNG if kind == "png" else SVG, kind, f"Cột: {HOSTILE}", 120.0),
        PageBreak(),
        Heading("a) Nhỏ", 3),
    )
    return Report(
        title="Báo cáo thử",
        head=Head(
            kind=head_kind, parent_organ="Bộ Công an", organ="Công an tỉnh Quảng Nam",
            number="……/BC-CAT", place="Quảng Nam", date=date(2023, 2, 5),
        ),
        kind="Báo cáo",
        subject=f"Kết quả {HOSTILE}",
        body=blocks,
        written_on=date(2023, 2, 5),
        annexes=tuple(
            Annex(f"Phụ {place}", (Tabulation(sample_table()),)) for place in range(annexes)
        ),
        signature=Signature("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A"),
        recipients=("Như trên;", "Lưu: VT."),
        marks=marks,
    )  # fmt: skip
