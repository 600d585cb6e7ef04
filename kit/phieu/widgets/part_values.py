"""What a control holds, as it is written in the file."""

from __future__ import annotations

from typing import Any

from phieu.questionnaire.findings import Path

_NUMBERS = frozenset(
    {"least", "most", "decimals", "places", "at_most", "columns", "lines", "characters",
     "height_mm", "value", "parent"}
)  # fmt: skip
_LISTS = frozenset({"only", "only_types", "satisfied"})
_TICKS = frozenset({"required", "reverse", "exclusive", "specify"})
_NEVER_LEFT_OUT = frozenset(
    {"id", "kind", "text", "title", "running_title", "version", "language", "scale", "expression"}
)


def written_value(path: Path, value: Any) -> Any:
    """The value for `editing.set_value`; None where the key is left out altogether."""
    key = path[-1] if path else ""
    if key in _LISTS:
        return _list(value)
    if key in _TICKS:
        return True if value is True else None
    words = str(value if value is not None else "").rstrip()
    if not words:
        return "" if _is_needed(path) else None
    if key == "missing":
        return True if words == "dont_know" else words
    if key in _NUMBERS and words.lstrip("-").isascii() and words.lstrip("-").isdigit():
        return int(words)
    return words


def _list(value: Any) -> Any:
    items = value.split(",") if isinstance(value, str) else value or []
    words = [str(item).strip() for item in items if str(item).strip()]
    if all(word.isascii() and word.isdigit() for word in words):
        return [int(word) for word in words] or None
    return words[0] if len(words) == 1 else words


def _is_needed(path: Path) -> bool:
    match path:
        case (*_, "codes", int(), "label" | "value") | ("scales", str(), "name"):
            return True
        case ("introduction", "title" | "running_title"):
            return True
        case ("introduction", *_below):
            return False
        case _:
            return path[-1] in _NEVER_LEFT_OUT
