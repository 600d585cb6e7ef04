"""REDCap's data dictionary: one CSV row a field, 18 columns."""

from .dictionary import dictionary_csv

__all__ = ["dictionary_csv"]
