"""One survey's answers with all that tables, charts, estimates and reports need to know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

import pandas as pd

from phieu.errors import PhieuError
from phieu.frame.collation import sort_key
from phieu.messages import _
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.model import Questionnaire
from phieu.returns.dataset import Confidentiality

from .bases import Base, valid_forms
from .groups import UNSTATED, asked

FACTS = ("body", "district", "unit_type", "unit_code", "channel")  # of a form, beside its answers


class UnknownVariableError(PhieuError):
    """A name that neither the codebook nor the facts of a form know."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        near = get_close_matches(name, known, n=3)
        hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else ""
        super().__init__(
            _("The codebook has no variable {name}. {hint}").format(name=name, hint=hint).rstrip()
        )


class NoCategoriesError(PhieuError):
    """Words, days or numbers where a table needs categories."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            _(
                "{variable} holds words, days or numbers and has no categories. Code or group its "
                "answers first, or ask for their mean."
            ).format(variable=name)
        )


@dataclass(frozen=True)
class Category:
    """One value of a column in words. missing: user-missing, no valid answer."""

    value: int | str
    label: str
    missing: bool = False


@dataclass(frozen=True)
class Classification:
    """A column as categories, in order: what the rows and banners of tables are made of."""

    name: str
    label: str
    categories: tuple[Category, ...]

    @property
    def valid(self) -> tuple[Category, ...]:
        return tuple(category for category in self.categories if not category.missing)


@dataclass(frozen=True)
class Survey:
    """The answers of one round, or of anything with a questionnaire.

    data: a row a returned form, codes as `returns.dataset` gives them; the facts body, district,
    unit_type, channel and status stand beside the answers. issued: a row a form that was issued
    and is not void, with body, district and unit_type: the population of a near-census.
    added: variables beyond the questionnaire, as coded open answers, whose columns are in data.
    weights: a weight a row of data; None where every form counts once.
    """

    title: str
    data: pd.DataFrame
    questionnaire: Questionnaire
    issued: pd.DataFrame
    confidentiality: Confidentiality = "confidential"
    rehearsed: bool = False
    added: tuple[Variable, ...] = ()
    weights: pd.Series | None = None

    @cached_property
    def codebook(self) -> tuple[Variable, ...]:
        return (*codebook(self.questionnaire), *self.added)

    @cached_property
    def _variables(self) -> Mapping[str, Variable]:
        return {variable.name: variable for variable in self.codebook}

    @cached_property
    def valid(self) -> pd.DataFrame:
        """The rows whose answers are used: with consent."""
        return valid_forms(self.data)

    @property
    def base(self) -> Base:
        return Base(issued=len(self.issued), returned=len(self.data), valid=len(self.valid))

    def variable(self, name: str) -> Variable:
        """Raises UnknownVariableError with the nearest names."""
        try:
            return self._variables[name]
        except KeyError:
            raise UnknownVariableError(name, list(self._variables)) from None

    def asked(self, name: str) -> pd.DataFrame:
        """The valid forms that put this variable's question; all of them for a fact."""
        return self.valid if name in FACTS else asked(self.valid, self.variable(name))

    def classification(self, name: str) -> Classification:
        """A variable of codes, or a fact of the form, as categories.

        Bodies stand as in the questionnaire, other facts in Vietnamese order, a blanked district
        or unit type last; a group that did not answer at all is one too. Raises
        UnknownVariableError, NoCategoriesError.
        """
        if name in FACTS and name in self.data:
            return self._fact(name)
        variable = self.variable(name)
        if variable.kind not in ("code", "flag"):
            raise NoCategoriesError(name)
        return Classification(
            name,
            variable.label,
            tuple(
                Category(code, label, missing=code in variable.missing)
                for code, label in variable.values
            ),
        )

    def _fact(self, name: str) -> Classification:
        labels = {
            "body": _("Body that answered"),
            "district": _("District"),
            "unit_type": _("Type of administrative unit"),
            "unit_code": _("Code of the administrative unit"),
            "channel": _("Channel"),
        }
        known = [self.valid[name], *([self.issued[name]] if name in self.issued else [])]
        present = {value for values in known for value in values.dropna()}
        if name == "body":
            bodies = self.questionnaire.bodies
            categories = [Category(key, bodies[key]) for key in bodies if key in present]
        else:
            categories = [Category(value, value) for value in sorted(present, key=sort_key)]
            if any(values.isna().any() for values in known):
                categories.append(Category(UNSTATED, _("Not stated")))
        return Classification(name, labels[name], tuple(categories))

    def with_added(self, variables: Sequence[Variable], columns: pd.DataFrame) -> Survey:
        """With further variables; `columns` has theirs, on the index of `data`."""
        data = pd.concat([self.data, columns[[v.name for v in variables]]], axis=1)
        return replace(self, data=data, added=(*self.added, *variables))

    def with_weights(self, weights: pd.Series) -> Survey:
        """With a weight a row, on the index of `data`."""
        return replace(self, weights=weights)
