from __future__ import annotations

import pytest

from phieu.errors import ProblemsFoundError
from phieu.rounds.crosswalks import read_crosswalk
from phieu.workspace import ROUND


def test_the_shipped_crosswalk_is_read_from_a_new_workspace(workspace):
    found = read_crosswalk(workspace / ROUND / "crosswalk-2025.csv")

    assert len(found.successions) == 241


def test_a_file_that_is_not_there_or_is_no_crosswalk_says_so(workspace):
    with pytest.raises(ProblemsFoundError, match="file-missing"):
        read_crosswalk(workspace / ROUND / "crosswalk.csv")
    with pytest.raises(ProblemsFoundError, match="crosswalk-columns"):
        read_crosswalk(workspace / ROUND / "frame.csv")
