"""What DDI-Codebook says of a file of answers: size, counts, and columns beyond the form's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from phieu.interchange.ddi_elements import plain, xml_id
from phieu.questionnaire.fields import Measure

NATURES: Mapping[Measure, str] = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "scale": "interval",
}


@dataclass(frozen=True)
class Counts:
    """Cases of one column: with a valid answer, and with a user-missing code or nothing."""

    valid: int
    invalid: int


@dataclass(frozen=True)
class PlainColumn:
    """A column that no question of the form yields: a fact of the form, a code given later."""

    name: str
    label: str
    measure: Measure
    numeric: bool
    values: tuple[tuple[int | str, str], ...] = ()
    missing: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class ColumnGroup:
    """Columns of one multiple response set that no question of the form yields."""

    name: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class DataSet:
    """A file of answers. mark: put before every title, as of rehearsed data.

    beyond, groups: the columns that the questionnaire does not yield, and their sets. counts: by
    column. No frequencies: they are for tables, whose publication is watched over.
    """

    file: str
    kind: str
    cases: int
    counts: Mapping[str, Counts]
    beyond: tuple[PlainColumn, ...] = ()
    groups: tuple[ColumnGroup, ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""


def add_file(root: Xml.Element, dataset: DataSet, of_questions: int) -> None:
    """of_questions: the variables that the questionnaire yields."""
    described = Xml.SubElement(root, "fileDscr", {"ID": "F1"})
    text = Xml.SubElement(described, "fileTxt")
    plain(text, "fileName", dataset.file)
    size = Xml.SubElement(text, "dimensns")
    plain(size, "caseQnty", str(dataset.cases))
    plain(size, "varQnty", str(of_questions + len(dataset.beyond)))
    plain(text, "fileType", dataset.kind)
    for note in (dataset.mark, *dataset.notes):
        if note:
            plain(described, "notes", note)


def add_groups(data: Xml.Element, dataset: DataSet) -> None:
    for group in dataset.groups:
        members = " ".join(xml_id("V", name) for name in group.members)
        attributes = {"ID": xml_id("G", group.name), "name": group.name}
        attributes |= {"type": "multipleResp", "var": members}
        plain(Xml.SubElement(data, "varGrp", attributes), "labl", group.label)


def add_plain_variable(data: Xml.Element, column: PlainColumn, dataset: DataSet) -> None:
    """Children in the order of the schema."""
    attributes = {"ID": xml_id("V", column.name), "name": column.name}
    measured = column.numeric and not column.values
    attributes |= {
        "nature": NATURES[column.measure],
        "intrvl": "contin" if measured else "discrete",
    }
    element = Xml.SubElement(data, "var", attributes)
    plain(element, "labl", column.label)
    if column.missing:
        invalid = Xml.SubElement(element, "invalrng")
        for code in column.missing:
            Xml.SubElement(invalid, "item", {"VALUE": str(code)})
    add_summary(element, column.name, dataset)
    if column.text:
        plain(element, "txt", column.text)
    for value, label in column.values:
        missing = {"missing": "Y"} if value in column.missing else {}
        category = Xml.SubElement(element, "catgry", missing)
        plain(category, "catValu", str(value))
        plain(category, "labl", label)
    Xml.SubElement(element, "varFormat", {"type": "numeric" if column.numeric else "character"})


def add_summary(element: Xml.Element, name: str, dataset: DataSet) -> None:
    """How many cases have a valid value, and how many have none."""
    counts = dataset.counts[name]
    for kind, count in (("vald", counts.valid), ("invd", counts.invalid)):
        Xml.SubElement(element, "sumStat", {"type": kind}).text = str(count)
