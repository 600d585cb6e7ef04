"""The parts of the front end as one module, and its words."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from phieu.widgets import front_end
from phieu.widgets.coding_words import coding_words
from phieu.widgets.exporting_words import export_words
from phieu.widgets.statistics_words import bench_words
from phieu.widgets.words import screen_words

PARTS = sorted(
    entry.name
    for entry in (files("phieu.widgets") / "front").iterdir()
    if entry.name.endswith(".js")
)


WORDS = {
    "coding": coding_words,
    "designer": screen_words,
    "exporting": export_words,
    "statistics": bench_words,
}
MAINS = [part for part in PARTS if "export default" in front_end.source(part)]


@pytest.mark.parametrize("main", MAINS)
def test_a_module_has_one_main_part_and_leaves_nothing_to_load(main):
    module = front_end.module(main.removesuffix(".js"))

    assert not re.search(r"^import |\bimport\(|^export (?!default)|https?://", module, re.MULTILINE)
    assert module.count("export default") == 1


def test_every_part_is_in_some_module():
    modules = "".join(front_end.module(main.removesuffix(".js")) for main in MAINS)

    for part in PARTS:
        assert part in MAINS or f"const $part_{part.removesuffix('.js')} = " in modules


@pytest.mark.parametrize("part", PARTS)
def test_no_text_of_a_questionnaire_can_become_markup(part):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", front_end.source(part)
    )


@pytest.mark.parametrize("main", WORDS)
def test_every_word_that_a_front_end_asks_for_is_there(main):
    asked = set(re.findall(r"\bwords\.(\w+)", front_end.module(main)))

    assert asked - {"refused"} == set(WORDS[main]())


def test_every_workbench_has_its_words():
    assert {main.removesuffix(".js") for main in MAINS} == WORDS.keys()


def test_the_words_follow_the_readers_language(monkeypatch):
    vietnamese = screen_words()["save"]
    monkeypatch.setenv("PHIEU_LANG", "en")

    assert (vietnamese, screen_words()["save"]) == ("Lưu", "Save")
