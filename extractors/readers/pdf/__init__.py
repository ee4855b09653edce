"""PDF: a process of its own takes the letters and rules of the pages; from their places come lines, tables and paragraphs."""
