"""The export bench in JupyterLab in a real browser, offline: choose, write, open the file."""

from __future__ import annotations

import os
from pathlib import Path

import pyreadstat
from playwright.sync_api import expect


def test_a_selection_is_chosen_written_and_found_on_the_disk(lab, worked_in):
    with lab.open("notebooks/6-export.ipynb") as notebook:
        notebook.run_all()
        assert notebook.errors == []
        root = notebook.page.locator(".phieu-export")
        word = root.locator("[data-shows=word]")
        python = root.locator("[data-shows=python]")
        expect(python).to_have_text('survey_round.export("sav")')
        expect(root.locator("[data-format=sav]")).to_be_checked()
        _picture(root, "sav")

        root.locator("[data-does=write]").click()
        expect(word).to_contain_text("quang-nam-2023.sav")
        root.locator("[data-does=none]").click()
        expect(python).to_have_text('survey_round.export("sav", variables=[])')
        root.locator("[data-does=filter]").fill("hinh thuc nao")  # typed without marks
        expect(root.locator("[data-question]")).to_have_count(1)
        root.locator("[data-question=C3]").focus()
        notebook.page.keyboard.press("Space")
        expect(python).to_have_text('survey_round.export("sav", variables=["C3"])')
        root.locator("[data-format=zsav]").focus()
        notebook.page.keyboard.press("Space")
        expect(python).to_have_text('survey_round.export("zsav", variables=["C3"])')
        root.locator("[data-does=write]").click()
        expect(word).to_contain_text("quang-nam-2023.zsav")

        root.locator("[data-format=xlsx]").click()
        root.locator("[data-does=labels]").check()
        expect(python).to_have_text('survey_round.export("xlsx", variables=["C3"], labels=True)')
        root.locator("[data-does=write]").click()
        expect(word).to_contain_text("quang-nam-2023.xlsx")
        _picture(root, "xlsx")
        notebook.page.set_viewport_size({"width": 620, "height": 1600})
        _picture(root, "narrow")
        assert notebook.outside == []
        assert notebook.console_errors == []

    exports = (
        worked_in / "demo" / "start-here" / "workspace" / "fieldwork" / "quang-nam-2023" / "exports"
    )
    _all, about = pyreadstat.read_sav(exports / "quang-nam-2023.sav")
    assert set(about.mr_sets) == {"B3", "C3"}
    some, about = pyreadstat.read_sav(exports / "quang-nam-2023.zsav")
    assert [name for name in some if name.startswith(("B", "C"))] == [
        *(f"C3_{code}" for code in range(1, 9)),
        "C3_7_text",
    ]
    assert set(about.mr_sets) == {"C3"}


def _picture(root, name):
    """For eyes: where PHIEU_PICTURES names a folder, what the researcher sees is kept there."""
    if folder := os.environ.get("PHIEU_PICTURES"):
        root.screenshot(path=Path(folder) / f"export-{name}.png")
