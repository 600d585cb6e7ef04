"""Publications of different forms, held against each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from random_tables import counted, table_of

from phieu.analysis.counts import Dimension
from phieu.analysis.disclosure.attacker import Attacker
from phieu.analysis.disclosure.differencing import tell_apart
from phieu.analysis.disclosure.model import COUNTED, Outsiders, Published
from phieu.analysis.disclosure.outsiders import counted_by
from phieu.analysis.disclosure.protecting import protect

Y = Dimension("y", (*(frozenset({k}) for k in (1, 2, 3)), frozenset({1, 2, 3})))
DISTRICT = Dimension("district", (frozenset({"A"}), frozenset({"B"}), frozenset({"A", "B"})))


def _forms(size: int, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {"district": rng.choice(["A", "B"], 80), "y": rng.integers(1, 4, 80)},
        index=[f"P{number:02}" for number in range(80)],
    ).iloc[:size]


def _answers(forms: pd.DataFrame) -> dict[str, str]:
    return {str(serial): str(row) for serial, row in forms["y"].items()}


def _published(before: pd.DataFrame, now: pd.DataFrame):
    """The same table of the forms before and now; what readers got of each."""
    first = protect(
        [table_of(counted(before, [DISTRICT, Y]))],
        outsiders=Outsiders(counted_by(before, ["district"])),
    )
    facts = _forms(80)[["district"]]
    told = tell_apart(
        [(first.counts, _answers(before))],
        _answers(now),
        facts,
        Outsiders(counted_by(now, ["district"])),
    )
    second = protect(
        [table_of(counted(now, [DISTRICT, Y]))],
        outsiders=told.outsiders,
        published=told.published,
        counted=told.counted,
    )
    return first, second, told


def _attacker(second, told, wanted) -> Attacker:
    out = [*told.published, Published(second.counts, told.counted)]
    return Attacker.who_read(out, told.outsiders, wanted)


def _late(told, level: int):
    which = told.counted - told.published[0].counted
    return frozenset({("y", frozenset({level})), (COUNTED, which)})


def test_the_same_forms_need_no_telling_apart() -> None:
    forms = _forms(80)
    first, second, told = _published(forms, forms)
    assert told.counted is None
    assert first.counts[0].shown.all()
    assert second.counts[0].shown.all()


def test_one_late_form_cannot_be_subtracted() -> None:
    before, now = _forms(79), _forms(80)
    _first, second, told = _published(before, now)
    answer = int(now["y"].iloc[-1])
    attacker = _attacker(second, told, [_late(told, answer)])
    assert not attacker.recovers(_late(told, answer), 1)
    naive = Published(
        tuple(
            type(shown)(
                shown.dimensions,
                counted(now, [DISTRICT, Y]).counts,
                np.ones_like(shown.shown),
                shown.widths,
            )
            for shown in second.counts
        ),
        told.counted,
    )
    reader_of_both = Attacker.who_read([*told.published, naive], told.outsiders)
    assert reader_of_both.recovers(_late(told, answer), 1)


def test_a_corrected_answer_cannot_be_subtracted_either() -> None:
    before = _forms(80)
    now = before.copy()
    now.iloc[5, 1] = 1 + int(now.iloc[5, 1]) % 3
    _first, second, told = _published(before, now)
    answer = int(now.iloc[5, 1])
    attacker = _attacker(second, told, [_late(told, answer)])
    assert not attacker.recovers(_late(told, answer), 1)


def test_many_late_forms_may_be_seen() -> None:
    _first, second, _told = _published(_forms(50), _forms(80))
    assert second.counts[0].shown.all()
