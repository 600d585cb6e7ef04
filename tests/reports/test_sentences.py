"""Sentences on tables: true where all figures are shown, silent where some are not."""

from __future__ import annotations

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.reports import sentences

HELD = State.WITHHELD


def frequencies(*counts: int | None, base: int | None = None) -> Table:
    """As frequency_table lays it out. None: withheld."""
    whole = sum(count or 0 for count in counts) if base is None else base
    rows = [
        Row((f"Mức {place}",), _cells(count, whole)) for place, count in enumerate(counts, start=1)
    ]
    total = Row(("Hợp lệ",), _cells(whole, whole), total=True)
    return Table("Câu", (Heading(("n",)), Heading(("%",))), (*rows, total))


def _cells(count: int | None, base: int) -> tuple[Cell, ...]:
    if count is None:
        return Cell(None, "count", state=HELD), Cell(None, "percent", state=HELD)
    if not base:
        return Cell(0, "count"), Cell(None, "percent", state=State.EMPTY)
    return Cell(count, "count"), Cell(100 * count / base, "percent")


def test_the_commonest_answer_is_named_with_its_figures():
    said = sentences.of_answers(frequencies(2, 5, 1))

    assert "“Mức 2” (62,50%; 5 phiếu)" in said
    assert said.index("Mức 2") < said.index("Mức 1")
    assert "Mức 3" not in said


def test_answers_that_are_as_frequent_are_named_together():
    said = sentences.of_answers(frequencies(3, 3, 1))

    assert "“Mức 1” (42,86%; 3 phiếu), “Mức 2” (42,86%; 3 phiếu)" in said


def test_many_answers_that_are_as_frequent_are_only_counted():
    assert "5 " in sentences.of_answers(frequencies(2, 2, 2, 2, 2))


def test_a_unanimous_answer_is_told_as_such():
    assert sentences.of_answers(frequencies(0, 7)) == "Cả 7 câu trả lời hợp lệ đều là “Mức 2”."


def test_nobody_s_answers_are_told_as_such():
    assert sentences.of_answers(frequencies(0, 0)) == "Không có câu trả lời hợp lệ nào."


def test_nothing_is_said_of_the_order_of_answers_where_one_is_withheld():
    said = sentences.of_answers(frequencies(9, None, 4, base=15))

    assert "Mức" not in said
    assert "không công bố" in said


def matrix(*satisfied: float | None) -> Table:
    """As matrix_table lays it out: one level, mean, satisfied, not assessed, valid answers."""
    columns = tuple(Heading((text,)) for text in ("Mức", "TB", "Hài lòng", "KĐG", "n"))
    rows = []
    for place, share in enumerate(satisfied, start=1):
        state = HELD if share is None else State.SHOWN
        cells = (
            Cell(share, "percent", state=state), Cell(4.2, "decimal"),
            Cell(share, "percent", state=state), Cell(1, "count"), Cell(50, "count"),
        )  # fmt: skip
        rows.append(Row((f"Nội dung {place}",), cells))
    return Table("Bảng", columns, tuple(rows))


def test_the_best_and_the_weakest_item_are_named():
    said = sentences.of_items(matrix(88.325, 70.0, 91.0), "Hài lòng")

    assert "cao nhất ở “Nội dung 3” (91,00%; trên 50 câu trả lời hợp lệ)" in said
    assert "thấp nhất ở “Nội dung 2” (70,00%" in said


def test_items_that_print_alike_are_alike():
    said = sentences.of_items(matrix(88.331, 88.334), "Hài lòng")

    assert "cao nhất" not in said
    assert "88,33%" in said


def test_withheld_items_are_counted_and_take_no_part():
    said = sentences.of_items(matrix(None, 70.0, 91.0), "Hài lòng")

    assert "Trong 2 nội dung" in said
    assert "Có 1 nội dung không công bố số liệu." in said


def test_a_matrix_of_withheld_items_says_only_that():
    said = sentences.of_items(matrix(None, None), "Hài lòng")

    assert "Không có nội dung nào trong bảng này có số liệu để nêu." in said
