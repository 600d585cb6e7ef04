"""One chart of every kind from given labels, for what must hold of all: long words, many rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from phieu.analysis.charts import (
    SCORE,
    Caption,
    Chart,
    Rate,
    Reference,
    TileState,
    UnitTiles,
    bar_chart,
    distribution_strip,
    dot_plot,
    histogram,
    likert_from_table,
    means_chart,
    response_map,
    response_rates,
    slope_chart,
    small_multiples,
)
from phieu.analysis.tables.model import Cell, Heading, Row, State, Table

BODIES = {
    "DU": "Đảng ủy xã, phường, thị trấn",
    "UB": "Ủy ban nhân dân xã, phường, thị trấn",
    "MT": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã, phường, thị trấn",
}
LEVELS = ("Hoàn toàn không đồng ý", "Không đồng ý", "Phân vân", "Đồng ý", "Hoàn toàn đồng ý")
TIMES = ("Sáu tháng đầu năm 2023", "Sáu tháng cuối năm 2023", "Sáu tháng đầu năm 2024")
LONG = (
    "Đối với người cao tuổi, phụ nữ, trẻ em, người khuyết tật, đồng bào dân tộc thiểu số: ân cần, "
    "giúp đỡ, hướng dẫn rõ ràng, trả kết quả đúng hẹn, không gây phiền hà, sách nhiễu"
)
CAPTION = Caption(
    f"Tỷ lệ hài lòng. {LONG}",
    "Số phiếu phát ra: 611; thu về: 573; hợp lệ: 528 (gồm cả phiếu thiếu trang).",
    (LONG,),
    rehearsed=True,
)
# The ends of what a share can be, and everything equal.
EXTREMES = (0.0, 1.0, 0.5, 0.5, 0.001, 0.999)


def labels(number: int) -> list[str]:
    """Different ones, every third of them long, one of them a single endless word."""
    found = [f"{place + 1}. {LONG if place % 3 == 0 else 'Hội An'}" for place in range(number)]
    found[-1] = "Ủ" * 90
    return found


def share(place: int) -> float:
    return EXTREMES[place % len(EXTREMES)]


def estimates(rows: Sequence[str], series: Sequence[str] = ("",)) -> pd.DataFrame:
    records = [
        {
            "row": row,
            "series": one,
            "estimate": share(place + step),
            "ci_low": max(0.0, share(place + step) - 0.2),
            "ci_high": min(1.0, share(place + step) + 0.2),
            "n": 3 if place % 7 == 6 else 1_234_567,
        }
        for place, row in enumerate(rows)
        for step, one in enumerate(series)
    ]
    return pd.DataFrame(records)


def likert(rows: Sequence[str]) -> Chart:
    shares = [(0, 0, 0, 0, 100), (100, 0, 0, 0, 0), (20, 20, 20, 20, 20), (0, 0, 100, 0, 0)]
    return likert_from_table(
        table(
            [(level,) for level in LEVELS],
            [(row, shares[place % 4]) for place, row in enumerate(rows)],
        )
    )


def table(
    headings: Sequence[tuple[str, ...]],
    rows: Sequence[tuple[str, Sequence[float]]],
    forms: Sequence[str] = ("percent",),
) -> Table:
    """forms: of the columns, over and over."""
    return Table(
        title=CAPTION.title,
        headings=tuple(Heading(path) for path in headings),
        rows=tuple(
            Row(
                (label,),
                tuple(
                    Cell(value, forms[place % len(forms)])  # type: ignore[arg-type]
                    for place, value in enumerate(values)
                ),
            )
            for label, values in rows
        ),
        base=CAPTION.base,
        notes=CAPTION.notes,
        rehearsed=True,
    )


def with_withheld(whole: Table, row: int, column: int) -> Table:
    """As disclosure control leaves it."""
    cells = list(whole.rows[row].cells)
    cells[column] = Cell(None, cells[column].format, state=State.WITHHELD)
    rows = list(whole.rows)
    rows[row] = Row(rows[row].path, tuple(cells))
    return Table(whole.title, whole.headings, tuple(rows), whole.base, python=whole.python)


def dots(rows: Sequence[str]) -> Chart:
    reference = Reference(50.0, f"Toàn tỉnh. {LONG}")
    return dot_plot(estimates(rows), CAPTION, rows="row", reference=reference)


def dots_of_bodies(rows: Sequence[str]) -> Chart:
    return dot_plot(
        estimates(rows, list(BODIES)), CAPTION, rows="row", series="series", names=BODIES
    )


def panels(rows: Sequence[str]) -> Chart:
    return small_multiples(
        estimates(rows, list(BODIES)),
        CAPTION,
        panel="row",
        rows="series",
        whole=estimates(list(BODIES)).rename(columns={"series": "x", "row": "series"}),
        names=BODIES,
    )


def tiles(rows: Sequence[str]) -> Chart:
    states = list(TileState)
    units = [
        UnitTiles(
            row,
            f"Huyện {place // 6}. {LONG}",
            {body: states[(place + step) % 4] for step, body in enumerate(BODIES)},
        )
        for place, row in enumerate(rows)
    ]
    return response_map(units, CAPTION, bodies=BODIES)


def rates(rows: Sequence[str]) -> Chart:
    found = {
        (row, body): Rate(round(1_000 * share(place + step)), 1_000 if place % 5 else 0)
        for place, row in enumerate(rows)
        for step, body in enumerate(BODIES)
    }
    return response_rates(found, CAPTION, bodies=BODIES)


def slopes(rows: Sequence[str]) -> Chart:
    significant = {row: place % 2 == 0 for place, row in enumerate(rows)}
    return slope_chart(
        estimates(rows, TIMES), CAPTION, rows="row", times="series", significant=significant
    )


def bars(rows: Sequence[str]) -> Chart:
    headings = [(name, form) for name in BODIES.values() for form in ("n", "%")]
    whole = table(
        headings,
        [(row, [1_234, 100 * share(place)] * 3) for place, row in enumerate(rows)],
        ("count", "percent"),
    )
    return bar_chart(whole)


def means(rows: Sequence[str]) -> Chart:
    values = (-1_000_000.0, 1_000_000.0, 0.0)
    return means_chart(
        table(
            [("Cơ quan", name) for name in BODIES.values()],
            [(row, [value / (place + 1) for value in values]) for place, row in enumerate(rows)],
            ("decimal",),
        )
    )


def spread(rows: Sequence[str]) -> Chart:
    rng = np.random.default_rng(1)
    scores = {row: rng.uniform(0, 100, 3 + 5 * place).tolist() for place, row in enumerate(rows)}
    return distribution_strip(scores, CAPTION, figures=SCORE)


def numbers(rows: Sequence[str]) -> Chart:
    """As many classes as there are rows in the others."""
    values = np.repeat(np.arange(len(rows)), 6).tolist()
    return histogram([float(value) for value in values], CAPTION, width=1)


CHARTS: dict[str, Callable[[Sequence[str]], Chart]] = {
    chart.__name__: chart
    for chart in (
        likert, dots, dots_of_bodies, panels, tiles, rates, slopes, bars, means, spread, numbers
    )
}  # fmt: skip
