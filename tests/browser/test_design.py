"""The designer in JupyterLab in a real browser, with no network: a day's work in small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from phieu.questionnaire import yaml_text
from phieu.widgets import front_end

NOTEBOOK = "notebooks/1-design.ipynb"
FORM = Path("forms") / "opinion-survey" / "opinion-survey.yaml"
TEXT = "Ông/Bà đánh giá thế nào về cách ứng xử “tại trụ sở” của {{ten_ca}}?"


class Screen:
    """What a researcher sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".phieu-designer")

    def line(self, name: str) -> Locator:
        return self.root.locator(f".pd-line[data-id='{name}']")

    def does(self, name: str) -> Locator:
        return self.root.locator(f"[data-does='{name}']")

    def field(self, label: str) -> Locator:
        return self.root.locator(".pd-form").get_by_label(label, exact=True)

    @property
    def word(self) -> Locator:
        return self.root.locator("[data-shows=word]")

    @property
    def saved(self) -> Locator:
        return self.root.locator("[data-shows=saved]")

    @property
    def focus(self) -> str:
        return str(self.page.evaluate("document.activeElement.dataset.at"))

    def settle(self) -> None:
        """Wait until the kernel has answered everything."""
        self.page.wait_for_timeout(150)  # the typist's pause, and more
        expect(self.root).to_have_attribute("data-idle", "true")

    def picture(self) -> str:
        """The page's picture; another one has another address."""
        self.settle()
        expect(self.root.locator(".pd-picture")).to_be_visible()
        return str(self.root.locator(".pd-picture").get_attribute("src"))

    def questions(self) -> list[str]:
        self.settle()
        names = self.root.locator(".pd-question").evaluate_all("all => all.map(e => e.dataset.id)")
        return [str(name) for name in names]

    def drag(self, line: Locator, to: Locator, *, part: float) -> None:
        """To a height of another line: 0 its upper edge, 1 its lower."""
        line.scroll_into_view_if_needed()
        start, end = line.bounding_box(), to.bounding_box()
        assert start is not None and end is not None
        self.page.mouse.move(start["x"] + 8, start["y"] + start["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(end["x"] + 8, end["y"] + end["height"] * 0.5, steps=8)
        self.page.mouse.move(end["x"] + 8, end["y"] + end["height"] * part, steps=4)
        self.page.mouse.up()


@contextmanager
def designing(lab) -> Iterator[Screen]:
    with lab.open(NOTEBOOK) as notebook:
        notebook.run_all()
        assert notebook.errors == []
        screen = Screen(notebook.page)
        screen.settle()
        yield screen
        assert notebook.outside == []
        assert notebook.console_errors == []


def test_a_matrix_is_added_filled_moved_saved_and_there_again(lab, workspace):
    form = workspace / FORM
    comments = [line for line in form.read_text(encoding="utf-8").splitlines() if "#" in line]
    with designing(lab) as screen:
        press, write = screen.page.keyboard.press, screen.page.keyboard.type
        screen.line("B1").click()
        first = screen.picture()

        screen.does("add").click()
        screen.root.locator("[role=menuitem][data-value=matrix]").focus()
        press("Enter")
        screen.settle()
        # The cursor stands in the text, and what stands there is replaced.
        write(TEXT)
        assert screen.questions()[8:11] == ["B1", "B4", "B2"]
        expect(screen.line("B4").locator(".pd-words")).to_have_text(TEXT)
        second = screen.picture()
        assert second != first
        expect(screen.root.locator("[data-shows=pages]")).to_have_text("Trang 2/5")

        screen.does("add-part").click()
        screen.settle()
        write("Thái độ khi tiếp công dân")
        press("Enter")  # the next line
        screen.settle()
        write("Giải thích thủ tục")
        press("Alt+ArrowUp")
        screen.settle()
        assert screen.focus.endswith('"rows",2,"text"]')
        rows = screen.root.locator(".pd-row-block textarea")
        expect(rows.nth(2)).to_have_value("Giải thích thủ tục")
        assert screen.picture() != second

        grips = screen.root.locator(".pd-grip")
        screen.drag(grips.nth(3), grips.nth(0), part=-0.2)
        expect(rows.nth(0)).to_have_value("Thái độ khi tiếp công dân")

        screen.line("B4").click()
        press("Alt+ArrowDown")
        press("Alt+ArrowDown")  # at once: the second counts from where the first leads
        assert screen.questions()[8:12] == ["B1", "B2", "B3", "B4"]
        screen.drag(screen.line("B4"), screen.line("C1"), part=0.9)
        assert screen.questions()[8:13] == ["B1", "B2", "B3", "C1", "B4"]
        press("Control+z")
        assert screen.questions()[8:12] == ["B1", "B2", "B3", "B4"]

        expect(screen.saved).to_contain_text("Chưa lưu")
        press("Control+s")
        expect(screen.saved).to_contain_text("Đã lưu")

    text = form.read_text(encoding="utf-8")
    questionnaire = yaml_text.load(text, form.name)
    (matrix,) = (q for q in questionnaire.questions() if q.id == "B4")
    assert matrix.text == TEXT
    assert [row.text for row in matrix.rows][:2] == ["Thái độ khi tiếp công dân", "Nội dung 1"]
    assert [line for line in text.splitlines() if "#" in line] == comments
    with designing(lab) as screen:
        screen.line("B4").click()
        expect(screen.field("Nội dung")).to_have_value(TEXT)


def test_what_an_input_method_is_still_composing_is_not_sent(lab):
    with designing(lab) as screen:
        screen.line("B1").click()
        screen.settle()
        text = screen.root.locator(".pd-group-words textarea").first
        text.click()
        screen.page.keyboard.press("Control+a")
        session = screen.page.context.new_cdp_session(screen.page)
        for composed in ("T", "Ti", "Tiê", "Tiếp"):
            session.send(
                "Input.imeSetComposition",
                {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
            )
            screen.page.wait_for_timeout(120)
        expect(screen.line("B1").locator(".pd-words")).to_contain_text("Đánh giá kết quả")
        expect(text).to_have_value("Tiếp")

        session.send("Input.insertText", {"text": "Tiếp"})
        screen.page.keyboard.type(" dân")

        expect(screen.line("B1").locator(".pd-words")).to_have_text("Tiếp dân")
        expect(text).to_have_value("Tiếp dân")


def test_typing_as_fast_as_one_can_loses_no_letter(lab):
    with designing(lab) as screen:
        screen.line("B1").click()
        screen.settle()
        text = screen.root.locator(".pd-group-words textarea").first
        text.click()
        screen.page.keyboard.press("Control+a")
        long = "Thái độ, lễ tiết, tác phong của cán bộ, chiến sĩ khi tiếp xúc với người dân " * 2
        screen.page.keyboard.type(long)

        expect(text).to_have_value(long)
        expect(screen.line("B1").locator(".pd-words")).to_have_text(long.strip())
        screen.settle()
        expect(text).to_have_value(long)


def test_the_variant_and_the_page_can_be_changed(lab):
    with designing(lab) as screen:
        party = screen.picture()
        screen.root.locator("[data-look=body]").select_option("MT")
        assert screen.picture() != party
        expect(screen.line("A3_MT")).not_to_have_class("pd-absent")
        screen.does("page-on").click()
        expect(screen.root.locator("[data-shows=pages]")).to_contain_text("Trang 2/")


def test_a_broken_file_opens_with_its_problems_and_is_mended_by_typing(lab, workspace):
    form = workspace / FORM
    whole = form.read_text(encoding="utf-8")
    form.write_text(whole.replace("\nbodies:\n", "\nbodies: [\n", 1), encoding="utf-8")
    with designing(lab) as screen:
        source = screen.root.locator(".pd-source-text")
        expect(source).to_be_visible()
        expect(screen.root.locator(".pd-finding.pd-error")).to_have_count(1)
        expect(screen.root.locator(".pd-at-line.pd-error")).to_have_count(1)
        expect(screen.line("B1")).to_be_visible()
        screen.root.locator(".pd-finding-go").click()
        assert screen.focus == "source"

        source.evaluate("""area => {
            const at = area.value.indexOf('bodies: [') + 'bodies: ['.length;
            area.focus();
            area.setSelectionRange(at, at);
        }""")
        screen.page.keyboard.press("Backspace")
        screen.settle()

        expect(screen.root.locator(".pd-finding.pd-error")).to_have_count(0)
        screen.does("text").click()
        expect(screen.root.locator(".pd-form")).to_be_visible()
        screen.page.keyboard.press("Control+s")
        expect(screen.saved).to_contain_text("Đã lưu")
    assert form.read_text(encoding="utf-8") == whole.replace("\nbodies:\n", "\nbodies: \n", 1)


def test_a_second_person_who_saves_is_told_and_shown_the_difference(lab, workspace):
    form = workspace / FORM
    with designing(lab) as screen:
        screen.line("A4").click()
        screen.settle()
        screen.root.locator(".pd-group-words textarea").first.fill("Câu của tôi?")
        screen.settle()
        theirs = form.read_text(encoding="utf-8").replace("version:", "# Người khác\nversion:", 1)
        form.write_text(theirs, encoding="utf-8")

        screen.page.keyboard.press("Control+s")

        panel = screen.root.get_by_role("alertdialog")
        expect(panel.locator(".pd-side-theirs").first).to_contain_text("# Người khác")
        expect(panel.locator(".pd-side-mine").last).to_contain_text("Câu của tôi?")
        expect(screen.word).to_contain_text("Chưa lưu")
        assert form.read_text(encoding="utf-8") == theirs
        screen.does("save-copy").click()
        expect(panel).to_be_hidden()
        expect(screen.saved).to_contain_text("Đã lưu")
    assert "Câu của tôi?" in form.with_name("opinion-survey-2.yaml").read_text(encoding="utf-8")


SECTION_A = [["sections", 0], ["sections", 0, "questions", 0], ["sections", 0, "questions", 1]]
SECTION_B = [["sections", 1], ["sections", 1, "questions", 0]]
LINES = [
    {"path": path, "top": 20 * place, "bottom": 20 * place + 20}
    for place, path in enumerate([*SECTION_A, *SECTION_B])
]


@pytest.fixture(scope="module")
def module_page(chromium):
    """The parts of the front end in a browser of their own, without a notebook."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.evaluate(
            """async ([dragging, door]) => {
                const load = (text) => import(
                    URL.createObjectURL(new Blob([text], {type: 'text/javascript'})));
                window.parts = {...await load(dragging), ...await load(door)};
            }""",
            [front_end.source("dragging.js"), front_end.source("door.js")],
        )
        yield page
        browser.close()


@pytest.mark.parametrize(
    ("dragged", "y", "to"),
    [
        (SECTION_A[1], 25, None),  # onto itself
        (SECTION_A[1], 45, None),  # the upper half of its neighbour: the same place
        (SECTION_A[1], 55, ["sections", 0, "questions", 1]),
        (SECTION_A[2], 5, ["sections", 0, "questions", 0]),  # above everything
        (SECTION_A[2], 75, ["sections", 1, "questions", 0]),  # below a title: its first
        (SECTION_A[2], 500, ["sections", 1, "questions", 1]),  # below everything: the last
        (SECTION_B[1], 65, ["sections", 0, "questions", 2]),  # above a title: the last before
        (SECTION_A[0], 95, ["sections", 1]),
        (SECTION_B[0], 5, ["sections", 0]),
        (SECTION_B[0], 85, None),
    ],
)
def test_a_dragged_line_lands_where_the_mark_is(module_page, dragged, y, to):
    found = module_page.evaluate(
        "([lines, dragged, y]) => parts.outlineDrop(lines, dragged, y)", [LINES, dragged, y]
    )

    assert (found and found["to"]) == to


def test_only_the_newest_text_of_one_field_waits_to_be_sent(module_page):
    def edit(key: str, value: str) -> dict[str, object]:
        return {"type": "edit", "path": ["sections", 0, key], "of": "A", "value": value}

    queue = module_page.evaluate(
        "(wishes) => wishes.reduce(parts.queued, [])",
        [edit("title", "a"), edit("title", "ab"), edit("topic", "t"), edit("title", "abc"),
         {"type": "save"}, {"type": "save"}],
    )  # fmt: skip

    assert [wish.get("value", wish["type"]) for wish in queue] == ["ab", "t", "abc", "save", "save"]
