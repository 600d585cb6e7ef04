"""A round's answers in every format: which files, what leaves the office, what is marked."""

from __future__ import annotations

import html
import zipfile
from typing import get_args

import pyreadstat
import pytest

import phieu
from phieu.cli import ExportName
from phieu.coding.codings import Decision
from phieu.errors import ProblemsFoundError
from phieu.exports.circulation import REHEARSED
from phieu.rounds.coding import coding_desk, start_frame
from phieu.rounds.exporting import ExportFormat, export_problems, export_survey
from phieu.rounds.keyed_texts import import_texts

FRAME = "id: H3\ntitle: Hạn chế, kiến nghị\nvariables: [H3]\ncodes: {1: Phối hợp, 2: Nguồn lực}\n"
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


def test_coded_open_answers_are_exported_as_a_set(read_once, copy_of, tmp_path):
    opened = phieu.open_round(copy_of(read_once[0], tmp_path).path)
    serials = opened.survey().valid["serial"].tolist()
    file = tmp_path / "keyed.csv"
    rows = "".join(f"{serial},H3,Cần thêm biên chế\n" for serial in serials)
    file.write_text(f"serial,variable,text\n{rows}", "utf-8")
    import_texts(opened, file)
    start_frame(opened, "H3").write_text(FRAME, "utf-8")
    desk = coding_desk(opened, "H3", ("An", "Bình"))
    for key in list(desk.work.answers)[:2]:
        for coder in ("An", "Bình"):
            desk.decide(key, coder, Decision.coded(2))

    data, about = pyreadstat.read_sav(opened.export("sav", tmp_path / "a.sav"), user_missing=True)

    assert about.mr_sets["H3"]["variable_list"] == ["H3_1", "H3_2"]
    assert about.mr_sets["H3"]["label"] == "H3. Hạn chế, kiến nghị"
    assert (data["H3_2"] == 1).sum() == 2
    assert (data["H3_1"] == 0).sum() == 2
    assert about.column_names_to_labels["H3_2"] == "H3. Nguồn lực"
