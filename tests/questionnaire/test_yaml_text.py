from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.errors import ProblemsFoundError, Severity
from phieu.questionnaire.codes import Missing
from phieu.questionnaire.kinds import Matrix, MultipleChoice, SingleChoice
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load, problems

FoundAfter = Callable[[str, str], list[tuple[str, str]]]


def test_the_small_questionnaire_has_no_problems(small_text: str) -> None:
    found = problems(small_text, "nho.yaml")
    assert [problem for problem in found if problem.severity is not Severity.ADVICE] == []


def test_short_and_long_forms_of_answers_and_rows_mean_the_same(small: Questionnaire) -> None:
    scale = small.scales["HL"]
    assert [(code.value, code.label, code.missing) for code in scale.codes] == [
        (1, "Không", None),
        (2, "Có", None),
        (9, "Không đánh giá", Missing.DONT_KNOW),
    ]
    assert scale.satisfied == (2,)
    matrix = next(q for q in small.questions() if isinstance(q, Matrix))
    assert [(row.id, row.only) for row in matrix.rows] == [("B1_1", ()), ("B1_2", ("DU",))]


def test_lists_written_as_in_the_model_are_taken_too(small_text: str, small: Questionnaire) -> None:
    long_form = small_text.replace(
        "          1: Giao ban\n"
        '          2: {label: "Khác (ghi rõ):", specify: true}\n'
        "          3: {label: Chưa, exclusive: true}\n",
        "          - {value: 1, label: Giao ban}\n"
        '          - {value: 2, label: "Khác (ghi rõ):", specify: true}\n'
        "          - {value: 3, label: Chưa, exclusive: true}\n",
    ).replace("only: UB", "only: [UB]")
    assert long_form != small_text
    assert load(long_form, "f") == small


def test_a_word_that_looks_like_a_number_or_a_yes_stays_the_word(small_text: str) -> None:
    text = small_text.replace("1: Một", "1: no").replace("2: Hai", "2: 2023")
    questionnaire = load(text, "f")
    ranking = next(q for q in questionnaire.questions() if q.id == "C1")
    assert [code.label for code in ranking.codes] == ["no", "2023", "Ba"]  # type: ignore[union-attr]
    assert questionnaire.version == "1.0"


def test_text_is_brought_to_nfc(small_text: str, small: Questionnaire) -> None:
    assert load(unicodedata.normalize("NFD", small_text), "f") == small


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(
    small_text: str, small: Questionnaire
) -> None:
    assert load("\ufeff" + small_text.replace("\n", "\r\n"), "f") == small


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("", 1, "yaml-empty"),
        ("# chỉ có chú thích\n", 1, "yaml-empty"),
        ("- a\n- b\n", 1, "yaml-type"),
        ("một câu\n", 1, "yaml-type"),
        ("id: x\n\ttitle: y\n", 2, "yaml-tab"),
        ("id: x\ntitle: Công an: xã\n", 2, "yaml-syntax"),
        ("id: 'x\n", 2, "yaml-syntax"),
        ("id: {{loai_dv}}\n", 1, "yaml-key"),
        ("id: &a x\nversion: *a\n", 1, "yaml-anchor"),
        ("id: !!python/object:os.system x\n", 1, "yaml-tag"),
        ("id: x\n---\nid: y\n", 2, "yaml-documents"),
        ("id: x\nversion: \x00\n", 2, "yaml-character"),
        ('id: x\nversion: "\\ud800"\n', 2, "yaml-character"),
        ("id: " + "[" * 50_000, 1, "yaml-depth"),
        ("id: " + "x" * 1_000_001, 1, "yaml-too-large"),
    ],
)
def test_broken_yaml_is_one_problem_with_its_line(text: str, line: int, rule: str) -> None:
    assert [(p.place, p.rule) for p in problems(text, "f.yaml")] == [(f"f.yaml:{line}", rule)]


def test_nested_references_do_not_blow_up() -> None:
    levels = [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert [p.rule for p in problems("l0: &l0 [x]\n" + "\n".join(levels), "f")] == ["yaml-anchor"]


@pytest.mark.parametrize(
    ("old", "new", "at", "rule"),
    [
        ("  title: Phiếu\n", "", "introduction:", "yaml-missing-key"),
        ("    title: Phần", "    titel: x\n    title: Phần", "titel: x", "yaml-unknown-key"),
        ("version: 1.0", "version:", "version:", "yaml-type"),
        ("version: 1.0", "version: [1]", "version: [1]", "yaml-type"),
        ("  DU: Đảng ủy\n", "  DU: Đảng ủy\n  DU: Đảng bộ\n", "DU: Đảng bộ", "yaml-repeated-key"),
        ("2: Hai", "2: {value: 2, label: Hai}", "2: {value: 2, label: Hai}", "yaml-repeated-key"),
        (
            "bodies:\n  DU: Đảng ủy\n  UB: Ủy ban nhân dân\n",
            "bodies: [DU]\n",
            "bodies: [DU]",
            "yaml-type",
        ),
        ("kind: ranking", "kind: rank", "kind: rank", "yaml-kind"),
        ("        kind: ranking\n", "", "- id: C1", "yaml-kind"),
        ("most: 99", "most: nhiều", "most: nhiều", "yaml-type"),
        ("places: 2", "places: 0", "places: 0", "yaml-range"),
        ("prefilled: body", "prefilled: who", "prefilled: who", "yaml-value"),
        ("missing: true", "missing: maybe", "9:", "yaml-value"),
        ("1: Giao ban", "a: Giao ban", "a: Giao ban", "yaml-type"),
        ("1: Giao ban", "1:", "1:", "yaml-type"),
        ("1: Giao ban", f"{10**10}: Giao ban", f"{10**10}: Giao ban", "yaml-range"),
        (
            "        codes:\n          1: Giao ban",
            "        codes: x\n        hint:",
            "codes: x",
            "yaml-type",
        ),
    ],
)
def test_what_the_model_refuses_stands_at_its_line(
    found_after: FoundAfter, old: str, new: str, at: str, rule: str
) -> None:
    assert any(at in line and found == rule for line, found in found_after(old, new))


def test_an_unknown_key_is_answered_with_the_nearest_known_one(
    small_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PHIEU_LANG", "en")
    found = problems(small_text.replace("places: 2", "places: 2\n        hnt: x"), "f.yaml")
    (problem,) = (p for p in found if p.severity is Severity.ERROR)
    assert str(problem) == (
        "f.yaml:60: The key “hnt” is unknown here. [yaml-unknown-key]\n    → Did you mean “hint”?"
    )


def test_messages_speak_vietnamese_by_default(small_text: str) -> None:
    problem = problems(small_text.replace("version: 1.0\n", ""), "f.yaml")[0]
    assert problem.message == "Thiếu khóa “version”."


def test_every_problem_comes_at_once_in_the_order_of_lines(small_text: str) -> None:
    broken = (
        small_text.replace("version: 1.0", "version: 1.0\ncolour: đỏ")
        .replace("scale: HL", "scale: KHAC", 1)
        .replace("only: DU", "only: XX")
        .replace("most: 99", "most: -1")
    )
    with pytest.raises(ProblemsFoundError) as error:
        load(broken, "f.yaml")
    rules = [problem.rule for problem in error.value.problems]
    assert rules == ["yaml-unknown-key", "scale-unknown", "body-unknown", "number-range"]
    lines = [int(problem.place.split(":")[1]) for problem in error.value.problems]
    assert lines == sorted(lines)


def test_all_that_the_model_refuses_is_listed_together(small_text: str) -> None:
    broken = small_text.replace("most: 99", "most: x").replace("places: 2", "places: y")
    assert [problem.rule for problem in problems(broken, "f")] == ["yaml-type", "yaml-type"]


@given(st.text(max_size=200))
def test_no_text_makes_checking_fail(text: str) -> None:
    assert problems(text, "f") != []


@given(data=st.data())
@settings(max_examples=50)
def test_a_damaged_questionnaire_is_either_loaded_or_explained(
    data: st.DataObject, small_text: str
) -> None:
    start = data.draw(st.integers(0, len(small_text)))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from(["", ":", "- ", "[", "{{", "\t", "null", "9", "&a", "'"]))
    damaged = small_text[:start] + put + small_text[start + length :]
    found = problems(damaged, "f")
    if not found:
        assert isinstance(load(damaged, "f"), Questionnaire)
    assert all(p.message and p.fix and p.place.startswith("f:") for p in found)


def test_a_prefilled_question_and_an_exclusive_answer_are_read(small: Questionnaire) -> None:
    first = next(q for q in small.questions() if isinstance(q, SingleChoice))
    several = next(q for q in small.questions() if isinstance(q, MultipleChoice))
    assert first.prefilled == "body"
    assert [code.exclusive for code in several.codes] == [False, False, True]
