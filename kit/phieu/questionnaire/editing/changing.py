"""One value of the text changed, written for the first time, or left out."""

from __future__ import annotations

from typing import Any

from ..findings import Path
from ..yaml_writing import written
from .lines import spliced
from .parts import removing
from .places import trail
from .spans import spans
from .values import setting


def set_value(text: str, path: Path, value: Any) -> str:
    """The text with another value at a path; what leads there and is missing is written, too.

    value: a text, a number, yes or no, a day, a list, a mapping of such; None leaves the key out.
    Raises CannotEditError.
    """
    root = spans(text)
    if value is not None:
        return spliced(text, setting(text, root, path, written(value, str(path[-1]))))
    is_written = len(trail(root, path)) > len(path)
    return spliced(text, removing(text, root, path)) if is_written else text
