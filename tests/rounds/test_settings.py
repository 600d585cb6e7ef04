"""round.yaml: problems with their lines, all at once."""

from __future__ import annotations

import pytest

from phieu.errors import ProblemsFoundError
from phieu.rounds.settings import load

GOOD = """\
round: r-1
title: Đợt thử
questionnaire: q.yaml
frame: frame.csv
confidentiality: confidential
head:
  parent_organ: A
  organ: B
  number: 1/X
  place: C
  date: 2023-08-14
texts:
  han_nop: 15/9/2023
"""


def _problems(text):
    with pytest.raises(ProblemsFoundError) as caught:
        load(text, "round.yaml")
    return [(problem.place, problem.rule) for problem in caught.value.problems]


def test_good_settings_load():
    settings = load(GOOD, "round.yaml")

    assert settings.confidentiality == "confidential"
    assert settings.head.dated == "ngày 14 tháng 8 năm 2023"
    assert settings.texts["han_nop"] == "15/9/2023"


def test_every_problem_is_reported_at_its_line():
    text = GOOD.replace("round: r-1\n", "").replace("confidential\n", "secret\n") + "colour: red\n"

    assert sorted(_problems(text)) == [
        ("round.yaml:1", "round-missing-key"),
        ("round.yaml:13", "round-unknown-key"),
        ("round.yaml:4", "round-wrong-value"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://phieu.example.vn",
        "phieu.example.vn",
        "https://phiếu.vn",
        "https://" + "a" * 90 + ".vn",
        "https://a.vn/?q=1",
    ],
)
def test_a_public_address_must_fit_the_code(address):
    assert _problems(GOOD + f"public_address: {address}\n") == [
        ("round.yaml:14", "round-wrong-value")
    ]


def test_broken_yaml_names_its_line():
    assert _problems("round: [\n")[0][0].startswith("round.yaml:")
