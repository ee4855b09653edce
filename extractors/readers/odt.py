"""Reads OpenDocument texts (.odt): paragraphs with their list numbers, tables with merged cells, notes after the text.

What tracked changes deleted, comments and tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.readers.building import FlowMaker
from extractors.readers.characters import Characters
from extractors.readers.file_text import says_nothing
from extractors.readers.layout import write
from extractors.readers.odt_styles import NAMESPACES, Styles, list_mark, whole
from extractors.readers.packages import Package
from extractors.readers.spans import MAX_COLUMNS
from extractors.readers.superscripts import raised
from ontology.errors import DocumentError

_SKIPPED = frozenset(
    {
        "text:tracked-changes",
        "office:annotation",
        "text:table-of-content",
        "text:sequence-decls",
        "text:hidden-text",
        "draw:object",
    }
)
_WHITE = re.compile(r"[ \t\r\n]+")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_MAX_SPACES = 100  # a run of spaces says no more when longer


def read_odt(data: bytes, name: str) -> Characters:
    """The text of an OpenDocument text. Raises DocumentError for a broken or empty one, or one beyond the limits."""
    package = Package(data, name)
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise DocumentError(f"{name}: is protected by a password; save it without one")
    styles = Styles()
    package.parse("styles.xml", styles, NAMESPACES)
    package.parse("content.xml", styles, NAMESPACES)
    story = _Story(name, styles)
    if not package.parse("content.xml", story, NAMESPACES):
        raise DocumentError(f"{name}: has no content.xml; save it anew in a word processor")
    text = write(story.maker.flow + story.notes.flow)
    if says_nothing(text):
        raise DocumentError(f"{name}: the document has no text; if it holds scanned pages, run OCR first")
    return Characters(text, "UTF-8")


class _Story:
    """The body of the document. Paragraphs may hold others, as notes and frames stand inside of a paragraph."""

    def __init__(self, name: str, styles: Styles) -> None:
        self.maker = FlowMaker(name)
        self.notes = FlowMaker(name)
        self._styles = styles
        self._skip = 0
        self._lines: list[list[str]] = []
        self._raised: list[bool] = []  # of each open span
        self._lists: list[str] = []  # the style of each open list
        self._counts: dict[str, dict[int, int]] = {}  # of each list style
        self._mark = ""
        self._repeat = [1]
        self._note = 0
        self._in_note = self._in_citation = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skip or tag in _SKIPPED:
            self._skip += 1
        elif tag in ("text:p", "text:h"):
            self._lines.append([])
        elif tag.startswith("table:"):
            self._start_table(tag, attributes)
        elif tag == "text:list":
            self._start_list(attributes)
        elif tag == "text:list-item" and self._lists:
            self._start_item(attributes)
        elif tag == "text:span":
            self._raised.append(attributes.get("text:style-name", "") in self._styles.raised)
        elif tag == "text:note-body":
            self._in_note = True
        elif tag == "text:note-citation":
            self._note += 1
            self._in_citation = True
            self._add(raised(str(self._note)))
        else:
            self._sign(tag, attributes)

    def _sign(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "text:s":
            self._add(" " * min(whole(attributes.get("text:c"), 1), _MAX_SPACES))
        elif tag == "text:tab":
            self._add(" ")
        elif tag == "text:line-break":
            self._add("\n")

    def _start_table(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table:table":
            self.maker.open_table()
        elif tag == "table:table-row":
            self.maker.row()
        elif tag in _CELLS:
            self._repeat.append(min(whole(attributes.get("table:number-columns-repeated"), 1), MAX_COLUMNS))
            self.maker.open_cell()

    def _start_list(self, attributes: Mapping[str, str]) -> None:
        style = attributes.get("text:style-name") or (self._lists[-1] if self._lists else "")
        goes_on = attributes.get("text:continue-numbering") == "true" or "text:continue-list" in attributes
        if not self._lists and not goes_on:
            self._counts[style] = {}
        self._lists.append(style)

    def _start_item(self, attributes: Mapping[str, str]) -> None:
        level, style = len(self._lists), self._lists[-1]
        levels = self._styles.lists.get(style, {})
        counts = self._counts.setdefault(style, {})
        first = levels[level].start if level in levels else 1
        counts[level] = whole(attributes.get("text:start-value"), counts.get(level, first - 1) + 1)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        self._mark = list_mark(levels, counts, level)

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
        elif tag in ("text:p", "text:h") and self._lines:
            self._end_paragraph("".join(self._lines.pop()))
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table:table":
            self.maker.close_table()
        elif tag == "text:list" and self._lists:
            self._lists.pop()
        elif tag == "text:list-item":
            self._mark = ""
        elif tag == "text:span" and self._raised:
            self._raised.pop()
        elif tag == "text:note-body":
            self._in_note = False
        elif tag == "text:note-citation":
            self._in_citation = False

    def _end_cell(self) -> None:
        self.maker.close_cell()
        for _ in range(self._repeat.pop() - 1):
            self.maker.open_cell()
            self.maker.close_cell()

    def _end_paragraph(self, text: str) -> None:
        if self._in_note:
            self.notes.add(text, raised(str(self._note)))
        elif self.maker.add(text, self._mark):
            self._mark = ""

    def text(self, data: str) -> None:
        if self._lines and not self._skip and not self._in_citation:
            text = _WHITE.sub(" ", data)
            self._add(raised(text) if self._raised and self._raised[-1] else text)

    def _add(self, text: str) -> None:
        if self._lines:
            self._lines[-1].append(text)
