"""Open answers: how far they are worked on, and quotations only under codes that are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from random_surveys import facts_of, survey_of

from phieu.analysis.tables.cells import Cell, State
from phieu.analysis.tables.model import Heading, Row, Table
from phieu.reports.facts import Coding, Reading
from phieu.reports.model import Paragraph, Quote
from phieu.reports.opinions import of_question
from phieu.reports.planning import by_code


def facts(reading: Reading, *codings: Coding):
    return replace(facts_of(survey_of(1, 20, 2)), reading=reading, codings=codings)


def coded(*held: bool) -> dict[str, Table]:
    """As multiple_response_table lays it out: options, all answers, forms."""
    rows = []
    for place, withheld in enumerate(held, start=1):
        state = State.WITHHELD if withheld else State.SHOWN
        value = None if withheld else 9
        cells = (Cell(value, "count", state=state), Cell(value, "percent", state=state))
        rows.append(Row((f"Mã {place}",), cells))
    total = Row(("Phiếu",), (Cell(20, "count"), Cell("", "text")), total=True)
    table = Table("Mã", (Heading(("n",)), Heading(("%",))), (*rows, total, total))
    return {by_code("H2"): table}


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading(), ["Không có phiếu nào trả lời câu này."]),
        (Reading(to_key={"H2": 7}), ["Có 7 phiếu ghi ý kiến viết tay đang chờ nhập."]),
        (
            Reading(keyed={"H2": 1234}),
            ["Có 1.234 phiếu ghi ý kiến cho câu này; các ý kiến đang chờ mã hóa."],
        ),
    ],
)
def test_answers_that_are_not_coded_are_counted_by_what_they_wait_for(reading, said):
    blocks = of_question("H2", facts(reading), {})

    assert [block.text for block in blocks if isinstance(block, Paragraph)] == said


def test_a_code_that_is_withheld_is_not_quoted():
    quotes = {"Mã 1": ("một",), "Mã 2": ("hai",)}
    coding = Coding("H2", "H2", quotes)

    blocks = of_question("H2", facts(Reading(keyed={"H2": 20}), coding), coded(False, True))

    assert [block.text for block in blocks if isinstance(block, Quote)] == ["một"]


def test_a_quotation_has_nothing_that_no_document_can_hold():
    coding = Coding("H2", "H2", {"Mã 1": ("dòng một\n dòng\x00 hai \x07",)})

    blocks = of_question("H2", facts(Reading(keyed={"H2": 20}), coding), coded(False))

    assert [b.text for b in blocks if isinstance(b, Quote)] == ["dòng một dòng\ufffd hai \ufffd"]
