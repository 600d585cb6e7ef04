"""A report as HTML: one file that fetches nothing and runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from sample_reports import HOSTILE, sample_report

from phieu.reports.html import html


class Seen(HTMLParser):
    """Tags with their attributes in order, and all text outside the style."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "hr", "col"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.texts.append(data)

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def seen(**how) -> Seen:
    parser = Seen()
    parser.feed(html(sample_report(kind="svg", annexes=1, **how)))
    parser.close()
    assert not parser._open
    return parser


def test_nothing_outside_the_file_is_named():
    text = html(sample_report(kind="svg", annexes=1))

    assert not re.findall(r"(?:https?:)?//|url\(|@import", re.sub(r"base64,[^\"]+", "", text))
    for _tag, attributes in seen().tags:
        assert not {"href", "action", "srcset"} & attributes.keys()
        assert (attributes.get("src") or "data:").startswith("data:")


def test_nothing_runs_whatever_was_written():
    found = seen()

    assert not found.attributes("script")
    assert not [a for _tag, attributes in found.tags for a in attributes if a.startswith("on")]
    policy = next(a["content"] for a in found.attributes("meta") if "http-equiv" in a)
    assert "default-src 'none'" in policy


def test_texts_come_back_as_they_were_written():
    said = "".join(seen().texts)

    assert said.count(HOSTILE) >= 4


def test_a_picture_is_told_to_who_cannot_see_it():
    (picture,) = seen().attributes("img")

    assert picture["alt"] == f"Cột: {HOSTILE}"


def test_headings_of_tables_say_what_they_head():
    scopes = [a.get("scope") for a in seen().attributes("th")]

    assert None not in scopes
    assert {"col", "row"} == set(scopes)


def test_letters_of_columns_are_raised_and_rows_under_a_heading_indented():
    text = html(sample_report(kind="svg"))

    assert ">100,00%<sup> B C</sup></td>" in text
    assert '<th scope="row" class="indented">Giữ lại</th>' in text


@pytest.mark.parametrize("mark", ["Số liệu diễn tập", '"; } body { display: none } </style>'])
def test_a_mark_stands_on_the_screen_and_at_the_foot_of_each_printed_page(mark):
    text = html(sample_report(kind="svg", marks=(mark,)))

    style = text.split("<style>")[1].split("</style>")[0]
    (content,) = re.findall(r"@bottom-center \{ content: \"([^\"]*)\"", style)
    letters = (chr(int(code, 16)) for code in re.findall(r"\\([0-9a-f]+) ", content))
    assert "".join(letters) == mark.upper()
    assert mark in "".join(seen(marks=(mark,)).texts)


def test_the_page_is_in_the_report_s_language_with_its_title():
    found = seen()

    assert found.attributes("html") == [{"lang": "vi"}]
    assert "Báo cáo thử" in found.texts
