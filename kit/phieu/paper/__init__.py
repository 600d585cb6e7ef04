"""The printed form: where everything stands in millimetres, its tickets, and the print run."""
