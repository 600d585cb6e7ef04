from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.survey import Survey
from phieu.errors import ProblemsFoundError
from phieu.exports.columns import Column
from phieu.exports.extract import Extract, extract_of
from phieu.exports.stata import write_dta
from phieu.exports.stata_limits import LABEL, letters_of, shortened
from phieu.exports.stata_notes import UnknownDtaError, insert_notes
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.codes import Missing

MakeExtract = Callable[..., Extract]


def test_user_missing_codes_become_letters_that_say_why(everything: Survey, tmp_path: Path) -> None:
    path = tmp_path / "data.dta"
    extract = extract_of(everything)
    write_dta(extract, path)
    data, about = pyreadstat.read_dta(path, user_missing=True)
    answers = extract.data["A4"].to_list()
    shown = data["A4"].to_list()
    meant = {7: "i", 8: "m", 9: "d"}  # illegible, several marks, do not know
    assert [meant.get(code, code) for code in answers[:-1]] == shown[:-1]
    assert about.variable_value_labels["A4"]["d"] == "Không đánh giá"
    assert about.variable_value_labels["A4"][5] == "Rất hài lòng"
    assert pyreadstat.read_dta(path)[0]["A4"].isna().tolist()[-1]


def test_letters_in_the_first_hundred_rows_do_not_make_a_column_of_words(
    extract: MakeExtract, tmp_path: Path
) -> None:
    """The writer looks at a hundred rows to tell what a column holds."""
    path = tmp_path / "data.dta"
    codes = pd.DataFrame({"C1_1": pd.array([9] * 150 + [5, 1, None], dtype="Int64")})
    write_dta(extract(codes), path)
    data = pyreadstat.read_dta(path)[0]["C1_1"]
    assert data.isna().sum() == 151
    assert data.dropna().tolist() == [5.0, 1.0]


def test_a_column_of_nothing_but_missing_codes_stays_a_number(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.dta"
    write_dta(extract(pd.DataFrame({"C1_1": pd.array([9, None], dtype="Int64")})), path)
    data, about = pyreadstat.read_dta(path)
    assert data["C1_1"].isna().all()
    assert about.readstat_variable_types["C1_1"] != "string"


def test_days_are_days_and_whole_numbers_are_integers(everything: Survey, tmp_path: Path) -> None:
    path = tmp_path / "data.dta"
    write_dta(extract_of(everything), path)
    _data, about = pyreadstat.read_dta(path)
    assert about.original_variable_types["B3"] == "%tdDD/NN/CCYY"
    assert about.original_variable_types["B4"] == "%tdNN/CCYY"
    assert about.readstat_variable_types["A4"] == "int32"
    assert about.readstat_variable_types["B2"] == "double"
    read = pd.read_stata(path, convert_categoricals=False, convert_missing=False)
    days = everything.data["B3"].dropna()
    assert read["B3"].dropna().dt.date.tolist() == days.dt.date.tolist()


def test_a_long_label_is_shortened_at_a_word_and_whole_in_the_notes(
    variables: tuple[Variable, ...], extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.dta"
    label = (
        "Nhìn chung, mức độ hài lòng của cơ quan Ông/Bà đối với lực lượng Công an cấp xã năm 2023"
    )
    made = extract(book=(replace(variables[0], label=label), *variables[1:]), title="Khảo sát")
    write_dta(made, path)
    _data, about = pyreadstat.read_dta(path)
    short = about.column_names_to_labels["C1_1"]
    assert short.endswith("Công an cấp xã…") and len(short) <= LABEL
    content = path.read_bytes()
    assert _characteristic("C1_1", "note1", label) in content
    assert _characteristic("C1_1", "note0", "8") in content
    assert _characteristic("body", "note1", "DU = Đảng ủy") in content
    assert about.notes == ["Khảo sát"]


def _characteristic(name: str, key: str, value: str) -> bytes:
    text = value.encode() + b"\0"
    names = name.encode().ljust(129, b"\0") + key.encode().ljust(129, b"\0")
    return b"<ch>" + struct.pack("<I", len(names) + len(text)) + names + text + b"</ch>"


def test_every_part_stands_where_the_map_says(everything: Survey, tmp_path: Path) -> None:
    path = tmp_path / "data.dta"
    write_dta(extract_of(everything), path)
    content = path.read_bytes()
    offsets = struct.unpack_from("<14Q", content, content.index(b"<map>") + 5)
    tags = ("stata_dta", "map", "variable_types", "varnames", "sortlist", "formats",
            "value_label_names", "variable_labels", "characteristics", "data", "strls",
            "value_labels", "/stata_dta")  # fmt: skip
    for offset, tag in zip(offsets, tags, strict=False):
        assert content[offset:].startswith(f"<{tag}>".encode()), tag
    assert offsets[13] == len(content)


def test_an_answer_longer_than_a_plain_string_of_stata_comes_back(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.dta"
    answers: Any = pd.DataFrame({"H2": pd.array(["ộ" * 3000, None, "b"], dtype="string")})
    write_dta(extract(answers), path)
    assert pyreadstat.read_dta(path)[0]["H2"].tolist() == ["ộ" * 3000, "", "b"]


def test_rehearsed_data_say_so_in_label_and_notes(extract: MakeExtract, tmp_path: Path) -> None:
    path = tmp_path / "data.dta"
    write_dta(extract(rehearsed=True, title="Khảo sát"), path)
    about = pyreadstat.read_dta(path)[1]
    mark = "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT"
    assert (about.file_label, about.notes) == (mark, [mark, "Khảo sát"])


def test_everything_that_stata_would_not_take_is_named_at_once(
    data: pd.DataFrame,
    variables: tuple[Variable, ...],
    extract: MakeExtract,
    tmp_path: Path,
) -> None:
    path = tmp_path / "data.dta"
    path.write_text("cũ")
    codes = tuple((code, "x") for code in range(1, 40))
    book = (
        replace(variables[0], name="A" * 33),
        replace(variables[1], name="if"),
        replace(variables[2], name="str8"),
        replace(variables[3], name="C4", kind="code", values=codes, missing=tuple(range(1, 28))),
        variables[4],
    )
    renamed = data.rename(columns={"C1_1": "A" * 33, "B3_1": "if", "C3_1": "str8"})
    renamed["H2"] = pd.array(["a\0b", None, None, None], dtype="string")
    with pytest.raises(ProblemsFoundError) as caught:
        write_dta(extract(renamed, book), path)
    rules = [problem.rule for problem in caught.value.problems]
    assert rules == ["dta-name"] * 3 + ["dta-missing-codes", "nul-in-answer"]
    assert path.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("letters", [31, 32])
def test_the_longest_names_that_are_let_through_are_written(
    letters: int, variables: tuple[Variable, ...], extract: MakeExtract, tmp_path: Path
) -> None:
    """A list of labels is called after its variable, with a number behind it."""
    name = "A" * letters
    book = (replace(variables[0], name=name), replace(variables[3], name="B" * 32))
    made = extract(
        pd.DataFrame({name: pd.array([5], "Int64"), "B" * 32: pd.array([5], "Int64")}), book
    )
    if letters == 32:
        with pytest.raises(ProblemsFoundError, match="31"):
            write_dta(made, tmp_path / "data.dta")
        return
    write_dta(made, tmp_path / "data.dta")
    about = pyreadstat.read_dta(tmp_path / "data.dta")[1]
    assert about.column_names == [name, "B" * 32]
    assert about.variable_value_labels[name][5] == "Rất hài lòng"


@given(st.sets(st.integers(0, 99), max_size=26), st.data())
def test_every_missing_code_has_a_letter_of_its_own(codes: set[int], drawn: st.DataObject) -> None:
    reasons = drawn.draw(
        st.lists(st.none() | st.sampled_from(Missing), min_size=len(codes), max_size=len(codes))
    )
    column = Column(
        "A", "A", "code", "nominal", missing=tuple(sorted(codes)), reasons=tuple(reasons)
    )
    letters = letters_of(column)
    assert set(letters) == codes
    assert len(set(letters.values())) == len(codes)
    assert all(letter in "abcdefghijklmnopqrstuvwxyz" for letter in letters.values())


@given(st.text(max_size=200), st.integers(2, 80))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


def test_a_file_that_is_laid_out_otherwise_is_refused_before_anything_is_written(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.dta"
    write_dta(extract(), path)
    content = path.read_bytes()  # has notes already
    for found in (b"", b"x" * 5000, content[:300], content):
        target = io.BytesIO()
        with pytest.raises(UnknownDtaError):
            insert_notes(io.BytesIO(found), target, {"H2": ["x"]})
        assert target.getvalue() == b""
