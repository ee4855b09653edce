"""The styles of an OpenDocument text that change its characters: the numbers of its lists, and raised letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.readers.list_numbers import counted

NAMESPACES = {
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": prefix
    for name, prefix in (("text", "text"), ("table", "table"), ("office", "office"), ("style", "style"), ("drawing", "draw"))
}
_RAISED = re.compile(r"super|[1-9]\d*%")
_MAX_NUMBER = 6  # digits


@dataclass(slots=True)
class Level:
    """One level of a list style. `shown`: of how many levels the number is made."""

    style: str = "1"  # as in list_numbers.counted; '-' for bullets, '' for nothing
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class Styles:
    """The list styles by name and level, and the names of the text styles that raise letters."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    _list: str = ""
    _text: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes an element of styles."""
        if tag == "text:list-style":
            self._list = attributes.get("style:name", "")
            self.lists[self._list] = {}
        elif tag in ("text:list-level-style-number", "text:list-level-style-bullet", "text:list-level-style-image"):
            self.lists.setdefault(self._list, {})[whole(attributes.get("text:level"), 1)] = _level(tag, attributes)
        elif tag == "style:style":
            self._text = attributes.get("style:name", "")
        elif tag == "style:text-properties" and _RAISED.match(attributes.get("style:text-position", "")):
            self.raised.add(self._text)

    def end(self, tag: str) -> None:
        """Nothing ends that counts."""

    def text(self, data: str) -> None:
        """No text in styles counts."""


def _level(tag: str, attributes: Mapping[str, str]) -> Level:
    if tag != "text:list-level-style-number":
        return Level("-")
    return Level(
        attributes.get("style:num-format", ""),
        attributes.get("style:num-prefix", ""),
        attributes.get("style:num-suffix", ""),
        whole(attributes.get("text:start-value"), 1),
        whole(attributes.get("text:display-levels"), 1),
    )


def list_mark(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    """The number of an item whose levels stand at the given counts."""
    shape = levels.get(level)
    if shape is None or shape.style in ("", "-"):
        return shape.style if shape is not None else ""
    shown = range(max(1, level - shape.shown + 1), level + 1)
    numbers = (counted(levels.get(each, shape).style, counts.get(each, 1)) for each in shown)
    return f"{shape.before}{'.'.join(numbers)}{shape.after}".strip()


def whole(value: str | None, otherwise: int) -> int:
    """A whole number of an attribute; `otherwise` where it is none."""
    if value is None or not value.isdecimal() or not value.isascii():
        return otherwise
    return int(value[:_MAX_NUMBER])
