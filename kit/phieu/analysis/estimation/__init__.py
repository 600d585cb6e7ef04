"""Estimates that know how the sample was drawn: design-based means, totals, tables, weights."""
