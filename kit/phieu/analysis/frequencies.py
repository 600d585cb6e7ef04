"""One-way frequencies: how many gave each answer, by group and in all."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.codebook import Variable
from phieu.questionnaire.model import Questionnaire

from .bases import TOTAL, Base, base_line
from .formats import percent
from .groups import By, asked, groups
from .publishing import MIN_RESPONDENTS, withheld
from .tallies import Tally, tally

COLUMNS = ("group", "value", "label", "kind", "n", "percent", "published")


class WordsNotCountedError(PhieuError):
    def __init__(self, variable: str) -> None:
        self.variable = variable
        super().__init__(
            _(
                "{variable} holds words or days, which have no frequencies. Code the answers first."
            ).format(variable=variable)
        )


def frequencies(
    data: pd.DataFrame,
    variable: Variable,
    questionnaire: Questionnaire,
    base: Base,
    *,
    by: By | None = "body",
    at_least: int = MIN_RESPONDENTS,
) -> pd.DataFrame:
    """A row a group and answer: n, and percent of the group's valid answers.

    kind: valid, missing (user-missing codes) or blank; only valid rows have a percentage. Rows of
    groups that fewer than `at_least` answered hold no figures. A group that was not asked has no
    rows. Raises WordsNotCountedError for text.
    """
    if variable.kind in ("text", "date"):
        raise WordsNotCountedError(variable.name)
    tallies = {
        group: tally(forms, variable)
        for group, members in groups(data, questionnaire, by)
        if len(forms := asked(members, variable)) or group == TOTAL
    }
    held = withheld_groups(tallies, at_least)
    rows = [
        {"group": group, **row, "published": group not in held}
        for group, counts in tallies.items()
        for row in _rows(counts, variable)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    value = "Float64" if variable.decimals else "Int64"
    table = table.astype({"value": value, "n": "Int64", "percent": "Float64"})
    table.loc[~table["published"].astype(bool), ["n", "percent"]] = pd.NA
    table.attrs["base"] = base_line(base)
    return table


def withheld_groups(tallies: dict[str, Tally], at_least: int) -> frozenset[str]:
    """The groups to hold back; the total too where it is itself too small."""
    sizes = {group: counts.respondents for group, counts in tallies.items()}
    total = sizes.pop(TOTAL)
    if 0 < total < at_least:
        return frozenset([TOTAL, *sizes])
    return withheld(sizes, at_least)


def _rows(counts: Tally, variable: Variable) -> Iterator[dict[str, object]]:
    labels: dict[float, str] = dict(variable.values)
    for code, n in counts.levels.items():
        share = percent(n, counts.valid)
        yield {
            "value": code,
            "label": labels.get(code, str(code).replace(".", ",")),
            "kind": "valid",
            "n": n,
            "percent": None if share is None else float(share),
        }
    for code, n in counts.missing.items():
        if n == 0 and variable.reserved and variable.reserved.why(code):
            continue  # no respondent can choose these: a row of zeros says nothing
        yield {"value": code, "label": labels[code], "kind": "missing", "n": n, "percent": None}
    yield {"value": None, "label": "", "kind": "blank", "n": counts.blank, "percent": None}
