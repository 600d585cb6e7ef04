"""Template variables in texts, `{{ten_ca}}`, and alternatives, `{{DU: cấp ủy | UB: xã}}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_TEMPLATE_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
# With variables inside: chosen before they are filled in, or a “|” in a value would divide it.
_BRACED = re.compile(r"\{\{((?:[^{}]|\{\{\w+\}\})*)\}\}")


def template_variables(text: str) -> set[str]:
    return set(_TEMPLATE_VARIABLE.findall(text))


def fill(text: str, texts: Mapping[str, str]) -> str:
    """Put template variables in. Unknown names stay as they are; `check` reports them."""
    return _TEMPLATE_VARIABLE.sub(lambda match: texts.get(match[1], match[0]), text)


def alternatives(text: str) -> list[dict[str, str]]:
    """Every `{{key: words | key: words}}` of a text. Keys are bodies or types of unit."""
    return [_parts(match[1]) for match in _BRACED.finditer(text) if ":" in match[1]]


def choose(text: str, keys: Collection[str]) -> str:
    """The alternatives that `keys` name; where none is named, all of them, once each, with “/”.

    keys: casefolded, the respondent's body and type of unit; empty for the codebook.
    """

    def chosen(match: re.Match[str]) -> str:
        if ":" not in match[1]:
            return match[0]
        parts = _parts(match[1])
        named = [words for key, words in parts.items() if key.casefold() in keys]
        return "/".join(dict.fromkeys(named[:1] or parts.values()))

    return _BRACED.sub(chosen, text)


def _parts(inside: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in inside.split("|"))
    return {key.strip(): words.strip() for key, _colon, words in pairs}
