"""The syntax run by PSPP on its CSV gives the file that is written directly."""

from __future__ import annotations

import subprocess
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
from phieu.exports.extract import Extract, extract_of
from phieu.exports.spss import write_sav
from phieu.exports.syntax import write_sps
from phieu.exports.syntax_text import comment, names, quoted
from phieu.questionnaire.codebook import Variable

MakeExtract = Callable[..., Extract]
SHOW = (
    "DISPLAY DICTIONARY.\nDISPLAY ATTRIBUTES.\nMRSETS /DISPLAY NAME=ALL.\n"
    "DISPLAY DOCUMENTS.\nDISPLAY FILE LABEL.\nLIST.\n"
)


def run(pspp: Path, folder: Path, name: str, text: str) -> str:
    """What PSPP prints for a syntax file in this folder."""
    (folder / name).write_text(text, "utf-8")
    done = subprocess.run(
        [pspp, "-o", "-", "-O", "format=csv", name],
        cwd=folder, capture_output=True, check=False, text=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    return done.stdout


def built(pspp: Path, folder: Path, extract: Extract) -> str:
    """What the syntax prints; the file it makes is built.sav."""
    syntax, _data = write_sps(extract, folder / "khảo-sát.sps")
    text = syntax.read_bytes().decode("utf-8")
    return run(pspp, folder, "run.sps", f"{text}\nSAVE OUTFILE='built.sav'.\n")


@pytest.mark.parametrize("circulates", [True, False])
def test_pspp_builds_the_same_file_from_the_csv(
    everything: Survey, pspp: Path, tmp_path: Path, circulates: bool
) -> None:
    survey = replace(everything, confidentiality="confidential")
    extract = extract_of(survey, circulates=circulates)
    built(pspp, tmp_path, extract)
    write_sav(extract, tmp_path / "direct.sav")

    shown = run(pspp, tmp_path, "direct.sps", f"GET FILE='direct.sav'.\n{SHOW}")
    again = run(pspp, tmp_path, "built.sps", f"GET FILE='built.sav'.\n{SHOW}")
    assert _without_entry(again) == shown

    direct, direct_meta = pyreadstat.read_sav(tmp_path / "direct.sav", user_missing=True)
    data, meta = pyreadstat.read_sav(tmp_path / "built.sav", user_missing=True)
    pd.testing.assert_frame_equal(data, direct)
    assert meta.mr_sets == direct_meta.mr_sets
    assert meta.missing_ranges == direct_meta.missing_ranges
    assert meta.original_variable_types == direct_meta.original_variable_types


def _without_entry(shown: str) -> str:
    """Without the day on which PSPP, as SPSS, notes that documents were added."""
    kept = [line for line in shown.splitlines() if not line.startswith("   (Entered ")]
    return "\n".join(kept).replace("\n\nTable: File Label", '"\n\nTable: File Label') + "\n"


def test_the_standard_tables_count_by_body_what_has_codes(
    everything: Survey, pspp: Path, tmp_path: Path
) -> None:
    extract = extract_of(everything)
    shown = built(pspp, tmp_path, extract)
    coded = [c for c in extract.columns if c.kind in ("code", "flag")]
    for column in coded:
        assert f"{column.label} × Cơ quan trả lời" in shown
    assert "Descriptive Statistics" in shown
    table = shown.partition("Table: A4. Mức độ hài lòng chung\n")[2].partition("\n\n")[0]
    very_satisfied = int((extract.data["A4"] == 5).sum())
    assert very_satisfied > 0
    assert f",Rất hài lòng,{very_satisfied}," in table


def test_the_two_files_travel_together_and_name_no_folder(
    everything: Survey, tmp_path: Path
) -> None:
    files = write_sps(extract_of(everything), tmp_path / "a.sps")
    assert [file.name for file in files] == ["a.sps", "a-sps.csv"]
    syntax = files[0].read_bytes()
    assert syntax.startswith(b"\xef\xbb\xbf* Encoding: UTF-8.\r\n")
    assert b"/FILE='a-sps.csv'" in syntax
    assert str(tmp_path).encode() not in syntax
    assert b"\n" not in syntax.replace(b"\r\n", b"")


def test_no_line_of_syntax_is_longer_than_spss_takes(everything: Survey, tmp_path: Path) -> None:
    syntax, _data = write_sps(extract_of(everything), tmp_path / "a.sps")
    assert max(len(line) for line in syntax.read_bytes().split(b"\r\n")) <= 250


def test_rehearsed_data_say_so_above_everything(extract: MakeExtract, tmp_path: Path) -> None:
    syntax, _data = write_sps(extract(rehearsed=True, title="Khảo sát"), tmp_path / "a.sps")
    lines = syntax.read_text("utf-8-sig").splitlines()
    assert "* SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT." in lines[:4]
    assert "FILE LABEL SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ." in lines


def test_what_spss_would_cut_is_refused_and_no_file_is_made(
    extract: MakeExtract, variables: tuple[Variable, ...], tmp_path: Path
) -> None:
    long_one = (replace(variables[0], label="ộ" * 86), *variables[1:])
    with pytest.raises(ProblemsFoundError, match="258 byte"):
        write_sps(extract(book=long_one), tmp_path / "a.sps")
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=600))
def test_a_quoted_string_holds_its_words_in_short_lines(text: str) -> None:
    lines = quoted(text).split("\n")
    assert all(len(line.encode()) <= 250 for line in lines)
    pieces = [line.removeprefix("    + ") for line in lines]
    assert all(piece[0] == piece[-1] == "'" for piece in pieces)
    assert "".join(piece[1:-1] for piece in pieces).replace("''", "'") == " ".join(text.split())


def test_a_comment_ends_at_its_own_period() -> None:
    assert comment("Đợt 1.\nĐợt 2...") == "* Đợt 1. Đợt 2.\n"


def test_long_lists_of_names_are_broken_between_names() -> None:
    found = [f"C{place}_{place}" for place in range(60)]
    assert names(found).split() == found
    assert all(len(line) <= 110 for line in names(found).split("\n"))


def test_a_round_without_answers_still_makes_syntax_that_runs(
    data: pd.DataFrame, extract: MakeExtract, pspp: Path, tmp_path: Path
) -> None:
    built(pspp, tmp_path, extract(data.iloc[:0]))
    assert pyreadstat.read_sav(tmp_path / "built.sav")[0].shape == (0, 11)


def test_values_that_break_lines_come_back_with_their_breaks(
    pspp: Path, extract: MakeExtract, tmp_path: Path
) -> None:
    texts = ["một\r\nhai", "\nba", 'có "ngoặc", phẩy', "it's", None]
    answers: Any = pd.DataFrame({"H2": pd.array(texts, dtype="string")})
    built(pspp, tmp_path, extract(answers))
    read, _about = pyreadstat.read_sav(tmp_path / "built.sav")
    assert read["H2"].tolist() == ["một\r\nhai", "\nba", 'có "ngoặc", phẩy', "it's", ""]
