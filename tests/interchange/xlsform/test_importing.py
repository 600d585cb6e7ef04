"""What single parts of an XLSForm become, and how a bad form is refused."""

from __future__ import annotations

import random
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from form_corpus import FORMS
from form_tables import packed, sheets
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.errors import ProblemsFoundError
from phieu.interchange import workbook
from phieu.interchange.xlsform import importing
from phieu.questionnaire.kinds import (
    Cascade,
    Date,
    Integer,
    Matrix,
    MultipleChoice,
    NumberTable,
    Question,
    Ranking,
    Score,
    SingleChoice,
)
from phieu.questionnaire.kinds import (
    Decimal as DecimalQuestion,
)
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load
from phieu.questionnaire.yaml_writing import dump


def _form(name: str) -> Questionnaire:
    table = next(form.table for form in FORMS if form.name == name)
    return importing.from_bytes(packed(table), f"{name}.xlsx").questionnaire


def _question(questionnaire: Questionnaire, name: str) -> Question:
    return next(question for question in questionnaire.questions() if question.id == name)


def _problems(table: str) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as refused:
        importing.from_bytes(packed(table), "form.xlsx")
    return [(problem.place, problem.rule) for problem in refused.value.problems]


def test_names_of_choices_become_codes_and_stay_as_names():
    question = _question(_form("choice-codes"), "q1")

    assert isinstance(question, SingleChoice)
    assert [(code.value, code.name, code.label) for code in question.codes] == [
        (1, None, "Yes"), (2, None, "No"), (3, "maybe", "Maybe"), (99, "-99", "No answer"),
    ]  # fmt: skip


def test_a_code_with_a_leading_zero_is_the_number():
    question = _question(_form("choice-codes"), "q2")

    assert isinstance(question, MultipleChoice)
    assert [(code.value, code.name) for code in question.codes] == [(1, "01"), (10, None)]


def test_or_other_becomes_a_code_with_words_beside_it():
    question = _question(_form("or_other"), "water")

    assert isinstance(question, SingleChoice)
    other = question.codes[-1]
    assert (other.value, other.name, other.specify) == (3, "other", True)


def test_constraints_become_the_limits_of_their_kind():
    form = _form("constraints")
    rooms, area, picks = (_question(form, name) for name in ("rooms", "area", "picks"))

    assert isinstance(rooms, Integer) and (rooms.least, rooms.most) == (1, 20)
    assert isinstance(area, DecimalQuestion)
    assert (area.least, area.most, area.decimals) == (Decimal(0), Decimal("99.5"), 1)
    assert isinstance(picks, MultipleChoice) and picks.at_most == 2
    assert [code.name for code in picks.codes if code.exclusive] == ["c"]


def test_a_constraint_of_its_own_keeps_its_message():
    beds = _question(_form("constraints"), "beds")

    assert beds.constraints == {"beds >= rooms": "Too few beds"}


def test_days_become_the_limits_of_a_date():
    moved = _question(_form("constraints"), "moved")

    assert isinstance(moved, Date)
    assert (moved.earliest, moved.latest) == (date(2000, 1, 1), date(2024, 12, 31))


def test_a_filter_becomes_a_cascade():
    (question,) = _form("cascade").questions()

    assert isinstance(question, Cascade)
    assert question.text == "Region – District – Ward"
    assert [level.id for level in question.levels] == ["region", "district_2", "ward"]
    assert [(code.label, code.parent) for code in question.levels[2].codes] == [
        ("Upper", 1), ("Lower", 1), ("Beach", 2),
    ]  # fmt: skip


def test_a_slider_from_0_to_10_becomes_a_score():
    form = _form("ranges")
    score, dose = _question(form, "score"), _question(form, "dose")

    assert isinstance(score, Score) and (score.least, score.most) == (0, 10)
    assert isinstance(dose, DecimalQuestion) and (dose.most, dose.decimals) == (3, 1)


def test_tables_keep_their_rows_and_share_a_scale():
    new, old = next(_form("table-list").questions()), next(_form("table-of-2012").questions())

    assert isinstance(new, Matrix) and isinstance(old, Matrix)
    assert new.required and [row.id for row in new.rows] == ["wait", "tone"]
    assert old.text == "How often is" and [row.id for row in old.rows] == ["radio", "tv"]
    assert [code.label for code in _form("table-list").scales["sat"].codes] == ["low", "high"]


def test_a_number_table_has_rows_and_columns():
    (question,) = _form("number-table").questions()

    assert isinstance(question, NumberTable)
    assert [row.text for row in question.rows] == ["Cows", "Pigs"]
    assert [(column.id, column.text) for column in question.columns] == [
        ("own", "owned"), ("sold", "sold"),
    ]  # fmt: skip
    assert question.most == 500


def test_places_become_a_ranking():
    question = _question(_form("top-three"), "best")

    assert isinstance(question, Ranking)
    assert question.places == 2 and len(question.codes) == 3


def test_translations_stand_under_their_keys():
    form = _form("languages")

    assert form.language == "en"
    assert form.translations["fr"] == {
        "sex": "Sexe", "sex.hint": "Cochez une case", "sex.1": "Homme", "sex.2": "Femme",
        "age": "Âge",
    }  # fmt: skip
    assert form.translations["vi"] == {"sex": "Giới tính", "sex.1": "Nam", "sex.2": "Nữ"}


def test_languages_of_older_forms_are_known_by_their_names():
    form = _form("languages-of-2012")

    assert form.language == "en"
    assert form.translations == {"fr": {"comm": "Remarques ?", "bye": "Au revoir"}}


def test_vietnamese_letters_tell_the_language():
    assert _form("vietnamese").language == "vi"
    assert _form("smallest").language == "en"


def test_a_list_that_no_question_has_stays_as_a_scale():
    form = _form("unknown-columns")

    assert [code.label for code in form.scales["unused"].codes] == ["One", "Two"]


def test_a_long_list_keeps_clear_of_the_codes_for_missing_answers():
    choices = "\n".join(f"| c | n{place} | Xã {place} |" for place in range(1, 1501))
    table = f"""
    survey
    | type         | name | label |
    | select_one c | xa   | Xã    |
    choices
    | list_name | name | label |
    {choices}
    """

    found = importing.from_bytes(packed(table), "form.xlsx").questionnaire

    question = _question(found, "xa")
    assert isinstance(question, SingleChoice)
    assert [code.value for code in question.codes[:2]] == [10_001, 10_002]


def test_texts_in_pieces_are_composed():
    label = unicodedata.normalize("NFD", "Đảng ủy xã")
    data = workbook.written({"survey": [("type", "name", "label"), ("text", "a", label)]})

    question = _question(importing.from_bytes(data, "form.xlsx").questionnaire, "a")

    assert question.text == "Đảng ủy xã"


def test_everything_that_is_wrong_is_listed_with_its_row():
    assert _problems(
        """
        survey
        | type           | name | label |
        | select_one no  | a    | A     |
        | begin_group    | g    | G     |
        | txt            | b    | B     |
        | integer        |      | C     |
        | end_repeat     |      |       |
        |                | d    | D     |
        | end_group      |      |       |
        | begin_group    | h    | H     |
        choices
        | list_name | name | label |
        | yes       |      | Yes   |
        |           | 1    | One   |
        """
    ) == [
        ("form.xlsx, choices!2", "xlsform-choice-incomplete"),
        ("form.xlsx, choices!3", "xlsform-choice-incomplete"),
        ("form.xlsx, survey!2", "xlsform-list-missing"),
        ("form.xlsx, survey!4", "xlsform-type-unknown"),
        ("form.xlsx, survey!5", "xlsform-name-missing"),
        ("form.xlsx, survey!6", "xlsform-group-crossed"),
        ("form.xlsx, survey!7", "xlsform-type-missing"),
        ("form.xlsx, survey!8", "xlsform-group-not-open"),
        ("form.xlsx, survey!9", "xlsform-group-open"),
    ]


@pytest.mark.parametrize(
    ("table", "place", "rule"),
    [
        ("choices\n| list_name | name |\n| a | 1 |", "survey", "xlsform-no-survey"),
        ("survey\n| name | label |\n| a | A |", "survey!1", "xlsform-no-type"),
        ("survey\n| type | name |", "survey", "xlsform-no-survey"),
        ("survey\n| type | name | label |\n| geopoint | a | A |", "survey", "xlsform-empty"),
        (
            "survey\n| type | name | calculation |\n| calculate | a | today() |",
            "survey",
            "xlsform-empty",
        ),
    ],
)
def test_what_is_no_form_says_why(table, place, rule):
    assert _problems(table) == [(f"form.xlsx, {place}", rule)]


def test_groups_in_groups_without_end_are_refused():
    begins = "\n".join(f"| begin_group | g{depth} | G |" for depth in range(40))

    problems = _problems(f"survey\n| type | name | label |\n{begins}\n| text | a | A |")

    assert problems == [("form.xlsx, survey!32", "xlsform-group-depth")]


def test_a_problem_of_the_file_names_the_file_once():
    assert importing_problem(b"no workbook") == [("form.xlsx", "workbook-kind")]


def importing_problem(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as refused:
        importing.from_bytes(data, "form.xlsx")
    return [(problem.place, problem.rule) for problem in refused.value.problems]


_TABLES = [sheets(form.table) for form in FORMS]
_CELLS = [
    *{cell for table in _TABLES for rows in table.values() for row in rows for cell in row},
    "(", "'", "${", "a" * 300, "{{x}}", "rank x", "1e5", "9" * 20, "²", "\n", " and ", "not(",
    "date('2024-13-45')", ". < .5", "start=a end=b", "start=nan end=inf", "string-length(.) <= 0",
]  # fmt: skip
_CELLS.sort()


@settings(max_examples=150)
@given(st.integers(0, len(_TABLES) - 1), st.integers(0, 2**32))
def test_a_spoilt_form_is_read_or_its_problems_are_listed(place, seed):
    chance = random.Random(seed)
    spoilt = {name: [list(row) for row in rows] for name, rows in _TABLES[place].items()}
    for _change in range(chance.randint(1, 4)):
        rows = spoilt[chance.choice(sorted(spoilt))]
        if not rows:
            continue
        at = chance.randrange(len(rows))
        match chance.randrange(8):
            case 0:
                del rows[at]
            case 1:
                rows.insert(chance.randrange(len(rows)), list(rows[at]))
            case _ if rows[at]:
                rows[at][chance.randrange(len(rows[at]))] = chance.choice(_CELLS)
    try:
        found = importing.read({n: [tuple(row) for row in rows] for n, rows in spoilt.items()})
    except ProblemsFoundError as refused:
        assert all(problem.message and problem.fix for problem in refused.problems)
        return
    assert load(dump(found.questionnaire), "again.yaml") == found.questionnaire
