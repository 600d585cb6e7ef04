from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import matplotlib.colors
import numpy as np
import pandas as pd
import pytest
from drawn import assert_legible, down_in, lines_of_words, texts, words
from PIL import Image

from phieu.analysis.bases import base_of
from phieu.analysis.charts import NotAChartError, likert_chart
from phieu.analysis.charts.likert_shares import common_items, item_shares, satisfied_words
from phieu.analysis.charts.style import FIVE_LEVELS, TYPEFACES, typeface
from phieu.analysis.survey import Survey
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.kinds import Rating
from phieu.questionnaire.model import Questionnaire, Section

Table = Callable[..., pd.DataFrame]


def answers(table: Table) -> pd.DataFrame:
    return table(
        ["DU"] * 10,
        C1_1=[1, 3, 3, 4, 4, 5, 5, 5, 9, None],
        C1_2=[5] * 10,
        C2=[1] * 9 + [5],
    )


def with_a_judgement_of_the_whole(questionnaire: Questionnaire) -> Questionnaire:
    """As in the opinion form: a last question of its own on the items' scale, of no topic."""
    question = Rating(kind="scale", id="H1", text="Nhìn chung", scale="HL")
    section = Section(id="H", title="Đánh giá chung", questions=(question,))
    return questionnaire.model_copy(update={"sections": (*questionnaire.sections, section)})


def test_shares_are_of_valid_answers_and_the_middle_level_is_centred(
    table: Table, questionnaire: Questionnaire
) -> None:
    item = next(v for v in codebook(questionnaire) if v.name == "C1_1")
    shares = item_shares(answers(table), item, questionnaire)
    assert shares.shares == (12.5, 0.0, 25.0, 25.0, 37.5)
    assert shares.left_of_centre == 25.0
    assert shares.satisfied == 62.5
    assert shares.net == 50.0
    assert shares.not_assessed == 10.0
    assert shares.label == "Trao đổi thông tin kịp thời"


def test_a_reversed_item_is_turned_round(table: Table, questionnaire: Questionnaire) -> None:
    item = next(v for v in codebook(questionnaire) if v.name == "C2")
    shares = item_shares(answers(table), item, questionnaire)
    assert shares.shares == (10.0, 0.0, 0.0, 0.0, 90.0)
    assert shares.satisfied == 90.0


def test_a_scale_that_names_no_satisfied_levels_has_no_share_of_them(
    table: Table, questionnaire: Questionnaire
) -> None:
    item = next(v for v in codebook(questionnaire) if v.name == "C3")
    data = table(["DU"] * 10, C3=[4] * 10)
    assert item_shares(data, item, questionnaire).satisfied is None
    assert satisfied_words(item, questionnaire) == ""
    figure = likert_chart(data, questionnaire, base_of(data, 10), variables=[item])
    assert "Lượt hài lòng" not in words(figure)
    assert_legible(figure)


def test_the_satisfied_levels_are_named_in_the_scales_words(questionnaire: Questionnaire) -> None:
    item = common_items(questionnaire)[0]
    scale = questionnaire.scales["HL"]
    wider = {"HL": scale.model_copy(update={"satisfied": (3, 4, 5)})}
    three = questionnaire.model_copy(update={"scales": wider})
    assert satisfied_words(item, questionnaire) == "Hài lòng và rất hài lòng"
    assert satisfied_words(item, three) == "Bình thường, hài lòng và rất hài lòng"


def test_the_items_of_one_body_are_not_set_beside_those_of_all(
    questionnaire: Questionnaire,
) -> None:
    assert [item.name for item in common_items(questionnaire)] == ["C1_1", "C1_2", "C2"]


def test_the_best_item_stands_on_top_and_the_picture_says_its_base(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    figure = likert_chart(data, questionnaire, base_of(data, 12), title="Mức độ hài lòng")
    items = ["Giải quyết kiến nghị", "Phiền hà", "Trao đổi thông tin kịp thời"]
    assert [text for text in lines_of_words(figure) if text in items] == items
    shown = words(figure)
    assert "Mức độ hài lòng" in shown
    assert "Số phiếu phát ra: 12; thu về: 10; hợp lệ: 10 (gồm cả phiếu thiếu trang)." in shown
    assert "Rất hài lòng" in shown
    assert "38%" in shown  # 37.5, half up
    assert "DIỄN TẬP" not in shown


def test_the_share_of_satisfied_stands_beside_the_bars_in_whole_percent(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    figure = likert_chart(data, questionnaire, base_of(data, 12))
    bold = [text.get_text() for text in texts(figure) if text.get_fontweight() == "bold"]
    assert bold == ["Mức độ hài lòng theo từng nội dung", "100%", "90%", "63%"]  # 62.5, half up
    assert "Hài lòng và rất hài lòng" in words(figure)
    assert not [text for text in lines_of_words(figure) if "%" in text and "," in text]


def test_no_axis_counts_from_the_middle_of_the_neutral_level(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    figure = likert_chart(data, questionnaire, base_of(data, 12))
    assert [label for axes in figure.axes for label in axes.get_xticklabels()] == []
    assert "Đường dọc đi qua giữa mức “Bình thường”." in words(figure)


def test_an_item_that_judges_as_a_whole_stands_apart_above_the_others(
    table: Table, questionnaire: Questionnaire
) -> None:
    whole = with_a_judgement_of_the_whole(questionnaire)
    data = answers(table).assign(H1=pd.array([2] * 10, dtype="Int64"))
    figure = likert_chart(data, whole, base_of(data, 12))
    names = ["Nhìn chung", "Giải quyết kiến nghị", "Phiền hà", "Trao đổi thông tin kịp thời"]
    labels = [text for text in texts(figure) if text.get_text() in names]
    assert [text.get_text() for text in labels] == names
    first, *others = np.diff([down_in(text) for text in labels])
    assert first > max(others) + 0.1


def test_a_question_of_its_own_within_a_topic_is_sorted_among_the_items(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    figure = likert_chart(data, questionnaire, base_of(data, 12))
    names = ["Giải quyết kiến nghị", "Phiền hà", "Trao đổi thông tin kịp thời"]
    labels = [text for text in texts(figure) if text.get_text() in names]
    assert [text.get_text() for text in labels] == names  # C2 stands second, and no gap
    assert float(np.ptp(np.diff([down_in(text) for text in labels]))) < 0.05  # a row of two lines


def test_rehearsed_data_say_so_in_the_picture(table: Table, questionnaire: Questionnaire) -> None:
    data = answers(table)
    shown = words(likert_chart(data, questionnaire, base_of(data, 12), rehearsed=True))
    assert "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT" in shown


def test_items_with_too_few_answers_are_left_out_and_counted(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 10, C1_1=[4] * 10, C1_2=[4, 4, 4, 4] + [9] * 6)
    shown = words(likert_chart(data, questionnaire, base_of(data, 10)))
    assert "Giải quyết kiến nghị" not in shown
    assert "Không công bố 2 nội dung có dưới 5 cơ quan trả lời." in shown


def test_items_of_two_scales_have_no_common_key(table: Table, questionnaire: Questionnaire) -> None:
    data = answers(table)
    items = [item for item in codebook(questionnaire) if item.name in ("C1_1", "C3")]
    with pytest.raises(NotAChartError, match="C1_1, C3"):
        likert_chart(data, questionnaire, base_of(data, 12), variables=items)


def test_a_scale_of_more_levels_than_shades_is_refused(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    item = next(item for item in codebook(questionnaire) if item.name == "C1_1")
    long = replace(item, values=tuple((code, str(code)) for code in range(11)))
    with pytest.raises(NotAChartError, match="8"):
        likert_chart(data, questionnaire, base_of(data, 12), variables=[long])


def test_the_chart_knows_the_line_that_makes_it_again(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    survey = Survey("Đợt", data, questionnaire, data[["body", "district"]], rehearsed=True)
    item = survey.variable("C1_1")
    chart = likert_chart(
        data, questionnaire, survey.base, title="Tựa", variables=[item], rehearsed=True
    )
    again = eval(chart.python, {"survey": survey, "likert_chart": likert_chart})
    assert words(again) == words(chart)
    assert again.python == chart.python


def test_a_chart_of_nothing_says_that_there_is_too_little(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table([])
    figure = likert_chart(data, questionnaire, base_of(data, 633))
    assert "Chưa đủ số trả lời để công bố" in words(figure)
    figure.savefig(io.BytesIO())


def test_a_chart_is_drawn_without_the_global_state_of_pyplot(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = answers(table)
    picture = io.BytesIO()
    figure = likert_chart(data, questionnaire, base_of(data, 12))
    assert figure.canvas.manager is None
    figure.savefig(picture, dpi=60)
    pixels = np.asarray(Image.open(picture).convert("RGB"), dtype=int)
    blue = np.abs(pixels - [0x1F, 0x4E, 0x86]).sum(axis=2) < 30
    assert blue.mean() > 0.02


def test_the_levels_are_told_apart_in_grey_print() -> None:
    """Levels of one side differ in lightness; the two sides differ by hatching."""
    greys = [
        float(np.dot(matplotlib.colors.to_rgb(shade.face), [0.299, 0.587, 0.114]))
        for shade in FIVE_LEVELS
    ]
    worst, bad, middle, good, best = greys
    assert min(bad - worst, middle - bad, middle - good, good - best) > 0.15
    assert [bool(shade.hatch) for shade in FIVE_LEVELS] == [True, True, False, False, False]


def test_the_typeface_is_one_that_holds_vietnamese() -> None:
    assert typeface() in TYPEFACES
