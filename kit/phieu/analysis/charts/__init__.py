"""Charts that a provincial office prints: what was answered, drawn and said in words."""

from .likert import Chart, likert_chart

__all__ = ["Chart", "likert_chart"]
