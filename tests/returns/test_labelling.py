"""Codes as words, and what is no code left as it is."""

from __future__ import annotations

import pandas as pd

from phieu.questionnaire.codebook import Variable
from phieu.returns.labelling import labelled

SKIP = ((-6, "Không thuộc diện hỏi"),)


def test_a_number_stays_a_number_and_its_missing_codes_are_blank():
    data = pd.DataFrame(
        {
            "B1": pd.array([3, -6, None], dtype="Int64"),
            "B2": pd.array([22.5, -6, None], dtype="Float64"),
        }
    )
    variables = [
        Variable("B1", "", "number", "B1", "scale", SKIP, (-6,)),
        Variable("B2", "", "number", "B2", "scale", SKIP, (-6,), decimals=1),
    ]
    words = labelled(data, variables)
    assert words["B1"].tolist() == [3, pd.NA, pd.NA]
    assert words["B2"].tolist() == [22.5, pd.NA, pd.NA]
    assert words["B2"].mean() == 22.5
    assert data["B1"].tolist() == [3, -6, pd.NA]  # the codes are untouched


def test_points_are_shown_by_their_words_and_skips_by_theirs():
    variable = Variable(
        "H", "", "code", "H", "scale", ((0, "0 (Rất kém)"), (1, "1"), (96, "Không thuộc diện hỏi"))
    )
    data = pd.DataFrame({"H": pd.array([0, 96, None], dtype="Int64")})
    words = labelled(data, [variable])["H"]
    assert words.astype("object").where(words.notna(), None).tolist() == [
        "0 (Rất kém)",
        "Không thuộc diện hỏi",
        None,
    ]
