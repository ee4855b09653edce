"""The words: classes, properties, concepts, shapes, records and keys. Imports nothing of ours."""
