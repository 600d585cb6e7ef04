from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.errors import ProblemsFoundError
from phieu.exports.extract import extract_of
from phieu.exports.response_sets import ResponseSet


def test_all_columns_are_described_in_their_order(everything: Survey) -> None:
    extract = extract_of(everything)
    assert [column.name for column in extract.columns] == list(extract.data.columns)
    assert list(extract.data.columns)[-1] == "weight"
    assert extract.note.startswith("Số phiếu phát ra: 40")


def test_a_questions_id_stands_for_all_its_variables(everything: Survey) -> None:
    extract = extract_of(everything, ["A5", "A4", "A6_2"])
    assert list(extract.data.columns)[8:] == [
        "A4",
        "A5_1",
        "A5_2",
        "A5_3",
        "A5_4",
        "A6_2",
        "weight",
    ]
    assert extract.sets == ()  # one place of a ranking is no set


def test_every_unknown_name_is_listed(everything: Survey) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        extract_of(everything, ["A44", "A4", "Z1"])
    first, second = caught.value.problems
    assert "A44" in first.message and "A4" in first.message
    assert "Z1" in second.message


def test_multiple_choices_rankings_and_coded_answers_are_sets(everything: Survey) -> None:
    sets = {found.name: found for found in extract_of(everything).sets}
    assert list(sets) == ["A3", "A6", "C3"]
    assert sets["A3"] == ResponseSet(
        "A3", "A3. Ông/Bà đến làm những thủ tục gì?", tuple(f"A3_{n}" for n in range(1, 7)), 1
    )
    assert (sets["A6"].members, sets["A6"].counted) == (("A6_1", "A6_2", "A6_3"), None)
    assert (sets["C3"].label, sets["C3"].counted) == ("Ý kiến góp ý, đã mã hóa", 1)


def test_a_confidential_round_leaves_serials_and_order_behind(everything: Survey) -> None:
    confidential = replace(everything, confidentiality="confidential")
    circulating = extract_of(confidential)
    working = extract_of(confidential, circulates=False)
    assert not {"serial", "case", "unit_code"} & set(circulating.data.columns)
    assert "serial" in working.data
    turned = replace(confidential, data=everything.data[::-1], weights=everything.weights[::-1])
    pd.testing.assert_frame_equal(extract_of(turned).data, circulating.data)


def test_weights_stay_with_their_forms_when_the_order_changes(everything: Survey) -> None:
    weights = everything.weights
    assert weights is not None
    meant = sorted(zip(everything.data["C7"].fillna(""), weights, strict=True))
    moved = extract_of(replace(everything, confidentiality="confidential")).data
    assert sorted(zip(moved["C7"].fillna(""), moved["weight"], strict=True)) == meant


def test_words_stand_for_codes_where_they_are_asked_for(everything: Survey) -> None:
    extract = extract_of(everything, ["A4", "B1"], labels=True)
    answers = set(extract.data["A4"].dropna())
    assert {"Rất hài lòng", "Không đánh giá"} <= answers
    assert set(extract.data["body"]) == {"Người dân", "Doanh nghiệp"}
    assert extract.data["B1"].min() >= 0  # a number's code for why it is not there is blank


def test_what_names_a_form_or_is_in_free_words_is_offered_for_nothing(everything: Survey) -> None:
    roles = {column.name: column.role for column in extract_of(everything).columns}
    assert {name for name, role in roles.items() if role == "none"} >= {
        "serial", "case", "unit_code", "channel", "status", "weight", "C2",
    }  # fmt: skip
    assert {roles[name] for name in ("body", "district", "unit_type", "A4", "B1", "B3")} == {
        "input"
    }


def test_the_reasons_for_missing_codes_are_known(everything: Survey) -> None:
    columns = {column.name: column for column in extract_of(everything).columns}
    assert [str(reason) for reason in columns["A4"].reasons] == [
        "illegible", "multiple_marks", "dont_know",
    ]  # fmt: skip
    assert columns["A5_2"].asked_of == ("Người dân",)
    assert columns["A5_3"].asked_of == ("thị trấn",)
    assert columns["A5_4"].reverse
