"""The data set as a catalogue reads it, held against the standard and against the data."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as Xml
from dataclasses import replace
from pathlib import Path

import pytest

from phieu.analysis.survey import Survey
from phieu.exports.ddi_file import ddi_xml, write_ddi
from phieu.exports.extract import extract_of

# codebook_schema stands beside the tests of the questionnaire's codebook, which are in no package.
sys.path.insert(0, str(Path(__file__).parents[1] / "interchange"))

from codebook_schema import faults

D = {"d": "ddi:codebook:2_5"}


@pytest.fixture
def root(everything: Survey) -> Xml.Element:
    return Xml.fromstring(ddi_xml(extract_of(everything), everything.questionnaire, "thu.sav"))


def test_the_document_keeps_to_the_standard(root: Xml.Element) -> None:
    assert faults(root) == []


def test_the_file_has_its_name_and_size(root: Xml.Element, everything: Survey) -> None:
    assert root.findtext("d:fileDscr/d:fileTxt/d:fileName", None, D) == "thu.sav"
    assert root.findtext(".//d:caseQnty", None, D) == "40"
    variables = root.findall(".//d:var", D)
    assert root.findtext(".//d:varQnty", None, D) == str(len(variables))
    assert len(variables) == len(extract_of(everything).columns)


def test_valid_and_missing_answers_are_counted_and_nothing_else(
    root: Xml.Element, everything: Survey
) -> None:
    extract = extract_of(everything)
    missing = {column.name: column.missing for column in extract.columns}
    for var in root.findall(".//d:var", D):
        name = var.attrib["name"]
        found = {stat.attrib["type"]: int(stat.text or "") for stat in var.findall("d:sumStat", D)}
        answers = extract.data[name].dropna()
        valid = sum(answer not in missing[name] for answer in answers)
        assert found == {"vald": valid, "invd": 40 - valid}, name
    assert root.findall(".//d:catStat", D) == []


def test_facts_and_coded_answers_are_described_too(root: Xml.Element) -> None:
    variables = {var.attrib["name"]: var for var in root.findall(".//d:var", D)}
    body = variables["body"]
    assert body.findtext("d:labl", None, D) == "Cơ quan trả lời"
    assert [c.findtext("d:catValu", None, D) for c in body.findall("d:catgry", D)] == ["ND", "DN"]
    assert variables["weight"].attrib["intrvl"] == "contin"
    groups = {group.attrib["name"]: group for group in root.findall(".//d:varGrp", D)}
    assert groups["C3"].attrib["var"] == "V_C3_1 V_C3_2"
    assert variables["C3_1"].findall("d:catgry[@missing='Y']", D)


def test_rehearsed_data_say_so_in_titles_and_notes(everything: Survey, tmp_path: Path) -> None:
    path = tmp_path / "thu.xml"
    survey = replace(everything, rehearsed=True, confidentiality="confidential")
    write_ddi(extract_of(survey), survey.questionnaire, path)
    root = Xml.parse(path).getroot()
    mark = "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT"
    titles = [title.text or "" for title in root.findall(".//d:titl", D)]
    assert len(titles) == 2
    assert all(title.startswith(f"{mark}. ") for title in titles)
    assert mark in [note.text for note in root.findall(".//d:notes", D)]
    assert "serial" not in {var.attrib["name"] for var in root.findall(".//d:var", D)}
    assert faults(root) == []


def test_a_selection_is_described_alone(everything: Survey) -> None:
    extract = extract_of(everything, ["A3"])
    root = Xml.fromstring(ddi_xml(extract, everything.questionnaire, "thu.sav"))
    names = [var.attrib["name"] for var in root.findall(".//d:var", D)]
    assert names[-7:] == [*(f"A3_{n}" for n in range(1, 7)), "A3_5_text"]
    assert [group.attrib["name"] for group in root.findall(".//d:varGrp", D)] == ["A3"]
    assert faults(root) == []
