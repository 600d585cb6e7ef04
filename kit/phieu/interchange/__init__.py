"""Questionnaires to and from the formats of other survey programs. Bytes and values; no files."""
