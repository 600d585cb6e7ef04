"""The samples of the goldens, made anew in every run; R reads them as CSV.

Numbers have few decimals, so that both read the same numbers.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

REGIONS = {"north": 2600.0, "middle": 1900.0, "south": 3500.0}
AGES = {1: 3000.0, 2: 3400.0, 3: 1600.0}


def samples() -> dict[str, pd.DataFrame]:
    """By name: one- and two-stage, stratified, one with lonely units, and a near-census."""
    return {
        "simple": simple(),
        "stratified": stratified(),
        "clusters": clusters(),
        "lonely": lonely(),
        "census": near_census(),
    }


def simple() -> pd.DataFrame:
    """90 units of 400."""
    rng = np.random.default_rng(11)
    return _with_answers(pd.DataFrame({"N": [400] * 90}), rng)


def stratified() -> pd.DataFrame:
    """Four strata sampled at different rates, unequal weights."""
    rng = np.random.default_rng(12)
    sizes, populations = (14, 22, 31, 9), (60, 300, 210, 1400)
    frame = pd.DataFrame(
        {
            "stratum": np.repeat(["s1", "s2", "s3", "s4"], sizes),
            "N": np.repeat(populations, sizes),
        }
    )
    frame["w"] = np.round(frame["N"] / np.repeat(sizes, sizes) * rng.uniform(0.6, 1.4, 76), 3)
    return _with_answers(frame, rng)


def clusters() -> pd.DataFrame:
    """Two stages: communes within strata, households within communes, two people of each."""
    rng = np.random.default_rng(13)
    rows = []
    for stratum, communes in enumerate((5, 7, 6, 8)):
        for commune in range(communes):
            households = int(rng.integers(3, 8))
            of = households + int(rng.integers(0, 30))
            rows += [
                (f"s{stratum}", f"s{stratum}c{commune}", household, 20 + 9 * stratum, of)
                for household in range(households)
                for _person in range(int(rng.integers(1, 4)))
            ]
    frame = pd.DataFrame(rows, columns=["stratum", "commune", "household", "N1", "N2"])
    frame["w"] = np.round(rng.uniform(10, 60, len(frame)), 3)
    return _with_later_stages(_with_answers(frame, rng))


def _with_later_stages(frame: pd.DataFrame) -> pd.DataFrame:
    """zone: strata of households, two or more in each; person and N3: people of a household, all
    of them asked where only one was."""
    households = frame.groupby("commune")["household"].transform("nunique")
    people = frame.groupby(["commune", "household"])["y"].transform("size")
    return frame.assign(
        zone=np.where((frame["household"] >= 2) & (households >= 4), "upper", "lower"),
        person=frame.groupby(["commune", "household"]).cumcount(),
        N3=people + (people > 1) * 2,
    )


def lonely() -> pd.DataFrame:
    """Strata of which one has a single commune, in which one household was asked."""
    rng = np.random.default_rng(14)
    rows = [
        (f"s{stratum}", f"s{stratum}c{commune}", household, 12, 15)
        for stratum, communes in enumerate((4, 1, 5))
        for commune in range(communes)
        for household in range(1 if (stratum, commune) == (2, 0) else 3)
        for _person in range(3)
    ]
    frame = pd.DataFrame(rows, columns=["stratum", "commune", "household", "N1", "N2"])
    frame["w"] = np.round(rng.uniform(5, 9, len(frame)), 3)
    return _with_answers(frame, rng)


def near_census() -> pd.DataFrame:
    """Answers of three bodies in 211 communes, of which some did not answer."""
    rng = np.random.default_rng(15)
    answered = {"DU": 190, "UB": 171, "MT": 204}
    frame = pd.DataFrame(
        {"body": np.repeat(list(answered), list(answered.values())), "issued": 211}
    )
    return _with_answers(frame, rng)


def _with_answers(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """y and x, numbers; z, y with gaps; g and k, categories; region and age, of known totals."""
    rows = len(frame)
    group = rng.integers(0, 3, rows)
    x = np.round(rng.uniform(1, 4, rows), 2)
    y = np.round(3 + 2 * x + group + rng.normal(0, 2, rows), 2)
    return frame.assign(
        y=y,
        x=x,
        z=np.where(rng.random(rows) < 0.15, np.nan, y),
        g=np.array(["a", "b", "c"])[group],
        k=np.clip(np.round(y / 5 + rng.normal(0, 0.7, rows)), 1, 3).astype(int),
        region=rng.choice(list(REGIONS), rows),
        age=rng.choice(list(AGES), rows),
    )
