"""Duties and tasks of running text, read from the grammar of sentences."""
