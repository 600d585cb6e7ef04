"""Our own questionnaires out to XLSForm and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_tables import xform
from hypothesis import HealthCheck, given, settings
from random_forms import questionnaires

from phieu.interchange import workbook
from phieu.interchange.texts import filled
from phieu.interchange.xlsform import exporting, importing, plain
from phieu.interchange.xlsform.notes import SHEET, notes_of
from phieu.questionnaire import yaml_text
from phieu.questionnaire.fields import CodeField, FlagsField, RanksField
from phieu.questionnaire.kinds import Calculated, PaperBox
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_writing import dump

# Most of the time goes into questionnaires that the linter finds no fault with.
PATIENT = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
FORMS = sorted(
    path
    for path in (Path(__file__).resolve().parents[3] / "forms").glob("*/*.yaml")
    if path.parent.name != "bank"
)


@pytest.fixture(params=FORMS, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> Questionnaire:
    return yaml_text.load(request.param.read_text(encoding="utf-8"), request.param.name)


def test_the_shipped_forms_are_there():
    assert {path.stem for path in FORMS} >= {
        "opinion-survey", "citizen-satisfaction", "listening-slip", "pilot-evaluation",
    }  # fmt: skip


def test_a_shipped_form_comes_back_as_it_was(shipped):
    back = importing.from_bytes(exporting.to_bytes(shipped).data, "form.xlsx")

    assert back.questionnaire == shipped
    assert back.losses == ()


def test_pyxform_takes_a_shipped_form_without_a_warning(shipped):
    made, warnings = xform(exporting.to_bytes(shipped).data)

    assert warnings == []
    assert f'id="{shipped.id}"' in made


def test_a_questionnaire_of_every_kind_comes_back_as_it_was(every_kind):
    back = importing.from_bytes(exporting.to_bytes(every_kind).data, "form.xlsx")

    assert back.questionnaire == every_kind
    assert back.losses == ()


def test_pyxform_takes_a_questionnaire_of_every_kind(every_kind):
    _made, warnings = xform(exporting.to_bytes(every_kind).data)

    assert warnings == []


def test_the_same_questionnaire_gives_the_same_bytes(every_kind):
    assert exporting.to_bytes(every_kind).data == exporting.to_bytes(every_kind).data


def test_without_our_sheet_a_form_can_still_be_printed(shipped):
    found = plain.read(exporting.plain_sheets(shipped)).questionnaire

    assert yaml_text.load(dump(found), "again.yaml") == found


@PATIENT
@given(questionnaires())
def test_any_questionnaire_comes_back_as_it_was(questionnaire):
    exported = exporting.to_bytes(questionnaire)
    back = importing.from_bytes(exported.data, "form.xlsx")

    assert back.questionnaire == questionnaire
    assert back.losses == ()


@PATIENT
@given(questionnaires())
def test_pyxform_takes_any_questionnaire(questionnaire):
    _made, warnings = xform(exporting.to_bytes(questionnaire).data)

    assert warnings == []


@PATIENT
@given(questionnaires())
def test_what_xlsform_can_say_comes_back_without_our_sheet(questionnaire):
    found = plain.read(exporting.plain_sheets(questionnaire)).questionnaire

    assert _sayable(found) == _sayable(questionnaire)


def test_our_sheet_says_only_what_xlsform_cannot(every_kind):
    """Kinds are noted where XLSForm has one word for two of ours; texts where they hold braces."""
    read = plain.read(exporting.plain_sheets(every_kind)).questionnaire
    notes = notes_of(every_kind, read)
    kinds = {(note.read, note.was) for note in notes if note.path[-1] == "kind"}
    texts = [note for note in notes if note.path[-1] == "text" and note.read and note.was]

    assert kinds <= {
        ("single", "consent"), ("single", "score"), (None, "paper_box"), (None, "calculated"),
        ("single", None),
    }  # fmt: skip
    assert all("{{" in note.was for note in texts)


def test_a_change_in_the_workbook_wins_over_our_sheet(every_kind):
    sheets = exporting.sheets(every_kind)
    sheets["survey"] = [
        tuple("Câu đã sửa" if cell == "Mức độ làm việc" else cell for cell in row)
        for row in sheets["survey"]
    ]

    found = importing.read(sheets).questionnaire

    changed = next(question for question in found.questions() if question.id == "A2")
    was = next(question for question in every_kind.questions() if question.id == "A2")
    assert changed == was.model_copy(update={"text": "Câu đã sửa"})
    assert found.consent == every_kind.consent


def test_a_question_added_in_the_workbook_stands_where_it_was_put(every_kind):
    sheets = exporting.sheets(every_kind)
    head, *rows = sheets["survey"]
    at = next(place for place, row in enumerate(rows) if row[1] == "A2")
    added = tuple({"type": "text", "name": "MOI"}.get(column, "Mới") for column in head[:3])
    sheets["survey"] = [head, *rows[: at + 1], added, *rows[at + 1 :]]

    found = importing.read(sheets).questionnaire

    ids = [question.id for question in found.questions()]
    assert ids[ids.index("A2") + 1] == "MOI"
    assert [name for name in ids if name != "MOI"] == [q.id for q in every_kind.questions()]


def test_a_question_taken_out_of_the_workbook_is_gone(every_kind):
    sheets = exporting.sheets(every_kind)
    sheets["survey"] = [row for row in sheets["survey"] if row[1] != "A2"]

    found = importing.read(sheets)

    assert "A2" not in {question.id for question in found.questionnaire.questions()}
    assert found.questionnaire.consent == every_kind.consent


def test_our_sheet_in_disorder_is_as_good_as_none(every_kind):
    sheets = exporting.sheets(every_kind)
    sheets[SHEET] = [("part",), ("no json", "x"), ('["sections", 3]', "", "1"), ("[]", "", "{}")]

    found = importing.read(sheets)

    assert found.questionnaire == plain.read(exporting.plain_sheets(every_kind)).questionnaire


def test_formulas_in_texts_stay_texts(every_kind):
    formula = '=HYPERLINK("http://x", "y")'
    question = next(every_kind.questions()).model_copy(update={"text": formula})
    section = every_kind.sections[0].model_copy(update={"questions": (question,)})
    changed = every_kind.model_copy(update={"sections": (section,), "translations": {}})

    sheets = workbook.read(exporting.to_bytes(changed).data, "form.xlsx")

    assert any(formula in row for row in sheets["survey"])


def _sayable(questionnaire: Questionnaire) -> list[tuple[object, ...]]:
    """Names, words, codes and limits of what a phone asks, in order."""

    def said(text: str) -> str:
        return filled(text, questionnaire).replace("${", "$ {")

    found: list[tuple[object, ...]] = []
    for question in questionnaire.questions():
        if isinstance(question, PaperBox | Calculated) or question.id.startswith("BODY"):
            continue
        fields = question.fields(questionnaire.scales)
        codes = [
            [(code.value, said(code.label), code.exclusive, code.specify) for code in field.codes]
            for field in fields
            if isinstance(field, CodeField | FlagsField | RanksField)
        ]
        names = [
            field.question if isinstance(field, FlagsField | RanksField) else field.variable
            for field in fields
        ]
        limits = [getattr(question, key, None) for key in ("earliest", "latest", "at_most")]
        found.append((question.id, said(question.text), question.required, names, codes, limits))
    return found
