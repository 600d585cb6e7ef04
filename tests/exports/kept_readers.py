"""What each program reads of an exported file, in one form, to be held against what was put in."""

from __future__ import annotations

import csv
import json
import subprocess
import xml.etree.ElementTree as Xml
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

from phieu.exports.attributes import attributes_of
from phieu.exports.columns import Column
from phieu.exports.extract import Extract
from phieu.exports.sav_limits import missing_ranges
from phieu.exports.spss import (
    NUMBER_SHOWN,
    file_label_and_notes,
    formats,
    labelled_sets,
    width_shown,
)
from phieu.exports.stata_limits import letters_of

Read = Mapping[str, Any]  # by the property's name in the table; a property not read is left out
Reader = Callable[[Path, Extract], Read]

HAVEN = Path(__file__).with_name("read_with_haven.R")
DDI = {"d": "ddi:codebook:2_5"}
SPSS_EPOCH = pd.Timestamp(1582, 10, 14)
MEASURES = {"định danh": "nominal", "thứ bậc": "ordinal", "định lượng": "scale"}


def put_in(extract: Extract) -> Read:
    """Everything, as the readers below give it."""
    label, _notes = file_label_and_notes(extract)
    coded = [c for c in extract.columns if c.values and c.kind != "text"]
    texts = [c for c in extract.columns if c.values and c.kind == "text"]
    return {
        "Answers": {c.name: _answers(extract.data[c.name]) for c in extract.columns},
        "Variable labels": {c.name: c.label for c in extract.columns},
        "Labels of codes": {c.name: {str(k): v for k, v in c.values} for c in coded},
        "Labels of words": {c.name: {str(k): v for k, v in c.values} for c in texts},
        "User-missing codes": {
            c.name: sorted(missing_ranges(c) or ()) for c in extract.columns if c.missing
        },
        "Measures": {c.name: c.measure for c in extract.columns},
        "Formats": formats(extract),
        "Widths on the screen": {c.name: width_shown(c) for c in extract.columns},
        "Multiple response sets": {f.name: f.members for f in extract.sets},
        "Their labels and counted values": {
            f.name: (f.label, f.counted) for f in labelled_sets(extract)
        },
        "Roles": {c.name: c.role for c in extract.columns},
        "What was asked, topic, scale": {
            c.name: attributes_of(c) for c in extract.columns if attributes_of(c)
        },
        "Title": label,
        "Notes": extract.note,
    }


def note_of(lines: Iterable[str], extract: Extract) -> str:
    """The base line, if it is among the notes; else what is there."""
    whole = " ".join(lines)
    return extract.note if extract.note in whole else whole


def _answers(values: Iterable[Any]) -> list[Any]:
    return [_answer(value) for value in values]


def _answer(value: Any) -> Any:
    """A day as 2023-05-31, a number as one, a blank as None, whatever library it comes from."""
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, str):
        return value
    return str(value)[:10] if hasattr(value, "year") else round(float(value), 9)


def with_pyreadstat(path: Path, extract: Extract) -> Read:
    data, about = pyreadstat.read_sav(path, user_missing=True)
    # It gives a MOYR8 as SPSS keeps it: seconds.
    months = {name: _from_seconds(data[name]) for name in _months(extract)}
    data = data.assign(**months)
    labels = {
        name: {_code(code): label for code, label in found.items()}
        for name, found in about.variable_value_labels.items()
    }
    return {
        "Answers": {name: _answers(data[name]) for name in data},
        "Variable labels": about.column_names_to_labels,
        **labels_of(labels, extract),
        "User-missing codes": {
            name: sorted((int(span["lo"]), int(span["hi"])) for span in spans)
            for name, spans in about.missing_ranges.items()
        },
        "Measures": about.variable_measure,
        "Formats": {n: f for n, f in about.original_variable_types.items() if f[0] != "A"},
        "Widths on the screen": about.variable_display_width,
        "Multiple response sets": {n: tuple(f["variable_list"]) for n, f in about.mr_sets.items()},
        "Their labels and counted values": {
            n: (f["label"], f["counted_value"]) for n, f in about.mr_sets.items()
        },
        "Title": about.file_label,
        "Notes": note_of(about.notes, extract),
    }


def _months(extract: Extract) -> list[str]:
    return [column.name for column in extract.columns if column.precision == "month"]


def _from_seconds(values: Iterable[float | None]) -> list[Any]:
    return [None if pd.isna(v) else SPSS_EPOCH + pd.Timedelta(seconds=float(v)) for v in values]


def with_haven(path: Path, extract: Extract) -> Read:
    done = subprocess.run(
        ["Rscript", str(HAVEN), str(path)], capture_output=True, check=True, text=True
    )
    found = json.loads(done.stdout)
    columns: dict[str, Any] = found["columns"]
    labels = {
        name: dict(zip(c["labels"]["codes"], c["labels"]["texts"], strict=True))
        for name, c in columns.items()
        if c["labels"]
    }
    stata = path.suffix == ".dta"
    described = {column.name: column for column in extract.columns}
    answers = {
        name: _without_letters(c["values"], described[name]) if stata else _answers(c["values"])
        for name, c in columns.items()
    }
    if not stata:  # a MOYR8 is to it a number of seconds
        answers |= {n: _answers(_from_seconds(columns[n]["values"])) for n in _months(extract)}
    return {
        "Answers": answers,
        "Variable labels": {name: c["label"] for name, c in columns.items()},
        **(_stata_labels(labels, extract) if stata else labels_of(labels, extract)),
        **({} if stata else {"User-missing codes": _haven_missing(columns)}),
        "Measures": {name: c["measure"] for name, c in columns.items()},
        "Formats": {n: c["format"] for n, c in columns.items() if (c["format"] or "A")[0] != "A"},
        # It leaves out the width that is usual.
        "Widths on the screen": {name: c["width"] or NUMBER_SHOWN for name, c in columns.items()},
        "Title": found["file_label"],
        # Of a .dta it takes the number of the notes for the first of them.
        "Notes": note_of(found["notes"][1:] if stata else found["notes"], extract),
    }


def _haven_missing(columns: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for name, column in columns.items():
        spans = [(int(code), int(code)) for code in column["na_values"]]
        if column["na_range"]:
            low, high = map(int, column["na_range"])
            spans.append((low, high))
        if spans:
            found[name] = sorted(spans)
    return found


def _without_letters(values: Iterable[Any], column: Column) -> list[Any]:
    """Codes again for .a to .z, as the notes of the variable say them."""
    codes = {f".{letter}": float(code) for code, letter in letters_of(column).items()}
    return [codes.get(value, _answer(value)) for value in values]


def labels_of(labels: Mapping[str, Mapping[str, str]], extract: Extract) -> Read:
    words = {c.name for c in extract.columns if c.kind == "text"}
    return {
        "Labels of codes": {n: dict(f) for n, f in labels.items() if n not in words and f},
        "Labels of words": {n: dict(f) for n, f in labels.items() if n in words and f},
    }


def _stata_labels(labels: Mapping[str, Mapping[str, str]], extract: Extract) -> Read:
    """A letter is a user-missing code: its label says which."""
    described = {column.name: column for column in extract.columns}
    again, missing = {}, {}
    for name, found in labels.items():
        codes = {f".{letter}": str(code) for code, letter in letters_of(described[name]).items()}
        again[name] = {codes.get(code, code): text for code, text in found.items()}
        lettered = [int(codes[code]) for code in found if code in codes]
        if lettered:
            spans = missing_ranges(described[name]) or ()
            kept = set(lettered) == set(described[name].missing)
            missing[name] = sorted(spans) if kept else []
    return {**labels_of(again, extract), "User-missing codes": missing}


def _code(code: Any) -> str:
    return str(int(code)) if isinstance(code, float | int) else str(code)


def with_openpyxl(path: Path, extract: Extract) -> Read:
    book = openpyxl.load_workbook(path)
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    answers = {str(n): _answers(row[i] for row in rows) for i, n in enumerate(heads)}
    table = [["" if cell is None else str(cell) for cell in row]
             for row in book.worksheets[1].iter_rows(values_only=True)]  # fmt: skip
    return {"Answers": answers, **_table(table, extract)}


def with_csv(path: Path, extract: Extract) -> Read:
    """The answers and the codebook beside them."""
    with path.open(encoding="utf-8", newline="") as lines:
        heads, *rows = csv.reader(lines)
    kinds = {c.name: c.kind for c in extract.columns}
    answers = {
        name: [
            None if not row[i] else row[i] if kinds[name] in ("text", "date") else float(row[i])
            for row in rows
        ]
        for i, name in enumerate(heads)
    }
    beside = path.with_name(f"{path.stem}-codebook.csv")
    with beside.open(encoding="utf-8", newline="") as lines:
        return {"Answers": answers, **_table(list(csv.reader(lines)), extract)}


def _table(table: list[list[str]], extract: Extract) -> Read:
    """A codebook in words."""
    heads, *rows = table
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    labels = {
        name: dict(pair.split(" = ", 1) for pair in said["Mã và nhãn"].split("; "))
        for name, said in found.items()
        if said["Mã và nhãn"]
    }
    sets: dict[str, list[str]] = {}
    for name, said in found.items():
        if said["Nhóm nhiều trả lời"]:
            sets.setdefault(said["Nhóm nhiều trả lời"].removeprefix("$"), []).append(name)
    return {
        "Variable labels": {name: said["Nhãn"] for name, said in found.items()},
        **labels_of(labels, extract),
        "User-missing codes": {
            name: sorted(_written_spans(said["Mã khuyết"]))
            for name, said in found.items()
            if said["Mã khuyết"]
        },
        "Measures": {name: MEASURES[said["Thang đo lường"]] for name, said in found.items()},
        "Multiple response sets": {name: tuple(members) for name, members in sets.items()},
        "What was asked, topic, scale": _asked(found, extract),
    }


def _written_spans(shown: str) -> list[tuple[int, int]]:
    parts = (part.partition("–") for part in shown.split(", "))
    return [(int(low), int(high or low)) for low, _dash, high in parts]


def _asked(found: Mapping[str, Mapping[str, str]], extract: Extract) -> dict[str, dict[str, str]]:
    """The columns in words as the attributes of a .sav."""
    heads = {
        "Question": "Câu hỏi", "QuestionText": "Nguyên văn câu hỏi", "Topic": "Chủ đề",
        "Scale": "Thang đo", "Reverse": "Thang đảo", "AskedOf": "Đối tượng được hỏi",
    }  # fmt: skip
    asked = {
        column.name: {key: found[column.name][head].replace("có", "1") if key == "Reverse"
                      else found[column.name][head] for key, head in heads.items()}
        for column in extract.columns
    }  # fmt: skip
    for column in extract.columns:
        if "QuestionText" not in attributes_of(column):
            asked[column.name]["QuestionText"] = ""  # the label says it
    kept = {name: {k: v for k, v in said.items() if v} for name, said in asked.items()}
    return {name: said for name, said in kept.items() if said}


def with_xml(path: Path, extract: Extract) -> Read:
    """A DDI codebook, which has no answers."""
    root = Xml.parse(path).getroot()
    variables = {var.attrib["name"]: var for var in root.iterfind(".//d:var", DDI)}
    labels = {
        name: {
            category.findtext("d:catValu", "", DDI): category.findtext("d:labl", "", DDI)
            for category in var.iterfind("d:catgry", DDI)
        }
        for name, var in variables.items()
    }
    described = {column.name: column for column in extract.columns}
    missing = {}
    for name, var in variables.items():
        codes = {int(item.attrib["VALUE"]) for item in var.iterfind("d:invalrng/d:item", DDI)}
        if codes:
            spans = missing_ranges(described[name]) or ()
            missing[name] = sorted(spans) if codes == set(described[name].missing) else []
    natures = {"nominal": "nominal", "ordinal": "ordinal", "interval": "scale"}
    return {
        "Variable labels": {n: var.findtext("d:labl", "", DDI) for n, var in variables.items()},
        **labels_of(labels, extract),
        "User-missing codes": missing,
        "Measures": {n: natures[var.attrib["nature"]] for n, var in variables.items()},
        "Multiple response sets": {
            group.attrib["name"]: tuple(
                name
                for name in (of.removeprefix("V_") for of in group.attrib["var"].split())
                if described[name].kind != "text"  # the words beside an option
            )
            for group in root.iterfind(".//d:varGrp[@type='multipleResp']", DDI)
        },
        "Notes": note_of([note.text or "" for note in root.iterfind(".//d:notes", DDI)], extract),
    }
