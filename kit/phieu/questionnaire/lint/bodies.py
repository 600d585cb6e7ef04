"""Rules about bodies and types of unit: who is addressed, and who is asked what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from phieu.messages import _

from ..findings import Finding, Path, found, located_code_lists, located_questions, own_codes
from ..kinds import Matrix, NumberTable
from ..model import Questionnaire
from ..variants import shown

# Commune-level units of the administrative map; frame.units has them with their dates.
UNIT_TYPES = ("xã", "phường", "thị trấn", "đặc khu")


class Limited(Protocol):
    @property
    def only(self) -> tuple[str, ...]: ...
    @property
    def only_types(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class _Part:
    """What can be limited, and what holds it. name: as messages call it."""

    path: Path
    name: str
    limits: Limited
    holders: tuple[Limited, ...] = ()


def body_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _addressees(questionnaire)
    for path, only in _bodies_named(questionnaire):
        for body in only:
            if body not in questionnaire.bodies:
                yield Finding(
                    path,
                    "body-unknown",
                    _("The body “{body}” is not among the questionnaire's bodies.").format(
                        body=body
                    ),
                    _("Use one of: {bodies}.").format(bodies=", ".join(questionnaire.bodies)),
                )
    for part in _parts(questionnaire):
        for name in part.limits.only_types:
            if name.casefold() not in UNIT_TYPES:
                yield found(
                    (*part.path, "only_types"),
                    "type-unknown",
                    _("“{type}” is no type of commune-level unit.").format(type=name),
                )
        yield from _unreachable(part, questionnaire)


def _addressees(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not questionnaire.bodies:
        yield found(("bodies",), "bodies-missing", _("No body is named: nobody would be asked."))
    addressee = questionnaire.introduction.addressee
    for body, name in questionnaire.bodies.items():
        # A form that addresses nobody has no “Kính gửi”; one that forgets a body is a mistake.
        if addressee and body not in addressee:
            yield Finding(
                ("introduction", "addressee"),
                "addressee-missing",
                _("The body {body} ({name}) has no addressee.").format(body=body, name=name),
                _("Add a line “{key}: …” here.").format(key=body),
            )


def _bodies_named(questionnaire: Questionnaire) -> Iterator[tuple[Path, tuple[str, ...]]]:
    addressee = questionnaire.introduction.addressee
    yield from ((("introduction", "addressee", body), (body,)) for body in addressee)
    for part in _parts(questionnaire):
        yield (*part.path, "only"), part.limits.only


def _parts(questionnaire: Questionnaire) -> Iterator[_Part]:
    """Everything that `only` and `only_types` can limit, with what it stands in."""
    for path, codes in located_code_lists(questionnaire):
        if path[0] == "scales" or "levels" in path:
            for position, code in enumerate(codes):
                yield _Part((*path, position), code.label, code)
    for position, section in enumerate(questionnaire.sections):
        yield _Part(("sections", position), section.id, section)
    for path, question in located_questions(questionnaire):
        section = questionnaire.sections[int(path[1])]
        yield _Part(path, question.id, question, (section,))
        for position, code in enumerate(own_codes(question)):
            yield _Part((*path, "codes", position), code.label, code, (section, question))
        if isinstance(question, Matrix | NumberTable):
            for position, row in enumerate(question.rows):
                yield _Part((*path, "rows", position), row.id, row, (section, question))


def _unreachable(part: _Part, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Bodies and types that the part names, and that what holds it leaves out."""
    bodies = [body for body in part.limits.only if body in questionnaire.bodies]
    types = [name for name in part.limits.only_types if name.casefold() in UNIT_TYPES]
    if not part.holders or not (bodies or types):
        return
    left_out = [
        body
        for body in bodies
        if not any(_held(part, body, unit_type) for unit_type in types or UNIT_TYPES)
    ] or [
        name
        for name in types
        if not any(_held(part, body, name) for body in bodies or questionnaire.bodies)
    ]
    if left_out:
        yield found(
            (*part.path, "only" if part.limits.only else "only_types"),
            "part-unreachable",
            _("{part} is for {bodies}, but what it stands in is not shown there.").format(
                part=part.name, bodies=", ".join(left_out)
            ),
        )


def _held(part: _Part, body: str, unit_type: str) -> bool:
    return all(shown(holder, body, unit_type) for holder in part.holders)


def reached(questionnaire: Questionnaire, *parts: Limited) -> list[tuple[str, str]]:
    """The bodies and types of unit that parts within one another are all shown to."""
    return [
        (body, unit_type)
        for body, unit_type in product(questionnaire.bodies, UNIT_TYPES)
        if all(shown(part, body, unit_type) for part in parts)
    ]
