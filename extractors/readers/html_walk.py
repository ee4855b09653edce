"""Walks the elements of a page and gives its paragraphs and tables. No recursion: pages of portals nest without measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from extractors.readers.layout import Flow, Grid, paragraphs_of
from extractors.readers.list_numbers import list_number, starts_as_item
from extractors.readers.portals import load_pages
from extractors.readers.spans import GridMaker
from extractors.readers.superscripts import raised

_CELLS = ("td", "th")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*\+?(\d{1,6})")


class _Sink:
    """Where paragraphs go: the document, or the cell that is open."""

    def __init__(self) -> None:
        self.flow: list[Flow] = []
        self._line: list[str] = []
        self.mark = ""  # the number of a list item that waits for its text

    def add(self, text: str) -> None:
        self._line.append(text)

    def end(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        for paragraph in paragraphs_of(text):
            mark, self.mark = self.mark, ""
            self.flow.append(paragraph if not mark or starts_as_item(paragraph) else f"{mark} {paragraph}")


class _Table:
    """A table that is open, the sink of its present cell, and the spans of that cell."""

    def __init__(self, name: str) -> None:
        self.maker = GridMaker(name)
        self.contents: list[Flow] = []  # all that its cells hold, for a table that turns out to be mere layout
        self.nested = False
        self.cells = 0
        self.sink: _Sink | None = None
        self.spans = (1, 1)

    def close_cell(self) -> None:
        if self.sink is None:
            return
        self.sink.end()
        flow, self.sink = self.sink.flow, None
        self.nested = self.nested or any(isinstance(item, Grid) for item in flow)
        self.contents.extend(flow)
        paragraphs = tuple(item for item in flow if isinstance(item, str))
        self.maker.cell(paragraphs, *self.spans)
        self.cells += 1


class _Walk:
    def __init__(self, name: str) -> None:
        self._name = name
        self._blocks = load_pages().blocks
        self.document = _Sink()
        self._tables: list[_Table] = []
        self._lists: list[tuple[str, int]] = []
        self._raised = self._preformatted = 0

    @property
    def sink(self) -> _Sink:
        for table in reversed(self._tables):
            if table.sink is not None:
                return table.sink
        return self.document

    def text(self, raw: str) -> None:
        text = raw if self._preformatted else _WHITE.sub(" ", raw)
        self.sink.add(raised(text) if self._raised else text)

    def enter(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self.sink.add("\n")
        elif tag == "sup":
            self._raised += 1
        elif tag in self._blocks:
            self.sink.end()
            self._enter_block(node, tag)

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        if tag == "table":
            self._tables.append(_Table(self._name))
        elif tag == "tr" and self._tables:
            self._tables[-1].close_cell()
            self._tables[-1].maker.row()
        elif tag in _CELLS and self._tables:
            table = self._tables[-1]
            table.close_cell()
            table.sink = _Sink()
            table.spans = _span(node, "colspan"), _span(node, "rowspan")
        elif tag in ("ol", "ul"):
            attributes = node.attributes
            style = (attributes.get("type") or "1") if tag == "ol" else "-"
            self._lists.append((style, _whole(attributes.get("start"), 1)))
        elif tag == "li" and self._lists:
            style, number = self._lists[-1]
            number = _whole(node.attributes.get("value"), number)
            self._lists[-1] = (style, number + 1)
            self.sink.mark = list_number(style, number)
        elif tag == "pre":
            self._preformatted += 1

    def leave(self, tag: str) -> None:
        if tag == "sup":
            self._raised -= 1
        elif tag in self._blocks:
            self.sink.end()
            self._leave_block(tag)

    def _leave_block(self, tag: str) -> None:
        if tag == "table" and self._tables:
            table = self._tables.pop()
            table.close_cell()
            if table.nested or table.cells == 1:
                self.sink.flow.extend(table.contents)
            elif not table.maker.empty:
                self.sink.flow.append(table.maker.grid())
        elif tag in _CELLS and self._tables:
            self._tables[-1].close_cell()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self.sink.mark = ""
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
    walk.document.end()
    return walk.document.flow


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


def _span(node: LexborNode, attribute: str) -> int:
    return _whole(node.attributes.get(attribute), 1)


def _whole(value: str | None, otherwise: int) -> int:
    match = _NUMBER.match(value or "")
    return int(match[1]) if match else otherwise
