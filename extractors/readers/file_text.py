"""What every reader gives: the characters of a file, fixed for good, so that the places of the evidence last."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 4 * 1024 * 1024  # several times the longest code, and what 1 GB of memory bears: 200 bytes a letter at most
MAX_LINES = 1_200_000
_BLANKS = "\ufeff \t\r\n\v\f\u00a0"


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's characters and the SHA-256 of its bytes, in hexadecimal digits.

    Attributes:
        text: the document; tables stand in it as `extractors.tables.cells` reads them.
        sha256: of the bytes of the file.
        format: 'txt', 'html', 'docx', 'odt', 'rtf' or 'pdf'.
        encoding: of the characters in the file, by its usual name.
    """

    text: str
    sha256: str
    format: str = "txt"
    encoding: str = "UTF-8"


def says_nothing(text: str) -> bool:
    """Whether a text holds blanks and marks only."""
    return not text.strip(_BLANKS)
