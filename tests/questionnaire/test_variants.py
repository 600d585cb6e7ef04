from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.codes import Code, Row
from phieu.questionnaire.kinds import Matrix, Ranking
from phieu.questionnaire.model import Questionnaire, Section
from phieu.questionnaire.variants import MissingTextsError, UnknownBodyError, variant

ON_PAPER = {"loai_dv": "thị trấn", "ten_ca": "Công an thị trấn"}


def test_a_variant_has_only_what_its_body_is_asked(small: Questionnaire) -> None:
    for body, rows, last in (("DU", ["B1_1", "B1_2"], "C3"), ("UB", ["B1_1"], "D1")):
        asked = list(variant(small, body, {}).questions())
        (matrix,) = (q for q in asked if isinstance(q, Matrix))
        assert [row.id for row in matrix.rows] == rows
        assert asked[-1].id == last


def test_texts_given_stand_over_the_questionnaires_own(small: Questionnaire) -> None:
    on_paper = variant(small, "DU", ON_PAPER)
    assert on_paper.introduction.subject == "Về Công an thị trấn"
    assert on_paper.introduction.addressee["DU"] == "Đảng ủy thị trấn"
    assert variant(small, "DU", {}).introduction.subject == "Về Công an cấp xã"


def test_answers_limited_to_another_body_are_left_out(small: Questionnaire) -> None:
    codes = (Code(value=1, label="a"), Code(value=2, label="b", only=("UB",)))
    ranking = Ranking(id="R", kind="ranking", text="x", codes=codes, places=1)
    one = small.model_copy(update={"sections": (Section(id="A", title="", questions=(ranking,)),)})
    assert [c.value for c in next(variant(one, "DU", {}).questions()).codes] == [1]  # type: ignore[union-attr]


def test_a_matrix_and_a_section_without_anything_left_are_left_out(small: Questionnaire) -> None:
    rows = (Row(id="R1", text="x", only=("UB",)),)
    matrix = Matrix(id="R", kind="matrix", text="x", scale="HL", rows=rows)
    one = small.model_copy(update={"sections": (Section(id="A", title="", questions=(matrix,)),)})
    assert variant(one, "DU", {}).sections == ()
    assert len(variant(one, "UB", {}).sections) == 1


def test_an_unknown_body_is_refused_with_the_known_ones(small: Questionnaire) -> None:
    with pytest.raises(UnknownBodyError, match="DU, UB"):
        variant(small, "MT", {})


def test_a_template_variable_without_a_value_is_refused(small: Questionnaire) -> None:
    bare = small.model_copy(update={"texts": {}})
    with pytest.raises(MissingTextsError, match="loai_dv, ten_ca"):
        variant(bare, "DU", {})


@given(data=st.data())
def test_a_variant_is_a_filled_subset_in_order(data: st.DataObject, small: Questionnaire) -> None:
    only = st.sampled_from([(), ("DU",), ("UB",), ("DU", "UB")])
    questions = []
    for number in range(data.draw(st.integers(1, 6))):
        rows = tuple(
            Row(id=f"Q{number}_{i}", text="{{ten_ca}} {{loai_dv}}", only=data.draw(only))
            for i in range(data.draw(st.integers(1, 4)))
        )
        questions.append(
            Matrix(id=f"Q{number}", kind="matrix", text="{{ten_ca}}", scale="HL", rows=rows,
                   only=data.draw(only))
        )  # fmt: skip
    whole = small.model_copy(
        update={"sections": (Section(id="A", title="{{loai_dv}}", questions=tuple(questions)),)}
    )
    body = data.draw(st.sampled_from(["DU", "UB"]))
    part = variant(whole, body, ON_PAPER)
    assert "{{" not in part.model_dump_json()
    names, all_names = ([v.name for v in codebook(q)] for q in (part, whole))
    assert names == [name for name in all_names if name in set(names)]
    for question in part.questions():
        assert isinstance(question, Matrix)
        assert not question.only or body in question.only
        assert all(not row.only or body in row.only for row in question.rows)
    assert variant(part, body, {}) == part


@pytest.mark.parametrize(
    ("value", "text", "du", "ub"),
    [
        ("điện | nước", "{{DU: {{x}} | UB: đường}}", "điện | nước", "đường"),
        ("{{DU: cấp ủy | UB: ủy ban}}", "{{DU: {{x}}: có | UB: {{x}}}}", "cấp ủy: có", "ủy ban"),
        ("{{DU: cấp ủy | UB: ủy ban}}", "Của {{x}}, {{du: 7:30 | Ub: 8:00}}",
         "Của cấp ủy, 7:30", "Của ủy ban, 8:00"),
    ],
)  # fmt: skip
def test_alternatives_are_chosen_before_values_are_put_in(
    small: Questionnaire, value: str, text: str, du: str, ub: str
) -> None:
    one = small.model_copy(
        update={
            "texts": {**small.texts, "x": value},
            "introduction": small.introduction.model_copy(update={"subject": text}),
        }
    )
    assert variant(one, "DU", {}).introduction.subject == du
    assert variant(one, "UB", {}).introduction.subject == ub
