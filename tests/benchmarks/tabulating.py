"""Seconds to make a banner of 40 rows × 20 columns, plain and weighted, and to show it.

    python tests/benchmarks/tabulating.py [forms]

Beside it, in the same run: the same 32 cross tables by pandas.crosstab, without letters, sources
or bases. The goal is about a second for 100,000 forms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd

from phieu.analysis.survey import Survey
from phieu.analysis.tables import banner_table
from phieu.questionnaire.yaml_text import load

GOAL_SECONDS = 1.0
ROWS, BANNER, LEVELS = 8, 4, 5
HEAD = """\
id: F
version: "1"
bodies: {DU: Đảng ủy}
introduction: {title: Phiếu, running_title: Phiếu}
sections:
  - id: A
    title: Chung
    questions:
"""
QUESTION = (
    "      - {{id: Q{number}, kind: single, text: Câu, codes: {{1: a, 2: b, 3: c, 4: d, 5: e}}}}\n"
)


def main() -> None:
    forms = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    survey = _survey(forms)
    weights = pd.Series(np.random.default_rng(2).uniform(0.5, 2, forms))
    rows = [f"Q{number}" for number in range(ROWS)]
    banner = [f"Q{number}" for number in range(ROWS, ROWS + BANNER)]
    table = banner_table(survey, rows, banner)
    print(f"{forms:,} forms, {ROWS * LEVELS} rows × {BANNER * LEVELS} columns")
    _say("banner_table", lambda: banner_table(survey, rows, banner))
    _say("banner_table, weighted", lambda: banner_table(survey.with_weights(weights), rows, banner))
    _say("pandas.crosstab", lambda: [_crosstab(survey, *pair) for pair in product(rows, banner)])
    for shape in ("_repr_html_", "text", "csv", "latex"):
        shown = getattr(type(table), shape)
        _say(
            shape, lambda shown=shown: (shown.fget if isinstance(shown, property) else shown)(table)
        )
    print(f"goal: {GOAL_SECONDS} s")


def _survey(forms: int) -> Survey:
    rng = np.random.default_rng(1)
    numbers = range(ROWS + BANNER)
    form = load(HEAD + "".join(QUESTION.format(number=number) for number in numbers), "f.yaml")
    facts = {"body": "DU", "district": "Hội An", "unit_type": "Xã", "status": "complete"}
    answers = {f"Q{n}": pd.array(rng.integers(1, LEVELS + 1, forms), "Int64") for n in numbers}
    columns = {name: pd.array([value] * forms, "string") for name, value in facts.items()}
    data = pd.DataFrame({**columns, **answers})
    return Survey("Thử", data, form, data[["body"]])


def _crosstab(survey: Survey, row: str, column: str) -> pd.DataFrame:
    return pd.crosstab(survey.valid[row], survey.valid[column], normalize="columns")


def _say(name: str, made: Callable[[], object]) -> None:
    start = time.perf_counter()
    made()
    print(f"{name:<24} {time.perf_counter() - start:8.3f} s")


if __name__ == "__main__":
    main()
