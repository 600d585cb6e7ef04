"""The designer's preview: the very pages that are printed, and of drafts too."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from every_kind import EVERY_KIND
from PIL import Image

from phieu.paper import fonts
from phieu.paper.heads import Head
from phieu.paper.layout import compile_layout
from phieu.paper.preview import preview
from phieu.paper.typesetting import Setting
from phieu.questionnaire import kinds
from phieu.questionnaire.model import Section

HEAD = Head(organ="Sở Nội vụ", number="1/X", place="Huế", date=None)
SETTING = Setting("ND", "xã", HEAD, fonts.choose().family, has_public_address=False)


def _of(*questions):
    section = Section(id="A", title="", questions=questions)
    return EVERY_KIND.model_copy(update={"sections": (section,)})


def _text(lines):
    return kinds.LongText(id="T", kind="text", text="Ý kiến:", lines=lines)


@pytest.fixture(scope="module")
def shown():
    return preview(EVERY_KIND, SETTING)


@pytest.fixture(scope="module")
def printed():
    return compile_layout(
        EVERY_KIND,
        name="ND",
        body="ND",
        unit_type="xã",
        head=HEAD,
        font=SETTING.font,
        has_public_address=False,
    )


def _pixels(png):
    return np.asarray(Image.open(BytesIO(png)))


def test_the_preview_shows_the_printed_page_with_grey_for_the_ticket(shown, printed):
    dpi = 100
    for number, page in enumerate(printed.layout.pages, start=1):
        pixels = _pixels(shown.png(number, dpi))
        for box in page.boxes:
            if box.kind != "text":
                top, left = round(box.y_mm / 25.4 * dpi), round(box.x_mm / 25.4 * dpi)
                assert pixels[top - 2 : top + 3, left + 5 : left + 9].min() < 160
        x, y = (round(side / 25.4 * dpi) for side in page.ticket.centre)
        assert 150 < pixels[y, x] < 240


def test_the_preview_knows_the_page_of_every_printed_question(shown, printed):
    pages = {
        box.variable.partition("_")[0]: number
        for number, page in reversed(list(enumerate(printed.layout.pages, start=1)))
        for box in page.boxes
        if box.variable[0] in "ABC"
    }

    assert {question: shown.page_of[question] for question in pages} == pages
    assert "C5" not in shown.page_of
    assert shown.count == len(printed.layout.pages)
    assert shown.misfits == ()


def test_free_space_shrinks_by_what_is_added():
    few, more = preview(_of(_text(3)), SETTING), preview(_of(_text(8)), SETTING)

    assert few.free_mm - more.free_mm == pytest.approx(5 * 8, abs=0.2)


def test_a_draft_that_does_not_fit_is_shown_and_says_so():
    shown = preview(_of(_text(30)), SETTING)

    assert len(shown.misfits) == 1
    assert shown.png(1)


def test_a_draft_with_things_missing_is_shown():
    draft = _of(
        kinds.Rating(id="R", kind="scale", text="", scale="not yet"),
        kinds.Matrix(id="M", kind="matrix", text="", scale="not yet", rows=()),
        kinds.SingleChoice(id="S", kind="single", text="", codes=()),
        kinds.SingleChoice(id="P", kind="single", text="", prefilled="body"),
        kinds.Ranking(id="K", kind="ranking", text="", codes=()),
        kinds.NumberTable(id="N", kind="number_table", text="", rows=(), columns=(), most=9),
        kinds.Cascade(id="C", kind="cascade", text="", levels=()),
        kinds.Consent(id="D", kind="consent", text="", codes=()),
        kinds.Integer(id="I", kind="integer", text="", least=9, most=3),
    )
    shown = preview(draft, Setting("??", "xã", HEAD, SETTING.font, has_public_address=False))

    assert set(shown.page_of) == {"R", "M", "S", "P", "K", "N", "C", "D", "I"}


def test_a_form_without_questions_is_shown():
    empty = preview(EVERY_KIND.model_copy(update={"sections": ()}), SETTING)

    assert empty.count == 1
    assert empty.png(9) == empty.png(1)
