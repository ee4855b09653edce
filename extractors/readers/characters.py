"""Bytes to characters: the encoding is told by its marks, by its rules, and at last by the letters that it would give.

Read are UTF-8, UTF-16 and UTF-32, and the two single-byte encodings of Windows for the languages at hand: windows-1251 (Russian)
and KZ-1048 (Kazakh; STRK 1048-2002, as registered with IANA), which differ in the places of the Kazakh letters only.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ontology.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
# Encodings that a file may declare; any other is not looked up.
_DECLARABLE = frozenset(
    {"windows-1251", "cp1251", "kz-1048", "koi8-r", "cp866", "ibm866", "iso-8859-5", "utf-16", "windows-1252", "iso-8859-1"}
)
_CODECS = {"kz-1048": "kz1048", "ibm866": "cp866"}
# Bytes that are letters of Kazakh in KZ-1048 and letters of other languages than ours in windows-1251.
_KAZAKH = bytes.fromhex("8d8e9d9ea1a2a3a5aaafb2b3b4babcbdbebf")
_CAPITALS, _SMALL = bytes(range(0xC0, 0xE0)), bytes(range(0xE0, 0x100))
_OTHER_SIGNS = bytes.fromhex("8491929394959697a0a7a8abb0b7b8b9bb85")  # quotes, dashes, No., Yo, the no-break space
_KAZAKH_IN_WORDS = re.compile(rb"(?<=[\xc0-\xff])[" + re.escape(_KAZAKH) + rb"]|[" + re.escape(_KAZAKH) + rb"](?=[\xc0-\xff])")
_SAMPLE = 65_536
_MOST = 0.98  # of the bytes beyond ASCII are letters or signs of the encoding
_WIDE_ROWS = (0x00, 0x04, 0x20)  # of Unicode: Latin, Cyrillic, dashes and quotes


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a file and the name of the encoding that they were in."""

    text: str
    encoding: str


def decode(data: bytes, name: str, declared: str = "") -> Characters:
    """The characters of some bytes; `name` is for messages, `declared` what the file says of itself.

    Raises DocumentError for bytes in no known encoding, with the likely reason.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Characters(_strictly(data, encoding, name).removeprefix("\ufeff"), encoding)
    wide = _wide(data)  # looked for first, as the halves of such characters are valid UTF-8 by themselves
    if wide:
        return Characters(_strictly(data, wide, name), wide)
    try:
        return Characters(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        place = error.start
    encoding = _declared(declared) or _single_byte(data)
    if not encoding:
        raise DocumentError(f"{name}: {_why_undecodable(data, place)}; save it as UTF-8")
    return Characters(_strictly(data, encoding, name), encoding)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(_CODECS.get(encoding.lower(), encoding))
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}: looks like {encoding} but is broken at byte {error.start:,}; save it as UTF-8") from error


def _declared(encoding: str) -> str:
    encoding = encoding.strip().strip("'\"").lower()
    return encoding if encoding in _DECLARABLE else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: one byte of each pair is nearly always the number of a row of Unicode that our languages use."""
    sample = data[: _SAMPLE // 2 * 2]
    pairs = len(sample) // 2
    if not pairs or len(data) % 2:
        return ""
    for encoding, rows in (("UTF-16LE", sample[1::2]), ("UTF-16BE", sample[::2])):
        if sum(rows.count(row) for row in _WIDE_ROWS) >= 0.95 * pairs and rows.count(0) + rows.count(4) >= 0.9 * pairs:
            return encoding
    return ""


def _single_byte(data: bytes) -> str:
    """windows-1251 or KZ-1048, where nearly all bytes beyond ASCII are their letters and most letters are small ones."""
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return ""
    high = sum(byte >= 0x80 for byte in sample)
    capitals, small, kazakh, signs = (
        sum(sample.count(byte) for byte in each) for each in (_CAPITALS, _SMALL, _KAZAKH, _OTHER_SIGNS)
    )
    if capitals + small + kazakh + signs < _MOST * high or small < capitals or not small:
        return ""
    return "KZ-1048" if _KAZAKH_IN_WORDS.search(sample) else "windows-1251"


def _why_undecodable(data: bytes, place: int) -> str:
    if b"\x00" in data[:_SAMPLE]:
        return "the file is binary: it holds NUL bytes and is no text"
    return f"is not UTF-8 (byte {place:,}), and no other encoding is likely"
