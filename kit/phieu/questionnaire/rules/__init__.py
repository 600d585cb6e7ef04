"""The catalogue of every rule that a questionnaire is checked by; RULES.md is its page."""

from __future__ import annotations

from . import answers, audience, file_text, names, silencing, structure, wording
from .rule import Rule

_GROUPS = (file_text, names, audience, structure, answers, wording, silencing)

RULES: dict[str, Rule] = {rule.id: rule for group in _GROUPS for rule in group.RULES}

__all__ = ["RULES", "Rule"]
