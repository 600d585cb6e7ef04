from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from random_questionnaires import questionnaires

from phieu.errors import Severity
from phieu.frame.units import UnitType
from phieu.questionnaire.codes import Code
from phieu.questionnaire.kinds import Cascade, Level, Question, Score
from phieu.questionnaire.lint import check
from phieu.questionnaire.lint.bodies import UNIT_TYPES
from phieu.questionnaire.model import Introduction, Questionnaire, Section
from phieu.questionnaire.rules import RULES
from phieu.questionnaire.yaml_text import load, problems

FoundAfter = Callable[[str, str], list[tuple[str, str]]]
LONG = "ữ" * 100  # 300 bytes


def test_a_sound_questionnaire_has_no_errors(small: Questionnaire) -> None:
    assert [finding for finding in check(small) if finding.severity is Severity.ERROR] == []


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
        ("        text: Bảng", "        text: Bảng\n        only: UB", "B1_2:", "part-unreachable"),
        ("    title: Phần", "    title: Phần\n    only: DU", "only: UB", "part-unreachable"),
        ("exclusive: true}", "exclusive: true, only_types: làng}", "3:", "type-unknown"),
        # lists of answers
        ("2: Hai", "01: Hai", "01: Hai", "code-repeated"),
        ("2: Hai", "2: MỘT", "2: MỘT", "label-repeated"),
        ("2: Hai", "2: Không đọc được", "2: Không đọc được", "label-repeated"),
        ("2: Hai", '2: ""', '2: ""', "text-empty"),
        ("3: Ba", "8: Ba\n          98: B\n          998: C", "codes:", "code-reserved"),
        ("3: Ba", "-6: Ba", "-6: Ba", "code-reserved"),
        ("1: Một", "1: {label: Một, parent: 1}", "1:", "parent-place"),
        (
            "1: Một\n          2: Hai",
            "1: {label: Một, name: a}\n          2: {label: Hai, name: A}",
            "2:",
            "code-name-repeated",
        ),
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
        ("scale: HL\n      - id: B1", "scale: HH\n      - id: B1", "scale: HH", "scale-unknown"),
        ("scale: HL\n        rows", "scale: HH\n        rows", "scale: HH", "scale-unknown"),
        ("places: 2", "places: 4", "places: 4", "ranking-places"),
        ("most: 99", "most: 5\n        least: 6", "- id: C3", "number-range"),
        ("most: 99", "most: 1000000", "most: 1000000", "number-digits"),
        (
            "kind: integer\n        text: Số cuộc\n        most: 99",
            "kind: decimal\n        text: Tỷ lệ\n        most: 9.55",
            "most: 9.55",
            "number-range",
        ),
        ("kind: text", "kind: hidden", "- id: D1", "hidden-source"),
        (
            "kind: text",
            "kind: hidden\n        source: version\n        value: a",
            "value: a",
            "hidden-source",
        ),
        (
            "kind: text",
            "kind: month\n        earliest: 2023-05\n        latest: 2023-04",
            "- id: D1",
            "date-range",
        ),
        (
            "kind: multiple",
            "kind: multiple\n        at_most: 2",
            "at_most: 2",
            "at-most",
        ),
        ("kind: text", "kind: cascade\n        levels: []", "- id: D1", "levels-missing"),
        (
            "kind: text",
            "kind: number_table\n        most: 9\n        columns: {a: A}\n        rows: {D1: D}",
            "D1: D",
            "id-repeated",
        ),
        (
            "kind: text",
            "kind: number_table\n        most: 9\n        columns: {}\n        rows: {D2: D}",
            "- id: D1",
            "columns-missing",
        ),
        (
            "kind: text",
            "kind: number_table\n        most: 9\n        columns: {a-b: A}\n        rows: {D2: D}",
            "columns: {a-b: A}",
            "name-characters",
        ),
        (
            "kind: text",
            'kind: text\n        constraints: {D1 is answered: ""}',
            "constraints",
            "text-empty",
        ),
        # what stands twice
        ("id: D1", "id: D1\n        number: c3", "number: c3", "number-repeated"),
        ("text: Ý kiến", "text: số  cuộc", "text: số  cuộc", "text-repeated"),
        (
            "B1_2: {text: Dòng của Đảng ủy",
            "B1_2: {text: Dòng về Công an cấp xã",
            "B1_2:",
            "text-repeated",
        ),
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
            "1: Không\n      2: Có",
            "1: {label: Không, missing: true}\n      2: Có\n      4: {label: a, missing: refused}"
            "\n      5: Rất có",
            "- id: A2",
            "missing-codes",
        ),
        # alternatives and translations
        (
            "subject: Về",
            'subject: "{{DU: a | XX: b}}"\n  closing: Về',
            "subject:",
            "alternative-unknown",
        ),
        (
            "subject: Về",
            'subject: "{{DU: a}}"\n  closing: Về',
            "subject:",
            "alternative-incomplete",
        ),
        (
            "subject: Về",
            'subject: "{{xã: a}}"\n  closing: Về',
            "subject:",
            "alternative-incomplete",
        ),
        (
            "sections:",
            "translations: {en: {A9: x}}\nsections:",
            "translations:",
            "translation-unknown-key",
        ),
        (
            "sections:",
            "translations: {en: {B1_1: '{{loai_dv}}'}}\nsections:",
            "translations:",
            "translation-template",
        ),
        (
            "sections:",
            "translations: {en: {B1_2: x}}\nsections:",
            "translations:",
            "translation-incomplete",
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
    assert errors(without) == ["rows-missing"]


def errors(text: str) -> list[str]:
    return [p.rule for p in problems(text, "f") if p.severity is Severity.ERROR]


def test_answers_that_a_body_cannot_see_do_not_count_for_it(small_text: str) -> None:
    text = small_text.replace("2: Hai", "2: {label: Hai, only: DU}").replace(
        "3: Ba", "3: {label: Ba, only: DU}"
    )
    assert errors(text) == ["ranking-places"]


def test_a_question_whose_answers_no_asked_body_sees_is_found(small_text: str) -> None:
    text = small_text.replace(
        "1: Đồng ý\n          2: Không đồng ý",
        "1: {label: Đồng ý, only: DU}\n          2: {label: Không đồng ý, only: DU}",
    )
    assert errors(text) == ["codes-missing"]


def test_the_same_words_for_different_bodies_are_not_taken_for_one_answer(small_text: str) -> None:
    text = small_text.replace("2: Hai", "2: {label: Hai, only: DU}").replace(
        "3: Ba", "3: {label: Hai, only: UB}"
    )
    assert "label-repeated" not in errors(text)


def test_a_place_under_another_parent_may_have_the_same_name() -> None:
    above = Level(id="H", text="Huyện", codes=(_code(1, "A"), _code(2, "B")))
    below = Level(
        id="X",
        text="Xã",
        codes=(_code(1, "Tân An", 1), _code(2, "Tân An", 2), _code(3, "Lạc", 7), _code(4, "Trôi")),
    )
    question = Cascade(id="D", kind="cascade", text="Nơi ở:", levels=(above, below))
    found = {
        (finding.rule, finding.path[-1])
        for finding in check(_with(question))
        if finding.severity is Severity.ERROR
    }
    assert found == {("parent-unknown", 2), ("parent-unknown", 3)}


def _code(value: int, label: str, parent: int | None = None) -> Code:
    return Code(value=value, label=label, parent=parent)


def _with(*questions: Question) -> Questionnaire:
    return Questionnaire(
        id="N",
        version="1",
        bodies={"ND": "Người dân"},
        introduction=Introduction(title="Phiếu", addressee={"ND": "Ông/Bà"}, running_title="Phiếu"),
        sections=(Section(id="A", title="Phần", questions=questions),),
    )


def test_a_label_in_bytes_may_reach_the_limit_and_not_pass_it(small_text: str) -> None:
    assert errors(small_text.replace("2: Hai", f"2: {'ữ' * 40}")) == []
    assert errors(small_text.replace("2: Hai", f"2: {'ữ' * 40}a")) == ["value-label-too-long"]


def test_a_long_label_is_found_at_its_own_line_wherever_its_code_would_be_sorted(
    small_text: str,
) -> None:
    long = f"1: {LONG}"
    text = small_text.replace("1: Một\n          2: Hai", f"2: Hai\n          {long}")
    (found,) = (p for p in problems(text, "f") if p.rule == "value-label-too-long")
    assert text.splitlines()[int(found.place.split(":")[1]) - 1].strip() == long


def test_a_shorter_label_settles_a_long_text(small_text: str) -> None:
    text = small_text.replace("text: Ưu tiên", f"text: {LONG}\n        label: Ưu tiên")
    assert errors(text) == []


def test_a_scale_at_fault_is_reported_once_not_for_every_question(found_after: FoundAfter) -> None:
    found = found_after("2: Có", f"2: {LONG}")
    assert [line for line, rule in found if rule == "value-label-too-long"] == [f"2: {LONG}"]


def test_two_sections_need_two_ids(small_text: str) -> None:
    text = small_text + "  - id: a\n    title: Hai\n    questions: []\n"
    assert errors(text) == ["id-repeated"]


def test_warnings_and_advice_do_not_keep_a_questionnaire_from_loading(small_text: str) -> None:
    text = small_text.replace("text: Ý kiến", "text: số  cuộc")
    severities = {problem.rule: problem.severity for problem in problems(text, "f")}
    assert severities["text-repeated"] is Severity.WARNING
    assert severities["text-spaces"] is Severity.ADVICE
    assert load(text, "f").id == "NHO"


def test_a_type_of_unit_is_what_the_frame_has() -> None:
    assert set(UNIT_TYPES) == {unit_type.value for unit_type in UnitType}


def test_a_translation_may_say_in_its_own_words_what_follows_the_type_of_unit(
    small_text: str,
) -> None:
    text = small_text.replace("sections:", "translations: {en: {B1_1: Police}}\nsections:", 1)
    assert "translation-template" not in [problem.rule for problem in problems(text, "f")]


def test_alternatives_for_all_who_are_asked_are_enough(small_text: str) -> None:
    text = small_text.replace("text: Ý kiến", 'text: "{{UB: Ý kiến}}"')
    assert "alternative-incomplete" not in [problem.rule for problem in problems(text, "f")]
    for types in ("xã: a | phường: b | thị trấn: c", "xã: a | phường: b | đặc khu: c"):
        text = small_text.replace("text: Ý kiến", f'text: "{{{{{types}}}}}"')
        assert "alternative-incomplete" not in [problem.rule for problem in problems(text, "f")]


def test_a_finding_knows_its_severity_and_its_reason() -> None:
    (finding,) = (f for f in check(_with(_score())) if f.rule == "dont-know-missing")
    assert finding.severity is Severity.ADVICE
    assert finding.why == RULES["dont-know-missing"].why


def _score() -> Score:
    return Score(id="D", kind="score", text="Điểm chung:")


@given(questionnaires)
@settings(max_examples=60, deadline=None)
def test_whatever_a_questionnaire_holds_the_check_ends_and_its_rules_are_known(
    questionnaire: Questionnaire,
) -> None:
    assert {finding.rule for finding in check(questionnaire)} <= RULES.keys()
