"""What the codebook knows of a variable beyond its label: attributes and role of an SPSS file."""

from __future__ import annotations

from .columns import Column, Role
from .extract import Extract

# As SPSS keeps the role of a variable, among the attributes.
ROLE_ATTRIBUTE = "$@Role"
_ROLES: dict[Role, str] = {"input": "0", "none": "3"}


def attributes_of(column: Column) -> dict[str, str]:
    """Attributes with something to say. Their names are part of the file's format: English."""
    found = {
        "Question": column.question,
        "QuestionText": column.text if column.text not in column.label else "",
        "Topic": column.topic,
        "Scale": column.scale,
        "Reverse": "1" if column.reverse else "",
        "AskedOf": "; ".join(column.asked_of),
    }
    return {name: value for name, value in found.items() if value}


def role_code(role: Role) -> str:
    return _ROLES[role]


def attributes_of_file(extract: Extract) -> dict[str, str]:
    found = {
        "Questionnaire": extract.questionnaire,
        "Version": extract.version,
        "Rehearsed": "1" if extract.rehearsed else "",
    }
    return {name: value for name, value in found.items() if value}
