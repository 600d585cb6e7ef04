"""Several versions of a questionnaire as one: nothing that older forms answered is left out."""

from __future__ import annotations

from typing import Any

from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.pooling import pooled
from phieu.questionnaire.yaml_text import load

FORM = """\
id: SO
version: "{version}"
bodies: {{DU: Đảng ủy, UB: Ủy ban nhân dân}}
introduction:
  title: Phiếu
  running_title: Phiếu
  addressee: {{DU: Đảng ủy, UB: Ủy ban nhân dân}}
sections:
  - id: A
    title: Thông tin
    questions:
"""
HOUSEHOLDS = "- {id: M, kind: integer, text: Số hộ, most: 9}"
AREA = "- {id: X, kind: integer, text: Diện tích, most: 9}"
PEOPLE = "- {id: L, kind: integer, text: Số người, most: 9, when: M > 1}"
TABLE = """- id: T
        kind: number_table
        text: Số cán bộ
        most: 9
        columns: [{{id: nam, text: Nam}}, {last}]
        rows: [{{id: T1, text: Xã{only}}}]"""
RANKING = """- id: R
        kind: ranking
        text: Xếp thứ tự
        places: {places}
        codes: {{1: Điện, 2: Nước, 3: Đường}}"""


def _form(version: int, *questions: str) -> Questionnaire:
    listed = "".join(f"      {question}\n" for question in questions)
    return load(FORM.format(version=version) + listed, "so.yaml")


def _variables(*versions: Questionnaire) -> dict[str, Any]:
    return {variable.name: variable for variable in codebook(pooled(versions))}


def test_whom_only_an_older_version_asked_keeps_the_answers() -> None:
    narrowed = AREA.replace("}", ", only: [DU], only_types: [xã]}")
    for versions in (
        (_form(1, AREA), _form(2, narrowed)),
        (_form(1, narrowed), _form(2, AREA)),
        (_form(1, AREA.replace("}", ", only: [UB]}")), _form(2, narrowed)),
    ):
        assert _variables(*versions)["X"].asked_of("UB", "phường")


def test_a_rows_limits_are_the_wider_ones() -> None:
    last = "{id: nu, text: Nữ}"
    narrow, wide = (TABLE.format(last=last, only=only) for only in (", only: [DU]", ""))
    assert _variables(_form(1, wide), _form(2, narrow))["T1_nu"].asked_of("UB")


def test_a_lost_column_and_a_lost_place_of_a_ranking_come_back() -> None:
    two, one = (TABLE.format(last=last, only="") for last in ("{id: nu, text: Nữ}", ""))
    assert list(_variables(_form(1, two), _form(2, one))) == ["T1_nam", "T1_nu"]
    rankings = [_form(n, RANKING.format(places=places)) for n, places in enumerate((3, 1), 1)]
    assert list(_variables(*rankings)) == ["R_1", "R_2", "R_3"]


def test_a_lost_question_stands_behind_what_its_condition_names() -> None:
    both = pooled([_form(1, HOUSEHOLDS, AREA, PEOPLE), _form(2, AREA, HOUSEHOLDS)])
    assert [question.id for question in both.questions()] == ["X", "M", "L"]
    assert set(logic_of(both).when) == {"L"}


def test_three_versions_keep_the_newest_words_and_every_question() -> None:
    newest = _form(3, AREA.replace("Diện tích", "Diện tích (ha)"))
    found = _variables(_form(1, HOUSEHOLDS), _form(2, HOUSEHOLDS, AREA), newest)
    assert list(found) == ["M", "X"]
    assert "(ha)" in found["X"].label


def test_a_questionnaire_pooled_with_itself_stays_as_it_is() -> None:
    form = _form(1, HOUSEHOLDS, AREA, PEOPLE, RANKING.format(places=2))
    assert pooled([form, form, form]) == form
