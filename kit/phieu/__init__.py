"""Surveys on paper in Vietnam: questionnaire, printed forms, scans, statistics, SPSS."""
