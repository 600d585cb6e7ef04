"""Which control the form shows for each key of a questionnaire, and how it is explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from phieu.messages import _

Shape = Literal[
    "id", "line", "words", "number", "tick", "choice", "bodies", "list", "expression", "pairs",
    "table", "levels",
]  # fmt: skip
Group = Literal["name", "words", "answers", "asked", "more"]
Said = Callable[[], str]


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Control:
    """group: under which heading of the form it stands. key_label, text_label: of pairs."""

    shape: Shape
    group: Group
    label: Said
    key_label: Said = _nothing
    text_label: Said = _nothing


@dataclass(frozen=True)
class Column:
    """One control in every line of a table. width: in ems; 0 takes what is left."""

    key: str
    shape: Shape
    label: Said
    width: float = 0
    choices: tuple[tuple[str, Said], ...] = ()

    def described(self, bodies: Mapping[str, str]) -> dict[str, Any]:
        choices = [[value, said()] for value, said in self.choices]
        if self.shape == "bodies":
            choices = [[code, name or code] for code, name in bodies.items()]
        return {"key": self.key, "control": self.shape, "label": self.label(),
                "width": self.width, "choices": choices}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """details: what a line shows only when it is opened."""

    columns: tuple[Column, ...]
    details: tuple[Column, ...]
    add_label: Said


_MISSING: tuple[tuple[str, Said], ...] = (
    ("", lambda: _("an answer")),
    ("dont_know", lambda: _("don't know")),
    ("refused", lambda: _("refused")),
    ("not_applicable", lambda: _("not applicable")),
)
_WHOM = (
    Column("only", "bodies", lambda: _("Only for")),
    Column("only_types", "list", lambda: _("Only for units of type"), 12),
)
_ID = Column("id", "id", lambda: _("Variable"), 6)
_TEXT = Column("text", "words", lambda: _("Text"))

TABLES: Mapping[str, Table] = {
    "codes": Table(
        (
            Column("value", "id", lambda: _("Code"), 3.2),
            Column("label", "words", lambda: _("Answer")),
            Column("short", "line", lambda: _("Short"), 4.5),
            Column("missing", "choice", lambda: _("Counts as"), 8.5, _MISSING),
        ),
        (
            Column("exclusive", "tick", lambda: _("Rules out the others")),
            Column("specify", "tick", lambda: _("Asks for words")),
            *_WHOM,
            Column("name", "line", lambda: _("Name in other programs"), 8),
            Column("parent", "id", lambda: _("Code of the level above"), 4),
        ),
        lambda: _("Add an answer"),
    ),
    "rows": Table(
        (_ID, _TEXT),
        (
            Column("label", "line", lambda: _("Label in the codebook")),
            Column("reverse", "tick", lambda: _("A higher level is worse")),
            *_WHOM,
        ),
        lambda: _("Add a row"),
    ),
    "columns": Table((_ID, _TEXT), (), lambda: _("Add a column")),
    "levels": Table((_ID, _TEXT), (), lambda: _("Add a level")),
}

_SILENCED = Control(
    "pairs", "more", lambda: _("Silenced rules"),
    lambda: _("Rule"), lambda: _("Reason"),
)  # fmt: skip

_ANY: Mapping[str, Control] = {
    "id": Control("id", "name", lambda: _("Id")),
    "kind": Control("choice", "name", lambda: _("Kind")),
    "number": Control("line", "name", lambda: _("Printed number")),
    "text": Control("words", "words", lambda: _("Text")),
    "hint": Control("words", "words", lambda: _("Hint")),
    "scale": Control("choice", "answers", lambda: _("Scale")),
    "reverse": Control("tick", "answers", lambda: _("A higher level is worse")),
    "codes": Control("table", "answers", lambda: _("Answers")),
    "rows": Control("table", "answers", lambda: _("Rows")),
    "levels": Control("levels", "answers", lambda: _("Levels")),
    "columns": Control("number", "answers", lambda: _("Columns on paper")),
    "at_most": Control("number", "answers", lambda: _("At most so many answers")),
    "places": Control("number", "answers", lambda: _("Places to give")),
    "least": Control("number", "answers", lambda: _("Least")),
    "most": Control("number", "answers", lambda: _("Most")),
    "decimals": Control("number", "answers", lambda: _("Digits after the comma")),
    "unit": Control("line", "answers", lambda: _("Unit")),
    "low": Control("line", "answers", lambda: _("Words at the low end")),
    "high": Control("line", "answers", lambda: _("Words at the high end")),
    "characters": Control("number", "answers", lambda: _("At most so many characters")),
    "lines": Control("number", "answers", lambda: _("Lines to write on")),
    "earliest": Control("line", "answers", lambda: _("Earliest")),
    "latest": Control("line", "answers", lambda: _("Latest")),
    "prefilled": Control("choice", "answers", lambda: _("Known beforehand")),
    "expression": Control("expression", "answers", lambda: _("Expression")),
    "source": Control("choice", "answers", lambda: _("Source")),
    "value": Control("line", "answers", lambda: _("Fixed value")),
    "purpose": Control("choice", "answers", lambda: _("Purpose")),
    "height_mm": Control("number", "answers", lambda: _("Height in mm")),
    "only": Control("bodies", "asked", lambda: _("Only for")),
    "only_types": Control("list", "asked", lambda: _("Only for units of type")),
    "when": Control("expression", "asked", lambda: _("Asked only when")),
    "required": Control("tick", "asked", lambda: _("Must be answered on the phone")),
    "constraints": Control("pairs", "asked", lambda: _("Must hold"),
                           lambda: _("Condition"), lambda: _("What to tell the respondent")),
    "warnings": Control("pairs", "asked", lambda: _("Worth a second look unless"),
                        lambda: _("Condition"), lambda: _("What to tell the respondent")),
    "label": Control("line", "more", lambda: _("Label in the codebook")),
    "silenced": _SILENCED,
}  # fmt: skip

CONTROLS: Mapping[str, Mapping[str, Control]] = {
    "any": _ANY,
    "question": {},
    "number_table": {"columns": Control("table", "answers", lambda: _("Columns"))},
    "section": {
        "title": Control("words", "words", lambda: _("Title")),
        "topic": Control("line", "more", lambda: _("Topic")),
    },
    "scale": {
        "name": Control("line", "words", lambda: _("Name")),
        "satisfied": Control("list", "answers", lambda: _("Levels that count as satisfied")),
        "codes": Control("table", "answers", lambda: _("Levels of the scale")),
    },
    "introduction": {
        "title": Control("words", "words", lambda: _("Title")),
        "subject": Control("words", "words", lambda: _("Subject")),
        "addressee": Control("pairs", "words", lambda: _("Addressed to"),
                             lambda: _("Body"), lambda: _("Addressee")),
        "purpose": Control("words", "words", lambda: _("Purpose")),
        "instructions": Control("words", "words", lambda: _("How to answer")),
        "data_notice": Control("words", "words", lambda: _("Data notice")),
        "closing": Control("words", "words", lambda: _("Closing words")),
        "running_title": Control("words", "words", lambda: _("Title on the further pages")),
    },
    "questionnaire": {
        "id": Control("line", "name", lambda: _("Id")),
        "version": Control("line", "name", lambda: _("Version")),
        "language": Control("line", "name", lambda: _("Language")),
        "bodies": Control("pairs", "words", lambda: _("Bodies"),
                          lambda: _("Id"), lambda: _("Name")),
        "texts": Control("pairs", "words", lambda: _("Template variables"),
                         lambda: _("Name"), lambda: _("Text")),
    },
}  # fmt: skip
