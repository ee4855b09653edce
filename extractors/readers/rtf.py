"""Reads RTF: paragraphs with the list numbers that the file carries, tables with merged cells, notes after the text.

Hidden and deleted characters, fields' instructions, headers, footers, pictures and objects are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.readers.building import FlowMaker
from extractors.readers.characters import Characters
from extractors.readers.file_text import says_nothing
from extractors.readers.layout import write
from extractors.readers.rtf_tables import RtfTables
from extractors.readers.rtf_words import CHARSETS, SIGNS, SKIPPED, SYMBOLS, TOKEN, codec_of
from extractors.readers.superscripts import raised
from ontology.errors import DocumentError

_MAX_DEPTH = 10_000
_MAX_TOKENS = 4_000_000  # words, signs and stretches of text
_WESTERN = 1252
_TABLE_WORDS = frozenset(("trowd", "cellx", "clvmrg", "clmrg"))
_NUMBER = re.compile(r"\d|[^\W\d_]\W")  # in the mark of an item; all other marks are bullets
_CHARACTER_WORDS = frozenset(("v", "deleted", "super", "up", "dn", "nosupersub", "sub", "plain", "f", "uc"))


def read_rtf(data: bytes, name: str) -> Characters:
    """The text of an RTF file. Raises DocumentError for a broken or empty one, or one beyond the limits."""
    story = _Story(name)
    story.run(data[data.index(b"{") :].decode("latin-1"))
    text = write(story.maker.flow + story.notes.flow)
    if says_nothing(text):
        raise DocumentError(f"{name}: the document has no text; if it holds scanned pages, run OCR first")
    return Characters(text, codec_of(story.page))


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the next closing brace."""

    skipped: bool = False
    note: bool = False
    fonts: bool = False  # in the table of fonts
    nested: bool = False  # among the words that shape a row of a table in a cell
    mark: bool = False  # in the number or bullet of a list's item
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    font: int = 0
    fallback: int = 1  # characters that stand after a Unicode one for programs that know none


class _Story:
    def __init__(self, name: str) -> None:
        self.maker = FlowMaker(name)
        self.notes = FlowMaker(name)
        self.page = _WESTERN
        self._name = name
        self._group = _Group()
        self._outer: list[_Group] = []
        self._line: list[str] = []
        self._note_line: list[str] = []
        self._tables = RtfTables()
        self._level = 0  # of the table that the paragraph stands in
        self._mark_at = 0
        self._pages: dict[int, int] = {}  # of fonts
        self._bytes = bytearray()
        self._drop = 0  # characters still to be left out after a Unicode one
        self._note = 0
        self._starred = False

    def run(self, source: str) -> None:
        place = tokens = 0
        while place < len(source):
            tokens += 1
            if tokens > _MAX_TOKENS:
                raise DocumentError(f"{self._name}: more than {_MAX_TOKENS:,} words and signs of RTF; split the document")
            match = TOKEN.match(source, place)
            if match is None:  # cannot be: the pattern takes any character
                break
            place = match.end()
            word, number, octet, symbol, brace, text = match.groups()
            if octet is None and self._bytes:
                self._flush_bytes()
            if word is not None:
                value = int(number) if number else None
                if word == "bin":
                    place += max(0, value or 0)
                self._word(word, value)
            elif octet is not None:
                self._octet(int(octet, 16))
            elif brace == "{":
                self._open()
            elif brace == "}":
                if not self._outer:
                    break
                self._close()
                if not self._outer:
                    break
            elif symbol is not None:
                self._symbol(symbol)
            elif text is not None:
                self._plain(text)
        self._flush_bytes()
        self._end_paragraph()
        self._tables.write(self.maker)

    def _open(self) -> None:
        if len(self._outer) >= _MAX_DEPTH:
            raise DocumentError(f"{self._name}: more than {_MAX_DEPTH:,} groups stand open in each other; save it anew")
        self._outer.append(self._group)
        self._drop, self._starred = 0, False

    def _close(self) -> None:
        before, self._group = self._group, self._outer.pop()
        self._drop, self._starred = 0, False
        if before.note and not self._group.note:
            self._end_note()
        elif before.mark and not self._group.mark:
            mark = "".join(self._line[self._mark_at :]).strip()
            self._line[self._mark_at :] = [f"{mark if _NUMBER.search(mark) else '-'} "] if mark else []

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in SYMBOLS:
            self._take(SYMBOLS[symbol])

    def _word(self, word: str, value: int | None) -> None:
        starred, self._starred = self._starred, False
        if word in ("footnote", "fonttbl"):
            self._group = replace(self._group, note=word == "footnote", fonts=word == "fonttbl")
            self._note += word == "footnote" and not self._group.skipped
        elif word == "nesttableprops":
            self._group = replace(self._group, nested=True)
        elif word in ("listtext", "pntext"):
            self._group, self._mark_at = replace(self._group, mark=not self._group.note), len(self._line)
        elif word in SKIPPED or starred:
            self._group = replace(self._group, skipped=True)
        elif self._group.fonts:
            self._font_word(word, value or 0)
        elif word == "ansicpg":
            self.page = value or _WESTERN
        elif word in _CHARACTER_WORDS:
            self._character_word(word, value)
        elif not self._group.skipped:
            self._text_word(word, value)

    def _font_word(self, word: str, value: int) -> None:
        if word == "f":
            self._group = replace(self._group, font=value)
        elif word == "fcharset" and value in CHARSETS:
            self._pages[self._group.font] = CHARSETS[value]

    def _character_word(self, word: str, value: int | None) -> None:
        on = value != 0
        if word == "v":
            self._group = replace(self._group, hidden=on)
        elif word == "deleted":
            self._group = replace(self._group, deleted=on)
        elif word == "plain":
            self._group = replace(self._group, hidden=False, deleted=False, raised=False)
        elif word == "f":
            self._group = replace(self._group, font=value or 0)
        elif word == "uc":
            self._group = replace(self._group, fallback=max(0, min(value if value is not None else 1, 100)))
        else:
            self._group = replace(self._group, raised=word in ("super", "up") and on)

    def _text_word(self, word: str, value: int | None) -> None:
        if word == "u" and value is not None:
            self._take(chr(value & 0xFFFF))
            self._drop = self._group.fallback
        elif word in SIGNS:
            self._take(SIGNS[word])
        elif word == "chftn":
            if not self._group.note:
                self._take(raised(str(self._note + 1)))
        elif self._group.note:
            if word == "par":
                self._note_line.append("\n\n")
        elif word in ("par", "sect"):
            self._end_paragraph()
        elif word in ("pard", "intbl", "itap"):
            self._level = {"pard": 0, "intbl": max(1, self._level), "itap": value or 0}[word]
        else:
            self._table_word(word, value or 0)

    def _table_word(self, word: str, value: int) -> None:
        level = max(2, self._level) if self._group.nested or word.startswith("nest") else 1
        if word in ("cell", "nestcell"):
            self._tables.add(level, _whole(self._line))
            self._tables.end_cell(level)
        elif word in ("row", "nestrow"):
            self._tables.end_row(level)
        elif word in _TABLE_WORDS:
            self._tables.shape(level, word, value)

    def _octet(self, octet: int) -> None:
        if self._drop:
            self._drop -= 1
        elif not self._group.skipped and not self._group.fonts:
            self._bytes.append(octet)

    def _flush_bytes(self) -> None:
        if self._bytes:
            page = self._pages.get(self._group.font, self.page)
            text = bytes(self._bytes).decode(codec_of(page), "replace")
            self._bytes.clear()
            self._take(text)

    def _plain(self, text: str) -> None:
        self._starred = False
        if self._drop:
            dropped = min(self._drop, len(text))
            self._drop -= dropped
            text = text[dropped:]
        if not text:
            return
        if not text.isascii():  # bytes of the code page that stand as they are
            page = self._pages.get(self._group.font, self.page)
            text = text.encode("latin-1").decode(codec_of(page), "replace")
        self._take(text)

    def _take(self, text: str) -> None:
        group = self._group
        if group.skipped or group.fonts or group.hidden or group.deleted:
            return
        (self._note_line if group.note else self._line).append(raised(text) if group.raised else text)

    def _end_paragraph(self) -> None:
        text = _whole(self._line)
        if self._level or self._tables.row_open:
            self._tables.add(max(1, self._level), text)
        else:
            self._tables.write(self.maker)
            self.maker.add(text)

    def _end_note(self) -> None:
        self.notes.add(_whole(self._note_line), raised(str(self._note)))


def _whole(parts: list[str]) -> str:
    """The characters of a paragraph, pairs of halves joined; the parts are taken."""
    text = "".join(parts)
    parts.clear()
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
