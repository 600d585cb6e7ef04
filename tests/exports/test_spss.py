from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phieu.analysis.survey import Survey
from phieu.errors import ProblemsFoundError
from phieu.exports.circulation import for_circulation
from phieu.exports.columns import columns
from phieu.exports.csv_text import write_csv
from phieu.exports.extract import Extract, extract_of
from phieu.exports.response_sets import ResponseSet
from phieu.exports.sav_limits import FILE_LABEL, LABEL, NOTE_LINE, VALUE_LABEL
from phieu.exports.sheets import write_xlsx
from phieu.exports.spss import REHEARSED_LABEL, note_lines, shortened, write_sav
from phieu.exports.stata import write_dta
from phieu.questionnaire.codebook import RESERVED_LABELS, Variable
from phieu.questionnaire.codes import Missing

INVALID_LABEL = RESERVED_LABELS[Missing.MULTIPLE_MARKS]
Variables = tuple[Variable, ...]
MakeExtract = Callable[..., Extract]
COMPRESSIONS = ("none", "row", "zsav")


def pspp(path: Path, commands: str) -> str:
    """What PSPP prints for the commands on this file. Without PSPP the test fails."""
    program = shutil.which("pspp")
    assert program is not None, "PSPP is missing: install the package pspp"
    syntax = path.with_suffix(".sps")
    syntax.write_text(f"GET FILE='{path}'.\n{commands}\n", encoding="utf-8")
    done = subprocess.run(
        [program, "-o", "-", "-O", "format=csv", str(syntax)],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_pspp_shows_vietnamese_labels_measures_and_missing_codes(
    extract: MakeExtract, tmp_path: Path, compress: Any
) -> None:
    path = tmp_path / "khảo sát.sav"
    made = extract(title="Khảo sát Công an cấp xã", note="Quảng Nam, 2023")
    write_sav(made, path, compress=compress)
    shown = pspp(path, "DISPLAY DICTIONARY.\nDISPLAY DOCUMENTS.\nDISPLAY FILE LABEL.")
    lines = shown.splitlines()
    item = next(line for line in lines if line.startswith("C1_1,"))
    assert '"C1_1. Trao đổi, cung cấp thông tin",Ordinal,' in item
    assert ",F1.0," in item
    assert item.endswith("8; 9") or "8; 9" in item
    assert any(line.startswith("C4,") and ",Scale," in line and ",F2.0," in line for line in lines)
    assert any(line.startswith("B3_1,") and ",Nominal," in line for line in lines)
    for label in (
        "Rất hài lòng",
        "Không đánh giá",
        INVALID_LABEL,
        "Ủy ban nhân dân",
        "Phiếu thiếu trang",
    ):
        assert label in shown
    assert "Quảng Nam, 2023" in shown


def test_pspp_counts_the_user_missing_codes_apart(extract: MakeExtract, tmp_path: Path) -> None:
    path = tmp_path / "data.sav"
    write_sav(extract(), path)
    shown = pspp(path, "FREQUENCIES C1_1 body.")
    assert "Valid,Rất hài lòng,1,25.0%,100.0%,100.0%" in shown
    assert f"{INVALID_LABEL},1,25.0%,," in shown
    assert "Không đánh giá,1,25.0%,," in shown
    assert "Đảng ủy,2,50.0%" in shown


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_everything_is_read_back(extract: MakeExtract, tmp_path: Path, compress: Any) -> None:
    path = tmp_path / "data.sav"
    write_sav(extract(title="Khảo sát"), path, compress=compress)
    read, meta = pyreadstat.read_sav(path, user_missing=True)
    assert read["C1_1"].tolist()[:2] == [5.0, 9.0]
    assert read["H2"].tolist() == ["Gần dân, “nghe dân nói”", "", "", "=1+1"]
    assert read["C4"].isna().tolist() == [False, False, True, False]
    assert meta.column_names_to_labels["district"] == "Đơn vị hành chính cấp huyện"
    assert meta.variable_value_labels["status"]["refused"] == "Từ chối"
    assert meta.variable_value_labels["B3_1"][98.0] == INVALID_LABEL
    assert meta.variable_measure["C1_1"] == "ordinal"
    assert meta.original_variable_types["B3_1"] == "F2.0"
    assert meta.missing_ranges["C1_1"] == [{"lo": 8.0, "hi": 8.0}, {"lo": 9.0, "hi": 9.0}]
    assert meta.file_label == "Khảo sát"


def test_a_file_to_pass_on_has_no_serial(
    data: pd.DataFrame, extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.sav"
    write_sav(extract(for_circulation(data)), path, compress="none")
    assert b"7Q2M" not in path.read_bytes()
    assert "serial" not in pyreadstat.read_sav(path)[0]


def test_rehearsed_data_say_so_in_the_file(extract: MakeExtract, tmp_path: Path) -> None:
    path = tmp_path / "data.sav"
    write_sav(extract(title="Khảo sát", rehearsed=True), path)
    meta = pyreadstat.read_sav(path)[1]
    assert len(REHEARSED_LABEL.encode()) <= FILE_LABEL
    assert meta.file_label == "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ"
    assert meta.notes == ["SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT", "Khảo sát"]


def test_a_long_title_is_shortened_in_the_label_and_whole_in_the_notes(
    extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.sav"
    title = "Lấy ý kiến ba cơ quan cấp xã về lực lượng Công an cấp xã tỉnh Quảng Nam năm 2023"
    write_sav(extract(title=title), path)
    meta = pyreadstat.read_sav(path)[1]
    assert meta.file_label == "Lấy ý kiến ba cơ quan cấp xã về lực lượng…"
    assert " ".join(meta.notes) == title


@given(st.text(st.characters(codec="utf-8"), max_size=200))
@example(" " * 65)
def test_a_file_label_never_passes_its_limit(text: str) -> None:
    assert len(shortened(text, FILE_LABEL).encode()) <= FILE_LABEL


def test_every_text_that_spss_would_cut_is_named_with_its_bytes(
    variables: Variables, extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.sav"
    path.write_text("cũ")
    item, *others = variables
    long_ones = (
        replace(item, label="ộ" * 86, values=((1, "ờ" * 41), *item.values[1:])),
        *others,
    )
    with pytest.raises(ProblemsFoundError) as caught:
        write_sav(extract(book=long_ones), path)
    messages = [problem.message for problem in caught.value.problems]
    assert [problem.rule for problem in caught.value.problems] == ["sav-too-long"] * 2
    assert any("C1_1" in m and "258 byte" in m and "256" in m for m in messages)
    assert any("C1_1" in m and "123 byte" in m and "120" in m for m in messages)
    assert path.read_text() == "cũ"


def test_labels_at_the_limits_survive_whole(
    variables: Variables, extract: MakeExtract, tmp_path: Path
) -> None:
    path = tmp_path / "data.sav"
    label, value = "ộ" * 85 + "x", "ờ" * 40
    assert (len(label.encode()), len(value.encode())) == (LABEL, VALUE_LABEL)
    item, *others = variables
    at_limit = (replace(item, label=label, values=((1, value), *item.values[1:])), *others)
    write_sav(extract(book=at_limit), path)
    meta = pyreadstat.read_sav(path)[1]
    assert meta.column_names_to_labels["C1_1"] == label
    assert meta.variable_value_labels["C1_1"][1.0] == value
    assert label in pspp(path, "DISPLAY DICTIONARY.")


def test_missing_codes_that_no_range_holds_and_names_that_differ_in_case_are_refused(
    variables: Variables, data: pd.DataFrame, extract: MakeExtract, tmp_path: Path
) -> None:
    # 2 and 4 are levels between missing codes: no range holds 1, 3, 5 and 9.
    item = replace(variables[0], missing=(1, 3, 5, 9))
    twin = replace(variables[1], name="c1_1")
    with pytest.raises(ProblemsFoundError) as caught:
        renamed = data.rename(columns={"B3_1": "c1_1"})
        write_sav(extract(renamed, (item, twin, *variables[2:])), tmp_path / "data.sav")
    rules = [problem.rule for problem in caught.value.problems]
    assert rules == ["sav-missing-codes", "sav-repeated-name", "sav-repeated-name"]
    assert not (tmp_path / "data.sav").exists()


def test_names_that_spss_does_not_take_are_named_and_so_are_answers_that_it_would_cut(
    variables: Variables, tmp_path: Path
) -> None:
    path = tmp_path / "data.sav"
    bad = ("Tuổi", unicodedata.normalize("NFD", "Tuổi"), "by", "1A", "A-B", "A.")
    book = (*(replace(variables[3], name=name) for name in bad), variables[4])
    rows = pd.DataFrame({name: pd.array([1], dtype="Int64") for name in bad})
    rows["H2"] = pd.array(["a\0b"], dtype="string")
    sets = (ResponseSet("C-3", "C", ("Tuổi", "A."), 1), ResponseSet("B" * 64, "B", ("A.", "by"), 1))
    with pytest.raises(ProblemsFoundError) as caught:
        write_sav(Extract(rows, columns(rows, book, {}), sets), path)
    problems = caught.value.problems
    assert [problem.rule for problem in problems] == [
        "sav-too-long", *["sav-name"] * 6, "nul-in-answer",
    ]  # fmt: skip
    assert "$BBB" in problems[0].message and "65" in problems[0].message
    assert "Unicode tổ hợp" in problems[1].message
    assert not path.exists()


def test_a_day_with_a_time_zone_stays_the_day_that_it_was_there(tmp_path: Path) -> None:
    days = pd.DatetimeIndex(["2023-05-31 00:30", None], tz="Asia/Ho_Chi_Minh")
    rows = pd.DataFrame({"B3": days})
    book = (Variable("B3", "B3. Ngày nộp", "date", "B3", "scale", precision="day"),)
    made = Extract(rows, columns(rows, book, {}))
    write_sav(made, tmp_path / "data.sav")
    found = pyreadstat.read_sav(tmp_path / "data.sav")[0]
    assert [str(day) for day in found["B3"]] == ["2023-05-31", "nan"]
    write_xlsx(made, tmp_path / "data.xlsx")
    write_dta(made, tmp_path / "data.dta")
    write_csv(made, tmp_path / "data.csv")
    assert (tmp_path / "data.csv").read_text("utf-8").splitlines() == ["B3", "2023-05-31", '""']
    shown = pd.read_stata(tmp_path / "data.dta")["B3"]
    assert str(shown[0].date()) == "2023-05-31"


def test_sets_roles_and_attributes_reach_the_file(everything: Survey, tmp_path: Path) -> None:
    path = tmp_path / "data.zsav"
    write_sav(extract_of(everything), path, compress="zsav")
    about = pyreadstat.read_sav(path)[1]
    assert about.mr_sets["A3"]["variable_list"] == [f"A3_{code}" for code in range(1, 7)]
    assert about.mr_sets["A6"]["type"] == "C"
    shown = pspp(path, "DISPLAY DICTIONARY.\nDISPLAY ATTRIBUTES.\nMRSETS /DISPLAY NAME=ALL.")
    lines = shown.splitlines()
    assert any(line.startswith("A4,") and ",Ordinal,Input," in line for line in lines)
    assert any(line.startswith("weight,") and ",Scale,None," in line for line in lines)
    assert "A5_4. Việc gây phiền hà,Question,A5\n,Reverse,1\n,Scale,S5\n,Topic,T1" in shown
    assert "(dataset),Questionnaire,MOI-KIEU\n,Version,1.2" in shown
    assert '$C3,"Ý kiến góp ý, đã mã hóa",Dichotomies,1,"C3_1\nC3_2"' in shown


def test_a_set_whose_question_is_long_keeps_whole_words_in_its_label(
    extract: MakeExtract, tmp_path: Path
) -> None:
    long = ResponseSet("C3", "Hình thức phối hợp " * 20, ("C3_1", "C4"), 1)
    write_sav(extract(sets=(long,)), tmp_path / "data.sav")
    label = pyreadstat.read_sav(tmp_path / "data.sav")[1].mr_sets["C3"]["label"]
    assert label.endswith("phối hợp…") or label.endswith("thức…") or label.endswith("phối…")
    assert len(label.encode()) <= LABEL


def test_a_failed_write_leaves_the_old_file(
    extract: MakeExtract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.sav"
    path.write_text("cũ")

    def stops_half_way(_data: object, unfinished: Path, **_: object) -> None:
        unfinished.write_text("một nửa")
        raise RuntimeError

    monkeypatch.setattr(pyreadstat, "write_sav", stops_half_way)
    with pytest.raises(RuntimeError):
        write_sav(extract(), path)
    assert path.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_a_round_without_returns_makes_an_empty_file(
    data: pd.DataFrame, extract: MakeExtract, tmp_path: Path
) -> None:
    write_sav(extract(data.iloc[:0]), tmp_path / "data.sav")
    assert pyreadstat.read_sav(tmp_path / "data.sav")[0].shape == (0, 11)


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_a_notes_lines_fit_and_keep_every_word(text: str) -> None:
    lines = note_lines(text)
    assert all(len(line.encode()) <= NOTE_LINE for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


names = st.from_regex(r"\AV[a-zA-Z0-9_]{0,12}\Z").filter(lambda name: not name.endswith("_"))
labels = st.text("aăâđêôơưáàảãạếờữỹ ĐÂ–“”,.", min_size=1, max_size=40).map(lambda s: f"x{s}x")


@st.composite
def books(draw: st.DrawFn) -> tuple[tuple[Variable, ...], pd.DataFrame]:
    """A random codebook and answers to it."""
    chosen = draw(st.lists(names, min_size=1, max_size=5, unique_by=str.casefold))
    rows = draw(st.integers(0, 5))
    variables, columns = [], {}
    for name in chosen:
        if draw(st.booleans()):
            codes = draw(st.lists(st.integers(0, 99), min_size=1, max_size=6, unique=True))
            values = tuple((code, draw(labels)) for code in sorted(codes))
            missing = tuple(sorted(draw(st.sets(st.sampled_from(codes), max_size=3))))
            measure = draw(st.sampled_from(["nominal", "ordinal"]))
            variables.append(Variable(name, draw(labels), "code", name, measure, values, missing))
            answers: Any = st.none() | st.sampled_from(codes)
            dtype: Any = "Int64"
        else:
            variables.append(Variable(name, draw(labels), "text", name, "nominal"))
            answers, dtype = st.none() | labels, "string"
        columns[name] = pd.array(draw(st.lists(answers, min_size=rows, max_size=rows)), dtype=dtype)
    return tuple(variables), pd.DataFrame(columns)


@settings(max_examples=60, deadline=None)
@given(books(), st.sampled_from(COMPRESSIONS))
def test_any_codebook_and_its_answers_come_back(
    book: tuple[tuple[Variable, ...], pd.DataFrame], compress: Any
) -> None:
    variables, data = book
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        write_sav(Extract(data, columns(data, variables, {})), path, compress=compress)
        read, meta = pyreadstat.read_sav(path, user_missing=True)
    assert meta.column_names == [variable.name for variable in variables]
    for variable in variables:
        assert meta.column_names_to_labels[variable.name] == variable.label
        found = [None if pd.isna(value) else value for value in read[variable.name]]
        expected = [None if pd.isna(value) else value for value in data[variable.name]]
        if variable.kind == "text":
            assert found == [text or "" for text in expected]
            continue
        assert found == expected
        assert meta.variable_value_labels[variable.name] == dict(variable.values)
        assert meta.variable_measure[variable.name] == variable.measure
        missing = [span["lo"] for span in meta.missing_ranges.get(variable.name, [])]
        assert missing == list(variable.missing)


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_days_and_months_come_back_as_the_days_they_are(tmp_path: Path, compress: Any) -> None:
    """Seconds are what pandas keeps days in here; pyreadstat took them for nanoseconds."""
    days = [pd.Timestamp(2023, 5, 31), pd.NaT, pd.Timestamp(1931, 1, 1)]
    data = pd.DataFrame({"B3": pd.array(days, dtype="datetime64[s]")}).assign(B4=lambda d: d["B3"])
    described = (
        Variable("B3", "B3. Ngày nộp", "date", "B3", "scale", precision="day"),
        Variable("B4", "B4. Tháng nhận", "date", "B4", "scale", precision="month"),
    )
    path = tmp_path / "days.sav"

    write_sav(Extract(data, columns(data, described, {})), path, compress=compress)

    found, about = pyreadstat.read_sav(path)
    assert [str(day) for day in found["B3"]] == ["2023-05-31", "nan", "1931-01-01"]
    assert about.original_variable_types == {"B3": "EDATE10", "B4": "MOYR8"}
    shown = pspp(path, "LIST.")
    assert "31.05.2023,MAY 2023" in shown
    assert "01.01.1931,JAN 1931" in shown
