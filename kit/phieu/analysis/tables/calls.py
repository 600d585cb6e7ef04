"""The one line of Python that makes a table again."""

from __future__ import annotations

import json
from collections.abc import Sequence

Argument = str | bool | int | float | None | Sequence[str]


def call(function: str, *names: Argument, **options: tuple[Argument, Argument]) -> str:
    """`function(survey, "A1", …)`. options: what each is, and its default, which is left out."""
    given = [f"{name}={_text(value)}" for name, (value, usual) in options.items() if value != usual]
    return f"{function}({', '.join(['survey', *map(_text, names), *given])})"


def _text(value: Argument) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_text, value))}]"
    return repr(value)
