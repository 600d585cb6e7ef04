"""A crosswalk file, as it lies beside a round's frame, read."""

from __future__ import annotations

from pathlib import Path

from phieu.frame import crosswalk_text
from phieu.frame.crosswalk import Crosswalk
from phieu.rounds.inputs import read_text


def read_crosswalk(path: str | Path) -> Crosswalk:
    """What became of each unit, by its CSV file (see frame/README.md).

    Raises ProblemsFoundError with every problem of the file.
    """
    file = Path(path)
    return crosswalk_text.load(read_text(file), str(file))
