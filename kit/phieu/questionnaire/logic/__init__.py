"""Expressions over earlier answers: `when`, constraints, warnings and calculations."""
