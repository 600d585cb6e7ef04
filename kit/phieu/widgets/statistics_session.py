"""The work at the statistics bench as a frozen value: what is chosen, undone and set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from phieu.analysis.tables.crosstabs import Percent
from phieu.analysis.tables.natural import Options
from phieu.errors import Severity
from phieu.messages import _

PERCENTS: tuple[Percent, ...] = ("column", "row", "none")


@dataclass(frozen=True)
class Choice:
    """What makes a table. rows, banner: names of variables or questions, in order.

    published: without what disclosure control holds back.
    """

    rows: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    percent: Percent = "column"
    counts: bool = True
    means: bool = False
    letters: bool = True
    bonferroni: bool = True
    published: bool = True
    chart: bool = True

    def toggled(self, shelf: str, name: str) -> Choice:
        """With the name at the end of a shelf, or without it."""
        names = self._shelf(shelf)
        kept = tuple(one for one in names if one != name)
        return self._with_shelf(shelf, kept if name in names else (*names, name))

    def shifted(self, shelf: str, name: str, by: int) -> Choice:
        """With the name some places further on, within its shelf."""
        names = list(self._shelf(shelf))
        place = names.index(name)
        names.pop(place)
        names.insert(max(0, place + by), name)
        return self._with_shelf(shelf, tuple(names))

    def with_option(self, name: str, value: object) -> Choice:
        """Raises ValueError for what is no option, or no value of it."""
        if name == "percent" and value in PERCENTS:
            return replace(self, percent=value)
        if name in _TICKS and isinstance(value, bool):
            ticked: dict[str, Any] = {name: value}
            return replace(self, **ticked)
        raise ValueError(f"{name!r} cannot be {value!r}")

    @property
    def options(self) -> dict[str, object]:
        return {"percent": self.percent, **{name: getattr(self, name) for name in _TICKS}}

    @property
    def of_table_alone(self) -> Choice:
        """The same without what does not change how the table is counted."""
        return replace(self, published=True, chart=True)

    @property
    def of_table(self) -> Options:
        return Options(
            percent=self.percent,
            counts=self.counts,
            means=self.means,
            letters=self.letters,
            bonferroni=self.bonferroni,
        )

    def _shelf(self, shelf: str) -> tuple[str, ...]:
        return {"rows": self.rows, "banner": self.banner}[shelf]

    def _with_shelf(self, shelf: str, names: tuple[str, ...]) -> Choice:
        return replace(self, rows=names) if shelf == "rows" else replace(self, banner=names)


_TICKS = tuple(field.name for field in fields(Choice) if isinstance(field.default, bool))


@dataclass(frozen=True)
class Word:
    """What the bar says about the last wish."""

    text: str = ""
    severity: str = ""


@dataclass(frozen=True)
class BenchSession:
    """past, future: choices for undo and redo. basket: the choices set aside."""

    choice: Choice = Choice()
    past: tuple[Choice, ...] = ()
    future: tuple[Choice, ...] = ()
    basket: tuple[Choice, ...] = ()
    word: Word = Word()

    def choosing(self, choice: Choice) -> BenchSession:
        if choice == self.choice:
            return self
        return replace(self, choice=choice, past=(*self.past, self.choice), future=(), word=Word())

    def undone(self) -> BenchSession:
        if not self.past:
            return self
        *past, last = self.past
        return replace(self, choice=last, past=tuple(past), future=(self.choice, *self.future))

    def redone(self) -> BenchSession:
        if not self.future:
            return self
        following, *future = self.future
        return replace(self, choice=following, past=(*self.past, self.choice), future=tuple(future))

    def set_aside(self) -> BenchSession:
        """With the table in the basket, once."""
        if not self.choice.rows:
            return self
        if self.choice in self.basket:
            return self.saying(_("This table is set aside already."), Severity.WARNING)
        return replace(self, basket=(*self.basket, self.choice))

    def dropped(self, place: int) -> BenchSession:
        return replace(self, basket=self.basket[:place] + self.basket[place + 1 :])

    def saying(self, text: str, severity: str = "") -> BenchSession:
        return replace(self, word=Word(text, severity))


def granted(session: BenchSession, wish: Mapping[str, Any]) -> BenchSession:
    """A wish of the screen as a step from session to session. Wishes for files are not among them.

    Raises ValueError for a wish that no screen of ours sends.
    """
    choice = session.choice
    match wish.get("type"):
        case "hello":
            return session
        case "toggle":
            return session.choosing(choice.toggled(wish["shelf"], wish["name"]))
        case "shift":
            return session.choosing(choice.shifted(wish["shelf"], wish["name"], int(wish["by"])))
        case "option":
            return session.choosing(choice.with_option(wish["name"], wish["value"]))
        case "undo":
            return session.undone()
        case "redo":
            return session.redone()
        case "set-aside":
            return session.set_aside()
        case "take-out":
            return session.choosing(session.basket[int(wish["place"])])
        case "drop":
            return session.dropped(int(wish["place"]))
        case unknown:
            raise ValueError(f"no such wish: {unknown!r}")
