"""One survey round opened: the only place that joins the parts to files and store."""
