"""Every shipped form: in order, in good Vietnamese, in all its languages, and of its length."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from phieu.frame.units import UnitType, template_texts
from phieu.paper import fonts
from phieu.paper.heads import Head
from phieu.paper.layout import compile_layout
from phieu.questionnaire.kinds import Consent, MultipleChoice, PaperBox
from phieu.questionnaire.logic.relevance import logic_of
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.translations import languages, untranslated
from phieu.questionnaire.variants import variant
from phieu.questionnaire.yaml_text import load, problems

FORMS = Path(__file__).resolve().parents[2] / "forms"
PATHS = {path.stem: path for path in sorted(FORMS.glob("*/*.yaml")) if path.parent.name != "bank"}
TEXTS = {path.stem: path for path in sorted(FORMS.glob("*/*.yaml"))}
MOST_PAGES = {
    "citizen-satisfaction": 3,
    "listening-slip": 1,
    "opinion-survey": 5,
    "pilot-evaluation": 4,
}
NAMES_LONG = Head(
    parent_organ="CÔNG AN TỈNH QUẢNG NAM",
    organ="PHÒNG XÂY DỰNG PHONG TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC",
    number="15/PLYK-PV05",
    place="Quảng Nam",
    date=date(2026, 3, 2),
)


def form(name: str) -> Questionnaire:
    return load(PATHS[name].read_text(encoding="utf-8"), f"{name}.yaml")


def pages(questionnaire: Questionnaire, body: str, unit_type: UnitType, language: str) -> int:
    asked = variant(
        questionnaire, body, template_texts(unit_type), unit_type=unit_type, language=language
    )
    compiled = compile_layout(
        asked,
        name=f"{questionnaire.id}-{body}",
        body=body,
        unit_type=unit_type,
        head=NAMES_LONG,
        font=fonts.choose().family,
        has_public_address=True,
    )
    return len(compiled.layout.pages)


def test_four_forms_and_eight_banks_are_shipped() -> None:
    assert set(PATHS) == set(MOST_PAGES)
    assert len(TEXTS) - len(PATHS) == 8


@pytest.mark.parametrize("name", PATHS)
def test_a_form_has_no_findings_that_are_not_silenced_with_a_reason(name: str) -> None:
    assert problems(PATHS[name].read_text(encoding="utf-8"), name) == []


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_is_nfc_with_older_tone_marks_and_short_lines(name: str) -> None:
    text = TEXTS[name].read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall(r"\w*(?:(?<!q)u[ỷý]|oà|oá|oả|oã|oạ|oè|oé)\b", text, re.IGNORECASE) == []
    assert [line for line in text.splitlines() if len(line) > 115] == []


@pytest.mark.parametrize("name", PATHS)
def test_every_variant_is_filled_in_whatever_the_language(name: str) -> None:
    questionnaire = form(name)
    for language in languages(questionnaire):
        assert untranslated(questionnaire, language) == () or language == questionnaire.language
        for body in questionnaire.bodies:
            for unit_type in UnitType:
                asked = variant(
                    questionnaire,
                    body,
                    template_texts(unit_type),
                    unit_type=unit_type,
                    language=language,
                )
                shown = asked.model_copy(update={"translations": {}})
                assert "{{" not in shown.model_dump_json()


@pytest.mark.parametrize("name", PATHS)
def test_every_variant_keeps_to_its_number_of_pages(name: str) -> None:
    questionnaire = form(name)
    counts = {
        body: pages(questionnaire, body, UnitType.DAC_KHU, questionnaire.language)
        for body in questionnaire.bodies
    }
    assert max(counts.values()) <= MOST_PAGES[name], counts


def test_the_citizens_form_in_english_takes_no_more_pages_and_names_the_unit_in_english() -> None:
    questionnaire = form("citizen-satisfaction")
    assert pages(questionnaire, "ND", UnitType.PHUONG, "en") <= MOST_PAGES["citizen-satisfaction"]
    asked = variant(
        questionnaire,
        "DN",
        template_texts(UnitType.PHUONG),
        unit_type=UnitType.PHUONG,
        language="en",
    )
    assert asked.introduction.subject == ("Satisfaction of businesses with the ward police")


@pytest.mark.parametrize("name", ["citizen-satisfaction", "listening-slip", "opinion-survey"])
def test_people_are_asked_for_consent_first_and_told_their_rights(name: str) -> None:
    questionnaire = form(name)
    assert isinstance(next(questionnaire.questions()), Consent)
    notice = questionnaire.introduction.data_notice
    for said in ("tự nguyện", "rút lại sự đồng ý", "khiếu nại", "họ tên"):
        assert said in notice


@pytest.mark.parametrize("name", ["citizen-satisfaction", "listening-slip"])
def test_forms_for_people_rest_on_the_law_in_force(name: str) -> None:
    notice = form(name).introduction.data_notice
    assert "91/2025/QH15" in notice
    assert "356/2025/NĐ-CP" in notice


def test_a_citizen_who_had_no_dealings_skips_to_the_suggestions() -> None:
    questionnaire = form("citizen-satisfaction")
    logic = logic_of(questionnaire)
    assert logic.outcome({"A1": 3, "G1": 2}).skipped == {
        *("A2", "A3", "B1", "C1", "D1", "D2", "E1", "G2")
    }
    assert logic.outcome({"A1": 2, "G1": 1}).skipped == {"A3"}
    assert logic.outcome({"A1": 1, "G1": 1}).skipped == frozenset()


def test_the_slip_has_the_topics_of_the_register_each_for_its_own_speakers() -> None:
    questionnaire = form("listening-slip")
    topic = next(question for question in questionnaire.questions() if question.id == "Y2")
    names = {
        body: [code.name for code in topic.codes if not code.only or body in code.only]
        for body in questionnaire.bodies
    }
    assert names["CB"] == [*(f"NB{place:02}" for place in range(1, 13)), "KH99"]
    assert names["ND"] == [*(f"ND{place:02}" for place in range(1, 7)), "KH99"]


def test_the_slip_leaves_room_for_the_office_but_for_no_name() -> None:
    boxes = [q for q in form("listening-slip").questions() if isinstance(q, PaperBox)]
    assert [box.purpose for box in boxes] == ["office"]


BEST = {
    **{f"B1_{code}": 1 for code in range(1, 6)},
    **{f"{row}_{end}": 40 for row in ("T11B", "T12A", "T12B", "T12C") for end in ("DAT", "TONG")},
    **{f"{row}_{end}": 12 for row in ("T13B", "T21B", "T22B") for end in ("DAT", "TONG")},
    **{"PPHS_NAY": 9, "PPHS_TRUOC": 12},
    **{"D1": 5, "D2": 5, "D3": 100, "D4": 100, "E1": 10, "E2": 5},
}


def test_the_best_site_has_60_and_40_points() -> None:
    points = logic_of(form("pilot-evaluation")).outcome(BEST).calculated
    assert (points["N1"], points["N2"], points["TONG"]) == (60, 40, 100)
    assert points["PPHS_PT"] == -25


def test_a_site_in_the_middle_gets_its_share_of_each_weight() -> None:
    answers = {**BEST, "B1_4": 0, "B1_5": 0, "T12B_DAT": 30, "D2": 3, "D4": 72, "E2": 3}
    points = logic_of(form("pilot-evaluation")).outcome(answers).calculated
    assert (points["P11A"], points["P12B"]) == (3, 7.5)
    assert (points["P21A"], points["P22A"]) == (5, 7.2)
    assert points["TONG"] == 100 - 2 - 2.5 - 5 - 2.8 - 2


def test_a_site_with_an_indicator_missing_has_no_total() -> None:
    answers = {name: value for name, value in BEST.items() if name != "T12B_TONG"}
    points = logic_of(form("pilot-evaluation")).outcome(answers).calculated
    assert "TONG" not in points
    assert "N1" not in points
    assert points["N2"] == 40


def test_the_checklist_of_the_pilot_has_the_five_items_it_is_scored_by() -> None:
    checklist = next(q for q in form("pilot-evaluation").questions() if q.id == "B1")
    assert isinstance(checklist, MultipleChoice)
    assert len(checklist.codes) == 5
