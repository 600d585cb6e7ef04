"""round.yaml: problems with their lines, all at once."""

from __future__ import annotations

import pytest

from phieu.errors import ProblemsFoundError
from phieu.rounds.settings import load

GOOD = """\
round: r-1
title: Đợt thử
questionnaire: q.yaml
frame: frame.csv
confidentiality: confidential
head:
  parent_organ: A
  organ: B
  number: 1/X
  place: C
  date: 2023-08-14
texts:
  han_nop: 15/9/2023
"""


def _found(text):
    with pytest.raises(ProblemsFoundError) as caught:
        load(text, "round.yaml")
    return caught.value.problems


def _problems(text):
    return [(problem.place, problem.rule) for problem in _found(text)]


def test_good_settings_load():
    settings = load(GOOD, "round.yaml")

    assert settings.confidentiality == "confidential"
    assert settings.head.dated == "ngày 14 tháng 8 năm 2023"
    assert settings.texts["han_nop"] == "15/9/2023"


def test_every_problem_is_reported_at_its_line():
    text = GOOD.replace("round: r-1\n", "").replace("confidential\n", "secret\n") + "colour: red\n"

    assert sorted(_problems(text)) == [
        ("round.yaml:1", "round-missing-key"),
        ("round.yaml:13", "round-unknown-key"),
        ("round.yaml:4", "round-wrong-value"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://phieu.example.vn",
        "phieu.example.vn",
        "https://phiếu.vn",
        "https://" + "a" * 90 + ".vn",
        "https://a.vn/?q=1",
    ],
)
def test_a_public_address_must_fit_the_code(address):
    assert _problems(GOOD + f"public_address: {address}\n") == [
        ("round.yaml:14", "round-wrong-value")
    ]


def test_broken_yaml_names_its_line():
    assert _problems("round: [\n")[0][0].startswith("round.yaml:")


@pytest.mark.parametrize("name", ["r-1", "2023.Q_1", "a" * 64])
def test_a_rounds_name_may_name_a_file(name):
    assert load(GOOD.replace("r-1", name), "round.yaml").round == name


@pytest.mark.parametrize("name", ["../r", "đợt", "-r", ".r", "a b", "a" * 65, '""'])
def test_a_rounds_name_that_could_not_name_a_file_is_refused(name):
    (problem,) = _found(GOOD.replace("r-1", name))

    assert (problem.place, problem.rule) == ("round.yaml:1", "round-wrong-value")
    assert "chữ cái không dấu" in problem.fix
    assert "Value error" not in problem.fix


@pytest.mark.parametrize(
    "written", ["14/8/2023", "2023-8-14", "20230814", "0", "2023-02-30", "2023-08-14T00:00:00"]
)
def test_a_date_in_another_form_is_told_the_form(written):
    (problem,) = _found(GOOD.replace("2023-08-14", written))

    assert problem.place == "round.yaml:11"
    assert f"“{written}”" in problem.message
    assert problem.fix == "Hãy ghi năm-tháng-ngày, ví dụ 2023-08-14."


def test_a_date_may_be_left_open():
    assert load(GOOD.replace(" 2023-08-14", ""), "round.yaml").head.issued_on is None


def test_an_unknown_key_is_told_the_keys_that_may_stand_there():
    (in_head,) = _found(GOOD.replace("  date:", "  colour: red\n  date:"))
    (on_top,) = _found(GOOD + "colour: red\n")

    assert "parent_organ, organ, number, place, date." in in_head.fix
    assert "confidentiality" not in in_head.fix
    assert "confidentiality" in on_top.fix


@pytest.mark.parametrize(
    ("written", "shown"),
    [("", "(để trống)"), (" [a, b]", "[a, b]"), (" {a: [b, ]}", "{a: [b]}"), (" no", "no")],
)
def test_a_wrong_value_is_shown_as_it_was_written(written, shown):
    (problem,) = _found(GOOD.replace("confidentiality: confidential", f"confidentiality:{written}"))

    assert problem.message == f"Không nhận giá trị “{shown}” cho “confidentiality”."
    assert "identified" in problem.fix


@pytest.mark.parametrize(
    ("line", "key"), [("title:", "title"), ("frame: [a]", "frame"), ("head: A", "head")]
)
def test_a_value_of_the_wrong_kind_is_told_the_right_one(line, key):
    text = GOOD.split("head:")[0] if key == "head" else GOOD.replace(f"{key}: ", f"old_{key}: ")
    wrong = [problem for problem in _found(text + line) if problem.rule == "round-wrong-value"]

    assert len(wrong) == 1
    assert wrong[0].fix.startswith("Hãy ghi")
