"""The browser tests' own instrument: it must notice what the other tests rely on."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

CELLS = (
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "import pandas\npandas.DataFrame({'n': [611]})",
    "from IPython.display import HTML\nHTML('<img src=\"https://outside.invalid/x.png\">')",
    "raise ValueError('on purpose')",
    "print('never reached')",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one notebook, which wants something from outside and then fails."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, tmp_path / "lamed.ipynb")
    return tmp_path


def test_a_failing_cell_and_a_request_to_the_outside_are_noticed(lab):
    with lab.open("lamed.ipynb") as notebook:
        with notebook.page.expect_console_message(lambda message: message.type == "error"):
            notebook.run_all()

        assert notebook.errors == ["ValueError: on purpose"]
        expect(notebook.images.first).to_be_visible()
        expect(notebook.tables.first).to_be_visible()
        # As sets: an output that is drawn again asks again.
        assert set(notebook.outside) == {"https://outside.invalid/x.png"}
        assert set(notebook.console_errors) == {"Failed to load resource: net::ERR_FAILED"}
