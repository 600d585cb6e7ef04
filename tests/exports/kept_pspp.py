"""What PSPP reads of a system file, or of syntax that builds one, as `kept_readers` gives it."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kept_readers import Read, labels_of, note_of

from phieu.exports.extract import Extract


def with_pspp(path: Path, extract: Extract) -> Read:
    """path: a system file, or syntax that builds one."""
    opens = f"GET FILE='{path}'.\n"
    if path.suffix == ".sps":
        opens = f"CD '{path.parent}'.\n" + path.read_text("utf-8-sig")
    out = path.with_name("pspp-values.csv")
    _pspp(path, f"{opens}\nSAVE TRANSLATE /OUTFILE='{out}' /TYPE=CSV /FIELDNAMES /REPLACE.\n")
    shown = _pspp(
        path,
        f"{opens}\nDISPLAY DICTIONARY.\nDISPLAY ATTRIBUTES.\nMRSETS /DISPLAY NAME=ALL.\n"
        "DISPLAY DOCUMENTS.\nDISPLAY FILE LABEL.\n",
    )
    tables = _tables(shown)
    return {**_dictionary(tables, extract), "Answers": _pspp_answers(out, extract)}


def _pspp(path: Path, commands: str) -> str:
    syntax = path.with_name("read.sps")
    syntax.write_text(commands, "utf-8")
    done = subprocess.run(
        ["pspp", "-o", "-", "-O", "format=csv", str(syntax)],
        capture_output=True, check=False, text=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout


def _tables(shown: str) -> dict[str, list[list[str]]]:
    """Tables by title, the last of each; a group's name is repeated on each of its lines."""
    tables: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(shown)):
        if row and row[0].startswith("Table: "):
            rows = tables[row[0].removeprefix("Table: ")] = []
        elif row:
            rows.append([row[0] or (rows[-1][0] if rows else ""), *row[1:]])
    return tables


def _dictionary(tables: Mapping[str, list[list[str]]], extract: Extract) -> Read:
    heads, *lines = tables["Variables"]
    variables = {line[0]: dict(zip(heads, line, strict=True)) for line in lines}
    name_of = {v["Label"] or name: name for name, v in variables.items()}
    labels: dict[str, dict[str, str]] = {}
    for label, code, text in (row for row in tables["Value Labels"][1:] if len(row) == 3):
        labels.setdefault(name_of.get(label, label), {})[_code_shown(code)] = text
    attributes: dict[str, dict[str, str]] = {}
    for label, key, value in tables["Variable and Dataset Attributes"][1:]:
        if label != "(dataset)":
            attributes.setdefault(name_of.get(label, label), {})[key] = value
    return {
        "Variable labels": {name: v["Label"] for name, v in variables.items()},
        **labels_of(labels, extract),
        "User-missing codes": {
            name: _spans(v["Missing Values"])
            for name, v in variables.items()
            if v["Missing Values"]
        },
        "Measures": {name: v["Measurement Level"].lower() for name, v in variables.items()},
        "Formats": {
            n: v["Print Format"] for n, v in variables.items() if v["Print Format"][0] != "A"
        },
        "Widths on the screen": {name: int(v["Width"]) for name, v in variables.items()},
        "Multiple response sets": {
            name.removeprefix("$"): tuple(members.split("\n"))
            for name, _label, _kind, _counted, members in tables["Multiple Response Sets"][1:]
        },
        "Their labels and counted values": {
            name.removeprefix("$"): (label, int(counted) if counted else None)
            for name, label, _kind, counted, _members in tables["Multiple Response Sets"][1:]
        },
        "Roles": {name: v["Role"].lower() for name, v in variables.items()},
        "What was asked, topic, scale": attributes,
        "Title": tables["File Label"][0][1],
        "Notes": note_of(tables["Documents"][0][0].split("\n"), extract),
    }


def _code_shown(code: str) -> str:
    """-6.0 of a number with decimals is -6; [a] marks what is user-missing."""
    plain = code.removesuffix("[a]")
    whole, _point, decimals = plain.partition(".")
    return plain if decimals.strip("0") else whole


def _spans(shown: str) -> list[tuple[int, int]]:
    parts = (part.partition(" THRU ") for part in shown.split("; "))
    return sorted((int(low), int(high or low)) for low, _thru, high in parts)


def _pspp_answers(out: Path, extract: Extract) -> dict[str, list[Any]]:
    """PSPP writes days as 05/31/2023 and months as 05/01/2023, numbers with as many decimals."""
    with out.open(encoding="utf-8", newline="") as lines:
        heads, *rows = csv.reader(lines)
    found = {name: [row[place] for row in rows] for place, name in enumerate(heads)}
    kinds = {column.name: column.kind for column in extract.columns}
    return {name: [_pspp_answer(v, kinds[name]) for v in values] for name, values in found.items()}


def _pspp_answer(value: str, kind: str) -> Any:
    if not value.strip():
        return None
    if kind == "text":
        return value
    if kind == "date":
        month, day, year = value.split("/")
        return f"{year}-{month}-{day}"
    return round(float(value), 9)
