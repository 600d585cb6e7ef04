from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Reason
from phieu.returns.dataset import dataset
from phieu.returns.labelling import labelled
from phieu.returns.model import FormReturn

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
