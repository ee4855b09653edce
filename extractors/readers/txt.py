"""Reads plain text: bytes to characters, nothing else. Line ends, marks and blanks stay as they are, so offsets last."""

from __future__ import annotations

from extractors.readers.characters import Characters, decode
from extractors.readers.file_text import says_nothing
from ontology.errors import DocumentError


def read_txt(data: bytes, name: str) -> Characters:
    """The characters of a text file; `name` is for messages. Raises DocumentError for what is not text, empty or misencoded."""
    characters = decode(data, name)
    if says_nothing(characters.text):
        raise DocumentError(f"{name}: the file is empty; give one with text")
    if "\x00" in characters.text:
        raise DocumentError(f"{name}: the file is binary: it holds NUL characters; give a text file")
    return characters
