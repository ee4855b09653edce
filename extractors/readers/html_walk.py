"""Walks the elements of a page and gives its paragraphs and tables. No recursion: pages of portals nest without measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from extractors.readers.building import FlowMaker
from extractors.readers.layout import Flow
from extractors.readers.list_numbers import list_number
from extractors.readers.portals import load_pages
from extractors.readers.superscripts import raised

_CELLS = ("td", "th")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*\+?(\d{1,6})")


class _Walk:
    def __init__(self, name: str) -> None:
        self.maker = FlowMaker(name)
        self._blocks = load_pages().blocks
        self._line: list[str] = []
        self._mark = ""  # the number of a list item that waits for its text
        self._lists: list[tuple[str, int]] = []
        self._raised = self._preformatted = 0

    def text(self, raw: str) -> None:
        text = raw if self._preformatted else _WHITE.sub(" ", raw)
        self._line.append(raised(text) if self._raised else text)

    def end(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if self.maker.add(text, self._mark):
            self._mark = ""

    def enter(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._line.append("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag in self._blocks:
            self.end()
            self._enter_block(node, tag)

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        if tag == "table":
            self.maker.open_table()
        elif tag == "tr":
            self.maker.row()
        elif tag in _CELLS:
            attributes = node.attributes
            self.maker.open_cell(_whole(attributes.get("colspan"), 1), _whole(attributes.get("rowspan"), 1))
        elif tag in ("ol", "ul"):
            attributes = node.attributes
            style = (attributes.get("type") or "1") if tag == "ol" else "-"
            self._lists.append((style, _whole(attributes.get("start"), 1)))
        elif tag == "li" and self._lists:
            style, number = self._lists[-1]
            number = _whole(node.attributes.get("value"), number)
            self._lists[-1] = (style, number + 1)
            self._mark = list_number(style, number)
        elif tag == "pre":
            self._preformatted += 1

    def leave(self, tag: str) -> None:
        if tag == "sup":
            self._raised -= 1
        elif tag in self._blocks:
            self.end()
            self._leave_block(tag)

    def _leave_block(self, tag: str) -> None:
        if tag == "table":
            self.maker.close_table()
        elif tag in _CELLS:
            self.maker.close_cell()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag == "pre":
            self._preformatted -= 1


def flow_of(root: LexborNode, name: str) -> list[Flow]:
    """The paragraphs and tables under an element. Raises DocumentError for a table without measure."""
    walk = _Walk(name)
    for node, tag, entered in _events(root):
        if tag == "-text":
            walk.text(node.text_content or "")
        elif entered:
            walk.enter(node, tag)
        else:
            walk.leave(tag)
    walk.end()
    return walk.maker.flow


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, str, bool]]:
    """Each text and visible element under and with the root: an element when it opens and when it closes."""
    skipped = load_pages().skipped
    path: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or ""
        descends = False
        if tag == "-text":
            yield node, tag, True
        elif not tag.startswith("-") and tag not in skipped and not _hidden(node):
            yield node, tag, True
            descends = node.child is not None
            if not descends:
                yield node, tag, False
        if descends:
            path.append((node, tag))
            node = node.child
            continue
        node = None if node.mem_id == root.mem_id else node.next
        while node is None and path:
            closed, tag = path.pop()
            yield closed, tag, False
            node = closed.next if path else None


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _whole(value: str | None, otherwise: int) -> int:
    match = _NUMBER.match(value or "")
    return int(match[1]) if match else otherwise
