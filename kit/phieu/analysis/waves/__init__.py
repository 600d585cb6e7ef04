"""Rounds over the years side by side: what can be compared, and what changed."""
