"""A dress rehearsal: simulated respondents, pens and scanners, and the truth they meant."""
