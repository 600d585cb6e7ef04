from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from phieu.analysis.bases import base_of
from phieu.analysis.frequencies import WordsNotCountedError, frequencies
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire

Table = Callable[..., pd.DataFrame]


def variable(questionnaire: Questionnaire, name: str) -> Variable:
    return next(v for v in codebook(questionnaire) if v.name == name)


def test_missing_kinds_stand_apart_and_the_rest_is_one_hundred(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 9, C1_1=[5, 5, 4, 4, 4, 1, 9, 8, None])
    found = frequencies(
        data, variable(questionnaire, "C1_1"), questionnaire, base_of(data, 10), by=None
    )
    counts = dict(zip(found["value"].fillna(-1), found["n"], strict=True))
    assert counts == {1: 1, 2: 0, 3: 0, 4: 3, 5: 2, 8: 1, 9: 1, -1: 1}
    percents = found.set_index("value")["percent"]
    assert percents.loc[4] == 50.0
    assert percents.loc[1] == 16.67
    assert found.set_index("kind")["percent"][["missing", "blank"]].isna().all()
    assert (
        found.attrs["base"]
        == "Số phiếu phát ra: 10; thu về: 9; hợp lệ: 9 (gồm cả phiếu thiếu trang)."
    )


def test_refused_forms_are_not_counted(table: Table, questionnaire: Questionnaire) -> None:
    data = table(["DU"] * 6, ["complete"] * 5 + ["refused"], C1_1=[4, 4, 4, 4, 4, None])
    found = frequencies(
        data, variable(questionnaire, "C1_1"), questionnaire, base_of(data, 6), by=None
    )
    assert found["n"].sum() == 5


def test_a_group_that_was_not_asked_has_no_rows(table: Table, questionnaire: Questionnaire) -> None:
    data = table(["DU"] * 5 + ["UB"] * 5, C1_3=[4] * 5 + [None] * 5)
    found = frequencies(data, variable(questionnaire, "C1_3"), questionnaire, base_of(data, 10))
    assert found["group"].unique().tolist() == ["DU", "total"]
    assert found[found["group"] == "total"]["n"].sum() == 5


def test_a_small_group_and_its_complement_hold_no_figures(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 7 + ["UB"] * 4 + ["MT"] * 6, C1_1=[4] * 17)
    found = frequencies(data, variable(questionnaire, "C1_1"), questionnaire, base_of(data, 17))
    shown = found.groupby("group")["n"].sum(min_count=1)
    assert shown["DU"] == 7
    assert shown["total"] == 17
    assert shown[["UB", "MT"]].isna().all()


def test_a_number_is_counted_by_the_values_that_occur(
    table: Table, questionnaire: Questionnaire
) -> None:
    data = table(["DU"] * 5, C4=[12, 12, 0, 3, 3])
    found = frequencies(
        data, variable(questionnaire, "C4"), questionnaire, base_of(data, 5), by=None
    )
    assert found["value"].tolist() == [0, 3, 12, pd.NA]
    assert found["label"].tolist() == ["0", "3", "12", ""]


def test_words_have_no_frequencies(table: Table, questionnaire: Questionnaire) -> None:
    data = table(["DU"])
    with pytest.raises(WordsNotCountedError, match="H2"):
        frequencies(data, variable(questionnaire, "H2"), questionnaire, base_of(data, 1))
