"""The first notebook, in JupyterLab in a real browser, with no network."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_first_notebook_runs_offline_and_shows_pictures_and_a_table(lab):
    with lab.open("notebooks/0-start-here.ipynb") as notebook:
        notebook.run_all()

        assert notebook.errors == []
        expect(notebook.images.nth(2)).to_be_visible()  # two printed pages, and the chart
        expect(notebook.tables.first).to_be_visible()
        assert notebook.outside == []
        assert notebook.console_errors == []
