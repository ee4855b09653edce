"""A file in, records out: readers, and the stages that a document goes through."""
