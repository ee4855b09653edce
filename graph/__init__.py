"""Records → quads → store → answers: mapping, build, validation, queries, search, findings."""
