"""A round told as a document: method, tables, charts and open answers, for Word, HTML, PDF."""
