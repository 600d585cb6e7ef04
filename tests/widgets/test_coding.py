"""The coding station's one door: what its page is told, and what it never is."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from phieu.analysis.survey import Survey
from phieu.coding.codings import Decision, Plan
from phieu.questionnaire import yaml_text
from phieu.rounds.coding import CodingDesk
from phieu.rounds.folder import RoundFolder
from phieu.store import answers
from phieu.store.answers import FormRow
from phieu.store.codings import CodingStore
from phieu.widgets.coding import CodingStation
from phieu.widgets.coding_words import coding_words

FRAME = """\
id: H3
title: Kiến nghị
variables: [H3]
codes:
  1: Phối hợp
  2: {label: Nguồn lực, examples: [thiếu xe]}
  21: {label: Thiếu biên chế, parent: 2}
"""
QUESTIONNAIRE = """\
id: THU
version: "1"
bodies: {DU: Đảng ủy}
introduction: {title: Phiếu thử, running_title: Phiếu thử, addressee: {DU: Đảng ủy}}
sections:
  - id: H
    title: Ý kiến
    questions:
      - {id: H3, kind: text, lines: 4, text: "Kiến nghị:"}
"""
TEXTS = [
    "Đề nghị bổ sung biên chế",
    "Bổ sung biên chế cho xã",
    "Ông Lê Văn Ba ở thôn Một xử lý chậm",
    *(f"Ý kiến khác số {n}" for n in range(60)),
]
LAN, MINH, HA = "Lan", "Minh", "Hà"


class Page:
    """What the front end does: sends wishes, and keeps what it is told."""

    def __init__(self, station: CodingStation) -> None:
        self.station = station
        self.told: list[dict[str, Any]] = []
        self.items: dict[int, dict[str, Any]] = {}
        station.send = self._received
        self.wish("hello")

    def _received(self, answer: dict[str, Any]) -> None:
        json.dumps(answer)  # as it goes over the wire
        self.told.append(answer)
        for item in answer.get("items", []):
            self.items.setdefault(item["place"], {}).update(item)

    def wish(self, kind: str, **more: Any) -> dict[str, Any]:
        wish = {"type": kind, "seq": len(self.told) + 1, "sender": "test", **more}
        self.station._handle_custom_msg(wish, [])
        return self.told[-1]

    def begin(self, person: str, step: str = "coding") -> dict[str, Any]:
        self.items = {}
        return self.wish("begin", person=person, step=step)

    def decide(self, place: int, *codes: int, act: str = "coded") -> dict[str, Any]:
        serial = self.items[place]["serial"]
        return self.wish("decide", place=place, serial=serial, act=act, codes=list(codes))


@pytest.fixture
def desk(tmp_path: Path) -> CodingDesk:
    folder = RoundFolder(tmp_path)
    serials = [f"{n:04}" for n in range(len(TEXTS))]
    forms = [FormRow(s, n, "aa", "DU", None, None, 1) for n, s in enumerate(serials)]
    answers.create(folder.answers, forms, {})
    data = pd.DataFrame({"serial": serials, "body": "DU", "status": "complete", "H3": TEXTS})
    questionnaire = yaml_text.load(QUESTIONNAIRE, "thu.yaml")
    survey = Survey("Đợt thử", data, questionnaire, data[["body"]], rehearsed=True)
    frame = tmp_path / "H3.yaml"
    frame.write_text(FRAME, encoding="utf-8")
    round_ = SimpleNamespace(folder=folder, questionnaire=questionnaire)
    return CodingDesk(round_, survey, Plan((LAN, MINH), adjudicator=HA), "H3", frame)


@pytest.fixture
def page(desk) -> Page:
    return Page(CodingStation(desk))


def _history(desk: CodingDesk) -> list[tuple[str, str, tuple[int, ...]]]:
    with CodingStore(desk.round.folder.answers) as store:
        return [(e.serial, e.person, e.codes) for e in store.entries("H3")]


def test_nothing_of_any_answer_is_shown_before_somebody_says_who_codes(page):
    assert page.items == {}
    (people,) = [told["changed"]["people"] for told in page.told]
    assert [one["name"] for one in people["coders"]] == [LAN, MINH]
    assert page.told[-1]["changed"]["top"]["rehearsed"]
    assert [code["key"] for code in page.told[-1]["changed"]["codes"]] == ["a", "b", "c"]


def test_answers_come_ahead_of_being_needed_and_more_when_asked(page):
    begun = page.begin(LAN)

    assert begun["queue"]["size"] == len(TEXTS)
    assert sorted(page.items) == [*range(50)]
    page.wish("more", **{"from": 50, "count": 50})
    assert sorted(page.items) == [*range(len(TEXTS))]


def test_a_decision_is_in_the_store_before_the_answer_to_it(page, desk):
    page.begin(LAN)
    page.decide(0, 21, 1)
    page.decide(1, act="no_content")
    page.decide(0, act="taken_back")

    assert _history(desk) == [("0000", LAN, (1, 21)), ("0001", LAN, ()), ("0000", LAN, ())]
    assert page.begin(LAN)["queue"]["open"][:2] == [0, 2]


def test_suggestions_for_the_next_answers_come_with_each_decision(page):
    page.begin(LAN)
    assert page.items[1]["suggestions"] == []
    page.decide(0, 21)

    (found,) = page.items[1]["suggestions"]
    assert (found["code"], found["evidence"]) == (21, [TEXTS[0]])


def test_the_second_coder_is_told_nothing_of_the_firsts_codes(page):
    page.begin(LAN)
    for place in range(40):
        page.decide(place, 21)
    page.told.clear()

    begun = page.begin(MINH)
    page.decide(1, 1)

    assert begun["queue"]["counts"] == {}
    assert len(begun["queue"]["open"]) == len(TEXTS)
    # 21 stands in the frame that both have, and nowhere else in what the page was told.
    for told in page.told:
        told["changed"].pop("codes", None)
        for item in told.get("items", []):
            assert item.get("decision") is None
            assert {one["code"] for one in item.get("suggestions", [])} <= {1}
            assert "sides" not in item


def test_both_coders_codes_are_shown_to_who_settles_and_what_was_shown_is_closed(page, desk):
    for coder, code in ((LAN, 21), (MINH, 1)):
        page.begin(coder)
        page.decide(0, code)
    page.begin(HA, "adjudication")

    (item,) = page.items.values()
    assert [(side["coder"], side["codes"]) for side in item["sides"]] == [(LAN, [21]), (MINH, [1])]
    page.decide(0, 21)
    key = next(iter(desk.work.answers))
    assert desk.work.final(key) == Decision.coded(21)
    page.begin(LAN)
    page.wish("more", **{"from": 0, "count": 1})
    assert page.items[0]["locked"]


def test_what_is_refused_is_said_and_the_page_told_what_stands(page, desk):
    for coder, code in ((LAN, 21), (MINH, 1)):
        page.begin(coder)
        page.decide(0, code)
    page.begin(LAN)
    page.wish("more", **{"from": 0, "count": 1})
    desk.show([next(iter(desk.work.answers))], HA)  # at another machine

    answer = page.decide(0, 1)

    assert answer["changed"]["word"]["severity"] == "error"
    assert answer["refused"] == {"place": 0, "decision": {"act": "coded", "codes": [21]}}


@pytest.mark.parametrize(
    ("person", "step"), [(HA, "coding"), (LAN, "adjudication"), ("", "coding")]
)
def test_who_is_not_down_for_it_does_not_get_to_see_anything(page, person, step):
    answer = page.begin(person, step)

    assert answer["changed"]["word"]["severity"] == "error"
    assert page.items == {}


def test_a_page_that_is_loaded_again_goes_on_where_it_was(page):
    page.begin(LAN)
    page.decide(0, 21)
    page.items = {}

    again = page.wish("hello")

    assert again["queue"]["at"] == 1
    assert again["queue"]["counts"] == {21: 1}


def test_a_code_added_on_the_fly_is_in_the_file_and_has_a_key(page, desk):
    page.begin(LAN)
    answer = page.wish("add-code", label="Thiếu xe", parent=2)

    assert "22: {label: Thiếu xe, parent: 2}" in desk.path.read_text(encoding="utf-8")
    assert answer["added"] == 22
    assert [code["key"] for code in answer["changed"]["codes"]] == ["a", "b", "c", "d"]


def test_what_may_name_somebody_is_marked_and_quoted_only_when_masked(page, desk):
    page.begin(LAN)
    page.decide(2, 1)
    item = page.items[2]
    assert [item["text"][a:b] for a, b, _said in item["passages"]] == ["Lê Văn Ba", "thôn Một"]
    quote = {"serial": item["serial"], "place": 2}

    refused = page.wish("quote", **quote, text=item["text"], looked=False)
    taken = page.wish("quote", **quote, text=item["masked"], looked=False)

    assert refused["changed"]["word"]["severity"] == "error"
    assert taken["items"] == [{"place": 2, "quote": item["masked"]}]
    with CodingStore(desk.round.folder.answers) as store:
        (mark,) = store.quote_marks("H3")
    assert (mark.person, mark.text) == (LAN, "Ông [tên người] ở [địa danh] xử lý chậm")


def test_a_fault_of_ours_is_said_and_nothing_is_lost(page, monkeypatch, desk):
    page.begin(LAN)
    page.decide(0, 21)
    monkeypatch.setattr(desk, "decide", lambda *_: 1 / 0)
    monkeypatch.setattr(page.station.log, "exception", lambda *_: None)

    answer = page.decide(1, 21)

    assert answer["refused"]["place"] == 1
    assert _history(desk) == [("0000", LAN, (21,))]


def test_the_words_follow_the_readers_language(monkeypatch):
    vietnamese = coding_words()["undo"]
    monkeypatch.setenv("PHIEU_LANG", "en")

    assert (vietnamese, coding_words()["undo"]) == ("Hoàn tác", "Undo")
