"""Scales of several items: how well they hold together, each one's part, scores from 0 to 100."""
