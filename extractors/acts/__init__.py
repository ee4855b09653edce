"""Acts: citations, the instruments that they name, and how one bears on another."""
