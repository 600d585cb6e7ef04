"""One rule of the checks: how grave it is, why it exists, and what to do about it in general."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from phieu.errors import Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@dataclass(frozen=True)
class Rule:
    """id: what messages, and `silenced` in a questionnaire, call it."""

    id: str
    severity: Severity
    # Asked for when shown, not when loaded: the reader's language is known only then.
    _why: Callable[[], str] = field(repr=False)
    _fix: Callable[[], str] = field(repr=False)

    @property
    def why(self) -> str:
        return self._why()

    @property
    def fix(self) -> str:
        return self._fix()
