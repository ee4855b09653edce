"""The numbers that a Word document gives to its paragraphs: levels of its lists, and the counts while the text goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.readers.list_numbers import counted
from extractors.readers.packages import Package

NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_STYLES = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "russianLower": "а", "russianUpper": "А",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_MAX_LEVEL = 8
_MAX_COUNT = 1_000_000


@dataclass(slots=True)
class Level:
    """One level of a list: how its numbers count and look."""

    style: str = "1"  # as in list_numbers.counted; '-' for bullets, '' for nothing
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and the counts so far."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # by the list's definition
    definition: dict[str, str] = field(default_factory=dict)  # of a list in the text
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # paragraph style → list and level
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, number_id: str, level: int) -> str:
        """The number of the next paragraph of a list at a level; '' where it has none."""
        definition = self.definition.get(number_id)
        levels = self.lists.get(definition or "", {})
        shape = levels.get(level)
        if definition is None or shape is None:
            return ""
        counts = self._counts.setdefault(definition, {})
        if (number_id, level) in self.starts and (number_id, level) not in self._begun:
            self._begun.add((number_id, level))
            counts[level] = self.starts[number_id, level]
        else:
            counts[level] = min(counts.get(level, shape.start - 1) + 1, _MAX_COUNT)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if shape.style in ("", "-"):
            return shape.style
        return _PLACE.sub(lambda place: self._count(levels, counts, int(place[1]) - 1), shape.text).strip()

    @staticmethod
    def _count(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
        shape = levels.get(level, Level())
        return counted(shape.style, counts.get(level, shape.start))


def read_numbering(package: Package, folder: str) -> Numbering:
    """The lists of a document; none where it has no such parts."""
    numbering = Numbering()
    package.parse(f"{folder}numbering.xml", _Lists(numbering), NAMESPACES)
    package.parse(f"{folder}styles.xml", _Styles(numbering), NAMESPACES)
    return numbering


def whole(value: str | None, otherwise: int = 0) -> int:
    """A whole number of an attribute; `otherwise` where it is none, at most a million."""
    if value is None or not value.isdecimal() or not value.isascii():
        return otherwise
    return min(int(value[:12]), _MAX_COUNT)


class _Lists:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._definition = self._number = ""
        self._level = Level()
        self._place = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        if tag == "w:abstractNum":
            self._definition = attributes.get("w:abstractNumId", "")
            self._numbering.lists[self._definition] = {}
        elif tag == "w:num":
            self._number = attributes.get("w:numId", "")
        elif tag == "w:abstractNumId":
            self._numbering.definition[self._number] = value
        elif tag in ("w:lvl", "w:lvlOverride"):
            self._place = min(whole(attributes.get("w:ilvl")), _MAX_LEVEL)
            if tag == "w:lvl" and not self._number:
                self._level = self._numbering.lists.setdefault(self._definition, {}).setdefault(self._place, Level())
        elif tag == "w:startOverride":
            self._numbering.starts[self._number, self._place] = whole(value, 1)
        elif not self._number:
            self._shape(tag, value)

    def _shape(self, tag: str, value: str) -> None:
        if tag == "w:start":
            self._level.start = whole(value, 1)
        elif tag == "w:numFmt":
            self._level.style = "-" if value == "bullet" else "" if value == "none" else _STYLES.get(value, "1")
        elif tag == "w:lvlText":
            self._level.text = value

    def end(self, tag: str) -> None:
        if tag == "w:num":
            self._number = ""

    def text(self, data: str) -> None:
        """No text in lists counts."""


class _Styles:
    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._style = self._list = ""
        self._level = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "w:style":
            self._style, self._list, self._level = attributes.get("w:styleId", ""), "", 0
        elif tag == "w:ilvl":
            self._level = min(whole(attributes.get("w:val")), _MAX_LEVEL)
        elif tag == "w:numId":
            self._list = attributes.get("w:val", "")

    def end(self, tag: str) -> None:
        if tag == "w:style" and self._style and self._list:
            self._numbering.styles[self._style] = self._list, self._level

    def text(self, data: str) -> None:
        """No text in styles counts."""
