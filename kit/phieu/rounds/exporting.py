"""The formats a round's answers are exported in, and the files that each of them makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, assert_never

from phieu.analysis.survey import Survey
from phieu.errors import Problem, ProblemsFoundError
from phieu.exports.csv_text import write_csv
from phieu.exports.ddi_file import write_ddi
from phieu.exports.extract import extract_of
from phieu.exports.sav_limits import sav_problems
from phieu.exports.sheets import write_xlsx, xlsx_problems
from phieu.exports.spss import write_sav
from phieu.exports.stata import write_dta
from phieu.exports.stata_limits import stata_problems
from phieu.exports.syntax import write_sps

ExportFormat = Literal["csv", "sav", "zsav", "sps", "dta", "xlsx", "ddi"]

WITH_ONE_OF_BOTH = ("csv", "xlsx")  # hold words or codes; the others hold both
SUFFIXES: Mapping[ExportFormat, str] = {"ddi": "xml"}  # where it is not the format's name


def export_problems(
    survey: Survey, kind: ExportFormat, variables: Sequence[str] | None = None
) -> list[Problem]:
    """What `export_survey` would refuse, before a file is asked for."""
    try:
        extract = extract_of(survey, variables, circulates=kind != "csv")
    except ProblemsFoundError as error:
        return list(error.problems)
    place = f".{SUFFIXES.get(kind, kind)}"
    match kind:
        case "sav" | "zsav" | "sps":
            return sav_problems(extract, place)
        case "dta":
            return stata_problems(extract, place)
        case "xlsx":
            return xlsx_problems(extract, place)
        case "csv" | "ddi":
            return []
        case _:
            assert_never(kind)


def export_survey(
    survey: Survey,
    kind: ExportFormat,
    path: Path,
    *,
    variables: Sequence[str] | None = None,
    labels: bool = False,
) -> tuple[Path, ...]:
    """Writes the answers; gives every file, the one at `path` first.

    variables: names of variables or ids of questions; all if left out. labels: words instead of
    codes, where a format does not hold both. Raises ProblemsFoundError, DiskFullError,
    NotWrittenError.
    """
    extract = extract_of(
        survey,
        variables,
        # The CSV is the working file, checked against paper by serial; the others travel.
        circulates=kind != "csv",
        labels=labels and kind in WITH_ONE_OF_BOTH,
    )
    match kind:
        case "csv":
            return write_csv(extract, path)
        case "sav" | "zsav":
            write_sav(extract, path, compress="zsav" if kind == "zsav" else "row")
        case "sps":
            return write_sps(extract, path)
        case "dta":
            write_dta(extract, path)
        case "xlsx":
            write_xlsx(extract, path)
        case "ddi":
            write_ddi(extract, survey.questionnaire, path)
        case _:
            assert_never(kind)
    return (path,)
