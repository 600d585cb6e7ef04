"""The print run: small, whole, and refused when it does not read back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from phieu.paper import proof
from phieu.paper.print_run import Copy, write
from phieu.paper.symbol import MAX_TEXT, modules
from phieu.paper.ticket import Ticket, draw_form_ids, serial_of

KEY = bytes(32)
ROUND = 77


@pytest.fixture(scope="module")
def copies(compiled):
    pages = range(1, len(compiled.layout.pages) + 1)
    return [
        Copy(
            serial_of(form_id, KEY),
            compiled.layout.hash,
            tuple(Ticket(ROUND, form_id, page).signed(KEY) for page in pages),
        )
        for form_id in draw_form_ids(20)
    ]


@pytest.fixture(scope="module")
def layouts(compiled):
    return {compiled.layout.hash: compiled}


@pytest.fixture(scope="module")
def run(layouts, copies):
    out = BytesIO()
    write(layouts, copies, out)
    return out.getvalue()


def _problems(run, layouts, copies):
    return [problem for problem in proof.problems_of(run, layouts, copies) if problem]


def test_a_print_run_reads_back_as_it_was_meant(run, layouts, copies):
    assert _problems(run, layouts, copies) == []


def test_a_page_costs_about_a_kilobyte(layouts, copies):
    few, many = BytesIO(), BytesIO()
    pages_few = write(layouts, copies[:5], few)
    pages_many = write(layouts, copies, many)

    a_page = (len(many.getvalue()) - len(few.getvalue())) / (pages_many - pages_few)
    assert a_page < 1_500


def test_a_serial_can_be_read_and_copied_from_the_page(run, copies):
    document = pdfium.PdfDocument(run)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert copies[0].serial in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def test_a_ticket_in_the_wrong_place_is_found(run, layouts, copies):
    swapped = [copies[1], copies[0], *copies[2:]]

    assert len(_problems(run, layouts, swapped)) == 2 * len(copies[0].codes)


def test_missing_and_extra_pages_are_found(run, layouts, copies):
    assert len(_problems(run, layouts, [*copies, copies[0]])) == len(copies[0].codes)
    assert len(_problems(run, layouts, copies[:-1])) == 1


@pytest.mark.parametrize(
    ("variable", "by_mm"), [("B1_1", (0.5, 0.0)), ("B1_1", (0.0, -0.5)), ("B3_8_text", (0.0, 2.0))]
)
def test_a_box_that_is_not_where_the_layout_says_is_found(run, compiled, copies, variable, by_mm):
    page = compiled.layout.pages[1]
    index = next(i for i, box in enumerate(page.boxes) if box.variable == variable)
    box = page.boxes[index]
    moved = replace(box, x_mm=box.x_mm + by_mm[0], y_mm=box.y_mm + by_mm[1])
    pages = list(compiled.layout.pages)
    pages[1] = replace(page, boxes=(*page.boxes[:index], moved, *page.boxes[index + 1 :]))
    wrong = replace(compiled, layout=replace(compiled.layout, pages=tuple(pages)))

    (problem,) = _problems(run, {compiled.layout.hash: wrong}, copies)
    assert f"{moved.variable}={moved.code}" in problem


def test_a_page_that_shows_another_layout_is_found(run, layouts, copies):
    pages = len(copies[0].codes)
    with pikepdf.open(BytesIO(run)) as pdf:
        # The last copy's second page gets the body of the third.
        page = pdf.pages[-pages + 1]
        page.obj.Contents[1] = pdf.pages[-pages + 2].obj.Contents[1]
        out = BytesIO()
        pdf.save(out)

    assert len(_problems(out.getvalue(), layouts, copies)) == 1


@pytest.mark.parametrize("length", [1, 16, 17, 28, 29, 30, 47, 48, MAX_TEXT])
def test_a_symbol_has_the_smallest_version_that_holds_its_text(length):
    symbol = modules("A" * length)
    version = (len(symbol) - 17) // 4
    limits = {1: 16, 2: 29, 3: 47, 4: 67, 5: 87, 6: 108}

    assert limits[version] >= length
    assert version == 1 or limits[version - 1] < length
    assert symbol.dtype == np.bool_
