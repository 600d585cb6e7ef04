"""Tables of the statistics bench as files under the round's exports/; no earlier file is lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from phieu.analysis.survey import Survey
from phieu.analysis.tables.model import Table
from phieu.exports.atomic import replacing
from phieu.exports.table_documents import write_tables_docx
from phieu.exports.table_sheets import write_tables_xlsx
from phieu.rounds.publishing import publish
from phieu.rounds.round import Round

TABLES, PUBLISHED = "bang", "cong-bo"


def written(tables: Sequence[Table], kind: str, round_: Round) -> Path:
    """The tables in one file: xlsx, docx, csv or tex. Raises the errors of writing files."""
    path = _free(round_, TABLES, kind)
    match kind:
        case "xlsx":
            write_tables_xlsx(tables, path)
        case "docx":
            write_tables_docx(tables, path)
        case "csv":
            _write_text("\r\n".join(table.csv for table in tables), path)
        case "tex":
            _write_text("\n\n".join(table.latex for table in tables), path)
        case _:
            raise ValueError(f"no such file: {kind!r}")
    return path


def published_file(tables: Sequence[Table], round_: Round, survey: Survey) -> tuple[Path, int]:
    """The tables as they may be published, in Excel, entered in the round's ledger; and how many
    counts that should stay unknown are given away by what was published before.

    survey: what they were made from. Raises what `publish` and the writing of files raise.
    """
    path = _free(round_, PUBLISHED, "xlsx")
    published = publish(round_, tables, title=path.name, survey=survey)
    write_tables_xlsx(published.tables, path)
    return path, sum(map(len, published.protected.exposed))


def _free(round_: Round, word: str, kind: str) -> Path:
    """The first name that no file has yet."""
    folder = round_.folder.exports
    folder.mkdir(parents=True, exist_ok=True)
    start = f"{round_.printed.settings.round}-{word}"
    names = (f"{start}-{number}.{kind}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _write_text(text: str, path: Path) -> None:
    with replacing(path) as unfinished:
        unfinished.write_bytes(text.encode())
