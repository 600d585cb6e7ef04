"""What a person has to look at, as files: the list, and the kept pictures of the fields."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from phieu.exports.atomic import replacing
from phieu.returns.waiting import WaitingField
from phieu.store.answers import AnswerStore


def write_list(found: Iterable[WaitingField], path: Path) -> None:
    """CSV: serial, variable, reason. Raises DiskFullError or NotWrittenError."""
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["serial", "variable", "reason"])
        rows.writerows((field.serial, field.variable, field.reason.value) for field in found)


def write_pictures(found: Iterable[WaitingField], store: AnswerStore, folder: Path) -> int:
    """SERIAL-VARIABLE.jpg for every field of which a picture was kept; returns how many.

    The folder is made. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for field in found:
        picture = store.crop(field.serial, field.variable)
        if picture is not None:
            (folder / f"{field.serial}-{field.variable}.jpg").write_bytes(picture)
            written += 1
    return written
