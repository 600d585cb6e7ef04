"""A new workspace, from a clone and from an installed wheel."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from phieu import workspace as phieu_workspace
from phieu.workspace import WorkspaceError, new, shipped


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=repository)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A folder with nothing but the installed wheel; its dependencies come from this machine."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    _run(*pip, "--no-deps", "--no-index", "--target", folder, wheel, cwd=folder)
    return folder


def test_a_new_workspace_has_forms_notebooks_and_a_round_to_begin_with(workspace):
    assert (workspace / "forms" / "opinion-survey" / "opinion-survey.yaml").is_file()
    assert (workspace / "notebooks" / "0-start-here.ipynb").is_file()
    round_files = sorted((workspace / "fieldwork" / "quang-nam-2023").iterdir())
    assert [file.name for file in round_files] == [
        "crosswalk-2025.csv",
        "frame.csv",
        "round.yaml",
    ]


def test_a_new_workspace_ignores_what_a_round_generates_just_as_the_clone_does(
    workspace, repository
):
    def generated(folder: Path) -> set[str]:
        lines = (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
        return {line for line in lines if line.startswith("fieldwork/")}

    assert generated(workspace) == generated(repository)


def test_editors_find_a_schema_that_the_shipped_forms_follow(workspace):
    described = json.loads((workspace / ".vscode" / "settings.json").read_text("utf-8"))
    ((path, patterns),) = described["yaml.schemas"].items()
    schema = json.loads((workspace / path).read_text("utf-8"))
    taken, left_out = patterns
    forms = {*workspace.glob(taken)} - {*workspace.glob(left_out.removeprefix("!"))}
    assert len(forms) == 4
    for form in forms:
        # Editors take every key for a text, as JSON does.
        written = json.loads(json.dumps(YAML(typ="safe").load(form), default=str))
        jsonschema.validate(written, schema)


def test_settings_of_an_editor_that_stand_there_stay(tmp_path):
    mine = tmp_path / ".vscode" / "settings.json"
    mine.parent.mkdir()
    mine.write_text("{}")
    phieu_workspace.describe_to_editors(tmp_path)
    assert mine.read_text() == "{}"


def test_an_empty_folder_that_exists_is_taken(tmp_path):
    new(tmp_path)

    assert (tmp_path / "forms").is_dir()


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")

    with pytest.raises(WorkspaceError, match=str(tmp_path)):
        new(tmp_path)

    assert list(tmp_path.iterdir()) == [mine]


def test_a_file_in_the_place_of_the_folder_is_refused_and_left_alone(tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")

    with pytest.raises(WorkspaceError, match=r"mine\.txt"):
        new(mine)

    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_folder_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(WorkspaceError, match="file"):
        new(tmp_path / "file" / "workspace")


def test_a_full_disk_leaves_nothing_half_made(tmp_path, monkeypatch):
    def full_after_two_files(source: Path, target: Path) -> None:
        if sum(file.is_file() for file in tmp_path.rglob("*")) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        target.write_bytes(source.read_bytes())

    monkeypatch.setattr(shutil, "copyfile", full_after_two_files)

    with pytest.raises(WorkspaceError, match=os.strerror(errno.ENOSPC)):
        new(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_an_installation_without_its_files_says_which_one_is_missing(tmp_path, monkeypatch):
    package = tmp_path / "phieu"
    (package / "shipped" / "forms").mkdir(parents=True)
    monkeypatch.setattr(phieu_workspace, "__file__", str(package / "workspace.py"))

    with pytest.raises(WorkspaceError, match="notebooks") as refused:
        shipped()

    assert refused.value.path == package / "shipped" / "notebooks"


def test_the_wheel_carries_every_file_of_the_package_and_of_the_workspace(wheel, repository):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())

    listed = ("git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard", "--")
    package = _run(*listed, "kit/phieu", cwd=repository).split("\0")
    shipped_files = _run(
        *listed, "forms", "notebooks", "fieldwork/quang-nam-2023", cwd=repository
    ).split("\0")
    wanted = {name.removeprefix("kit/") for name in package if name}
    wanted |= {f"phieu/shipped/{name}" for name in shipped_files if name}
    assert wanted <= inside
    assert {name for name in inside if ".dist-info/" not in name} <= wanted


def test_the_installed_wheel_makes_a_workspace_in_an_empty_folder(installed, tmp_path):
    _run(installed / "bin" / "phieu", "new", "survey", cwd=tmp_path, PYTHONPATH=str(installed))

    made = tmp_path / "survey"
    assert (made / "fieldwork" / "quang-nam-2023" / "round.yaml").is_file()
    assert list(made.glob("notebooks/*.ipynb"))


def test_the_installed_wheel_runs_the_demo_in_an_empty_folder(installed, tmp_path):
    phieu = installed / "bin" / "phieu"

    _run(
        *(phieu, "demo", "--forms", "4", "--out", "demo"),
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )

    assert list((tmp_path / "demo").rglob("*.sav"))
