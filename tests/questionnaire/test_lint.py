from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.yaml_text import load, problems

FoundAfter = Callable[[str, str], list[tuple[str, str]]]
LONG = "ữ" * 100  # 300 bytes


def test_a_sound_questionnaire_has_no_findings(small: Questionnaire) -> None:
    assert check(small) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "rule"),
    [
        # names
        ("id: C1", "id: dy", "- id: dy", "id-repeated"),
        ("B1_2: {", "b1_1: {", "b1_1:", "id-repeated"),
        ("id: D1", "id: c1_2", "- id: c1_2", "id-repeated"),
        ("id: D1", "id: C2_2_TEXT", "- id: C2_2_TEXT", "id-repeated"),
        ("id: C1", "id: Ưu tiên", "- id: Ưu tiên", "name-characters"),
        ("B1_1: Dòng", "1B: Dòng", "1B: Dòng về {{ten_ca}}", "name-characters"),
        ("id: C1", "id: with", "- id: with", "name-reserved"),
        ("id: D1", "id: Status", "- id: Status", "name-reserved"),
        ("id: C1", "id: C" + "1" * 62, "- id:", "name-too-long"),
        # bodies
        ("    DU: Đảng ủy {{loai_dv}}\n", "", "addressee:", "addressee-missing"),
        ("    DU: Đảng ủy {{", "    XX: x\n    DU: Đảng ủy {{", "XX: x", "body-unknown"),
        ("only: DU", "only: XX", "B1_2:", "body-unknown"),
        ("only: UB", "only: [UB, XX]", "only: [UB, XX]", "body-unknown"),
        ("exclusive: true}", "exclusive: true, only: XX}", "3:", "body-unknown"),
        ("        text: Bảng", "        text: Bảng\n        only: UB", "B1_2:", "row-unreachable"),
        # lists of answers
        ("2: Hai", "01: Hai", "01: Hai", "code-repeated"),
        ("2: Hai", "2: MỘT", "2: MỘT", "label-repeated"),
        ("2: Hai", "2: Không hợp lệ", "2: Không hợp lệ", "label-repeated"),
        ("2: Hai", '2: ""', '2: ""', "text-empty"),
        ("3: Ba", "8: Ba\n          98: Bốn", "98: Bốn", "code-invalid-clash"),
        ("3: Ba", "3: {label: Ba, exclusive: true}", "3:", "exclusive-place"),
        ("2: Có", "2: {label: Có, specify: true}", "2:", "specify-place"),
        ("satisfied: [2]", "satisfied: [3]", "satisfied: [3]", "satisfied-unknown"),
        ("satisfied: [2]", "satisfied: 9", "satisfied: 9", "satisfied-unknown"),
        # questions
        (
            "kind: ranking\n        text: Ưu tiên\n        places: 2",
            "kind: consent\n        text: x",
            "- id: C1",
            "consent-several",
        ),
        (
            "          1: Đồng ý\n          2: Không đồng ý",
            "          2: Không đồng ý",
            "codes:",
            "consent-agree",
        ),
        ("text: Bảng", 'text: " "', 'text: " "', "text-empty"),
        ("          2: Ủy ban nhân dân", "          # hai", "codes:", "prefilled-codes"),
        ("prefilled: body", "prefilled: unit_type\n        scale: HL", "codes:", "codes-and-scale"),
        ("        scale: HL\n      - id: B1", "      - id: B1", "- id: A2", "codes-missing"),
        (
            "        scale: HL\n      - id: B1",
            "        reverse: true\n      - id: B1",
            "reverse: true",
            "reverse-without-scale",
        ),
        ("scale: HL\n      - id: B1", "scale: HH\n      - id: B1", "scale: HH", "scale-unknown"),
        ("scale: HL\n        rows", "scale: HH\n        rows", "scale: HH", "scale-unknown"),
        ("places: 2", "places: 4", "places: 4", "ranking-places"),
        ("digits: 2", "digits: 1", "- id: C3", "integer-range"),
        ("most: 99", "most: 5\n        least: 6", "- id: C3", "integer-range"),
        # template variables
        (
            "subject: Về {{ten_ca}}",
            "subject: Về {{ten_cá}}",
            "subject: Về {{ten_cá}}",
            "template-unknown",
        ),
        (
            "subject: Về {{ten_ca}}",
            "subject: Về {{ ten_ca }}",
            "subject: Về {{ ten_ca }}",
            "template-broken",
        ),
        ("loai_dv: xã", 'loai_dv: "{{ten_ca}}"', 'loai_dv: "{{ten_ca}}"', "template-nested"),
        ("  ten_ca: Công an cấp xã\n", "", "B1_1: Dòng về {{ten_ca}}", "template-no-default"),
        # SPSS
        ("B1_1: Dòng", f"B1_1: {LONG} Dòng", "B1_1", "variable-label-too-long"),
        ("text: Ưu tiên", f"text: {LONG}", "- id: C1", "variable-label-too-long"),
        ("2: Hai", f"2: {LONG}", "2", "value-label-too-long"),
        ("2: Có", f"2: {LONG}", "2", "value-label-too-long"),
        (
            "9: {label: Không đánh giá,",
            "5: {label: a, missing: true}\n      6: {label: b, missing:"
            " true}\n      9: {label: Không đánh giá,",
            "- id: A2",
            "missing-codes",
        ),
    ],
)
def test_a_rule_is_broken_at_its_line(
    found_after: FoundAfter, old: str, new: str, at: str, rule: str
) -> None:
    assert any(at in line and found == rule for line, found in found_after(old, new))


def test_a_questionnaire_without_bodies_is_found(small: Questionnaire) -> None:
    nobody = small.model_copy(update={"bodies": {}})
    assert "bodies-missing" in {finding.rule for finding in check(nobody)}


def test_a_matrix_without_rows_is_found(small_text: str) -> None:
    start = small_text.index("          B1_1")
    end = small_text.index("      - id: C1")
    without = small_text[:start].rstrip().removesuffix("rows:") + "rows: []\n" + small_text[end:]
    assert [problem.rule for problem in problems(without, "f")] == ["rows-missing"]


def test_answers_that_a_body_cannot_see_do_not_count_for_it(small_text: str) -> None:
    text = small_text.replace("2: Hai", "2: {label: Hai, only: DU}").replace(
        "3: Ba", "3: {label: Ba, only: DU}"
    )
    assert [problem.rule for problem in problems(text, "f")] == ["ranking-places"]


def test_a_question_whose_answers_no_asked_body_sees_is_found(small_text: str) -> None:
    text = small_text.replace(
        "1: Đồng ý\n          2: Không đồng ý",
        "1: {label: Đồng ý, only: DU}\n          2: {label: Không đồng ý, only: DU}",
    )
    assert [problem.rule for problem in problems(text, "f")] == ["codes-missing"]


def test_a_label_in_bytes_may_reach_the_limit_and_not_pass_it(small_text: str) -> None:
    def rules(label: str) -> list[str]:
        return [p.rule for p in problems(small_text.replace("2: Hai", f"2: {label}"), "f")]

    assert rules("ữ" * 40) == []
    assert rules("ữ" * 40 + "a") == ["value-label-too-long"]


def test_a_shorter_label_settles_a_long_text(small_text: str) -> None:
    text = small_text.replace("text: Ưu tiên", f"text: {LONG}\n        label: Ưu tiên")
    assert problems(text, "f") == []


def test_a_scale_at_fault_is_reported_once_not_for_every_question(found_after: FoundAfter) -> None:
    assert found_after("2: Có", f"2: {LONG}") == [(f"2: {LONG}", "value-label-too-long")]


def test_two_sections_need_two_ids(small_text: str) -> None:
    text = small_text + "  - id: a\n    title: Hai\n    questions: []\n"
    assert [problem.rule for problem in problems(text, "f")] == ["id-repeated"]


def test_every_rule_is_explained_in_the_rooms_readme(repository: Path) -> None:
    room = repository / "kit/phieu/questionnaire"
    readme = (room / "README.md").read_text(encoding="utf-8")
    rules = {
        word.strip('",()')
        for module in [*room.glob("lint_*.py"), *room.glob("yaml_*.py")]
        for line in module.read_text(encoding="utf-8").splitlines()
        for word in line.split()
        if word.startswith('"') and word.endswith('",') and "-" in word and word.islower()
    }
    assert len(rules) > 30
    assert {rule for rule in rules if f"`{rule}`" not in readme} == set()


def test_loading_what_was_found_sound_gives_the_questionnaire(small_text: str) -> None:
    assert check(load(small_text, "f")) == []
