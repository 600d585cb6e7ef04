from __future__ import annotations

import io
import shutil
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phieu.exports.attributes import ROLE_ATTRIBUTE
from phieu.exports.response_sets import ResponseSet
from phieu.exports.sav_dictionary import UnknownSavError, read_dictionary
from phieu.exports.sav_extensions import Extras, insert_extensions

WAYS = ({}, {"row_compress": True}, {"compress": True})
SETS = (
    ResponseSet("C3", "C3. Hình thức phối hợp", ("C3_1", "Tên_rất_dài_của_biến_hai"), 1),
    ResponseSet("B3", "B3. Ưu tiên “nhất”", ("B3_1", "B3_2"), None),
)
ATTRIBUTES = {
    "C3_1": {"QuestionText": "Câu ‘hỏi’ có dấu '", ROLE_ATTRIBUTE: "0"},
    "Chữ": {ROLE_ATTRIBUTE: "3"},
}


def plain(path: Path, rows: int = 3, **way: Any) -> bytes:
    """A system file as pyreadstat writes it."""
    data = pd.DataFrame(
        {
            "C3_1": range(rows),
            "Tên_rất_dài_của_biến_hai": range(rows),
            "B3_1": [1.5] * rows,
            "B3_2": [2.0] * rows,
            "Chữ": ["ộ" * 300] * rows,
        }
    )
    pyreadstat.write_sav(
        data, path, note=["một", "hai"], column_labels={"C3_1": "Giao ban"},
        variable_value_labels={"C3_1": {0: "Không", 1: "Có"}, "Chữ": {"a": "b"}},
        missing_ranges={"B3_1": [{"lo": 7, "hi": 9}, 99], "B3_2": [8]}, **way,
    )  # fmt: skip
    return path.read_bytes()


def inserted(content: bytes, extras: Extras) -> bytes:
    target = io.BytesIO()
    insert_extensions(io.BytesIO(content), target, extras)
    return target.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_nothing_to_insert_gives_the_same_dictionary_and_data(tmp_path: Path, way: Any) -> None:
    content = plain(tmp_path / "a.sav", **way)
    again = inserted(content, Extras())
    assert len(again) == len(content)
    path = tmp_path / "b.sav"
    path.write_bytes(again)
    data, about = pyreadstat.read_sav(path, user_missing=True)
    first, first_about = pyreadstat.read_sav(tmp_path / "a.sav", user_missing=True)
    pd.testing.assert_frame_equal(data, first)
    assert about.missing_ranges == first_about.missing_ranges


@pytest.mark.parametrize("way", WAYS)
def test_the_data_behind_the_extras_are_the_same(tmp_path: Path, way: Any) -> None:
    content = plain(tmp_path / "a.sav", rows=2000, **way)
    path = tmp_path / "b.sav"
    path.write_bytes(inserted(content, Extras(SETS, ATTRIBUTES, {"Version": "1.0"})))
    data, about = pyreadstat.read_sav(path, user_missing=True)
    first, _about = pyreadstat.read_sav(tmp_path / "a.sav", user_missing=True)
    pd.testing.assert_frame_equal(data, first)
    assert about.mr_sets["C3"]["variable_list"] == ["C3_1", "Tên_rất_dài_của_biến_hai"]
    assert about.mr_sets["C3"]["label"] == "C3. Hình thức phối hợp"
    assert (about.mr_sets["C3"]["type"], about.mr_sets["C3"]["counted_value"]) == ("D", 1)
    assert (about.mr_sets["B3"]["type"], about.mr_sets["B3"]["label"]) == (
        "C",
        "B3. Ưu tiên “nhất”",
    )
    assert about.notes == ["một", "hai"]


def test_extensions_stand_in_the_order_of_their_subtypes(tmp_path: Path) -> None:
    content = inserted(plain(tmp_path / "a.sav"), Extras(SETS, ATTRIBUTES, {"Version": "1.0"}))
    subtypes = [e.subtype for e in read_dictionary(io.BytesIO(content)).extensions]
    assert subtypes == sorted(subtypes)
    assert {7, 17, 18} < set(subtypes)


def test_pspp_writes_the_same_records_for_the_same_definitions(tmp_path: Path, pspp: Path) -> None:
    """PSPP is asked to define them by syntax; what it saves is what we insert."""
    content = plain(tmp_path / "a.sav")
    ours = inserted(content, Extras(SETS, ATTRIBUTES, {"Version": "1.0"}))
    syntax = tmp_path / "define.sps"
    syntax.write_text(
        "GET FILE='a.sav'.\n"
        "MRSETS /MDGROUP NAME=$C3 LABEL='C3. Hình thức phối hợp' CATEGORYLABELS=VARLABELS\n"
        "  VARIABLES=C3_1 Tên_rất_dài_của_biến_hai VALUE=1\n"
        "  /MCGROUP NAME=$B3 LABEL='B3. Ưu tiên “nhất”' VARIABLES=B3_1 B3_2.\n"
        "VARIABLE ATTRIBUTE VARIABLES=C3_1 ATTRIBUTE=QuestionText('Câu ‘hỏi’ có dấu ''').\n"
        "VARIABLE ROLE /INPUT C3_1 /NONE Chữ.\n"
        "DATAFILE ATTRIBUTE ATTRIBUTE=Version('1.0').\n"
        "SAVE OUTFILE='b.sav'.\n",
        encoding="utf-8",
    )
    subprocess.run([pspp, "define.sps"], cwd=tmp_path, check=True, capture_output=True)

    def sets_and_attributes(found: bytes) -> tuple[set[bytes], dict[bytes, set[bytes]], bytes]:
        records = {e.subtype: e.payload for e in read_dictionary(io.BytesIO(found)).extensions}
        of_variables = (one.partition(b":") for one in records[18].split(b"/"))
        attributes = {name: set(said.split(b"\n)")) for name, _colon, said in of_variables}
        return set(records[7].splitlines()), attributes, records[17]

    sets, attributes, of_file = sets_and_attributes(ours)
    their_sets, their_attributes, their_file = sets_and_attributes(
        (tmp_path / "b.sav").read_bytes()
    )
    # Members by short names, which each program chooses for itself.
    assert {line.rsplit(b" ", 2)[0] for line in sets} == {
        line.rsplit(b" ", 2)[0] for line in their_sets
    }
    assert of_file == their_file
    assert attributes == {name: their_attributes[name] for name in (b"C3_1", "Chữ".encode())}


texts = st.text("aăâđêôơưáàảãạếờữỹ ĐÂ–“”'\"/:()=$\n", min_size=1, max_size=60)
keys = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_]{0,10}\Z")


@settings(max_examples=80)
@given(
    label=texts,
    values=st.dictionaries(keys, texts, max_size=4),
    way=st.sampled_from(WAYS),
    rows=st.integers(0, 3),
)
def test_any_label_and_attributes_leave_the_file_readable(
    label: str, values: dict[str, str], way: Any, rows: int
) -> None:
    found = (ResponseSet("Q", label, ("C3_1", "B3_1"), 1),)
    with TemporaryDirectory() as folder:
        content = plain(Path(folder) / "a.sav", rows=max(1, rows), **way)
        path = Path(folder) / "b.sav"
        path.write_bytes(inserted(content, Extras(found, {"B3_2": values})))
        data, about = pyreadstat.read_sav(path)
    assert len(data) == max(1, rows)
    assert about.mr_sets["Q"]["variable_list"] == ["C3_1", "B3_1"]
    assert about.mr_sets["Q"]["label"] == " ".join(label.split())


@pytest.mark.parametrize("way", WAYS)
def test_a_file_cut_off_or_of_another_kind_is_refused_before_anything_is_written(
    tmp_path: Path, way: Any
) -> None:
    content = plain(tmp_path / "a.sav", **way)
    big_endian = content[:64] + struct.pack(">i", 2) + content[68:]
    other_record = content.replace(struct.pack("<ii", 999, 0), struct.pack("<ii", 12, 0), 1)
    with_sets = inserted(content, Extras(SETS))
    broken = [b"", b"PK" + content[2:], content[:400], big_endian, other_record, with_sets]
    if "compress" in way:
        broken += [content[:-20], content[:-1]]
    for found in broken:
        target = io.BytesIO()
        with pytest.raises(UnknownSavError):
            insert_extensions(io.BytesIO(found), target, Extras(SETS))
        assert target.getvalue() == b""


def test_members_whose_long_names_begin_alike_are_told_apart(tmp_path: Path, pspp: Path) -> None:
    """The first eight bytes are the same, and so are those of a name that is no longer."""
    names = (*(f"SATISFACTION_{i}" for i in range(1, 41)), "Độ_hài_lòng_chung", "Độ_hài_lòng_riêng")
    names = (*names, "SATISFAC")
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({name: [1] for name in names}), path)
    moved = inserted(path.read_bytes(), Extras((ResponseSet("Q", "Q", names, 1),)))
    path.write_bytes(moved)
    assert pyreadstat.read_sav(path)[1].mr_sets["Q"]["variable_list"] == list(names)
    (tmp_path / "show.sps").write_text("GET FILE='a.sav'.\nMRSETS /DISPLAY NAME=ALL.\n", "utf-8")
    done = subprocess.run(
        [pspp, "-o", "-", "-O", "format=csv", "show.sps"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "\n".join(names) in done.stdout


def test_pspp_reads_a_compressed_file_of_many_blocks(tmp_path: Path, pspp: Path) -> None:
    """One block holds about 4 MB before compression."""
    rows = 30_000
    content = plain(tmp_path / "a.zsav", rows=rows, compress=True)
    moved = inserted(content, Extras(SETS, ATTRIBUTES))
    (tmp_path / "b.zsav").write_bytes(moved)
    syntax = tmp_path / "count.sps"
    syntax.write_text("GET FILE='b.zsav'.\nDESCRIPTIVES C3_1 /STATISTICS=MAX.\n", "utf-8")
    done = subprocess.run(
        [pspp, "-o", "-", "-O", "format=csv", "count.sps"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    (block_count,) = struct.unpack_from("<i", moved, _trailer(moved) + 20)
    assert block_count > 1
    assert f",{rows},{rows - 1}" in done.stdout


def _trailer(content: bytes) -> int:
    data = read_dictionary(io.BytesIO(content)).data
    (offset,) = struct.unpack_from("<q", content, data + 8)
    return int(offset)


def test_a_file_larger_than_what_is_copied_at_once_keeps_its_end(tmp_path: Path) -> None:
    content = plain(tmp_path / "a.sav", rows=5000)
    assert len(content) > 1 << 20
    moved = inserted(content, Extras(SETS))
    assert moved.endswith(content[-(1 << 20) :])
    shutil.rmtree(tmp_path)
