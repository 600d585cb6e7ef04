from __future__ import annotations

import base64
import io
from functools import cache

import pypdfium2
import pytest
from drawn import texts, words
from IPython.core.formatters import DisplayFormatter
from matplotlib import rc_context
from matplotlib.font_manager import findfont
from PIL import Image

from phieu.analysis.charts import Caption, Chart
from phieu.analysis.charts.sheet import WIDTH_IN, Key, sheet
from phieu.analysis.charts.style import FIVE_LEVELS, font

CAPTION = Caption(
    "Mức độ hài lòng về hoạt động phối hợp",
    "Số phiếu phát ra: 611; thu về: 573; hợp lệ: 528.",
    ("Nghiêng ngả, thủy triều, kỹ lưỡng.",),
)


def chart(caption: Caption = CAPTION) -> Chart:
    made = sheet(caption, 1.0, keys=[Key("Rất hài lòng", FIVE_LEVELS[4])])
    made.write(1.0, 0.5, "Ủy ban Mặt trận Tổ quốc Việt Nam 88,3%", font(8.5))
    made.chart.alt = "Biểu đồ: Ủy ban Mặt trận 88,3%."
    return made.chart


@cache
def pdf() -> bytes:
    return saved(chart(), "pdf")


def saved(made: Chart, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    made.savefig(out, format=kind, **options)
    return out.getvalue()


def pdf_words(data: bytes) -> str:
    page = pypdfium2.PdfDocument(data)[0]
    return str(page.get_textpage().get_text_range())


def test_a_chart_is_as_wide_as_the_text_of_an_a4_page() -> None:
    assert chart().get_size_inches()[0] == WIDTH_IN
    page = pypdfium2.PdfDocument(pdf())[0]
    assert page.get_width() == pytest.approx(WIDTH_IN * 72, abs=0.5)


def test_vietnamese_words_can_be_found_in_the_pdf() -> None:
    found = pdf_words(pdf())
    for words_on_it in (
        "Mức độ hài lòng về hoạt động phối hợp", "Ủy ban Mặt trận Tổ quốc Việt Nam 88,3%",
        "Nghiêng ngả, thủy triều, kỹ lưỡng.",
    ):  # fmt: skip
        assert words_on_it in found


def test_a_pdf_holds_its_typeface_as_truetype() -> None:
    data = pdf()
    assert b"/FontFile2" in data
    assert b"/Type3" not in data


def test_a_users_settings_do_not_change_what_is_saved() -> None:
    plain = pdf()
    with rc_context({"pdf.fonttype": 3, "savefig.bbox": "tight"}):
        assert saved(chart(), "pdf") == plain


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_chart_is_the_same_file(kind: str) -> None:
    assert saved(chart(), kind) == saved(chart(), kind)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_carries_its_content_in_words(kind: str) -> None:
    data = saved(chart(), kind)
    if kind == "png":
        assert Image.open(io.BytesIO(data)).text["Description"] == chart().alt  # type: ignore[attr-defined]
    else:
        assert chart().alt in data.decode()


def test_every_text_of_the_picture_stands_in_pdf_and_svg() -> None:
    """SVG holds outlines, with each line of text as a comment beside them."""
    lines = [line for text in texts(chart()) for line in text.get_text().split("\n")]
    in_pdf, svg = pdf_words(pdf()), saved(chart(), "svg").decode()
    assert len(lines) == 5
    for line in lines:
        assert line in in_pdf
        assert f"<!-- {line} -->" in svg


def test_a_png_is_printed_at_300_dots_an_inch() -> None:
    assert Image.open(io.BytesIO(saved(chart(), "png"))).width == round(WIDTH_IN * 300)


def test_a_notebook_shows_a_chart_as_a_picture_with_its_words() -> None:
    data, metadata = DisplayFormatter().format(chart())
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == chart().alt


def test_a_chart_is_drawn_without_the_global_state_of_pyplot() -> None:
    assert chart().canvas.manager is None


def test_rehearsed_data_say_so_across_the_picture_and_at_its_foot() -> None:
    made = chart(Caption("Tựa", rehearsed=True))
    assert "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT" in words(made)
    assert [text.get_text() for text in made.texts] == ["SỐ LIỆU DIỄN TẬP"]
    assert "DIỄN TẬP" not in words(chart())


def test_a_dollar_sign_is_a_letter_and_no_formula() -> None:
    assert "5 $ và 6 $" in words(chart(Caption("5 $ và 6 $")))
    saved(chart(Caption("$\\frac$")), "png")


def test_the_typeface_is_found_on_this_machine() -> None:
    assert findfont(font(9), fallback_to_default=False)
