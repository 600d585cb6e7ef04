"""Made-up answers with ties, zeros and gaps, for R and for us: the same in every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd


def pairs(rng: np.random.Generator) -> pd.DataFrame:
    """Levels 1 to 5 before and after: many ties, many pairs without difference, gaps."""
    before = rng.integers(1, 6, 80).astype(float)
    after = np.clip(before + rng.integers(-1, 3, 80), 1, 5)
    before[[3, 17]] = np.nan
    after[[17, 40, 41]] = np.nan
    return pd.DataFrame({"before": before, "after": after})


def pairs_untied(rng: np.random.Generator) -> pd.DataFrame:
    """Few enough, and different enough, for the exact distribution."""
    before = rng.normal(0, 1, 22)
    return pd.DataFrame({"before": before, "after": before + rng.normal(0.4, 1, 22)})


def pairs_many(rng: np.random.Generator) -> pd.DataFrame:
    """Untied, and too many for R's exact distribution."""
    before = rng.normal(0, 1, 64)
    return pd.DataFrame({"before": before, "after": before + rng.normal(0.2, 1, 64)})


def _groups(values: np.ndarray, codes: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"y": values, "group": np.array(["DU", "MT", "UB"])[codes]})


def groups(rng: np.random.Generator) -> pd.DataFrame:
    """Three bodies of different size, levels 1 to 5, gaps."""
    codes = rng.choice(3, 150, p=[0.5, 0.3, 0.2])
    values = np.clip(np.round(rng.normal(3.4 + 0.5 * (codes == 1), 1.1)), 1, 5)
    values[rng.choice(150, 12, replace=False)] = np.nan
    return _groups(values, codes)


def groups_untied(rng: np.random.Generator) -> pd.DataFrame:
    codes = np.repeat([0, 1, 2], [14, 9, 11])
    return _groups(rng.normal(0.6 * codes, 1), codes)


def groups_many(rng: np.random.Generator) -> pd.DataFrame:
    codes = np.repeat([0, 1, 2], [70, 55, 60])
    return _groups(rng.normal(0.2 * codes, 1), codes)


def judgements(rng: np.random.Generator) -> pd.DataFrame:
    """Five things judged by the same forms; some forms left one out."""
    table = rng.integers(1, 6, (45, 5)) + np.array([0, 0, 1, 0, 2])
    found = pd.DataFrame(np.minimum(table, 5).astype(float), columns=list("abcde"))
    found.iloc[[2, 9, 30], [0, 3, 4]] = np.nan
    return found


def design(rng: np.random.Generator) -> pd.DataFrame:
    """Four strata, clusters of communes, unequal weights, population counts of clusters; y and
    the groups have gaps."""
    clusters = np.repeat(np.arange(40), rng.integers(3, 9, 40))
    strata = clusters // 10
    n = len(clusters)
    weight = np.round(rng.uniform(0.5, 4, 40), 2)[clusters]
    body = rng.choice(3, n)
    level = rng.normal(0, 0.5, 40)[clusters] + rng.normal(0.3 * body, 1)
    y = np.clip(np.round(3 + level), 1, 5)
    y[rng.choice(n, 11, replace=False)] = np.nan
    two = np.array(["no", "yes"])[(rng.uniform(size=n) < 0.4).astype(int)].astype(object)
    two[rng.choice(n, 6, replace=False)] = None
    return pd.DataFrame(
        {
            "stratum": strata, "cluster": clusters, "weight": weight, "population": 30 + strata,
            "y": y, "score": np.round(level, 3), "body": np.array(["DU", "MT", "UB"])[body],
            "two": two,
        }
    )  # fmt: skip


def p_values(rng: np.random.Generator) -> pd.DataFrame:
    values = np.sort(rng.uniform(0, 0.2, 9))[rng.permutation(9)]
    values[4] = values[2]
    values[6] = np.nan
    return pd.DataFrame({"p": values})


MAKERS: dict[str, Callable[[np.random.Generator], pd.DataFrame]] = {
    maker.__name__: maker
    for maker in (
        pairs, pairs_untied, pairs_many, groups, groups_untied, groups_many, judgements, design,
        p_values,
    )
}  # fmt: skip

# Counts of two answers by two, and of three by three, first to second.
SQUARES = {
    "two": [[30, 12], [5, 53]],
    "even": [[10, 7], [7, 9]],
    "small": [[4, 5], [1, 3]],
    "three": [[20, 9, 4], [3, 15, 8], [1, 2, 18]],
}
RECTANGLES = {
    "two": [[30, 12], [5, 53]],
    "small": [[4, 5], [1, 3]],
    "wide": [[12, 8, 20], [5, 9, 30]],
}


def dataset(name: str) -> pd.DataFrame:
    return MAKERS[name](np.random.default_rng(list(MAKERS).index(name) + 20231))


def write_all(folder: Path) -> None:
    """For R: 17 digits bring every number back."""
    for name in MAKERS:
        dataset(name).to_csv(folder / f"{name}.csv", index=False, float_format="%.17g", na_rep="NA")
