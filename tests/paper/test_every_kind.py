"""Every kind of question on paper: its boxes are all there, apart, on the page, and printed."""

from __future__ import annotations

from itertools import combinations

import pypdfium2 as pdfium
import pytest
from every_kind import EVERY_KIND, SATISFACTION, codes
from hypothesis import HealthCheck, given, settings
from random_papers import forms

from phieu.paper import fonts, proof
from phieu.paper.geometry import TEXT_AREA
from phieu.paper.heads import Head
from phieu.paper.layout import DoesNotFitError, compile_layout
from phieu.questionnaire import kinds
from phieu.questionnaire.codes import Row
from phieu.questionnaire.model import Introduction, Section

FONT = fonts.choose().family
HEAD = Head(organ="Sở Nội vụ", number="1/X", place="Huế", date=None)
_PROOF_DPI = 400.0
APART_MM = 2.5


def _compile(questionnaire, head=HEAD):
    return compile_layout(
        questionnaire,
        name="ND",
        body="ND",
        unit_type="xã",
        head=head,
        font=FONT,
        has_public_address=False,
    )


def _of(*questions, **changed):
    section = Section(id="A", title="Phần chung", questions=questions)
    return EVERY_KIND.model_copy(update={"sections": (section,), **changed})


def _boxes(compiled):
    return [box for page in compiled.layout.pages for box in page.boxes]


def _variables(compiled):
    return list(dict.fromkeys(box.variable for box in _boxes(compiled)))


def _astray(compiled):
    """What the proof does not find where the layout says."""
    document = pdfium.PdfDocument(compiled.pdf)
    try:
        for index, page in enumerate(compiled.layout.pages):
            bitmap = document[index].render(scale=_PROOF_DPI / 72, grayscale=True)
            image = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
            yield from proof.misplaced(image, _PROOF_DPI, page.boxes)
    finally:
        document.close()


def _near(one, other):
    return (
        one.x_mm < other.x_mm + other.w_mm + APART_MM
        and other.x_mm < one.x_mm + one.w_mm + APART_MM
        and one.y_mm < other.y_mm + other.h_mm + APART_MM
        and other.y_mm < one.y_mm + one.h_mm + APART_MM
    )


def _assert_sound(compiled):
    for page in compiled.layout.pages:
        assert not [(a, b) for a, b in combinations(page.boxes, 2) if _near(a, b)]
        for box in page.boxes:
            assert box.x_mm >= TEXT_AREA.x_mm - 0.1
            assert box.x_mm + box.w_mm <= TEXT_AREA.x_mm + TEXT_AREA.w_mm + 0.1
            assert box.y_mm + box.h_mm <= TEXT_AREA.y_mm + TEXT_AREA.h_mm + 0.1
    assert list(_astray(compiled)) == []


def test_every_kind_has_its_places_to_answer():
    compiled = _compile(EVERY_KIND)

    assert _variables(compiled) == [
        "DY", "A2", "A2_5_text", "A3", "A4", "A5_1", "A5_2", "A5_3",
        "A6_1", "A6_2", "A6_3", "A6_4", "A6_4_text", "A7", "B1", "B2", "B3", "B4",
        "R1_N22", "R1_N23", "R1_N24", "R2_N22", "R2_N23", "R2_N24", "C1_H", "C1_X", "C2", "C3",
    ]  # fmt: skip
    _assert_sound(compiled)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(forms())
def test_boxes_of_any_small_form_are_apart_on_the_page_and_printed(form):
    _assert_sound(_compile(form))


def test_a_matrix_longer_than_a_page_goes_on_under_its_head():
    rows = tuple(Row(id=f"M_{n}", text=f"Nội dung số {n} của bảng rất dài") for n in range(1, 61))
    compiled = _compile(_of(kinds.Matrix(id="M", kind="matrix", text="B:", scale="S5", rows=rows)))

    assert _variables(compiled) == [row.id for row in rows]
    _assert_sound(compiled)
    document = pdfium.PdfDocument(compiled.pdf)
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    document.close()
    assert len(pages) > 1
    with_rows = [page for page in pages if "Nội dung số" in page]
    assert all("KĐG\r\n" in page.replace("KĐG:", "") for page in with_rows)


def test_everything_that_no_page_can_hold_is_reported_at_once():
    options = codes(*(f"Phương án {n} " + "có lời rất dài " * 12 for n in range(60)))
    form = _of(
        kinds.LongText(id="T", kind="text", number="7", text="Ý kiến:", lines=30),
        kinds.ShortText(id="U", kind="short_text", number="8", text="Nghề nghiệp:"),
        kinds.SingleChoice(id="S", kind="single", number="9", text="Chọn:", codes=options),
    )

    with pytest.raises(DoesNotFitError) as caught:
        _compile(form)
    assert "7" in str(caught.value)
    assert "9" in str(caught.value)
    assert "Câu 8" not in str(caught.value)


def test_a_head_that_pushes_the_code_out_of_sight_is_reported():
    long = HEAD.model_copy(update={"organ": "Ban Chỉ đạo cải cách hành chính tỉnh " * 8})

    with pytest.raises(DoesNotFitError):
        _compile(EVERY_KIND, long)


def test_what_is_left_empty_is_not_printed():
    bare = _of(
        kinds.ShortText(id="U", kind="short_text", text="Nghề nghiệp:"),
        introduction=Introduction(title="Phiếu", running_title="Phiếu"),
    )
    compiled = _compile(bare)
    document = pdfium.PdfDocument(compiled.pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert "Kính gửi" not in text
    assert "Cách trả lời" not in text
    assert "Thông báo" not in text


def test_a_form_in_english_has_english_words_around_its_questions():
    compiled = _compile(
        EVERY_KIND.model_copy(update={"language": "en", "scales": {"S5": SATISFACTION}})
    )
    document = pdfium.PdfDocument(compiled.pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert "Page 1/" in text
    assert "How to answer." in text
    assert "Cách trả lời" not in text
