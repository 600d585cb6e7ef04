"""Scanned pages to answers: find the form, score every box, decide in bands, never guess."""
