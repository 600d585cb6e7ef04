"""Forms as they are found in public: all that they hold is there, or listed as lost."""

from __future__ import annotations

import pytest
from form_corpus import FORMS, Form
from form_tables import packed, xform
from pyxform.errors import PyXFormError

from phieu.interchange.xlsform import exporting, importing
from phieu.questionnaire import yaml_text
from phieu.questionnaire.kinds import Calculated
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_writing import dump


@pytest.fixture(params=FORMS, ids=lambda form: form.name)
def form(request: pytest.FixtureRequest) -> Form:
    return request.param


def test_the_corpus_is_large_and_no_form_stands_twice():
    assert len({form.name for form in FORMS}) == len(FORMS) >= 30


def test_a_form_becomes_these_questions_and_loses_just_this(form):
    found = importing.from_bytes(packed(form.table), f"{form.name}.xlsx")

    questions = ", ".join(f"{q.id} {q.kind}" for q in found.questionnaire.questions())
    assert questions == form.becomes
    assert tuple(f"{loss.where} {loss.part}".strip() for loss in found.losses) == form.lost
    assert _logic(found.questionnaire) == form.logic


def test_every_loss_says_what_and_why(form):
    for loss in importing.from_bytes(packed(form.table), "form.xlsx").losses:
        assert loss.what and loss.why.endswith((".", "…")), loss


def test_what_a_form_becomes_can_be_saved_and_read_again(form):
    found = importing.from_bytes(packed(form.table), "form.xlsx").questionnaire

    assert yaml_text.load(dump(found), "again.yaml") == found


def test_what_a_form_becomes_goes_out_and_comes_back(form):
    first = importing.from_bytes(packed(form.table), "form.xlsx").questionnaire
    exported = exporting.to_bytes(first).data

    assert importing.from_bytes(exported, "form.xlsx").questionnaire == first
    assert xform(exported)[0]


def test_pyxform_agrees_on_what_is_a_form(form):
    if form.is_standard:
        assert xform(packed(form.table))[0]
    else:
        with pytest.raises(PyXFormError):
            xform(packed(form.table))


def _logic(questionnaire: Questionnaire) -> dict[str, str]:
    found = {}
    for section in questionnaire.sections:
        if section.when:
            found[f"section.{section.id}"] = section.when
        for question in section.questions:
            if question.when:
                found[question.id] = question.when
            for test in question.constraints:
                found[f"{question.id}.constraint"] = test
            if isinstance(question, Calculated):
                found[question.id] = question.expression
    return found
