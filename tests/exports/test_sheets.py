from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from phieu.errors import ProblemsFoundError
from phieu.exports.extract import Extract
from phieu.exports.sheets import write_xlsx

MakeExtract = Callable[..., Extract]


def sheet(path: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def test_the_data_sheet_holds_codes_under_a_frozen_header(
    data: pd.DataFrame, extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.xlsx"
    write_xlsx(extract(), path)
    found = sheet(path, "Dữ liệu")
    rows = list(found.iter_rows(values_only=True))
    assert rows[0] == tuple(data.columns)
    assert rows[1][-5:] == (5, 1, 0, 12, "Gần dân, “nghe dân nói”")
    assert rows[3][-5:] == (None,) * 5
    assert found.freeze_panes == "A2"
    assert found.column_dimensions["K"].width == 24


def test_the_codebook_sheet_says_what_each_code_means(extract: MakeExtract, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    write_xlsx(extract(), path)
    rows = {row[0]: row for row in sheet(path, "Danh mục biến").iter_rows(values_only=True)}
    heads = rows["Biến"]
    assert heads[:7] == (
        "Biến", "Nhãn", "Nguyên văn câu hỏi", "Loại", "Thang đo lường", "Mã và nhãn", "Mã khuyết",
    )  # fmt: skip
    item = dict(zip(heads, rows["C1_1"], strict=True))
    assert item["Nhãn"] == "C1_1. Trao đổi, cung cấp thông tin"
    assert item["Nguyên văn câu hỏi"] == "Trao đổi, cung cấp thông tin kịp thời, đúng trách nhiệm"
    assert (item["Loại"], item["Thang đo lường"], item["Mã khuyết"]) == ("mã", "thứ bậc", "8, 9")
    assert "5 = Rất hài lòng; 8 = Không hợp lệ" in str(item["Mã và nhãn"])
    assert (item["Chủ đề"], item["Đối tượng được hỏi"]) == ("T2_PHOI_HOP", "Đảng ủy")
    assert rows["body"][5] == "DU = Đảng ủy; UB = Ủy ban nhân dân"


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_an_answer_that_looks_like_a_formula_stays_text(
    extract: MakeExtract, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "data.xlsx"
    answers = pd.DataFrame({"H2": pd.array([text], dtype="string")})
    write_xlsx(extract(answers), path)
    cell = sheet(path, "Dữ liệu")["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix
    with ZipFile(path) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_control_character_shows_as_one_that_cannot_be_shown(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.xlsx"
    answers = pd.DataFrame({"H2": pd.array(["a\x07b"], dtype="string")})
    write_xlsx(extract(answers), path)
    assert sheet(path, "Dữ liệu")["A2"].value == "a\N{REPLACEMENT CHARACTER}b"


def test_rehearsed_data_say_so_above_the_codebook(extract: MakeExtract, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    write_xlsx(extract(rehearsed=True), path)
    found = sheet(path, "Danh mục biến")
    assert found["A1"].value == "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT"
    assert found["A2"].value == "Biến"


def test_an_answer_longer_than_a_cell_is_refused_and_the_old_file_stays(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_text("cũ")
    answers = pd.DataFrame({"H2": pd.array(["ộ" * 32768], dtype="string")})
    with pytest.raises(ProblemsFoundError, match="H2: có câu trả lời dài 32768 ký tự"):
        write_xlsx(extract(answers), path)
    assert path.read_text() == "cũ"


def test_more_rows_than_a_sheet_has_are_refused_before_any_is_written(
    extract: MakeExtract, tmp_path: Path
) -> None:
    answers = pd.DataFrame({"C4": pd.array([1], dtype="Int64").repeat(1_048_576)})
    with pytest.raises(ProblemsFoundError, match="1048577 dòng"):
        write_xlsx(extract(answers), tmp_path / "data.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_workbook(
    extract: MakeExtract,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_text("cũ")

    def stops_half_way(_book: object, unfinished: Path) -> None:
        unfinished.write_text("một nửa")
        raise RuntimeError

    monkeypatch.setattr(openpyxl.Workbook, "save", stops_half_way)
    with pytest.raises(RuntimeError):
        write_xlsx(extract(), path)
    assert path.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [path]
