"""What of an export other programs read back: found here, and stated in the README of exports."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from phieu.analysis.survey import Survey
from phieu.exports.csv_text import write_csv
from phieu.exports.ddi_file import write_ddi
from phieu.exports.extract import Extract, extract_of
from phieu.exports.sheets import write_xlsx
from phieu.exports.spss import write_sav
from phieu.exports.stata import write_dta
from phieu.exports.syntax import write_sps

# The readers stand beside this file, which is in no package.
sys.path.insert(0, str(Path(__file__).parent))

from kept_pspp import with_pspp
from kept_readers import (
    Reader,
    put_in,
    with_csv,
    with_haven,
    with_openpyxl,
    with_pyreadstat,
    with_xml,
)

KEPT, LOST = "✓", "–"
FILES = {
    "a.sav": ".sav, .zsav", "a.zsav": ".sav, .zsav", "a.sps": ".sps", "a.dta": ".dta",
    "a.csv": ".csv + codebook", "a.xlsx": ".xlsx", "a.xml": "DDI",
}  # fmt: skip
READERS: tuple[tuple[str, str, Reader], ...] = (
    ("a.sav", "PSPP", with_pspp),
    ("a.zsav", "PSPP", with_pspp),
    ("a.sav", "haven", with_haven),
    ("a.zsav", "haven", with_haven),
    ("a.sav", "pyreadstat", with_pyreadstat),
    ("a.zsav", "pyreadstat", with_pyreadstat),
    ("a.sps", "PSPP", with_pspp),
    ("a.dta", "haven", with_haven),
    ("a.csv", "csv", with_csv),
    ("a.xlsx", "openpyxl", with_openpyxl),
    ("a.xml", "ElementTree", with_xml),
)


@pytest.fixture(scope="module")
def extract(everything: Survey) -> Extract:
    """Short enough a title for a file label, so that the label can be compared."""
    return extract_of(replace(everything, title="Đợt thử mọi kiểu câu hỏi"))


@pytest.fixture(scope="module")
def files(
    extract: Extract, everything: Survey, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("files")
    write_sav(extract, folder / "a.sav")
    write_sav(extract, folder / "a.zsav", compress="zsav")
    write_sps(extract, folder / "a.sps")
    write_dta(extract, folder / "a.dta")
    write_csv(extract, folder / "a.csv")
    write_xlsx(extract, folder / "a.xlsx")
    write_ddi(extract, everything.questionnaire, folder / "a.xml")
    return lambda name: folder / name


def test_the_readme_states_what_is_kept(
    extract: Extract, files: Callable[[str], Path], repository: Path
) -> None:
    """Every property of every column, compared; a difference anywhere counts as not kept."""
    meant = put_in(extract)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name, program, reader in READERS:
        read = reader(files(name), extract)
        marks = {key: KEPT if read.get(key) == value else LOST for key, value in meant.items()}
        # A .sav and a .zsav stand in one column: they keep the same.
        assert found.setdefault((FILES[name], program), marks) == marks, name
    table = _table(meant, found)
    readme = (repository / "kit" / "phieu" / "exports" / "README.md").read_text("utf-8")
    assert table in readme, table


def _table(meant: object, found: dict[tuple[str, str], dict[str, str]]) -> str:
    heads = ["", *(f"{file}: {program}" for file, program in found)]
    lines = [heads, ["---"] * len(heads)]
    lines += [[key, *(marks[key] for marks in found.values())] for key in meant]  # type: ignore[attr-defined]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def test_every_label_missing_code_measure_and_set_comes_back_in_pspp(
    extract: Extract, files: Callable[[str], Path]
) -> None:
    """The same said property by property, so that a failure names it."""
    meant = put_in(extract)
    read = with_pspp(files("a.zsav"), extract)
    for key, value in meant.items():
        assert read[key] == value, key
