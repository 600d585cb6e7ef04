"""LimeSurvey's tab-separated survey structure, as its manual describes it."""

from .survey import survey_tsv

__all__ = ["survey_tsv"]
