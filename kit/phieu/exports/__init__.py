"""The dataset as files that others open: CSV, SPSS and Excel, each written whole or not at all."""
