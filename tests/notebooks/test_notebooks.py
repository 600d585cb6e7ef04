"""Every notebook that phieu ships: clean as committed, and running from the first cell on."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
A_MACHINES_OWN_PATH = re.compile(
    r"(?<![\w.:/])/(home|Users|root|tmp|work|mnt|opt|content)/|\b[A-Z]:\\"
)
CELL_RUNS_IN_S = 300

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def _read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


@each_notebook
def test_a_notebook_is_committed_without_outputs(path):
    for cell in _read(path).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
        assert "execution" not in cell.metadata  # when a cell ran, which changes with every save


@each_notebook
def test_a_notebook_is_valid_and_names_its_kernel(path):
    notebook = _read(path)

    nbformat.validate(notebook)
    # Without it JupyterLab asks the researcher to choose one.
    assert notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in notebook.metadata


@each_notebook
def test_a_notebook_names_no_path_of_a_machine(path):
    for cell in _read(path).cells:
        assert not A_MACHINES_OWN_PATH.search(cell.source)


@each_notebook
def test_a_notebook_runs_in_a_workspace(path, worked_in, repository, tmp_path):
    copy = worked_in / "notebooks" / path.name
    client = nbclient.NotebookClient(
        _read(copy),
        timeout=CELL_RUNS_IN_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(copy.parent)}},
    )

    client.execute(
        env={
            **os.environ,
            "PYTHONPATH": str(repository / "kit"),
            "IPYTHONDIR": str(tmp_path / "ipython"),
        }
    )
