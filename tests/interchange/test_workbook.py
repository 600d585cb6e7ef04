"""Spreadsheets from outside: read as text, or refused before they do harm."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from datetime import date, datetime, time

import openpyxl
import pytest

from phieu.errors import ProblemsFoundError
from phieu.interchange import workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# An .xls as spreadsheet programs wrote them until 2007, packed: nothing here writes them any more.
OLD = (
    "c-rk)O=uHA6#i!OAKEmjsn7}~6s%ecB3``IsGvo`QbkZi(8Mk!G;T^v#dy$a%~23MDP9V_c&U2v2R-P`gHX|fAP9"
    "-x6beEG4{g@>UN$kcIW(X}Wxg<P-n@C=&dbi5ncaOo7b#9Z=qlkC?1BqrI{<H;O;HI{8(~ntZL?af{Zwp?e+mIVO"
    "{CX@r>(DiJcm5rB^bExenArWNaZBPF_f{)*cxK5#E?)N!vINzJ7fu=Q=)1Yc}C<qk@v*&naJH@xh`^me2eM?=Hf$"
    "rJDn^(ZuCfB2z=c~!g(*2?dZTu&f?2ARK?eWJ=s(u{dabByIU{=nzupIGP8+v5mB1J8GN&2z(RGUK96bp+S(P!{("
    "ZUK*T8<$a08RDPfLOqC?V%vl|^`NB75G<FXDh~s$9r3mmfE&vJz)a50FkI%`{uh3pp28RuDM)*@`V#quY{2%8Hbg"
    "Ge^xV`%Gj~LEgP(wTG9j_EuR1EhI<KCVE8HLYRhKy!-Xdq2zG<lvpMukjgo*kwb@#E6gBrNP1i~*(Z#xBCpC-H;C"
    "RPGD;atb?<P8qwJp&pKH?FOXKViyp3<F(>Ie|_;UDhci~ff3+c0irHj$ockyZT(77~1eEv<LU-hfow-`_2)mk}w#"
    "s`s|EA|h+5q4s?ox`pTO9+Y@5m{;R-BGoc;oK``s|IW(Y?tG&gzc`inC)@cMgz7XY_H>AnHiq8O9r=?eUMLTqa6>"
    "~mG-@#2tq?cLqkJDLqkJjC6qkHR-W1U$<*V#75JR*I!jc_`ZLLYizCR;FGnw?`(RO>MZT&0Sr3n@UQ4Z#Q~h4ZI7"
    "XvqF@~hXG1hec(p#OX|39lHhJW7@YIgi`Gjaam@qYl*KGoF"
)


def _xlsx(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _with(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return packed.getvalue()


def _refused(data: bytes, name: str = "form.xlsx") -> str:
    with pytest.raises(ProblemsFoundError) as refused:
        workbook.read(data, name)
    (problem,) = refused.value.problems
    assert problem.place == name
    assert problem.message and problem.fix
    return problem.rule


def test_what_was_written_is_read_again():
    sheets = {
        "survey": (("type", "name"), ("text", "=1+1"), ("", "Đảng ủy\nxã"), ("001", "")),
        "choices": (("list_name",),),
        "Trống": (),
    }

    assert workbook.read(workbook.written(sheets), "form.xlsx") == {
        "survey": (("type", "name"), ("text", "=1+1"), ("", "Đảng ủy\nxã"), ("001",)),
        "choices": (("list_name",),),
        "Trống": (),
    }


def test_the_same_sheets_give_the_same_bytes():
    sheets = {"survey": [("type", "name"), ("text", "a")]}

    assert workbook.written(sheets) == workbook.written(sheets)


def test_a_text_that_looks_like_a_formula_is_written_as_a_text():
    written = workbook.written({"a": [("=SUM(A1)", "+1", "-1", "@x", "=HYPERLINK(1)")]})

    cells = next(openpyxl.load_workbook(io.BytesIO(written)).active.iter_rows())
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_signs_that_xml_cannot_hold_are_left_out_and_the_rest_stays():
    written = workbook.written({"a": [("một\x00hai\x0b\ufffeba",)]})

    assert workbook.read(written, "a.xlsx") == {"a": (("mộthaiba",),)}


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    with pytest.raises(ProblemsFoundError) as refused:
        workbook.written({"survey": [("label",), ("a" * 40_000,)]})

    assert refused.value.problems[0].place == "survey!2"


def test_numbers_days_and_yes_no_become_the_text_a_person_sees():
    data = _xlsx(
        [[1, 2.0, 2.5, True, date(2024, 1, 2), datetime(2024, 1, 2, 3, 4), time(5, 6), None]]
    )

    assert workbook.read(data, "a.xlsx") == {
        "Sheet": (("1", "2", "2.5", "TRUE", "2024-01-02", "2024-01-02T03:04:00", "05:06:00"),)
    }


def test_texts_are_composed():
    assert workbook.read(_xlsx([["Đa\u0309ng u\u0309y"]]), "a.xlsx") == {"Sheet": (("Đảng ủy",),)}


def test_blank_rows_stay_so_that_a_row_keeps_its_number():
    assert workbook.read(_xlsx([["a"], [], [None, "b"]]), "a.xlsx") == {
        "Sheet": (("a",), (), ("", "b"))
    }


def test_a_stray_cell_in_the_last_column_is_refused_and_does_not_fill_the_memory():
    book = openpyxl.Workbook()
    book.active["A1"] = "type"
    book.active["XFD1048576"] = "x"
    packed = io.BytesIO()
    book.save(packed)

    assert _refused(packed.getvalue()) == "workbook-too-large"


@pytest.mark.parametrize("data", [b"", b"type,name\ntext,a\n", b"%PDF-1.7", b"<html></html>"])
def test_what_is_no_workbook_is_refused(data):
    assert _refused(data) == "workbook-kind"


def test_another_archive_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("[Content_Types].xml", "<a/>")

    assert _refused(packed.getvalue(), "letter.docx") == "workbook-kind"


def test_a_workbook_with_macros_is_refused():
    data = _xlsx([["a"]])

    assert _refused(_with(data, {"xl/vbaProject.bin": b"\x00"})) == "workbook-macros"


def test_a_workbook_of_the_kind_that_may_hold_macros_is_refused():
    data = _xlsx([["a"]])
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    named = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")

    assert _refused(_with(data, {"[Content_Types].xml": named}), "f.xlsm") == "workbook-macros"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = _with(_xlsx([["a"]]), {"xl/media/a.bin": b"\x00" * 60_000_000})

    assert len(bomb) < 100_000
    assert _refused(bomb) == "workbook-bomb"


def test_a_part_that_is_larger_than_it_says_is_refused():
    data = bytearray(_with(_xlsx([["a"]]), {"xl/extra.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))
    at = data.rindex(b"xl/extra.xml") - 46  # its entry in the list of contents
    struct.pack_into("<I", data, at + 24, 10)

    assert _refused(bytes(data)) in {"workbook-broken", "workbook-bomb"}


def test_xml_that_swells_is_refused():
    entities = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'

    assert _refused(_with(_xlsx([["a"]]), {"xl/styles.xml": entities})) == "workbook-bomb"


def test_a_torn_workbook_is_refused():
    data = _xlsx([["a"]])

    assert _refused(data[: len(data) // 2]) == "workbook-broken"
    assert _refused(_with(data, {"xl/worksheets/sheet1.xml": b"<work"})) == "workbook-broken"


def test_old_workbooks_with_macros_or_a_password_are_refused():
    assert _refused(OLE + "_VBA_PROJECT".encode("utf-16-le"), "a.xls") == "workbook-macros"
    assert _refused(OLE + "EncryptedPackage".encode("utf-16-le")) == "workbook-encrypted"


def test_an_old_workbook_that_is_broken_is_refused():
    assert _refused(OLE + b"\x00" * 5_000, "a.xls") == "workbook-broken"


def test_an_old_workbook_is_read():
    data = zlib.decompress(base64.b85decode(OLD))

    assert workbook.read(data, "form.xls") == {
        "survey": (
            ("type", "name", "label"),
            ("text", "ten", "Tên ông/bà"),
            ("integer", "tuoi", "18"),
        )
    }
