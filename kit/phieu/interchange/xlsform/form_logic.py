"""What a form says in XPath, added to its questions as far as our expressions can say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from phieu.messages import _
from phieu.questionnaire.logic import resolving, scope
from phieu.questionnaire.logic.resolving import UnresolvedError
from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.model import Questionnaire

from .constraints import conjuncts
from .drafts import Draft
from .expressions import Expressions, NotCarriedError
from .losses import SheetLoss
from .records import Record
from .sections import Part


class FormLogic:
    """parts: the sections, without those that nothing is left of. data: the questionnaire as the
    model has it, its sections those of the parts; both are filled in."""

    def __init__(self, parts: Sequence[Part], names: frozenset[str], data: dict[str, Any]) -> None:
        """names: all of the form's, so that one that was not carried over is called so."""
        self.losses: list[SheetLoss] = []
        self.parts = list(parts)
        self._data = data
        variables = {
            name: variable
            for part in parts
            for draft in part.drafts
            for name, variable in draft.named.items()
        }
        self._variables = variables
        self._expressions = Expressions(variables, names)

    def add(self) -> None:
        scopes = self._calculations()
        for section, part in zip(self._data["sections"], self.parts, strict=True):
            before, _same = scopes[f"section.{part.id}"]
            when = self._when(part.relevant, before)
            if when:
                section["when"] = when
            for draft in part.drafts:
                before, after = scopes[draft.id]
                when = self._when(draft.relevant, before)
                if when:
                    draft.data["when"] = when
                self._constrain(draft, after)

    # ---- calculations ----------------------------------------------------------------------------

    def _calculations(self) -> dict[str, tuple[Scope, Scope]]:
        """Adds them and gives the scopes of what is left: one over another that is lost is lost."""
        lost = {draft.id for draft in self._calculated() if not self._read_calculation(draft)}
        while True:
            self._drop(lost)
            scopes = scope.scopes(Questionnaire.model_validate(self._data))
            lost = {
                draft.id
                for draft in self._calculated()
                if not self._fits(draft, scopes[draft.id][0])
            }
            if not lost:
                return scopes

    def _calculated(self) -> Iterator[Draft]:
        for part in self.parts:
            yield from (draft for draft in part.drafts if draft.data["kind"] == "calculated")

    def _read_calculation(self, draft: Draft) -> bool:
        try:
            draft.data["expression"] = self._expressions.value(draft.calculation)
        except NotCarriedError as error:
            self._lose_calculation(draft, str(error))
            for name in draft.named:
                self._variables.pop(name, None)
            return False
        return True

    def _fits(self, draft: Draft, before: Scope) -> bool:
        try:
            resolving.value(draft.data["expression"], before)
        except UnresolvedError as error:
            self._lose_calculation(draft, str(error))
            for name in draft.named:
                self._variables.pop(name, None)
            return False
        return True

    def _lose_calculation(self, draft: Draft, why: str) -> None:
        what = _("the calculation “{text}”").format(text=draft.calculation)
        self.losses.append(draft.record.loss("calculation", what, why))

    def _drop(self, lost: set[str]) -> None:
        for section, part in zip(self._data["sections"], self.parts, strict=True):
            part.drafts = [draft for draft in part.drafts if draft.id not in lost]
            section["questions"] = [draft.data for draft in part.drafts]
        self._data["sections"] = [s for s in self._data["sections"] if s["questions"]]
        self.parts = [part for part in self.parts if part.drafts]

    # ---- conditions ------------------------------------------------------------------------------

    def _when(self, tests: Sequence[tuple[Record, str]], scope: Scope) -> str:
        """What can be said of them; each of the others is a loss."""
        kept: list[str] = []
        for record, xpath in tests:
            kept += self._sayable(record, "relevant", xpath, scope)
        return self._expressions.all_of(kept) if kept else ""

    def _constrain(self, draft: Draft, scope: Scope) -> None:
        kept: list[str] = []
        for record, xpath in draft.tests:
            sayable = self._sayable(record, "constraint", xpath, scope, itself=record.name)
            if sayable:
                kept.append(self._expressions.all_of(sayable, itself=record.name))
        if kept:
            joined = kept[0] if len(kept) == 1 else " and ".join(map(_in_brackets, kept))
            messages = " ".join(dict.fromkeys(draft.messages))
            draft.data["constraints"] = {joined: messages}
        else:
            for texts in self._data["translations"].values():
                texts.pop(f"{draft.id}.constraints.1", None)

    def _sayable(
        self, record: Record, column: str, xpath: str, scope: Scope, itself: str = ""
    ) -> list[str]:
        """The whole, or those of its parts that ours can say; the others are losses."""
        if self._why_not(xpath, scope, itself) is None:
            return [xpath]
        kept = []
        for part in conjuncts(xpath):
            why = self._why_not(part, scope, itself)
            if why is None:
                kept.append(part)
            else:
                what = _("the condition “{text}”").format(text=part)
                self.losses.append(record.loss(column, what, why))
        return kept

    def _why_not(self, xpath: str, scope: Scope, itself: str) -> str | None:
        try:
            resolving.condition(self._expressions.condition(xpath, itself), scope)
        except (NotCarriedError, UnresolvedError) as error:
            return str(error)
        return None


def _in_brackets(condition: str) -> str:
    return f"({condition})" if " or " in condition else condition
