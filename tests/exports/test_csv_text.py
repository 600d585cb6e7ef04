from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from phieu.exports.csv_text import csv_text, write_csv
from phieu.exports.extract import Extract

MakeExtract = Callable[..., Extract]
# What a keyed answer can hold: any text but the characters that no file of text can carry.
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


def test_codes_are_whole_numbers_and_blanks_are_empty(data: pd.DataFrame) -> None:
    lines = csv_text(data).split("\r\n")
    assert lines[0] == "serial,body,district,unit_type,channel,status,C1_1,B3_1,C3_1,C4,H2"
    assert lines[1] == '7Q2M,DU,Huyện Núi Thành,xã,scan,complete,5,1,0,12,"Gần dân, “nghe dân nói”"'
    assert lines[3] == "C3XP,UB,Thành phố Hội An,xã,scan,refused,,,,,"


def test_the_file_begins_with_the_first_columns_name(extract: MakeExtract, tmp_path: Path) -> None:
    write_csv(extract(), tmp_path / "data.csv")
    assert (tmp_path / "data.csv").read_bytes().startswith(b"serial,")


def test_the_codebook_stands_beside_the_answers(extract: MakeExtract, tmp_path: Path) -> None:
    written = write_csv(extract(), tmp_path / "data.csv")
    assert [path.name for path in written] == ["data.csv", "data-codebook.csv"]
    heads, *rows = csv.reader(io.StringIO(written[1].read_text("utf-8"), newline=""))
    assert [row[0] for row in rows] == list(extract().data.columns)
    item = dict(zip(heads, rows[6], strict=True))
    assert item["Thang đo lường"] == "thứ bậc"
    assert item["Mã khuyết"] == "8, 9"
    assert "5 = Rất hài lòng; 8 = Không hợp lệ" in item["Mã và nhãn"]


def test_the_codebook_of_rehearsed_data_says_so_first(extract: MakeExtract, tmp_path: Path) -> None:
    _data, codebook = write_csv(extract(rehearsed=True), tmp_path / "data.csv")
    assert codebook.read_text("utf-8").startswith("SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ")


@given(st.lists(st.tuples(st.none() | st.integers(-(10**9), 10**9), st.none() | words), min_size=1))
def test_what_is_written_is_read_back(rows: list[tuple[int | None, str | None]]) -> None:
    data = pd.DataFrame(
        {
            "C4": pd.array([number for number, _ in rows], dtype="Int64"),  # type: ignore[call-overload]
            "H2": pd.array([text for _, text in rows], dtype="string"),
        }
    )
    read = list(csv.reader(io.StringIO(csv_text(data), newline="")))
    assert read[0] == ["C4", "H2"]
    expected = [["" if n is None else str(n), "" if t is None else t] for n, t in rows]
    assert read[1:] == expected
