from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load
from phieu.reading.model import Reason
from phieu.returns.dataset import dataset
from phieu.returns.labelling import labelled
from phieu.returns.model import FormReturn

PILOT_SITE = {
    "A2": 1, "A3": 1, "A4": 20260703, "B1_1": 1, "B1_2": 1, "B1_3": 1, "B1_4": 1, "B1_5": 0,
    "T11B_DAT": 8, "T11B_TONG": 10, "T12A_DAT": 10, "T12A_TONG": 10, "T12B_DAT": 90,
    "T12B_TONG": 100, "T12C_DAT": 4, "T12C_TONG": 5, "T13B_DAT": 18, "T13B_TONG": 20,
    "T21B_DAT": 12, "T21B_TONG": 12, "PPHS_NAY": 9, "PPHS_TRUOC": 12, "TNGT_NAY": 1,
    "TNGT_TRUOC": 0, "C4": 0, "D1": 420, "D2": 450, "D3": 82, "D4": 79, "T22B_DAT": 170,
    "T22B_TONG": 200, "E1": 8, "E2": 5,
}  # fmt: skip
Form = Callable[..., FormReturn]
ANSWERS = ["C1_1", "C1_2", "C3_1", "C3_2", "C3_2_text", "C4", "H2"]


def test_the_columns_are_the_facts_and_then_the_codebook_in_order(
    form: Form, questionnaire: Questionnaire
) -> None:
    data = dataset([form()], questionnaire, confidentiality="identified")
    facts = ["serial", "case", "unit_code", "body", "district", "unit_type", "channel", "status"]
    assert list(data.columns) == [*facts, "DY0", "A1", "A2", *ANSWERS]


def test_a_confidential_round_names_no_case_and_no_commune(
    form: Form, questionnaire: Questionnaire
) -> None:
    data = dataset([form()], questionnaire, confidentiality="confidential")
    assert "case" not in data
    assert "unit_code" not in data
    assert "20501" not in data.to_csv()


def test_answers_stand_as_whole_numbers_and_words(form: Form, questionnaire: Questionnaire) -> None:
    one = form(C1_1=5, C1_2=9, C3_1=0, C3_2=1, C3_2_text="nhóm Zalo", C4=12, H2="Gần dân")
    row = dataset([one], questionnaire, confidentiality="identified").iloc[0]
    assert [row[name] for name in ANSWERS] == [5, 9, 0, 1, "nhóm Zalo", 12, "Gần dân"]
    assert row["A1"] == 2  # UB is the second body
    assert row["A2"] == 2  # "thị trấn" is the label "Thị trấn"
    assert row["status"] == "complete"


def test_integers_stay_integers_beside_blanks(form: Form, questionnaire: Questionnaire) -> None:
    data = dataset([form("A", C4=3), form("B")], questionnaire, confidentiality="identified")
    assert str(data["C4"].dtype) == "Int64"
    assert data["C4"].tolist() == [3, pd.NA]


def test_a_question_of_another_body_is_blank_whatever_was_read(
    form: Form, questionnaire: Questionnaire
) -> None:
    data = dataset([form(body="DU", C1_2=4)], questionnaire, confidentiality="identified")
    assert data["C1_2"].isna().all()
    assert data["A1"].tolist() == [1]


def test_a_refused_form_keeps_its_row_and_its_consent_only(
    form: Form, questionnaire: Questionnaire
) -> None:
    refused = form(DY0=2, C1_1=1, C4=3, H2="Không nên có")
    row = dataset([refused], questionnaire, confidentiality="identified").iloc[0]
    assert row["DY0"] == 2
    assert row["status"] == "refused"
    assert row[["A1", "A2", *ANSWERS]].isna().all()


def test_a_form_whose_consent_waits_shows_no_answers_yet(
    form: Form, questionnaire: Questionnaire
) -> None:
    waiting = form(DY0=Reason.DOUBTFUL_MARK, C1_1=1)
    row = dataset([waiting], questionnaire, confidentiality="identified").iloc[0]
    assert row["status"] == "waiting"
    assert row[["DY0", "C1_1"]].isna().all()


def test_a_field_that_waits_is_blank(form: Form, questionnaire: Questionnaire) -> None:
    data = dataset([form(C1_1=Reason.SEVERAL_MARKS)], questionnaire, confidentiality="identified")
    assert data["C1_1"].isna().all()


def test_a_blanked_unit_type_leaves_its_prefilled_question_blank(
    form: Form, questionnaire: Questionnaire
) -> None:
    blanked = replace(form(), unit_type=None, district=None)
    row = dataset([blanked], questionnaire, confidentiality="identified").iloc[0]
    assert row[["district", "unit_type", "A2"]].isna().all()


def test_no_returns_give_an_empty_table_with_all_columns(questionnaire: Questionnaire) -> None:
    data = dataset([], questionnaire, confidentiality="confidential")
    assert data.shape == (0, 6 + len(codebook(questionnaire)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)))
def test_the_order_of_scanning_does_not_show(
    form: Form, questionnaire: Questionnaire, order: list[int]
) -> None:
    forms = [form(serial, C4=i) for i, serial in enumerate("QXAZMB")]
    shuffled = dataset([forms[i] for i in order], questionnaire, confidentiality="confidential")
    assert shuffled["serial"].tolist() == sorted("QXAZMB")
    pd.testing.assert_frame_equal(
        shuffled, dataset(forms, questionnaire, confidentiality="confidential")
    )


@pytest.fixture
def pilot(repository: Path) -> Questionnaire:
    path = repository / "forms" / "pilot-evaluation" / "pilot-evaluation.yaml"
    return load(path.read_text("utf-8"), path.name)


def test_the_pilot_total_is_the_one_worked_out_by_hand(form: Form, pilot: Questionnaire) -> None:
    """N1 = 4 + 4 + 4 + 5 + 9 + 4 + 8 + 4.5 + 8.2; N2 = 8.75 + 5 + 7.9 + 8.5 + 5."""
    site = form(body="TD", **PILOT_SITE)
    row = dataset([site], pilot, confidentiality="identified").iloc[0]
    assert (row["N1"], row["N2"], row["TONG"]) == (50.7, 35.15, 85.85)
    assert row["PPHS_PT"] == -25.0
    assert pd.isna(row["TNGT_PT"])  # nothing the year before: no change in percent
    assert row["A4"] == pd.Timestamp(2026, 7, 3)
    assert row["E5"] == 6  # concluded only at the end


def test_a_total_lacks_nothing_or_is_blank(form: Form, pilot: Questionnaire) -> None:
    to_key = form(body="TD", **{**PILOT_SITE, "T12B_DAT": Reason.TO_KEY})
    blank = form(body="TD", **{**PILOT_SITE, "E2": None})
    rows = dataset([to_key, blank], pilot, confidentiality="identified")
    assert rows["TONG"].isna().all()
    assert rows["N2"].tolist() == [35.15, pd.NA]


def test_labels_take_the_place_of_codes_in_code_order(
    form: Form, questionnaire: Questionnaire
) -> None:
    forms = [form("A", C1_1=5), form("B", C1_1=9), form("C", C1_1=None)]
    data = dataset(forms, questionnaire, confidentiality="identified")
    words = labelled(data, codebook(questionnaire), questionnaire.bodies)
    assert words["C1_1"].tolist() == ["Mức 5", "Không đánh giá", np.nan]
    assert list(words["C1_1"].cat.categories)[:2] == ["Mức 1", "Mức 2"]
    assert not words["C1_1"].cat.ordered
    assert words["body"].tolist() == ["Ủy ban nhân dân"] * 3
    assert words["status"].tolist() == ["Phiếu đầy đủ"] * 3
    assert data["C1_1"].tolist() == [5, 9, pd.NA]  # the codes are untouched
