from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pandas as pd
import pytest

from phieu.analysis.bases import base_of
from phieu.analysis.response import CaseOutcome, Disposition, response_table
from phieu.analysis.satisfaction import by_topic, satisfaction
from phieu.analysis.text_tables import LINE, response_text, table_text, topics_text
from phieu.questionnaire.model import Questionnaire

BODIES = {"DU": "Đảng ủy", "UB": "Ủy ban nhân dân", "MT": "Ủy ban Mặt trận Tổ quốc Việt Nam"}


def outcomes() -> list[CaseOutcome]:
    returned = [CaseOutcome(body, "Hội An", Disposition.COMPLETE) for body in BODIES]
    return [*returned, CaseOutcome("UB", "Hội An", Disposition.OUTSTANDING)]


def test_words_stand_left_and_figures_right() -> None:
    table = pd.DataFrame(
        {"Nhóm": ["Đảng ủy", "Tổng"], "Phát ra": ["1.234", "5"], "Tỷ lệ": ["88,33%", "–"]}
    )
    assert table_text(table).split("\n") == [
        "Nhóm     Phát ra   Tỷ lệ",
        "────────────────────────",
        "Đảng ủy    1.234  88,33%",
        "Tổng           5       –",
    ]


def test_a_figure_not_published_keeps_its_column_to_the_right() -> None:
    table = pd.DataFrame({"Tỷ lệ hài lòng": ["90,45%", "không công bố"]})
    assert table_text(table).split("\n")[2:] == ["        90,45%", " không công bố"]


def test_columns_stay_straight_where_letters_came_decomposed() -> None:
    names = [unicodedata.normalize("NFD", "Ủy ban nhân dân xã"), "Đảng ủy xã"]
    lines = table_text(pd.DataFrame({"Nhóm": names, "Phiếu": ["12", "3"]})).split("\n")
    assert len({len(line) for line in lines}) == 1
    assert all(unicodedata.is_normalized("NFC", line) for line in lines)


def test_headings_give_way_before_words_do() -> None:
    figures = {f"Số phiếu được hỏi {column}": ["1"] for column in range(8)}
    heading, *_rest = table_text(pd.DataFrame({"Nội dung": ["Kết quả"], **figures})).split("\n")
    assert "Nội dung" not in heading  # it stands on the rule, on the last of several lines
    words = {"Nội dung": ["Kết quả phối hợp " * 8], "Nhóm": ["Đảng ủy " * 4]}
    lines = table_text(pd.DataFrame({**words, **figures})).split("\n")
    assert max(map(len, lines)) <= LINE
    assert sum(line.count("phối") for line in lines) == 8
    assert sum(line.count("Đảng") for line in lines) == 4


def test_a_word_that_cannot_fit_is_printed_whole() -> None:
    assert "x" * 200 in table_text(pd.DataFrame({"Mã": ["x" * 200], "Số": ["1"]}))


def test_figures_that_cannot_fit_are_printed_all_the_same() -> None:
    table = pd.DataFrame({f"C{column}": ["1.234.567"] for column in range(20)})
    assert table_text(table).count("1.234.567") == 20


def test_a_table_of_nothing_has_its_headings_or_is_empty() -> None:
    assert table_text(pd.DataFrame({"Nhóm": [], "Phiếu": []})) == "Nhóm  Phiếu\n───────────"
    assert table_text(pd.DataFrame()) == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_response_is_printed_as_counts_and_then_rates_that_fit(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHIEU_LANG", language)
    text = response_text(response_table(outcomes(), by="body"), BODIES)
    counts, rates = text.split("\n\n")
    assert "%" not in counts
    assert rates.count("%") == 4 * 3
    assert all(block.count("Đảng ủy") == 1 for block in (counts, rates))
    assert max(map(len, text.split("\n"))) < 120


def test_a_topic_is_named_once_and_without_its_code(
    questionnaire: Questionnaire, table: Callable[..., pd.DataFrame]
) -> None:
    data = table([*["DU"] * 6, *["UB"] * 6], C1_1=[4] * 12, C1_2=[5] * 12, C2=[1] * 12)
    index = satisfaction(data, questionnaire, base_of(data, 12))
    text = topics_text(by_topic(index), BODIES)
    assert text.count("Phối hợp") == 1
    assert "T2" not in text
    groups = [line for line in text.split("\n")[2:] if "%" in line]
    assert len(groups) == 3  # two bodies and the total, set under each other
    assert len({len(line) for line in groups}) == 1
    assert max(map(len, text.split("\n"))) < 120
