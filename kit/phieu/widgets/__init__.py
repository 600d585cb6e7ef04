"""The workbenches of the notebooks. They show state and pass wishes on; the rules are elsewhere."""
