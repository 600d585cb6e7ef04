"""Open answers that were keyed into a spreadsheet, taken into the round."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from phieu.coding.answers import clean, open_variables
from phieu.coding.codings import Act, last_by_seat
from phieu.errors import Problem, ProblemsFoundError
from phieu.interchange import workbook
from phieu.messages import _
from phieu.rehearsal.phrases import REHEARSED
from phieu.rounds.inputs import read_text
from phieu.rounds.round import Round
from phieu.store.answers import AnswerStore
from phieu.store.codings import CodingStore

_SPREADSHEETS = (".xlsx", ".xls")
_DELIMITERS = ",;\t"
LONGEST = 20_000  # characters; the largest box on paper holds a tenth of it

Texts = dict[str, dict[str, str]]  # by variable, then by serial


@dataclass(frozen=True)
class KeyedTexts:
    """By variable, how many texts the file has, and how many of them are new to the round."""

    found: Mapping[str, int]
    new: Mapping[str, int]


def import_texts(round_: Round, file: Path) -> KeyedTexts:
    """Take texts from a CSV or Excel file: `serial, variable, text`, or `serial` and a column a
    variable. A text that was taken earlier is replaced, unless somebody has coded it.

    Other columns are left alone, blank cells too. Raises ProblemsFoundError with every problem.
    """
    variables = {v.name.casefold(): v.name for v in open_variables(round_.codebook)}
    with AnswerStore(round_.folder.answers) as answers:
        serials = {_bare(form.serial): form.serial for form in answers.forms()}
    reader = _Reader(file.name, variables, serials, rehearsed=round_.rehearsed)
    texts = reader.read(_rows(file))
    with CodingStore(round_.folder.answers) as store:
        problems = reader.problems or _coded_already(texts, store, file.name)
        if problems:
            raise ProblemsFoundError(problems)
        new = {variable: store.put_texts(variable, of) for variable, of in texts.items()}
    return KeyedTexts({variable: len(of) for variable, of in texts.items()}, new)


@dataclass
class _Reader:
    """Rows made into texts, problems collected. variables, serials: by how they compare."""

    name: str
    variables: Mapping[str, str]
    serials: Mapping[str, str]
    rehearsed: bool
    problems: list[Problem] = field(default_factory=list)

    def read(self, rows: Sequence[Sequence[str]]) -> Texts:
        texts: Texts = {}
        head = [cell.strip().casefold() for cell in rows[0]] if rows else []
        wide = [place for place, name in enumerate(head) if name in self.variables]
        is_long = {"serial", "variable", "text"} <= set(head)
        if "serial" not in head or not (is_long or wide):
            self._problem(
                1,
                "columns",
                _("The file has no columns to take open answers from."),
                _("Name the columns serial, variable, text; or serial and {variables}.").format(
                    variables=", ".join(self.variables.values())
                ),
            )
            return texts
        for line, row in enumerate(rows[1:], start=2):
            cells = [*row, *[""] * (len(head) - len(row))]
            if not any(cell.strip() for cell in cells):
                continue
            if is_long:
                by_name = dict(zip(head, cells, strict=False))
                pairs = [(by_name["variable"], by_name["text"])]
            else:
                pairs = [(head[place], cells[place]) for place in wide]
            for variable, text in pairs:
                self._take(line, cells[head.index("serial")], variable, clean(text), texts)
        return texts

    def _take(self, line: int, written: str, column: str, text: str, texts: Texts) -> None:
        serial = self.serials.get(_bare(written))
        variable = self.variables.get(column.strip().casefold())
        if not text:
            return
        if serial is None:
            self._problem(
                line,
                "serial",
                _("The round has no form {serial}.").format(serial=written.strip() or "–"),
                _("Type the serial as it is printed under the code of the form."),
            )
        if variable is None:
            self._problem(
                line,
                "variable",
                _("{variable} is no open question of this round.").format(variable=column),
                _("Use one of: {variables}.").format(variables=", ".join(self.variables.values())),
            )
        if serial is None or variable is None:
            return
        if len(text) > LONGEST or (REHEARSED in text and not self.rehearsed):
            self._problem(line, *self._refusal(text))
            return
        earlier = texts.setdefault(variable, {}).setdefault(serial, text)
        if earlier != text:
            self._problem(
                line,
                "repeated",
                _("The form {serial} has two different texts for {variable}.").format(
                    serial=serial, variable=variable
                ),
                _("Keep the one that stands on the paper."),
            )

    def _refusal(self, text: str) -> tuple[str, str, str]:
        if len(text) > LONGEST:
            return (
                "long",
                _("The text has {count} characters; at most {limit} are taken.").format(
                    count=len(text), limit=LONGEST
                ),
                _("Check that it is the right file."),
            )
        return (
            "rehearsed",
            _("A rehearsed answer stands here, and the round holds real returns."),
            _("Take it out: rehearsed and real answers never meet in one round."),
        )

    def _problem(self, line: int, rule: str, message: str, fix: str) -> None:
        self.problems.append(Problem(f"{self.name}:{line}", f"texts-{rule}", message, fix))


def _coded_already(texts: Texts, store: CodingStore, name: str) -> list[Problem]:
    """Texts that would be put under codes that were given to other words."""
    found = []
    for variable, of in texts.items():
        known = store.texts(variable)
        last = last_by_seat(store.entries(variable)).values()
        coded = {entry.serial for entry in last if entry.act is not Act.TAKEN_BACK}
        found += [
            Problem(
                name,
                "texts-coded",
                _("The form {serial} has another text for {variable}, which is coded.").format(
                    serial=serial, variable=variable
                ),
                _("Let its coders take their codes back first, or leave the row out."),
            )
            for serial in sorted(coded & of.keys() & known.keys())
            if known[serial] != of[serial]
        ]
    return found


def _rows(file: Path) -> Sequence[Sequence[str]]:
    """The rows of a CSV file, or of the first sheet with any. Raises ProblemsFoundError."""
    if file.suffix.casefold() in _SPREADSHEETS and file.is_file():
        sheets = workbook.read(file.read_bytes(), file.name)
        return next((rows for rows in sheets.values() if rows), ())
    text = read_text(file)
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Sequence[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise ProblemsFoundError(
            [
                Problem(
                    f"{file.name}:{reader.line_num}",
                    "texts-csv",
                    _("The row cannot be read as CSV ({reason}).").format(reason=error),
                    _("Check its quotation marks; save the file again as CSV (UTF-8)."),
                )
            ]
        ) from error
    return rows


def _bare(serial: str) -> str:
    return serial.replace("-", "").replace(" ", "").upper()
