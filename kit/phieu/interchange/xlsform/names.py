"""The names of a form as ids of ours: SPSS's letters, no two alike, none that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from phieu.messages import _

from .losses import SheetLoss
from .records import Record

_UNWANTED = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST = 48  # of SPSS's 64, so that an option and “_text” find room behind it
# Of SPSS, then of the dataset (see the linter's rule name-reserved).
_RESERVED = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "serial",
     "case", "unit_code", "body", "district", "unit_type", "channel", "status",
     # Of expressions (see logic/): a question called so could not be named there.
     "in", "includes", "is", "answered", "blank", "count"}
)  # fmt: skip


def plain_name(name: str) -> str:
    """Vietnamese and other letters without their marks, the rest as `_`."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    plain = _UNWANTED.sub("_", bare).strip("_")[:_LONGEST]
    return plain if plain[:1].isalpha() else f"Q{plain}" if plain else "Q"


@dataclass
class Names:
    """Gives ids away, first come first served; remembers what each name of the form became."""

    given: dict[str, str] = field(default_factory=dict)  # the form's name to ours
    losses: list[SheetLoss] = field(default_factory=list)
    _taken: set[str] = field(default_factory=lambda: set(_RESERVED))

    def take(
        self,
        record: Record,
        name: str,
        derived: Callable[[str], Iterable[str]] = lambda _id: (),
        *,
        generated: bool = False,
    ) -> str:
        """An id for what stands there. derived: the variables that hang on an id."""
        plain = plain_name(name)
        found, number = plain, 1
        while self._clashes(found, derived):
            number += 1
            found = f"{plain}_{number}"
        self._taken |= {found.casefold(), *(part.casefold() for part in derived(found))}
        if found != name and not generated:
            why = (
                _("Names have letters without marks, digits and “_”, and are told apart for SPSS.")
                if found == plain
                else _("The name is taken, or SPSS or the dataset keeps it for itself.")
            )
            what = _("the name “{name}”; it is now “{new}”").format(name=name, new=found)
            self.losses.append(record.loss("name", what, why))
        self.given.setdefault(name, found)
        return found

    def _clashes(self, name: str, derived: Callable[[str], Iterable[str]]) -> bool:
        wanted = {name.casefold(), *(part.casefold() for part in derived(name))}
        return bool(wanted & self._taken)
