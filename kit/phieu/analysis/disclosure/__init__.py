"""What may be published: unsafe counts, and what has to go with them so that nobody solves them."""
