"""The coding station in JupyterLab in a real browser, with no network: two coders and a third."""

from __future__ import annotations

import random
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from phieu.coding.codings import Act, Step
from phieu.rounds.folder import RoundFolder, find
from phieu.rounds.intake import read_scans
from phieu.rounds.keyed_texts import import_texts
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse
from phieu.rounds.round import open_round
from phieu.store.codings import CodingStore

FORMS = 9
TEXTS = (
    "Địa bàn rộng, đi lại khó khăn, đề nghị bổ sung biên chế.",
    "Đề nghị bổ sung biên chế, địa bàn rộng, đi lại khó khăn",
    "Đề nghị tăng tuần tra ban đêm khu vực chợ và trường học.",
    "Không có ý kiến gì thêm.",
    "Ông Nguyễn Văn An ở thôn Phú Bình giải quyết đơn chậm; cần thông báo kết quả sớm hơn.",
)


@pytest.fixture(scope="module")
def coded_round(tmp_path_factory) -> Path:
    """A rehearsed round with a keyed answer on every form."""
    from phieu import workspace as workspaces

    root = tmp_path_factory.mktemp("coding") / "workspace"
    workspaces.new(root)
    folder = find(root / workspaces.ROUND)
    # The same forms in every run: how many can be used hangs on their serials.
    print_round(folder, at_most=FORMS, random_bits=random.Random(1).getrandbits)
    rehearse(folder, folder.scans, Simulation(seed=3), workers=1)
    read_scans(folder, [folder.scans], workers=1)
    opened = open_round(folder.path)
    serials = sorted(opened.survey().valid["serial"])
    rows = "".join(f'{s},"{TEXTS[n % len(TEXTS)]}"\n' for n, s in enumerate(serials))
    keyed = tmp_path_factory.mktemp("keyed") / "keyed.csv"
    keyed.write_text(f"serial,H3\n{rows}", encoding="utf-8")
    import_texts(opened, keyed)
    return folder.path


@pytest.fixture
def folder(coded_round, workspace) -> RoundFolder:
    """The same in the workspace that the browser sees, with a notebook for its station."""
    target = workspace / "fieldwork" / "coding-round"
    shutil.copytree(coded_round, target)
    cell = nbformat.v4.new_code_cell(
        "from phieu.widgets.coding import code_answers\n"
        'code_answers("fieldwork/coding-round", "H3", ("Lan", "Minh"), adjudicator="Hà")'
    )
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata.kernelspec = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    nbformat.write(notebook, workspace / "coding.ipynb")
    return find(target)


class Station:
    """What a coder sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".phieu-coding")
        self.press = page.keyboard.press

    def begins(self, person: str, step: str = "coding") -> None:
        self.root.locator(f"[data-person='{person}'][data-step={step}]").click()
        expect(self.root).to_have_attribute("data-begun", "true")
        self.settle()

    def settle(self) -> None:
        """Wait until the kernel has answered everything."""
        expect(self.root).to_have_attribute("data-idle", "true")

    def shows(self, name: str) -> Locator:
        return self.root.locator(f"[data-shows={name}]")

    def code(self, value: int) -> Locator:
        return self.root.locator(f".pc-code[data-code='{value}']")

    def key(self, value: int) -> str:
        return self.code(value).locator("kbd").inner_text()

    def does(self, name: str) -> Locator:
        return self.root.locator(f"[data-does='{name}']")

    @property
    def suggestions(self) -> Locator:
        return self.root.locator(".pc-suggestion")


@contextmanager
def coding(lab) -> Iterator[Station]:
    with lab.open("coding.ipynb") as notebook:
        notebook.run_all()
        assert notebook.errors == []
        station = Station(notebook.page)
        station.settle()
        yield station
        assert notebook.outside == []
        assert notebook.console_errors == []


def _entries(folder: RoundFolder):
    with CodingStore(folder.answers) as store:
        return store.entries("H3")


def test_two_code_blind_by_keyboard_and_a_third_settles(lab, folder):
    with coding(lab) as station:
        station.begins("Lan")
        expect(station.shows("answer")).to_contain_text("Địa bàn rộng, đi lại")
        expect(station.suggestions).to_have_count(0)

        station.press(station.key(41))
        station.press(station.key(45))
        expect(station.shows("chosen").locator(".pc-chip")).to_have_count(2)
        station.press("Enter")
        # The next answer is like the first: what it got is suggested, with why.
        expect(station.shows("answer")).to_contain_text("Đề nghị bổ sung")
        expect(station.suggestions).to_have_count(2)
        expect(station.suggestions.first).to_contain_text("“Địa bàn rộng, đi lại")
        expect(station.shows("chosen").locator(".pc-chip")).to_have_count(0)
        station.press("1")
        expect(station.suggestions.first).to_have_attribute("aria-pressed", "true")
        station.press("Enter")

        station.press("/")
        station.page.keyboard.type("tuan tra")
        station.press("Enter")
        expect(station.code(21)).to_have_attribute("aria-pressed", "true")
        station.press("Enter")
        station.press("0")
        station.press("Enter")
        expect(station.shows("counted")).to_contain_text("đã mã hóa 4")
        station.settle()
        decided = [(e.act, e.codes) for e in _entries(folder)]
        assert decided[0] == (Act.CODED, (41, 45))
        assert len(decided[1][1]) == 1
        assert decided[2:] == [(Act.CODED, (21,)), (Act.NO_CONTENT, ())]

        station.press("Control+z")
        expect(station.shows("chosen")).to_contain_text("Chưa có mã")
        expect(station.shows("counted")).to_contain_text("đã mã hóa 3")
        station.settle()
        assert _entries(folder)[-1].act is Act.TAKEN_BACK

        station.does("other-person").click()
        station.begins("Minh")
        expect(station.shows("counted")).to_contain_text("đã mã hóa 0")
        expect(station.root.locator(".pc-code[aria-pressed=true]")).to_have_count(0)
        assert set(station.root.locator(".pc-count").all_inner_texts()) == {""}
        station.press(station.key(41))
        station.press("Enter")
        station.settle()

        station.does("other-person").click()
        station.begins("Hà", "adjudication")
        expect(station.root.locator(".pc-side")).to_have_count(2)
        expect(station.root.locator(".pc-differs")).to_contain_text("đi lại khó khăn")
        station.press("1")
        station.press("Enter")
        expect(station.shows("word")).to_contain_text("Đã mã hóa mọi câu")
        station.settle()
        last = _entries(folder)[-1]
        assert (last.step, last.codes) == (Step.ADJUDICATION, (41, 45))


def test_a_code_is_added_and_a_name_masked_without_leaving_the_keyboard(lab, folder):
    with coding(lab) as station:
        station.begins("Lan")
        for _turn in range(4):
            station.press("ArrowRight")
        expect(station.shows("answer").locator("mark")).to_have_count(2)

        station.press("+")
        station.page.keyboard.type("Đơn thư chậm")
        station.press("Enter")
        chip = station.shows("chosen").locator(".pc-chip")
        expect(chip).to_contain_text("Đơn thư chậm")
        expect(station.root).to_be_focused()
        frame = folder.path / "coding" / "H3.yaml"
        assert "Đơn thư chậm" in frame.read_text(encoding="utf-8")
        assert "# Khung mã khởi đầu" in frame.read_text(encoding="utf-8")

        station.press("Alt+q")
        words = station.root.get_by_label("Lời trích")
        expect(words).to_have_value(
            "Ông [tên người] ở [địa danh] giải quyết đơn chậm; cần thông báo kết quả sớm hơn."
        )
        station.does("may-quote").click()
        expect(station.shows("word")).to_contain_text("được trích dẫn")
        station.settle()
    with CodingStore(folder.answers) as store:
        assert "[tên người]" in str(store.quote_marks("H3")[0].text)


def test_no_key_waits_for_the_kernel_and_none_is_the_notebooks(lab, folder):
    with coding(lab) as station:
        station.begins("Lan")
        cells = station.page.locator(".jp-Cell").count()
        # The kernel is busy for longer than all keys take.
        station.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel
                .requestExecute({code: 'import time; time.sleep(3)'})"""
        )
        waits = []
        for at in range(1, 6):
            station.press(station.key(9))
            station.press("Enter")
            expect(station.root).to_have_attribute("data-at", str(at))
            waits.append(float(station.root.get_attribute("data-key-ms") or "nan"))
        assert statistics.median(waits) < 100
        assert station.root.get_attribute("data-idle") == "false"
        # What would be commands of the notebook: new cells, deleting, running.
        for key in ("b", "d", "d", "Shift+Enter", "x"):
            station.press(key)
        station.settle()

        assert station.page.locator(".jp-Cell").count() == cells
        decided = [entry for entry in _entries(folder) if entry.codes == (9,)]
        assert len(decided) == 5
