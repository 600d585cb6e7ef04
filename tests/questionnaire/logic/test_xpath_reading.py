"""XPath as public forms write it, and what is said of what our expressions cannot say."""

from __future__ import annotations

import pytest

from phieu.questionnaire.logic.writing import text
from phieu.questionnaire.logic.xpath_reading import MAX_DEPTH, Unreadable, read_xpath


@pytest.mark.parametrize(
    ("xpath", "ours"),
    [
        ("${age} >= 18", "age >= 18"),
        ("${ age }>=18 and ${age}<60", "age >= 18 and age < 60"),
        ("${sex} = 'f'", 'sex = "f"'),
        ("${sex}='f' or ${sex}='m'", 'sex = "f" or sex = "m"'),
        ("${sex} = ‘f’", 'sex = "f"'),  # as word processors turn the quotes
        ("'f' = ${sex}", '"f" = sex'),
        # True there where the answer is blank, so it is no “!=” of ours.
        ("${sex} != 'f'", 'not sex = "f"'),
        ("${sex} != '' and ${sex} != 'f'", 'sex != "f"'),
        ("selected(${what}, 'other')", 'what includes "other"'),
        ("selected(${what}, '7')", "what includes 7"),
        ("not(selected(${what}, '7'))", "not what includes 7"),
        ("not (selected(${what}, '7'))", "not what includes 7"),
        ("count-selected(${what}) >= 2", "count(what) >= 2"),
        (". >= 0 and . <= 120", "me >= 0 and me <= 120"),
        (".>=.5", "me >= 0.5"),
        ("count-selected(.) <= 3", "count(me) <= 3"),
        ("${name} != ''", "name is answered"),
        ("${name} = ''", "name is blank"),
        ("string-length(${name}) > 0", "name is answered"),
        ("string-length(.) = 0", "me is blank"),
        ("not(${name} = '')", "name is answered"),
        ("${a} + ${b} * 2 - -1", "a + b * 2 - -1"),
        ("${a} div (${b} - 1)", "a / (b - 1)"),
        ("number(${a}) > 3", "a > 3"),
        ("${born} < date('2005-01-31')", "born < 2005-01-31"),
        ("(${a} = 1 or ${b} = 2) and (${c} = 3)", "(a = 1 or b = 2) and c = 3"),
        ("${say} = concat('it', \"'\", 's')", 'say = "it\'s"'),
        ("if(${a} != '' and ${b} != '' and ${b} != 0, ${a} div ${b}, '')", "a / b"),
        ("if(selected(${what}, '7'), 1, 0) + 1", "what_7 + 1"),
    ],
)
def test_what_forms_write_is_read(xpath, ours):
    read = read_xpath(xpath, itself="me")
    assert not isinstance(read, Unreadable), read.reason
    assert text(read) == ours


@pytest.mark.parametrize(
    ("xpath", "named"),
    [
        ("regex(., '^[0-9]{10}$')", "regex"),
        (". <= today()", "today"),
        ("coalesce(${a}, ${b}) = 1", "coalesce"),
        ("if(${a} > 1, 'x', 'y') = 'x'", "if"),
        # No guard: the code is no missing one, so the value would change.
        ("if(${a} != '' and ${a} != 3, ${a}, '')", "if"),
        ("${a} mod 2 = 0", "mod"),
        ("string-length(.) = 12", "string-length"),
        ("string-length(.) + 1 > 2", "string-length"),
        ("jr:choice-name(${a}, '${a}') = 'x'", "jr:choice-name"),
        ("../group/a = 1", "../group/a"),
        ("/data/a = 1", "/data/a"),
        ("${a} = 1 = 2", "so sánh"),
        ("${a} = ", "cuối"),
        ("${a} = 1)", ")"),
        ("${a} # 1", "#"),
        ("${a}", "điều kiện"),
        ("${a} > (${b} = 1)", "giá trị"),
        ("${a} = date('2023-02-30')", "2023-02-30"),
        ("(" * 500 + "${a} = 1" + ")" * 500, str(MAX_DEPTH)),
        ("not(" * 500 + "${a} = 1" + ")" * 500, str(MAX_DEPTH)),
        ("-" * 500 + "1 = ${a}", str(MAX_DEPTH)),
    ],
)
def test_what_cannot_be_said_gives_its_reason(xpath, named):
    read = read_xpath(f"({xpath}) and ${{z}} = 1" if xpath == "${a}" else xpath, itself="me")
    assert isinstance(read, Unreadable)
    assert named in read.reason


def test_a_missing_code_left_out_of_a_calculation_is_a_guard():
    xpath = "if(${a} != '' and ${a} != 9, ${a} * 2, '')"
    assert text(read_xpath(xpath, missing={"a": (9,)})) == "a * 2"


def test_one_answer_selected_is_a_comparison():
    assert text(read_xpath("selected(${sex}, 'f')", several=["what"])) == 'sex = "f"'
    assert text(read_xpath("selected(${what}, 'f')", several=["what"])) == 'what includes "f"'


def test_a_dot_outside_a_constraint_is_not_guessed():
    assert isinstance(read_xpath(". > 5"), Unreadable)
