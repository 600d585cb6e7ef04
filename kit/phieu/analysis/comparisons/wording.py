"""A test's result in one line, as it stands under a table and in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from phieu.analysis.formats import count_text, decimal_text
from phieu.messages import _

if TYPE_CHECKING:
    from .results import Alternative, Comparison, Effect

LEAST_P = 0.001  # what is smaller is only said to be


def result_line(comparison: Comparison) -> str:
    """Such as: Kruskal–Wallis …: H(2) = 12,34; p = 0,002; ε² = 0,045 (…); n = 528."""
    freedom = f"({'; '.join(map(_figure, comparison.df))})" if comparison.df else ""
    parts = [f"{comparison.symbol}{freedom} = {_figure(comparison.statistic)}"]
    parts.append(p_text(comparison.p))
    if comparison.alternative != "two-sided":
        parts[-1] += f" ({alternative_words(comparison.alternative)})"
    parts.append(effect_text(comparison.effect))
    parts.append(f"n = {count_text(comparison.n)}")
    return f"{comparison.method}: {'; '.join(parts)}."


def p_text(p: float) -> str:
    least = decimal_text(LEAST_P, 3)
    return f"p < {least}" if p < LEAST_P else f"p = {decimal_text(p, 3)}"


def effect_text(effect: Effect) -> str:
    text = f"{effect.symbol} = {decimal_text(effect.value, 3)}"
    if effect.interval is not None:
        low, high = (decimal_text(bound, 3) for bound in effect.interval)
        text += " " + _("[95% CI: {low} to {high}]").format(low=low, high=high)
    return f"{text} ({effect.name})"


def _figure(value: float) -> str:
    """Rank sums, counts and degrees of freedom are whole more often than not."""
    return count_text(int(value)) if float(value).is_integer() else decimal_text(value)


def alternative_words(alternative: Alternative) -> str:
    match alternative:
        case "two-sided":
            return _("two-sided")
        case "less":
            return _("one-sided: the first is lower")
        case "greater":
            return _("one-sided: the first is higher")
