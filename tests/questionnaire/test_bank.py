"""Banks of ready questions: reading them, their problems, and what an insertion takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.errors import ProblemsFoundError, Severity
from phieu.questionnaire.bank import Bank, Entry, examine, insertion, read
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.editing import insert
from phieu.questionnaire.lint import check
from phieu.questionnaire.yaml_text import examine as examine_form
from phieu.questionnaire.yaml_text import load

FORMS = Path(__file__).resolve().parents[2] / "forms"
EMPTY = """\
id: MOI
version: "1"
bodies: {ND: Người dân}
texts:
  loai_dv: xã
introduction:
  title: Phiếu
  running_title: Phiếu
  addressee: {ND: Quý Ông/Bà}
sections:
  - id: A
    title: Phần
    questions: []
"""
SMALL = """\
title: Nhỏ
texts:
  ten_ca: Công an cấp xã
  khac: không dùng
scales:
  HL:
    name: Hài lòng
    codes:
      1: Không
      2: Có
entries:
  - title: Bảng
    question:
      id: TT
      kind: matrix
      scale: HL
      text: "Về {{ten_ca}}:"
      rows:
        TT_1: Dòng một
        TT_2: Dòng hai
  - title: Số cuộc
    tags: [số]
    question:
      id: SO
      kind: integer
      most: 99
      text: "Số cuộc trong 6 tháng qua:"
      warnings:
        SO <= 60: "Xin xem lại."
"""


def shipped() -> Iterator[tuple[Path, Bank]]:
    for path in sorted((FORMS / "bank").glob("*.yaml")):
        yield path, read(path.read_text(encoding="utf-8"), path.name)


ENTRIES = [
    pytest.param(entry, id=f"{path.stem}: {entry.title}")
    for path, bank in shipped()
    for entry in bank.entries
]


def inserted(text: str, entry: Entry) -> str:
    """The text with an entry at the end of its first section, as the designer puts it there."""
    questionnaire, _problems = examine_form(text)
    assert questionnaire is not None
    new = insertion(entry, questionnaire)
    for kind, parts in (("scales", new.scales), ("texts", new.texts)):
        for name, part in parts.items():
            text = insert(text, (kind, name), part)
    place = len(questionnaire.sections[0].questions)
    return insert(text, ("sections", 0, "questions", place), dict(new.question))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_shipped_entry_in_an_empty_questionnaire_has_no_errors_or_warnings(entry: Entry) -> None:
    questionnaire = load(inserted(EMPTY, entry), "moi.yaml")
    found = [one for one in check(questionnaire) if one.severity is not Severity.ADVICE]
    assert found == []
    assert [question.id for question in questionnaire.questions()] == [entry.question.id]
    assert set(questionnaire.scales) == set(entry.scales)


def test_the_shipped_banks_have_no_findings_that_are_not_silenced() -> None:
    for path, _bank in shipped():
        found = examine(path.read_text(encoding="utf-8"))[1]
        assert [(problem.line, problem.rule) for problem in found] == [], path.name


def test_ids_differ_over_all_shipped_banks() -> None:
    ids = [entry.question.id.casefold() for _path, bank in shipped() for entry in bank.entries]
    assert sorted(ids) == sorted(set(ids))


def test_a_scale_of_one_name_is_the_same_in_every_bank_and_form() -> None:
    scales = [scale for _path, bank in shipped() for scale in bank.scales.items()]
    for path in sorted(FORMS.glob("*/*.yaml")):
        if path.parent.name != "bank":
            form = load(path.read_text(encoding="utf-8"), path.name)
            scales += form.scales.items()
    first = dict(reversed(scales))
    assert [name for name, scale in scales if scale != first[name]] == []


@settings(max_examples=30)
@given(chosen=st.lists(st.sampled_from([param.values[0] for param in ENTRIES]), max_size=8))
def test_any_entries_together_and_repeated_have_names_of_their_own(chosen: list[Entry]) -> None:
    text = EMPTY
    for entry in chosen:
        text = inserted(text, entry)
    questionnaire, problems = examine_form(text)
    assert questionnaire is not None
    errors = {problem.rule for problem in problems if problem.severity is Severity.ERROR}
    assert errors <= {"consent-several"}
    names = [variable.name.casefold() for variable in codebook(questionnaire)]
    assert sorted(names) == sorted(set(names))


def test_an_entry_carries_only_the_scales_and_texts_that_it_uses() -> None:
    table, number = read(SMALL, "nho.yaml").entries
    assert (set(table.scales), dict(table.texts)) == ({"HL"}, {"ten_ca": "Công an cấp xã"})
    assert (set(number.scales), dict(number.texts)) == (set(), {})
    assert number.tags == ("số",)


def test_a_second_copy_gets_new_ids_and_its_conditions_follow() -> None:
    table, number = read(SMALL, "nho.yaml").entries
    text = inserted(inserted(EMPTY, table), number)
    twice = load(inserted(inserted(text, table), number), "moi.yaml")
    assert [question.id for question in twice.questions()] == ["TT", "SO", "TT_3", "SO_2"]
    assert [variable.name for variable in codebook(twice)] == [
        *("TT_1", "TT_2", "SO", "TT_3_1", "TT_3_2", "SO_2")
    ]
    assert list(tuple(twice.questions())[-1].warnings) == ["SO_2 <= 60"]


def test_an_equal_scale_is_shared_and_a_different_one_gets_another_name() -> None:
    table = read(SMALL, "nho.yaml").entries[0]
    once = inserted(EMPTY, table)
    assert set(load(inserted(once, table), "moi.yaml").scales) == {"HL"}
    other = load(inserted(once.replace("2: Có", "2: Rất có"), table), "moi.yaml")
    assert [question.scale for question in other.questions()] == ["HL", "HL_2"]  # type: ignore[union-attr]


def test_a_text_that_the_questionnaire_has_keeps_its_value() -> None:
    table = read(SMALL, "nho.yaml").entries[0]
    text = EMPTY.replace("  loai_dv: xã", "  ten_ca: Công an phường")
    assert load(inserted(text, table), "moi.yaml").texts == {"ten_ca": "Công an phường"}


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("title: Nhỏ\n", "", "texts:", "yaml-missing-key"),
        ("title: Nhỏ", "titel: Nhỏ", "titel: Nhỏ", "yaml-unknown-key"),
        ("    tags: [số]", "    tag: [số]", "tag: [số]", "yaml-unknown-key"),
        ("      most: 99\n", "", "id: SO", "yaml-missing-key"),
        ("kind: integer", "kind: interger", "kind: interger", "yaml-kind"),
        ("most: 99", "mots: 99", "mots: 99", "yaml-unknown-key"),
        ("scale: HL", "scale: HLX", "scale: HLX", "scale-unknown"),
        ("id: SO", "id: LT", "id: LT", "name-reserved"),
        ("{{ten_ca}}", "{{ten}}", 'text: "Về {{ten}}:"', "template-unknown"),
        ("2: Có", "1: Có", "1: Có", "code-repeated"),
        ("        TT_2: Dòng hai", "        TT_1: Dòng hai", "TT_1: Dòng hai", "id-repeated"),
        ("title: Nhỏ", "title: &a Nhỏ", "title: &a Nhỏ", "yaml-anchor"),
    ],
)
def test_a_problem_is_reported_at_its_line(old: str, new: str, line: str, rule: str) -> None:
    assert old in SMALL
    changed = SMALL.replace(old, new, 1)
    lines = changed.splitlines()
    found = {(lines[p.line - 1].strip().removeprefix("- "), p.rule) for p in examine(changed)[1]}
    assert (line, rule) in found
    with pytest.raises(ProblemsFoundError) as error:
        read(changed, "nho.yaml")
    assert any(problem.rule == rule for problem in error.value.problems)


def test_all_problems_of_a_bank_are_listed_at_once() -> None:
    changed = SMALL.replace("scale: HL", "scale: HLX").replace("id: SO", "id: LT")
    rules = {problem.rule for problem in examine(changed)[1]}
    assert {"scale-unknown", "name-reserved"} <= rules


def test_an_unknown_key_of_an_entry_is_answered_with_the_keys_of_an_entry() -> None:
    (problem,) = examine(SMALL.replace("    tags:", "    tag:"))[1]
    assert "title, tags, question" in problem.fix
