"""The statistics bench in JupyterLab in a real browser, with no network, mostly by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

NOTEBOOK = "notebooks/5-statistics.ipynb"
ROUND = "demo/start-here/workspace/fieldwork/quang-nam-2023"


class Screen:
    """What a researcher sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".phieu-bench")

    def does(self, name: str) -> Locator:
        return self.root.locator(f"[data-does='{name}']")

    def shows(self, name: str) -> Locator:
        return self.root.locator(f"[data-shows='{name}']")

    def line(self, name: str) -> Locator:
        return self.root.locator(f".pt-variable[data-name='{name}']")

    def settle(self) -> None:
        expect(self.root).to_have_attribute("data-idle", "true")

    def chips(self, shelf: str) -> list[str]:
        self.settle()
        chips = self.root.locator(f"[data-shelf={shelf}] .pt-chip")
        return [str(name) for name in chips.evaluate_all("all => all.map(e => e.dataset.name)")]


pytestmark = pytest.mark.usefixtures("worked_in")


@contextmanager
def counting(lab) -> Iterator[Screen]:
    with lab.open(NOTEBOOK) as notebook:
        notebook.run_all()
        assert notebook.errors == []
        screen = Screen(notebook.page)
        expect(screen.line("A1")).to_be_visible()
        screen.settle()
        yield screen
        assert notebook.outside == []
        assert notebook.console_errors == []


def test_a_table_is_chosen_compared_set_aside_written_and_published(lab, worked_in):
    with counting(lab) as screen:
        screen.does("filter").fill("hop tac, phoi hop")
        expect(screen.root.locator(".pt-none").first).to_be_visible()
        # Without marks: "Kết quả bảo đảm an ninh" by what is quick to type.
        screen.does("filter").fill("bao dam an ninh b1")
        screen.does("filter").press("Enter")
        assert screen.chips("rows") == ["B1"]
        expect(screen.shows("python")).to_have_text('matrix_table(survey, "B1")')
        expect(screen.shows("table").locator("tbody tr")).to_have_count(6)
        expect(screen.shows("chart")).to_be_visible()
        assert len(str(screen.shows("chart").get_attribute("alt"))) > 40

        screen.does("filter").fill("")
        screen.line("body").focus()
        screen.page.keyboard.press("c")
        assert screen.chips("banner") == ["body"]
        screen.page.keyboard.press("ArrowDown")
        screen.page.keyboard.press("c")
        assert screen.chips("banner") == ["body", "district"]
        screen.page.keyboard.press("Control+z")
        assert screen.chips("banner") == ["body"]
        expect(screen.shows("table").locator("thead")).to_contain_text("(C)")

        screen.does("letters").uncheck()
        screen.settle()
        expect(screen.shows("table").locator("thead")).not_to_contain_text("(C)")
        expect(screen.shows("python")).to_contain_text("letters=False")

        screen.does("set-aside").click()
        screen.does("write-xlsx").click()
        expect(screen.shows("word")).to_contain_text("quang-nam-2023-bang-1.xlsx")
        screen.does("publish").click()
        screen.does("publish").click()
        expect(screen.shows("word")).to_contain_text("quang-nam-2023-cong-bo-1.xlsx")

    exports = worked_in / ROUND / "exports"
    for name in ("bang", "cong-bo"):
        sheets = load_workbook(exports / f"quang-nam-2023-{name}-1.xlsx").worksheets
        assert any(
            "Nắm tình hình" in str(cell.value) for sheet in sheets for row in sheet for cell in row
        )


def test_what_cannot_be_counted_is_said_and_nothing_is_lost(lab):
    with counting(lab) as screen:
        screen.line("A2").focus()
        screen.page.keyboard.press("Enter")
        screen.does("means").check()

        expect(screen.root.locator(".pt-problem[role=alert]").last).to_contain_text("A2")
        assert screen.chips("rows") == ["A2"]
        screen.does("means").uncheck()
        expect(screen.shows("table").locator("table")).to_be_visible()
