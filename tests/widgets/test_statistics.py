"""The statistics bench as its page meets it: wishes in, what has changed out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from phieu import open_round
from phieu.analysis.scales.topic_scores import with_topic_scores
from phieu.analysis.tables import banner_table, matrix_table
from phieu.rounds.publishing import publications
from phieu.widgets.statistics import StatisticsBench, bench
from phieu.workspace import ROUND

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def counted(rehearsed_demo, tmp_path) -> StatisticsBench:
    copy = shutil.copytree(rehearsed_demo / "workspace", tmp_path / "workspace")
    return bench(open_round(copy / ROUND))


@pytest.fixture
def ask(counted) -> Ask:
    """Sends a wish and gives the answer's changes."""
    answers: list[tuple[dict[str, Any], list[bytes]]] = []
    counted.send = lambda message, buffers=None: answers.append((message, buffers))

    def wish(wanted: str, **more: object) -> dict[str, Any]:
        counted._answer(counted, {"type": wanted, "seq": 1, "sender": "page", **more}, None)
        message, buffers = answers[-1]
        return {**message["changed"], "buffers": buffers}

    return wish


def _choose(ask: Ask, *rows: str, banner: tuple[str, ...] = ()) -> dict[str, Any]:
    for name in banner:
        ask("toggle", shelf="banner", name=name)
    return [ask("toggle", shelf="rows", name=name) for name in rows][-1]


def test_everything_that_can_be_chosen_makes_a_table(ask):
    for entry in ask("hello")["variables"]:
        shown = ask("toggle", shelf="rows", name=entry["name"])

        assert shown["table"]["sections"], entry
        ask("toggle", shelf="rows", name=entry["name"])


def test_whatever_may_be_a_column_makes_a_banner(ask):
    columns = [entry["name"] for entry in ask("hello")["variables"] if entry["banner"]]
    _choose(ask, "B1_1")

    for name in columns:
        assert ask("toggle", shelf="banner", name=name)["table"]["spans"], name
        ask("toggle", shelf="banner", name=name)


def test_the_line_of_python_makes_what_is_shown(ask, counted):
    shown = _choose(ask, "B1", "C3", banner=("body",))

    names = {"banner_table": banner_table, "survey": counted.survey}
    assert eval(shown["python"], names) == counted._plain(counted.session.choice)


def test_a_chart_comes_with_its_words_and_goes_with_its_tick(ask):
    shown = _choose(ask, "B1")

    assert shown["chart"]["shown"]
    assert shown["chart"]["alt"]
    assert shown["buffers"][0].startswith(b"\x89PNG")
    hidden = ask("option", name="chart", value=False)
    assert hidden["chart"] == {"shown": False, "alt": ""}
    assert "table" not in hidden


def test_as_published_holds_back_what_the_whole_table_shows(ask):
    published = _choose(ask, "B1_1", banner=("A4",))["table"]
    whole = ask("option", name="published", value=False)["table"]

    def states(table: dict[str, Any]) -> list[str]:
        rows = [row for section in table["sections"] for row in section["rows"]]
        return [cell["kind"] for row in rows for cell in row["cells"]]

    assert "withheld" in states(published)
    assert "withheld" not in states(whole)


def test_what_cannot_be_counted_is_said_and_stays_chosen(ask):
    _choose(ask, "A2")

    answer = ask("option", name="means", value=True)

    assert "A2" in answer["problem"]
    assert answer["table"] is None


def test_a_fault_of_ours_loses_nothing_that_was_chosen(ask, counted):
    _choose(ask, "B1")

    answer = ask("toggle", shelf="attic", name="B1")

    assert answer["word"]["severity"] == "error"
    assert counted.session.choice.rows == ("B1",)


def test_tables_set_aside_are_written_and_published_once_more_safely(ask, counted):
    _choose(ask, "B1", banner=("body",))
    ask("set-aside")
    for kind in ("xlsx", "docx", "csv", "tex"):
        assert ask("write", kind=kind)["word"]["severity"] == ""
    ask("publish")

    exports = counted.round.folder.exports
    assert sorted(file.name for file in exports.iterdir()) == [
        "quang-nam-2023-bang-1.csv",
        "quang-nam-2023-bang-1.docx",
        "quang-nam-2023-bang-1.tex",
        "quang-nam-2023-bang-1.xlsx",
        "quang-nam-2023-cong-bo-1.xlsx",
    ]
    assert [record.title for record in publications(counted.round)] == [
        "quang-nam-2023-cong-bo-1.xlsx"
    ]
    ask("write", kind="csv")
    assert (exports / "quang-nam-2023-bang-2.csv").is_file()


def test_a_survey_with_variables_of_the_researchers_own_can_be_counted(counted):
    scored = bench(counted.round, with_topic_scores(counted.survey))

    added = [entry for entry in scored._entries if entry["name"].startswith("T5")]
    assert [entry["group"] for entry in added] == ["Biến bổ sung"]


def test_matrix_questions_have_a_table_of_their_own(ask, counted):
    _choose(ask, "B1")

    assert counted._plain(counted.session.choice) == matrix_table(counted.survey, "B1")
