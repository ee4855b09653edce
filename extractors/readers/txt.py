"""Reads plain text: bytes to characters, nothing else. Line ends, marks and blanks stay as they are, so offsets last."""

from __future__ import annotations

import re

from extractors.readers.characters import Characters, decode
from extractors.readers.file_text import says_nothing
from ontology.errors import DocumentError

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f]")
_MOST_CONTROLS = 100  # one of so many characters may be one


def read_txt(data: bytes, name: str) -> Characters:
    """The characters of a text file; `name` is for messages. Raises DocumentError for what is not text, empty or misencoded."""
    characters = decode(data, name)
    if says_nothing(characters.text):
        raise DocumentError(f"{name}: the file is empty; give one with text")
    if "\x00" in characters.text:
        raise DocumentError(f"{name}: the file is binary: it holds NUL characters; give a text file")
    if len(_CONTROLS.findall(characters.text)) * _MOST_CONTROLS > len(characters.text):
        raise DocumentError(f"{name}: the file is binary: it is full of control characters; give a text file")
    return characters
