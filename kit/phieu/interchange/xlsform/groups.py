"""The rows of a survey as what they are: questions in groups in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from phieu.errors import Problem
from phieu.messages import _

from .records import Record

_BEGIN = ("begin_group", "begin_repeat", "begin_loop", "begin_looped_group", "begin_lgroup")
_END = ("end_group", "end_repeat", "end_loop", "end_looped_group", "end_lgroup")


@dataclass(frozen=True)
class Group:
    """repeats: asked several times over, such as of every member of a household."""

    record: Record
    children: tuple[Node, ...]
    repeats: bool

    def questions(self) -> Iterator[Record]:
        for child in self.children:
            if isinstance(child, Group):
                yield from child.questions()
            else:
                yield child


Node = Record | Group
_DEEPEST = 30  # groups in groups; forms have three


@dataclass
class _Open:
    record: Record | None
    kind: str
    children: list[Node] = field(default_factory=list)


def nested(records: Sequence[Record]) -> tuple[tuple[Node, ...], list[Problem]]:
    """The tree, and every group that is not closed, or closed and not open."""
    problems: list[Problem] = []
    stack = [_Open(None, "")]
    for record in records:
        kind = group_word(record.get("type"))
        if kind in _BEGIN and len(stack) > _DEEPEST:
            problems.append(
                record.problem(
                    "xlsform-group-depth",
                    _("Groups stand in groups more than {count} deep.").format(count=_DEEPEST),
                    _("Take groups out of one another."),
                )
            )
            return (), problems
        if kind in _BEGIN:
            stack.append(_Open(record, kind.removeprefix("begin_")))
        elif kind in _END:
            _close(stack, record, kind.removeprefix("end_"), problems)
        elif record.get("type"):
            stack[-1].children.append(record)
        elif record.name or record.get("calculation"):
            problems.append(
                record.problem(
                    "xlsform-type-missing",
                    _("“{name}” has no type.").format(name=record.name),
                    _("Write what it is in the column “type”, e.g. text."),
                )
            )
    for left in stack[:0:-1]:
        if left.record is not None:
            problems.append(
                left.record.problem(
                    "xlsform-group-open",
                    _("“{name}” begins here and ends nowhere.").format(name=left.record.name),
                    _("Add a row of the type end_{kind} behind its last question.").format(
                        kind=left.kind
                    ),
                )
            )
    return tuple(stack[0].children), problems


def group_word(written: str) -> str:
    """`begin_group` of `Begin group`, `begin repeat`, `begin_group …`; else what is written."""
    words = written.casefold().replace("_", " ").split()
    return "_".join(words[:3] if words[1:3] == ["looped", "group"] else words[:2])


def _close(stack: list[_Open], record: Record, kind: str, problems: list[Problem]) -> None:
    if len(stack) == 1:
        problems.append(
            record.problem(
                "xlsform-group-not-open",
                _("A {kind} ends here that does not begin anywhere.").format(kind=kind),
                _("Delete the row, or add the beginning."),
            )
        )
        return
    closed = stack.pop()
    if closed.kind != kind and closed.record is not None:
        problems.append(
            record.problem(
                "xlsform-group-crossed",
                _("A {kind} ends here, but “{name}”, a {other}, is still open.").format(
                    kind=kind, name=closed.record.name, other=closed.kind
                ),
                _("End first what began last."),
            )
        )
    if closed.record is not None:
        node = Group(closed.record, tuple(closed.children), closed.kind != "group")
        stack[-1].children.append(node)
