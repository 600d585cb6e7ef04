"""Everything a researcher reads is there in Vietnamese, and nothing else is."""

from __future__ import annotations

import ast
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from phieu.messages import _ as translated

PACKAGE = Path(__file__).resolve().parents[1] / "kit" / "phieu"
CATALOGS = sorted((PACKAGE / "locale" / "vi" / "LC_MESSAGES").glob("*.po"))  # one a room
# hoà, khoẻ, thuỷ: the mark stands on the last vowel. House style is hòa, khỏe, thủy; "quý" is both.
NEWER_TONE_MARKS = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", re.IGNORECASE)


def _messages_in_code() -> Iterator[tuple[str, ast.expr]]:
    """Every argument of `_(…)` in the package, with its place."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "_":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node.args[0]


def _catalog() -> list[tuple[str, str]]:
    """(msgid, msgstr) of every entry as written: a reader of catalogs would merge repeated ones."""
    entries: list[dict[str, str]] = []
    keyword = "msgid"
    for line in "\n".join(file.read_text(encoding="utf-8") for file in CATALOGS).splitlines():
        match = re.fullmatch(r'(msgid |msgstr |)(".*")', line.strip())
        if match is None:
            continue
        keyword = match[1].strip() or keyword
        if match[1] == "msgid ":
            entries.append({"msgid": "", "msgstr": ""})
        entries[-1][keyword] += ast.literal_eval(match[2])
    return [(entry["msgid"], entry["msgstr"]) for entry in entries if entry["msgid"]]


def _placeholders(text: str) -> Counter[str]:
    return Counter(name for _text, name, _spec, _how in string.Formatter().parse(text) if name)


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """Each message in the code and the first place of it."""
    found: dict[str, str] = {}
    for place, argument in _messages_in_code():
        if isinstance(argument, ast.Constant):
            found.setdefault(argument.value, place)
    return found


@pytest.fixture(scope="module")
def catalog() -> dict[str, str]:
    return dict(_catalog())


def test_every_message_in_the_code_is_one_literal_text():
    # A message put together by the program cannot be found in a catalog.
    assert [
        place
        for place, argument in _messages_in_code()
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ] == []


def test_every_message_has_a_vietnamese_text(used, catalog):
    assert {text: place for text, place in used.items() if not catalog.get(text)} == {}


def test_the_catalog_holds_no_text_that_nothing_uses(used, catalog):
    assert sorted(catalog.keys() - used.keys()) == []


def test_no_message_stands_twice_in_the_catalog():
    counts = Counter(text for text, _translation in _catalog())

    assert [text for text, count in counts.items() if count > 1] == []


def test_a_translation_has_the_placeholders_of_its_message(catalog):
    # Vietnamese may leave out what only English needs twice, but not a name altogether.
    assert [
        text
        for text, translation in catalog.items()
        if set(_placeholders(text)) != set(_placeholders(translation))
    ] == []


def test_vietnamese_is_written_composed_and_with_tone_marks_in_the_older_style(catalog):
    for translation in catalog.values():
        assert unicodedata.is_normalized("NFC", translation)
        assert not NEWER_TONE_MARKS.findall(translation)


def test_a_message_comes_in_vietnamese_unless_english_is_asked_for(catalog, monkeypatch):
    text, vietnamese = next(iter(catalog.items()))

    assert translated(text) == vietnamese
    monkeypatch.setenv("PHIEU_LANG", "en")
    assert translated(text) == text
