"""Figures from the dataset: response rates, frequencies, the satisfaction index, charts."""
