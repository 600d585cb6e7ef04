"""A round's answers in every format: which files, what leaves the office, what is marked."""

from __future__ import annotations

import html
import zipfile
from typing import get_args

import pytest

import phieu
from phieu.cli import ExportName
from phieu.errors import ProblemsFoundError
from phieu.exports.circulation import REHEARSED
from phieu.rounds.exporting import ExportFormat, export_problems, export_survey

KINDS = get_args(ExportFormat)


@pytest.fixture(scope="module")
def opened(read_once):
    return phieu.open_round(read_once[0].path)


def _content(files):
    if files[0].suffix == ".xlsx":
        with zipfile.ZipFile(files[0]) as book:
            whole = b"".join(book.read(name) for name in book.namelist())
            return html.unescape(whole.decode("utf-8", "replace"))  # it writes ộ as &#7897;
    return b"".join(file.read_bytes() for file in files).decode("utf-8", "replace")


def test_the_command_line_names_every_format():
    assert tuple(name.value for name in ExportName) == KINDS


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "zsav"])  # not read as text
def test_every_file_of_rehearsed_data_says_so(opened, tmp_path, kind):
    content = _content(opened.export_files(kind, tmp_path / f"a.{kind}"))
    assert REHEARSED in content


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "zsav"])
def test_only_the_working_file_has_serials(opened, tmp_path, kind):
    serials = opened.codes()["serial"].tolist()
    content = _content(opened.export_files(kind, tmp_path / f"a.{kind}"))
    assert any(serial in content for serial in serials) == (kind == "csv")


def test_files_stand_in_the_rounds_folder_under_its_name(opened):
    for kind in KINDS:
        name = "quang-nam-2023.xml" if kind == "ddi" else f"quang-nam-2023.{kind}"
        assert opened.export(kind) == opened.folder.exports / name
    beside = {path.name for path in opened.folder.exports.iterdir()} - {
        f"quang-nam-2023.{kind}" for kind in (*KINDS, "xml")
    }
    assert beside == {"quang-nam-2023-codebook.csv", "quang-nam-2023-sps.csv"}


def test_a_selection_is_what_is_asked_for(opened, tmp_path):
    path = opened.export("csv", tmp_path / "few.csv", variables=["H1"])
    assert path.read_text("utf-8").splitlines()[0].endswith(",status,H1")
    with pytest.raises(ProblemsFoundError, match="H11"):
        opened.export("csv", tmp_path / "none.csv", variables=["H11"])
    assert not (tmp_path / "none.csv").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_foreseen_is_what_is_refused(opened, tmp_path, kind):
    survey = opened.survey()
    assert export_problems(survey, kind) == []
    foreseen = export_problems(survey, kind, ["nowhere"])
    with pytest.raises(ProblemsFoundError) as caught:
        export_survey(survey, kind, tmp_path / "a.file", variables=["nowhere"])
    assert list(caught.value.problems) == foreseen
