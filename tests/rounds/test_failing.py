"""Every error becomes a sentence."""

from __future__ import annotations

import errno

import pytest

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.rounds.failing import failure_summary, failure_text


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (PhieuError("nói rõ"), "nói rõ"),
        (OSError(errno.ENOSPC, "No space left", "a.csv"), "a.csv: No space left. "),
        (OSError(errno.ENOSPC, "No space left"), "No space left. "),
        (OSError("gone"), "gone. "),
        (KeyError("x"), "(KeyError: 'x')"),
    ],
)
def test_a_sentence_says_what_is_known(error, text):
    assert text in failure_text(error)
    assert "?" not in failure_text(error)
    assert failure_summary(error) == {"problems": [{"message": failure_text(error)}]}


def test_problems_keep_their_parts():
    problem = Problem("f.yaml:3", "rule", "wrong", "mend it")

    assert failure_summary(ProblemsFoundError([problem])) == {
        "problems": [
            {
                "place": "f.yaml:3",
                "rule": "rule",
                "message": "wrong",
                "fix": "mend it",
                "severity": "error",
            }
        ]
    }
