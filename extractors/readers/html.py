"""Reads web pages and documents saved as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from extractors.readers.characters import Characters, decode
from extractors.readers.file_text import says_nothing
from extractors.readers.html_walk import flow_of
from extractors.readers.layout import Flow, write
from extractors.readers.leftovers import is_leftover
from extractors.readers.portals import content_of
from ontology.errors import DocumentError

_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_HEAD = 4096
# The parser's work grows with the square of the depth of these, so a page that leaves them open without end is refused.
_NESTING = re.compile(
    r"<(/?)(div|section|article|main|ul|ol|dl|blockquote|center|font|form|fieldset|address|header|footer|nav|aside|details|figure"
    r"|span|b|i|u|em|strong|small|big|code|nobr|tt|s|strike|pre|listing|dir|menu|hgroup|summary|dialog|search|button|object"
    r"|marquee|applet|select|svg|math|template|h[1-6])(?=[\s/>])",
    re.IGNORECASE,
)
_MAX_DEPTH = 10_000
# The parser's work grows with the square of the number of an element's attributes.
_MAX_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/]++[^\s/=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+"""
_ATTRIBUTES = re.compile(
    rf"<[a-z][^\s/>]*+((?:{_ATTRIBUTE})*+)", re.IGNORECASE
)  # matches follow each other: no place is seen twice
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)


def read_html(data: bytes, name: str) -> Characters:
    """The text of a page, menus left out. Raises DocumentError for a page without text, misencoded, or nested too deeply."""
    head = data[:_HEAD]
    declared = _CHARSET.search(head) or _XML_ENCODING.search(head)
    characters = decode(data, name, declared[1].decode("ascii") if declared else "")
    source = characters.text.replace("\x00", "")
    _check_attributes(source, name)
    _check_depth(source, name)
    tree = LexborHTMLParser(source)
    flow = [item for node in content_of(tree, source) for item in flow_of(node, name)]
    text = write(_without_leftovers(flow))
    if says_nothing(text):
        raise DocumentError(f"{name}: the page has no text, only scripts or menus; save the page as the browser shows it")
    return Characters(text, characters.encoding)


def _check_attributes(source: str, name: str) -> None:
    for match in _ATTRIBUTES.finditer(source):
        if match.end() - match.start(1) > 2 * _MAX_ATTRIBUTES and len(_ONE_ATTRIBUTE.findall(match[1])) > _MAX_ATTRIBUTES:
            raise DocumentError(f"{name}: an element has more than {_MAX_ATTRIBUTES:,} attributes; mend the page")


def _check_depth(source: str, name: str) -> None:
    still_open: Counter[str] = Counter()
    depth = 0
    for match in _NESTING.finditer(source):
        tag = match[2].lower()
        if not match[1]:
            still_open[tag] += 1
            depth += 1
        elif still_open[tag]:
            still_open[tag] -= 1
            depth -= 1
        if depth > _MAX_DEPTH:
            raise DocumentError(f"{name}: more than {_MAX_DEPTH:,} elements stand open in each other; mend the page")


def _without_leftovers(flow: Iterable[Flow]) -> Iterable[Flow]:
    return (item for item in flow if not (isinstance(item, str) and is_leftover(item)))
