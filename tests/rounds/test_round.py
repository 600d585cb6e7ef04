"""A round opened: data, ledger and exports, and what they must not say."""

from __future__ import annotations

import csv
import html
import re
import zipfile
from typing import get_args

import pandas as pd
import pyreadstat
import pytest

import phieu
from phieu.rounds.exporting import ExportFormat
from phieu.rounds.folder import NoRoundError
from phieu.rounds.intake import read_scans
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse
from phieu.rounds.round import open_round
from phieu.store.ledger import Ledger


@pytest.fixture(scope="module")
def opened(read_once):
    return phieu.open_round(read_once[0].path)


def test_a_folder_without_a_round_is_named(tmp_path):
    with pytest.raises(NoRoundError, match=str(tmp_path)):
        phieu.open_round(tmp_path)


def test_data_come_with_vietnamese_labels(opened):
    data = opened.data()

    assert set(data["H1"].dropna()) <= {
        "Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng",
        "Không đánh giá",
    }  # fmt: skip
    assert data["A1"].dropna().isin(list(opened.questionnaire.bodies.values())).all()


def test_the_return_ledger_counts_every_case_once(opened):
    by_body, by_district = opened.response("body"), opened.response("district")

    for table in (by_body, by_district):
        columns = [heading.path[0] for heading in table.headings]
        issued, returned = columns.index("Phiếu phát ra"), columns.index("Phiếu thu về")
        *groups, total = table.rows
        assert total.cells[issued].value == 12
        assert total.cells[returned].value == len(opened.codes())
        assert sum(row.cells[issued].value for row in groups) == 12
        assert table.rehearsed


def test_no_export_of_a_confidential_round_names_a_commune(opened, tmp_path):
    with Ledger(opened.folder.ledger) as ledger:
        cases = ledger.cases()
    districts = " ".join({case.district for case in cases})
    names = {case.unit_name for case in cases if case.unit_name not in districts}
    names = {name for name in names if " " in name}  # not “Ba”, “Tư”: ordinary words
    codes = {case.unit_code for case in cases}
    for kind in get_args(ExportFormat):
        files = opened.export_files(kind, tmp_path / f"answers.{kind}")
        content = b"".join(file.read_bytes() for file in files)
        if kind == "xlsx":
            with zipfile.ZipFile(files[0]) as book:
                whole = b"".join(book.read(name) for name in book.namelist()).decode()
                content = html.unescape(whole).encode()  # it writes ộ as &#7897;
        assert not [name for name in names if f" {name}".encode() in content], kind
        if kind == "csv":  # in the others five digits may stand together by chance
            assert codes.isdisjoint(re.findall(r"(?<!\w)\d{5}(?!\w)", content.decode()))


def test_the_csv_is_a_row_a_form_and_the_codebook_in_order(opened, tmp_path):
    path = opened.export("csv", tmp_path / "answers.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)

    assert head[:6] == ["serial", "body", "district", "unit_type", "channel", "status"]
    assert head[6:] == [variable.name for variable in opened.codebook]
    assert len(rows) == len(opened.codes())
    assert {row[4] for row in rows} == {"rehearsal"}


def test_the_sav_has_labels_measures_and_missing_codes(opened, tmp_path):
    path = opened.export("sav", tmp_path / "answers.sav")
    data, meta = pyreadstat.read_sav(path, user_missing=True)

    assert "serial" not in data
    assert meta.column_names_to_labels["H1"].startswith("H1. Nhìn chung")
    assert meta.variable_value_labels["H1"][9] == "Không đánh giá"
    assert meta.missing_ranges["H1"] == [{"lo": code, "hi": code} for code in (7, 8, 9)]
    assert meta.variable_measure["H1"] == "ordinal"
    assert "DIỄN TẬP" in meta.file_label


def test_an_identified_round_exports_units(fresh_round, tmp_path):
    folder = fresh_round()
    text = folder.settings.read_text("utf-8")
    folder.settings.write_text(
        text.replace("confidentiality: confidential", "confidentiality: identified"), "utf-8"
    )
    print_round(folder, at_most=2)
    rehearse(folder, tmp_path / "scans", Simulation(seed=3), workers=1)
    read_scans(folder, [tmp_path / "scans"], workers=1)

    data = open_round(folder.path).codes()

    assert data["unit_code"].str.fullmatch(r"\d{5}").all()
    assert (data["case"] == data["unit_code"] + "-" + data["body"]).all()
    assert isinstance(data, pd.DataFrame)
