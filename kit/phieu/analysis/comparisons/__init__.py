"""Tests of differences, each by its name, with an effect size beside every p-value."""
