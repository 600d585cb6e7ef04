"""The questionnaire: what is asked, of whom, and what the answers are called."""
