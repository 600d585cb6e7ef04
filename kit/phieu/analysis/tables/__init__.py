"""Tables as values: made from a survey, shown in a notebook, written to files unchanged."""
