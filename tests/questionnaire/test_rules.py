"""The catalogue of rules, and the page that lists it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from phieu.errors import Severity
from phieu.questionnaire.rules import RULES

WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.ADVICE: "gợi ý"}


@pytest.fixture(scope="module")
def room(repository: Path) -> Path:
    return repository / "kit/phieu/questionnaire"


def _said(language: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, str]]:
    monkeypatch.setenv("PHIEU_LANG", language)
    return {rule.id: (rule.why, rule.fix) for rule in RULES.values()}


def test_the_page_lists_every_rule_as_the_catalogue_has_it(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vietnamese, english = _said("vi", monkeypatch), _said("en", monkeypatch)
    expected = [
        f"| `{id_}` | {WORDS[rule.severity]} | {vietnamese[id_][0]}<br>*{english[id_][0]}*"
        f" | {vietnamese[id_][1]}<br>*{english[id_][1]}* |"
        for id_, rule in RULES.items()
    ]
    page = (room / "RULES.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in page if line.startswith("| `")] == expected


def test_every_rule_that_the_code_names_is_in_the_catalogue_and_the_other_way_round(
    room: Path,
) -> None:
    modules = [*room.glob("lint/*.py"), *room.glob("yaml_*.py"), *room.glob("logic/*.py")]
    code = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', code))
    assert {name for name in named if name.startswith("yaml-")} <= RULES.keys()
    assert {name for name in named if name in RULES} == RULES.keys()


def test_a_rule_says_why_and_how_in_whole_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("vi", "en"):
        for why, fix in _said(language, monkeypatch).values():
            assert why.endswith(".")
            assert why[0].isupper() or why[0] in "“."
            assert fix.rstrip("”").endswith((".", "…"))


def test_an_id_tells_its_group_and_names_one_rule() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", id_) for id_ in RULES)
    assert all(RULES[id_].severity is Severity.ERROR for id_ in RULES if id_.startswith("yaml-"))
    assert all(
        RULES[id_].severity is Severity.ADVICE for id_ in RULES if id_.startswith("wording-")
    )
