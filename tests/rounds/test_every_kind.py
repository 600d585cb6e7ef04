"""Every kind of question from the printed form to the files, on small rehearsed rounds."""

from __future__ import annotations

import csv
import io
import random
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

import phieu
from phieu.analysis.tables import frequency_table, satisfaction_table
from phieu.questionnaire.bubbles import meant
from phieu.questionnaire.fields import CalculatedField, DateField, GivenField, NumberField
from phieu.reading.model import Reason
from phieu.returns.answering import not_applicable
from phieu.returns.checking import ContradictionKind
from phieu.rounds.folder import find
from phieu.rounds.intake import read_scans
from phieu.rounds.judging import judge
from phieu.rounds.printing import print_round
from phieu.rounds.rehearsing import Simulation, rehearse
from phieu.rounds.reporting import review_lines, review_summary

EVERY_KIND = Path(__file__).with_name("every_kind.yaml")
SPSS_EPOCH = datetime(1582, 10, 14)
BODIES = {
    "every-kind": ("ND", "DN"),
    "pilot-evaluation": ("TD",),
    "citizen-satisfaction": ("ND", "DN"),
    "listening-slip": ("CB", "ND"),
}
ROUND = """\
round: thu
title: Đợt thử
questionnaire: {questionnaire}
frame: frame.csv
confidentiality: {confidentiality}
head: {{parent_organ: UBND tỉnh, organ: Công an tỉnh, number: 1/TT, place: Huế, date: 2023-08-14}}
"""
ROUNDS = [
    ("every-kind", "identified", "clean"),
    ("every-kind", "confidential", "mixed"),
    ("pilot-evaluation", "identified", "mixed"),
    ("citizen-satisfaction", "confidential", "mixed"),
    ("listening-slip", "confidential", "clean"),
]


@pytest.fixture(scope="module")
def rounds(repository, tmp_path_factory):
    """Small rounds printed, rehearsed and read once each: the round, and the truth as CSV."""
    done = {}

    def read(name, confidentiality="identified", hands="clean"):
        if (name, confidentiality, hands) not in done:
            folder = _round(repository, tmp_path_factory.mktemp("round"), name, confidentiality)
            # The same serials in every run: what is simulated hangs on them.
            print_round(folder, random_bits=random.Random(1).getrandbits)
            truth = folder.path / "truth.csv"
            rehearse(folder, folder.scans, Simulation(5, hands), truth=truth, workers=1)
            read_scans(folder, [folder.scans], workers=1)
            opened = phieu.open_round(folder.path)
            done[name, confidentiality, hands] = opened, truth.read_text("utf-8")
        return done[name, confidentiality, hands]

    return read


def _round(repository, path, name, confidentiality):
    shipped = repository / "forms" / name / f"{name}.yaml"
    form = EVERY_KIND if name == "every-kind" else shipped
    text = ROUND.format(questionnaire=form, confidentiality=confidentiality)
    (path / "round.yaml").write_text(text, "utf-8")
    rows = ["unit_code,unit_name,unit_type,district_code,district,body,issued,reason,note"]
    rows += [
        f"{20100 + unit},Đơn vị {unit},{unit_type},501,Huyện Núi Thành,{body},1,,"
        for unit, unit_type in enumerate(("xã", "thị trấn") * 3)
        for body in BODIES[name]
    ]
    (path / "frame.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return find(path)


@pytest.fixture
def every(rounds):
    return rounds("every-kind")[0]


def _rows(text):
    return {row["serial"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(("name", "confidentiality", "hands"), ROUNDS)
def test_what_is_read_is_what_was_meant(rounds, name, confidentiality, hands):
    opened, truth = rounds(name, confidentiality, hands)

    found = judge(opened, truth)

    assert found.misreads == ()
    assert found.fields > 30
    assert hands != "clean" or found.doubtful == 0


@pytest.mark.parametrize(("name", "confidentiality", "hands"), ROUNDS)
def test_the_csv_holds_the_truth_but_for_what_waits(rounds, tmp_path, name, confidentiality, hands):
    """As an outsider compares the two files, cell by cell, with the review list beside them.

    A blank is called “not applicable” only once the answers that decide it are known.
    """
    opened, truth = rounds(name, confidentiality, hands)
    exported = _rows(opened.export("csv", tmp_path / "answers.csv").read_text("utf-8"))
    waiting = {(field.serial, field.variable) for field in opened.waiting()}
    given = {v.name for v in opened.codebook if v.prefilled}
    skipped = {v.name: not_applicable(v) for v in opened.codebook}
    deciding = {"A1", "A2", "G1"}
    open_forms = {serial for serial, variable in waiting if variable in deciding}

    differing = [
        (serial, name, meant, exported[serial][name])
        for serial, row in _rows(truth).items()
        for name, meant in row.items()
        if name != "unclear" and name not in given and (serial, name) not in waiting
        if exported[serial][name] != meant
        if exported[serial][name] or serial not in open_forms or float(meant) != skipped[name]
    ]

    assert differing == []


def test_handwriting_waits_to_be_keyed_and_is_blank_till_then(every):
    waiting = {field.variable for field in every.waiting() if field.reason is Reason.TO_KEY}
    data = every.codes()

    written = {"HT_N22", "CT_N23", "B6", "C1_H", "C1_X", "C2", "C3", "A6_3_text"}
    assert written <= waiting
    assert data[["C1_H", "C1_X", "C2", "C3"]].isna().all(axis=None)
    assert set(data.loc[data["A2"] == 1, "HT_N22"].isna()) == {True}


def test_what_the_logic_skips_is_coded_and_the_rest_is_not(every):
    data = every.codes()
    came, others = data[data["A2"] == 1], data[(data["A2"] != 1) & data["A2"].notna()]

    assert len(came) > 2 and len(others) > 2
    assert others[["A3_1", "A3_6"]].eq(6).all(axis=None)
    assert others[["B1", "B2", "HT_N22"]].eq(-6).all(axis=None)
    assert others["B6"].eq(-96).all()  # −6 minutes may be meant
    assert others[["B3", "B4", "P2", "A3_5_text"]].isna().all(axis=None)
    assert not came[["A3_1", "B1", "B2"]].isin([6, -6]).any(axis=None)


def test_calculations_and_what_the_kit_knows_stand_in_the_data(every):
    data = every.codes()
    counted = data[[f"A3_{code}" for code in range(1, 7)]].eq(1).sum(axis=1)
    came = data[(data["A2"] == 1) & data["B1"].notna()]

    assert set(data["C4"]) == {"rehearsal"}
    assert set(data["C5"]) == {"vi"} and set(data["C6"]) == {"1.2"} and set(data["C7"]) == {"thử"}
    assert ((came["P1"] - came["B1"] / 4).abs() <= 0.05).all()
    assert ((came["P2"] - came["P1"]).round(1) == counted[came.index]).all()
    assert data["P3"].isna().all()  # the table waits to be keyed


def test_bodies_and_types_of_unit_are_asked_their_own_rows(every):
    data = every.codes()
    townlets = data["unit_type"] == "thị trấn"

    assert data.loc[~townlets, "A5_3"].isna().all() and data.loc[townlets, "A5_3"].notna().any()
    assert data.loc[data["body"] == "DN", "A5_2"].isna().all()
    assert data.loc[data["body"] == "ND", "A5_2"].notna().any()
    assert data["A1"].tolist() == [1 if body == "ND" else 2 for body in data["body"]]
    assert data["A1L"].tolist() == [2 if townlet else 1 for townlet in townlets]


def test_all_places_of_a_ranking_and_at_most_three_of_a_list(every):
    data = every.codes()
    places = data[["A6_1", "A6_2", "A6_3"]].dropna()

    assert len(places) > 5
    assert {tuple(sorted(row)) for row in places.itertuples(index=False)} == {(1, 2, 3)}
    assert data[[f"A3_{code}" for code in range(1, 7)]].eq(1).sum(axis=1).max() <= 3


@pytest.mark.parametrize("kind", ["sav", "zsav"])
def test_the_sav_comes_back_as_it_was_written(every, tmp_path, kind):
    data = every.codes()
    found, about = pyreadstat.read_sav(
        every.export(kind, tmp_path / f"answers.{kind}"), user_missing=True
    )

    assert list(found.columns) == list(data.columns)
    for variable in every.codebook:
        written, read = data[variable.name], found[variable.name]
        if variable.kind == "text":
            assert written.fillna("").tolist() == read.tolist()
        else:
            kept = written.astype("object").where(written.notna(), None)
            assert [_plain(cell) for cell in kept] == [_plain(cell, variable) for cell in read]
        assert about.column_names_to_labels[variable.name] == variable.label
        assert about.variable_measure[variable.name] == variable.measure
        labels = {float(code): label for code, label in variable.values}
        assert about.variable_value_labels.get(variable.name, {}) == labels


@pytest.mark.parametrize(("name", "confidentiality", "hands"), ROUNDS[1:])
def test_every_form_goes_into_every_format(rounds, tmp_path, name, confidentiality, hands):
    opened, _truth = rounds(name, confidentiality, hands)
    size = len(opened.returns())
    for kind in ("sav", "zsav"):
        data, _about = pyreadstat.read_sav(opened.export(kind, tmp_path / f"answers.{kind}"))
        assert len(data) == size
    sheet = openpyxl.load_workbook(opened.export("xlsx", tmp_path / "answers.xlsx")).worksheets[0]
    assert sheet.max_row == size + 1


def test_four_codes_for_what_is_not_there_are_one_range_in_spss(rounds, tmp_path):
    opened, _truth = rounds("citizen-satisfaction", "confidential", "mixed")
    path = opened.export("sav", tmp_path / "answers.sav")
    shown, _about = pyreadstat.read_sav(path)
    _coded, about = pyreadstat.read_sav(path, user_missing=True)
    assert about.missing_ranges["A3"] == [{"lo": 6, "hi": 9}]
    assert about.missing_ranges["H2"] == [{"lo": code, "hi": code} for code in (97, 98, 99)]
    assert set(shown["A3"].dropna()) <= {1, 2, 3}


def _plain(cell, variable=None):
    """A number or a day whatever library it comes from; None for a blank."""
    if pd.isna(cell):
        return None
    if variable and variable.precision == "month":  # pyreadstat gives a MOYR8 as SPSS keeps it
        return (SPSS_EPOCH + timedelta(seconds=cell)).date()
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else float(cell)


def test_pspp_shows_days_decimals_and_user_missing_codes(every, tmp_path, pspp):
    path = every.export("sav", tmp_path / "answers.sav")
    syntax = tmp_path / "show.sps"
    syntax.write_text(
        f"GET FILE='{path}'.\nDISPLAY DICTIONARY.\nSORT CASES BY serial.\n"
        "LIST serial B2 B3 B4.\nDESCRIPTIVES B1 /STATISTICS=MIN.\nFREQUENCIES A7 A3_1.\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [pspp, "-o", "-", "-O", "format=csv", syntax],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    shown = done.stdout.decode()

    assert done.returncode == 0, shown
    lines = {line.partition(",")[0]: line for line in shown.splitlines()}
    assert "EDATE10" in lines["B3"]
    assert "MOYR8" in lines["B4"]
    assert "F4.1" in lines["B2"]
    assert ",-6" in lines["B1"] and ",-96" in lines["B6"]
    assert "97; 98; 99" in lines["A7"]
    data = every.codes().set_index("serial")
    days = data["B3"].dropna()
    assert len(days) > 1
    for serial, day in days.items():
        assert f"{day:%d.%m.%Y}" in lines[serial]
    assert f"{data['B4'].dropna().iloc[0]:%b %Y}".upper() in shown


def test_the_workbook_shows_days_as_days_and_months_as_months(every, tmp_path):
    book = openpyxl.load_workbook(every.export("xlsx", tmp_path / "answers.xlsx"))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    data = every.codes()

    for name, number_format in (("B3", "dd/mm/yyyy"), ("B4", "mm/yyyy")):
        cells = [row[heads.index(name)] for row in sheet.iter_rows(min_row=2)]
        assert [cell.value for cell in cells if cell.value] == data[name].dropna().tolist()
        assert {cell.number_format for cell in cells if cell.value} == {number_format}
    shares = [row[heads.index("B2")].value for row in sheet.iter_rows(min_row=2)]
    assert [share for share in shares if share is not None] == data["B2"].dropna().tolist()


def test_every_stored_number_and_day_reached_the_data(every):
    data = every.codes().set_index("serial")
    for form in every.returns():
        for variable in every.codebook:
            field = form.fields.get(variable.name)
            if field and field.value is not None and isinstance(variable.field, NumberField):
                assert data.loc[form.serial, variable.name] == meant(variable.field, field.value)
            elif field and field.value is not None and isinstance(variable.field, DateField):
                day = data.loc[form.serial, variable.name].date()
                assert day == meant(variable.field, field.value)


def test_the_truth_leaves_out_what_nobody_answers(rounds):
    opened, truth = rounds("every-kind")
    columns = csv.DictReader(io.StringIO(truth)).fieldnames
    answered = [
        v.name for v in opened.codebook if not isinstance(v.field, GivenField | CalculatedField)
    ]
    assert columns == ["serial", *answered, "unclear"]


def test_the_checks_name_what_a_form_contradicts(every):
    found = every.checks()
    data = every.codes().set_index("serial")

    assert list(found.columns) == ["serial", "variable", "kind", "message"]
    many = found[(found["variable"] == "B1") & (found["kind"] == ContradictionKind.WARNING)]
    assert set(many["serial"]) == set(data.index[data["B1"] > 5])
    assert set(many["message"]) == {"Hơn 5 lần: xin xem lại."}
    assert not (found["kind"] == ContradictionKind.SKIPPED).any()  # rehearsed hands obey


def test_the_review_counts_the_contradictions(every):
    contradictions, waiting = every.contradictions(), every.waiting()
    assert len(contradictions) > 0

    assert review_summary(waiting, contradictions)["contradictions"] == len(contradictions)
    line = review_lines(waiting, None, contradictions)[-1]
    assert line.startswith(f"{len(contradictions)} chỗ mâu thuẫn trong phiếu: ")


def test_tables_are_made_of_every_variable_that_counts(every):
    survey, data = every.survey(), every.codes()
    for variable in every.codebook:
        if variable.kind not in ("text", "date"):
            asked = frequency_table(survey, variable.name).rows[-1].cells[0].value
            assert asked == len(data) - _not_asked(data, variable)
    items = {row.path[0].split(".")[0] for row in satisfaction_table(survey).rows}
    assert {"A4", "A5_1", "A5_4"} <= items


def _not_asked(data, variable):
    cells = zip(data["body"], data["unit_type"], data[variable.name], strict=True)
    skip = not_applicable(variable)
    return sum(
        not variable.asked_of(body, unit_type) or (not pd.isna(cell) and cell == skip)
        for body, unit_type, cell in cells
    )
