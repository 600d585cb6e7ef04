from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from phieu.analysis.bases import base_of
from phieu.analysis.headings import presented
from phieu.analysis.satisfaction import satisfaction
from phieu.questionnaire.model import Questionnaire

Table = Callable[..., pd.DataFrame]


def row(found: pd.DataFrame, group: str, variable: str | None) -> dict[str, Any]:
    of_group = found[found["group"] == group]
    mask = of_group["variable"].isna() if variable is None else of_group["variable"] == variable
    return dict(of_group[mask].iloc[0])


def test_the_index_is_the_one_worked_out_by_hand(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(
        ["DU"] * 6 + ["UB"] * 6,
        C1_1=[5, 4, 4, 3, 9, None, 5, 5, 5, 4, 4, 1],
        C1_2=[4, 4, 4, 2, 1, 8, 5, 5, 9, 9, 3, 4],
        C1_3=[5, 5, 5, 5, 2, 9] + [None] * 6,
    )
    found = satisfaction(data, questionnaire, base_of(data, 20), at_least=1)
    item = row(found, "DU", "C1_1")
    assert (item["satisfied"], item["valid"], item["index"]) == (3, 4, 75.0)
    assert (item["not_assessed"], item["invalid"], item["blank"]) == (1, 0, 1)
    assert row(found, "UB", "C1_1")["index"] == 83.33
    assert row(found, "total", "C1_1")["index"] == 80.0
    assert row(found, "total", "C1_2")["invalid"] == 1
    du = row(found, "DU", None)  # 3/4 + 3/5 + 4/5, nothing of C2
    assert (du["satisfied"], du["valid"], du["index"]) == (10, 14, 71.43)
    ub = row(found, "UB", None)  # 5/6 + 3/4; C1_3 is not asked of them
    assert (ub["satisfied"], ub["valid"], ub["index"]) == (8, 10, 80.0)
    total = row(found, "total", None)
    assert (total["satisfied"], total["valid"], total["index"]) == (18, 24, 75.0)
    assert total["label"] == "Phối hợp"
    assert (
        found.attrs["base"]
        == "Số phiếu phát ra: 20; thu về: 12; hợp lệ: 12 (gồm cả phiếu thiếu trang)."
    )


def test_on_a_reversed_item_the_low_levels_are_the_satisfied_ones(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 5, C2=[1, 2, 3, 4, 9])
    found = satisfaction(data, questionnaire, base_of(data, 5), by=None, at_least=1)
    assert row(found, "total", "C2")["index"] == 50.0


def test_a_scale_without_satisfied_levels_has_no_index(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 5, C3=[5] * 5)
    found = satisfaction(data, questionnaire, base_of(data, 5))
    assert "C3" not in set(found["variable"].dropna())


def test_a_body_that_was_not_asked_has_no_row(table: Table, questionnaire: Questionnaire) -> None:
    data = table(["DU"] * 5 + ["UB"] * 5, C1_3=[4] * 5 + [None] * 5)
    found = satisfaction(data, questionnaire, base_of(data, 10))
    assert found[found["variable"] == "C1_3"]["group"].tolist() == ["DU", "total"]


def test_fewer_than_five_respondents_are_not_published(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 4 + ["UB"] * 6 + ["MT"] * 8, C1_1=[4] * 18)
    found = satisfaction(data, questionnaire, base_of(data, 18))
    assert not row(found, "DU", "C1_1")["published"]
    assert pd.isna(row(found, "DU", "C1_1")["satisfied"])
    assert not row(found, "UB", "C1_1")["published"]  # else total − UB − MT would give DU
    assert row(found, "MT", "C1_1")["index"] == 100.0
    assert row(found, "total", "C1_1")["index"] == 100.0
    shown = presented(found[found["variable"] == "C1_1"])
    assert shown["Tỷ lệ hài lòng"].tolist() == [
        "không công bố", "không công bố", "100,00%", "100,00%",
    ]  # fmt: skip
    assert shown["Lượt hài lòng"].tolist()[:2] == ["–", "–"]


def test_a_topic_goes_with_an_item_that_is_held_back(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(
        ["DU"] * 6 + ["UB"] * 6 + ["MT"] * 9,
        C1_1=[4] * 21,
        C1_2=[4, 9, 9, 9, 9, 9] + [4] * 15,
    )
    found = satisfaction(data, questionnaire, base_of(data, 21))
    topics = found[found["variable"].isna()].set_index("group")["published"].to_dict()
    assert topics == {"DU": False, "UB": False, "MT": True, "total": True}


def test_an_item_that_nobody_answered_has_no_index_and_hides_nothing(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 6, C1_1=[4] * 6)
    found = satisfaction(data, questionnaire, base_of(data, 6))
    assert row(found, "DU", "C1_2")["published"]
    assert pd.isna(row(found, "DU", "C1_2")["index"])
    assert row(found, "DU", None)["index"] == 100.0
