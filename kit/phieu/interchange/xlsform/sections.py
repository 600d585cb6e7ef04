"""The tree of groups flattened to sections: ours do not stand in one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from phieu.messages import _

from .drafts import Draft, Drafting, Variable
from .groups import Group, Node
from .names import plain_name
from .questions import drafted
from .records import Record
from .structures import as_one_question, cascade, cascade_run
from .typed import typed

INTRODUCTION = "introduction"


@dataclass
class Part:
    """A section as it is read. relevant: tests that all must hold."""

    id: str
    title: str
    record: Record | None
    relevant: list[tuple[Record, str]] = field(default_factory=list)
    translations: dict[str, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)


@dataclass
class Flattening:
    drafting: Drafting
    parts: list[Part] = field(default_factory=list)
    introduction: dict[str, str] = field(default_factory=dict)
    introduction_texts: dict[str, dict[str, str]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def whole(self, nodes: Sequence[Node]) -> None:
        self._walk(nodes, self._loose())
        self.parts = [part for part in self.parts if part.drafts]
        for part in self.parts:
            part.id = part.id or self._free("S")

    def _loose(self) -> Part:
        """For questions outside of groups; named in the end, when it is known to be needed."""
        part = Part("", "", None)
        self.parts.append(part)
        return part

    def _part(self, name: str, title: str, record: Record | None) -> Part:
        part = Part(self._free(plain_name(name.removeprefix("section_"))), title, record)
        self.parts.append(part)
        return part

    def _free(self, name: str) -> str:
        found, number = name, 1
        while found.casefold() in self._ids:
            number += 1
            found = f"{name}_{number}"
        self._ids.add(found.casefold())
        return found

    def _walk(
        self, nodes: Sequence[Node], part: Part, held: Sequence[tuple[Record, str]] = ()
    ) -> None:
        """held: conditions of groups without a title, which their questions keep."""
        at = 0
        while at < len(nodes):
            node = nodes[at]
            run = cascade_run(nodes[at:], self.drafting)
            if run:
                self._add(cascade(run, self.drafting), part, held)
                at += len(run)
                continue
            at += 1
            if isinstance(node, Record):
                if not self._is_introduction(node) and not self._is_specified(node):
                    self._add(drafted(node, self.drafting), part, held)
                continue
            part = self._group(node, part, held)

    def _group(self, group: Group, part: Part, held: Sequence[tuple[Record, str]]) -> Part:
        """The part in which what follows the group stands."""
        drafting = self.drafting
        if group.repeats:
            self._lose_repeat(group)
            return part
        if group.record.name == INTRODUCTION and all(
            isinstance(child, Record) and self._names_introduction(child)
            for child in group.children
        ):
            for child in group.children:
                if isinstance(child, Record):
                    self._is_introduction(child)
            return part
        one = as_one_question(group, drafting)
        if one is not None:
            self._add(one, part, held)
            return part
        own = [(group.record, group.record.get("relevant"))] if group.record.get("relevant") else []
        title = drafting.speech.text(group.record, "label")
        drafting.common_losses(group.record)
        if part.record is not None and not title:
            self._walk(group.children, part, [*held, *own])
            return part
        inner = self._part(group.record.name or "S", title, group.record)
        inner.relevant = [*part.relevant, *held, *own]
        inner.translations = dict(drafting.speech.others_of(group.record, "label"))
        if part.record is not None:
            what = _("that the group “{name}” stands in “{other}”").format(
                name=group.record.name, other=part.record.name
            )
            why = _("Sections do not stand in one another; it is a section of its own.")
            drafting.lose(group.record, "type", what, why)
        self._walk(group.children, inner)
        return self._following(part)

    def _following(self, part: Part) -> Part:
        """Where an outer group goes on behind an inner one."""
        if part.record is None:
            return self._loose()
        words = self.drafting.speech.words
        title = f"{part.title} {words.continued}" if part.title else ""
        more = self._part(part.id, title, part.record)
        more.relevant = list(part.relevant)
        return more

    def _add(self, draft: Draft | None, part: Part, held: Sequence[tuple[Record, str]]) -> None:
        if draft is not None:
            draft.relevant = [*held, *draft.relevant]
            part.drafts.append(draft)

    def _lose_repeat(self, group: Group) -> None:
        names = ", ".join(record.name for record in group.questions() if record.name)
        what = _("the repeat “{name}” with its questions: {questions}").format(
            name=group.record.name, questions=names or "–"
        )
        why = _("Paper has a fixed number of lines; ask in a number table, or on a slip each.")
        self.drafting.lose(group.record, "type", what, why)

    def _names_introduction(self, record: Record) -> bool:
        return typed(record).kind == "note" and record.name.startswith(f"{INTRODUCTION}_")

    def _is_introduction(self, record: Record) -> bool:
        """Words before or behind the questions, as our own export names them."""
        if not self._names_introduction(record):
            return False
        key = record.name.removeprefix(f"{INTRODUCTION}_")
        if key not in {"subject", "purpose", "data_notice", "closing"}:
            return False
        self.introduction[key] = self.drafting.speech.text(record, "label")
        for language, text in self.drafting.speech.others_of(record, "label").items():
            self.introduction_texts.setdefault(language, {})[f"introduction.{key}"] = text
        return True

    def _is_specified(self, record: Record) -> bool:
        """Words beside an option of an earlier question, as our own export names them."""
        if typed(record).kind != "text" or record.get("constraint"):
            return False
        label = self.drafting.speech.text_silently(record, "label")
        for draft in (draft for part in self.parts for draft in part.drafts):
            if draft.data["kind"] not in {"single", "multiple", "ranking"}:
                continue
            for code in draft.data["codes"]:
                if record.name == f"{draft.id}_{code['value']}_text" and label == code["label"]:
                    code["specify"] = True
                    draft.named[record.name] = Variable(record.name, "text")
                    return True
        return False
