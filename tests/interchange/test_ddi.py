"""The codebook as DDI, held against the standard's structure and against our own codebook."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.interchange.ddi import codebook_xml
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire

# codebook_schema stands beside this file, which is in no package.
sys.path.insert(0, str(Path(__file__).parent))

from codebook_schema import NAMESPACE, XML_LANG, faults

D = {"d": NAMESPACE.strip("{}")}


def texts(element: ElementTree.Element, path: str) -> dict[str | None, str | None]:
    return {found.get(XML_LANG): found.text for found in element.findall(path, D)}


@pytest.fixture(scope="module")
def root(every_kind: Questionnaire) -> ElementTree.Element:
    return ElementTree.fromstring(codebook_xml(every_kind).data)


@pytest.fixture(scope="module")
def variables(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {var.attrib["name"]: var for var in root.iter(f"{NAMESPACE}var")}


def test_the_document_keeps_to_the_standard(root: ElementTree.Element) -> None:
    assert faults(root) == []


def test_every_shipped_form_keeps_to_the_standard(shipped: dict[str, Questionnaire]) -> None:
    for name, questionnaire in shipped.items():
        exported = codebook_xml(questionnaire)
        assert exported == codebook_xml(questionnaire), name
        assert unicodedata.is_normalized("NFC", exported.data.decode())
        assert faults(ElementTree.fromstring(exported.data)) == [], name


def test_the_checker_sees_what_is_wrong(every_kind: Questionnaire) -> None:
    root = ElementTree.fromstring(codebook_xml(every_kind).data)
    variable = next(root.iter(f"{NAMESPACE}var"))
    variable.append(variable[0])  # a location behind the format
    variable.set("nature", "sort of")
    del variable.attrib["name"]
    found = faults(root)
    assert len(found) == 3
    assert all("/var:" in fault for fault in found)


def test_every_variable_is_there_with_its_labels_and_codes(
    shipped: dict[str, Questionnaire],
) -> None:
    for questionnaire in shipped.values():
        root = ElementTree.fromstring(codebook_xml(questionnaire).data)
        read = [
            (
                var.attrib["name"],
                var.findtext("d:labl", None, D),
                tuple(
                    (int(c.findtext("d:catValu", "", D)), c.findtext("d:labl", None, D))
                    for c in var.findall("d:catgry", D)
                ),
                tuple(int(i.attrib["VALUE"]) for i in var.findall("d:invalrng/d:item", D)),
                int(var.find("d:location", D).attrib["width"]),
            )
            for var in root.iter(f"{NAMESPACE}var")
        ]
        assert read == [
            (v.name, v.label, v.values, v.missing, v.width) for v in codebook(questionnaire)
        ]


def test_missing_answers_say_why(variables: dict[str, ElementTree.Element]) -> None:
    missing = {
        category.findtext("d:catValu", "", D): category.get("missType")
        for category in variables["A3_DU"].findall("d:catgry", D)
        if category.get("missing") == "Y"
    }
    assert missing["9"] == "dont_know"
    assert "illegible" in missing.values()


def test_texts_stand_in_the_languages_that_they_have(
    root: ElementTree.Element, variables: dict[str, ElementTree.Element]
) -> None:
    titles = "d:stdyDscr/d:citation/d:titlStmt"
    assert root.findtext(f"{titles}/d:titl", "", D).startswith("Phiếu đủ loại câu")
    assert list(texts(root, f"{titles}/d:parTitl")) == ["en"]
    literal = texts(variables["A2"], "d:qstn/d:qstnLit")
    assert literal == {"vi": "Mức độ làm việc", "en": "How often"}
    assert texts(variables["D1"], "d:qstn/d:qstnLit") == {"vi": "Tên gọi"}  # not translated
    fifth = variables["A3_DU"].findall("d:catgry", D)[3]
    assert texts(fifth, "d:labl") == {"vi": "Rất hài lòng", "en": "Very satisfied"}


def test_the_row_of_a_table_carries_the_question_above_it(
    variables: dict[str, ElementTree.Element],
) -> None:
    assert texts(variables["B1_1"], "d:qstn/d:qstnLit")["vi"] == (
        "Hài lòng về Công an cấp xã: Đúng giờ"
    )
    assert texts(variables["A2"], "d:qstn/d:ivuInstr") == {"vi": "chọn một ô"}


def test_tables_and_multiple_answers_are_groups(root: ElementTree.Element) -> None:
    groups = {
        group.attrib["name"]: (group.attrib["type"], group.attrib["var"].split())
        for group in root.iter(f"{NAMESPACE}varGrp")
    }
    assert groups["B1"] == ("grid", ["V_B1_1", "V_B1_UB_2"])
    assert groups["C1"] == (
        "multipleResp",
        ["V_C1_1", "V_C1_2", "V_C1_3", "V_C1_8", "V_C1_2_text"],
    )
    assert groups["T"] == ("grid", ["V_T_1_n", "V_T_1_t", "V_T_2_n", "V_T_2_t"])


def test_numbers_have_their_range_and_decimals(variables: dict[str, ElementTree.Element]) -> None:
    assert variables["C4"].find("d:valrng/d:range", D).attrib == {
        "UNITS": "INT", "min": "0", "max": "50",
    }  # fmt: skip
    assert variables["C5"].find("d:valrng/d:range", D).attrib == {
        "UNITS": "REAL", "min": "0.0", "max": "12.5",
    }  # fmt: skip
    assert variables["C5"].get("dcml") == "1"
    assert variables["C4"].get("intrvl") == "contin"
    assert variables["D3"].find("d:varFormat", D).get("category") == "date"
    assert variables["D2"].find("d:varFormat", D).get("type") == "character"


def test_who_is_asked_what_is_derived_and_the_topic(
    variables: dict[str, ElementTree.Element],
) -> None:
    assert texts(variables["A3_DU"], "d:universe") == {"vi": "Đảng ủy"}
    assert variables["Z"].findtext("d:derivation/d:drvcmd", "", D) == "C4 / count(C1)"
    assert variables["A2"].findtext("d:concept", "", D) == "T1"


def test_the_condition_stands_before_the_question(
    variables: dict[str, ElementTree.Element],
) -> None:
    before = texts(variables["C4"], "d:qstn/d:preQTxt")
    assert before["vi"] == "Chỉ trả lời nếu câu C1 không chọn “Chưa phối hợp”."
    assert str(before["en"]).startswith("Answer only if question C1")
    both = texts(variables["D5"], "d:qstn/d:preQTxt")["vi"]
    assert both is not None
    assert both.count("Chỉ trả lời nếu") == 2  # its section's, then its own
    assert texts(variables["A2"], "d:qstn/d:preQTxt") == {}


def test_some_variables_can_be_described_alone(every_kind: Questionnaire) -> None:
    chosen = [variable for variable in codebook(every_kind) if variable.name in ("A2", "C4")]
    root = ElementTree.fromstring(codebook_xml(every_kind, chosen).data)
    assert [var.attrib["name"] for var in root.iter(f"{NAMESPACE}var")] == ["A2", "C4"]
    assert faults(root) == []


@given(st.text())
def test_any_text_makes_a_document(every_kind: Questionnaire, text: str) -> None:
    introduction = every_kind.introduction.model_copy(update={"title": text, "purpose": text})
    changed = every_kind.model_copy(update={"introduction": introduction, "sections": ()})
    root = ElementTree.fromstring(codebook_xml(changed).data)
    assert not [fault for fault in faults(root) if "children" not in fault]


def test_losses_name_what_is_gone(every_kind: Questionnaire) -> None:
    lost = {(loss.where, loss.what) for loss in codebook_xml(every_kind).losses}
    assert ("LOI", "lời dẫn hoặc ô không có câu trả lời") in lost
    assert ("C4", "2 ràng buộc và lời nhắc") in lost
    assert ("A3_DU", "việc thang đo bị đảo") in lost
