"""Reads a file of any format that the program knows into one text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from extractors.readers.characters import Characters
from extractors.readers.file_text import MAX_BYTES, MAX_CHARACTERS, MAX_LINES, FileText
from extractors.readers.formats import format_of
from extractors.readers.txt import read_txt
from ontology.errors import DocumentError

Reader = Callable[[bytes, str], Characters]


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> FileText:
    """The text of a file, by what it holds, whatever its name. Raises DocumentError with the reason and the next step."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(f"{path}: {size:,} bytes are more than the limit of {max_bytes:,}; split the file")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}; check that it is there and readable") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> FileText:
    """The text of a file's bytes; `name` is for messages, and tells HTML from text where the content does not."""
    kind = format_of(data, name)
    characters = _reader(kind)(data, name)
    if len(characters.text) > MAX_CHARACTERS:
        raise DocumentError(f"{name}: its text is longer than {MAX_CHARACTERS:,} characters; split the file")
    if characters.text.count("\n") > MAX_LINES:
        raise DocumentError(f"{name}: its text has more than {MAX_LINES:,} lines; split the file")
    return FileText(characters.text, hashlib.sha256(data).hexdigest(), kind, characters.encoding)


def _reader(kind: str) -> Reader:
    """The reader of a format; those with libraries of their own are imported when a file first needs them."""
    match kind:
        case "html":
            from extractors.readers.html import read_html

            return read_html
        case "docx":
            from extractors.readers.docx import read_docx

            return read_docx
        case "odt":
            from extractors.readers.odt import read_odt

            return read_odt
        case "rtf":
            from extractors.readers.rtf import read_rtf

            return read_rtf
        case "pdf":
            from extractors.readers.pdf.reader import read_pdf

            return read_pdf
        case _:
            return read_txt
