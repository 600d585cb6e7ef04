"""The survey as a catalogue reads it: DDI-Codebook XML of the questionnaire and the data set."""

from __future__ import annotations

from pathlib import Path

from phieu.interchange.ddi import codebook_xml
from phieu.interchange.ddi_dataset import ColumnGroup, Counts, DataSet, PlainColumn
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.model import Questionnaire

from .atomic import replacing
from .circulation import REHEARSED
from .columns import Column
from .extract import Extract


def write_ddi(extract: Extract, questionnaire: Questionnaire, path: Path) -> None:
    """Describes the .sav of the same name. Counts valid and missing answers by variable, and no
    more: frequencies are for tables. Raises DiskFullError, NotWrittenError."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(ddi_xml(extract, questionnaire, f"{path.stem}.sav"))


def ddi_xml(extract: Extract, questionnaire: Questionnaire, data_name: str) -> bytes:
    """data_name: the file that is described."""
    names = [column.name for column in extract.columns]
    asked = [v for v in codebook(questionnaire) if v.name in names]
    of_form = {variable.name for variable in asked}
    dataset = DataSet(
        file=data_name,
        kind="SPSS system file",
        cases=len(extract.data),
        counts={column.name: _counts(extract, column) for column in extract.columns},
        beyond=tuple(_plain(c) for c in extract.columns if c.name not in of_form),
        groups=tuple(
            ColumnGroup(found.name, found.label, found.members)
            for found in extract.sets
            if of_form.isdisjoint(found.members)
        ),
        notes=tuple(text for text in (extract.title, extract.note) if text),
        mark=REHEARSED if extract.rehearsed else "",
    )
    return codebook_xml(questionnaire, asked, dataset).data


def _counts(extract: Extract, column: Column) -> Counts:
    values = extract.data[column.name]
    invalid = int(values.isna().sum() + values.isin(column.missing).sum())
    return Counts(len(values) - invalid, invalid)


def _plain(column: Column) -> PlainColumn:
    return PlainColumn(
        column.name,
        column.label,
        column.measure,
        numeric=column.kind != "text",
        values=column.values,
        missing=column.missing,
        text=column.text,
    )
