"""Reads plain text files: bytes to characters, nothing else. Line ends, marks and blanks stay as they are, so offsets last."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DocumentError

MAX_BYTES = 64 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Bytes that are letters of Kazakh in KZ-1048 and other signs in windows-1251.
_KZ_1048 = bytes.fromhex("8d8e9d9ea1a2a3aaafb2b3b4babcbdbebf")
_CYRILLIC_BYTES = bytes(range(0xC0, 0x100))
_SAMPLE = 65_536
# What files of other formats begin with, and how to call them.
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (a .docx or .odt file?)"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's characters and the SHA-256 of its bytes, in hexadecimal digits."""

    text: str
    sha256: str


def read(path: Path, max_bytes: int = MAX_BYTES) -> FileText:
    """Reads a text file in UTF-8, or UTF-16 with a byte order mark. Raises DocumentError with the file and the reason."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(
                f"{path}: {size:,} bytes are more than the limit of {max_bytes:,}; split the file or raise the limit"
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    return FileText(decode(data, str(path)), hashlib.sha256(data).hexdigest())


def decode(data: bytes, name: str) -> str:
    """The characters of a text file; `name` is for messages. Raises DocumentError for what is not text, empty or misencoded."""
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise DocumentError(f"{name}: this is {what}; convert it to plain text in UTF-8 first")
    text = _characters(data, name)
    if not text.strip("\ufeff \t\r\n\v\f\u00a0"):
        raise DocumentError(f"{name}: the file is empty")
    if "\x00" in text:
        raise DocumentError(f"{name}: the file is binary: it holds NUL characters")
    return text


def _characters(data: bytes, name: str) -> str:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}: {_why_undecodable(data, encoding, error.start)}") from error
    return text.removeprefix("\ufeff") if encoding != "utf-8" else text


def _why_undecodable(data: bytes, encoding: str, place: int) -> str:
    if encoding != "utf-8":
        return f"begins as UTF-16 but is broken at byte {place}"
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return "the file is binary: it holds NUL bytes and is not UTF-8"
    guess = _likely_encoding(sample)
    if guess:
        return f"is not UTF-8 (byte {place}); it looks like {guess}: convert it, e.g. iconv -f {guess} -t UTF-8"
    return f"is not UTF-8 (byte {place}), and no other encoding is likely"


def _likely_encoding(sample: bytes) -> str | None:
    high = sum(byte >= 0x80 for byte in sample)
    cyrillic = sum(sample.count(byte) for byte in _CYRILLIC_BYTES)
    kazakh = sum(sample.count(byte) for byte in _KZ_1048)
    if not high or (cyrillic + kazakh) < 0.9 * high:
        return None
    return "KZ-1048" if kazakh > 0.01 * high else "WINDOWS-1251"
