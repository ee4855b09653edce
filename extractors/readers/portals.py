"""Finds the text of a document on a web page: by the portal's own markup, else by the page's elements for a main text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ontology.parsed_toml import parsed_toml

_MENU_LINKS = 4  # so many links and hardly anything else is a menu ...
_MENU_LINK = 40  # ... where a link is at most this long, in characters
_MENU_SHARE = 0.8
_MENU_TAGS = "ul, ol, div, p"


@dataclass(frozen=True, slots=True)
class Portal:
    """How one portal marks the text of a document: CSS selectors."""

    name: str
    marks: tuple[str, ...]
    main: str
    before: tuple[str, ...]
    drop: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The portals, and what holds for any page."""

    portals: tuple[Portal, ...]
    main: tuple[str, ...]
    drop: tuple[str, ...]
    skipped: frozenset[str]
    blocks: frozenset[str]


@cache
def load_pages() -> Pages:
    """The table of portals."""
    table = parsed_toml(Path(__file__).with_name("portals.toml"))
    portals = (
        Portal(name, tuple(row["marks"]), row["main"], tuple(row["before"]), tuple(row["drop"]))
        for name, row in table["portals"].items()
    )
    page = table["any"]
    return Pages(
        portals=tuple(portals),
        main=tuple(page["main"]),
        drop=tuple(page["drop"]),
        skipped=frozenset(table["elements"]["skipped"]),
        blocks=frozenset(table["elements"]["blocks"]),
    )


def content_of(tree: LexborHTMLParser, source: str) -> list[LexborNode]:
    """The elements of a page that hold the document, in order. What is in them and is no text of the document is taken out."""
    pages = load_pages()
    for portal in pages.portals:
        if any(mark in source for mark in portal.marks):
            main = _outermost(tree.css(portal.main))
            if main:
                _drop(tree, portal.drop)
                return [node for selector in portal.before for node in tree.css(selector)[:1]] + main
    main = next(([found[0]] for selector in pages.main if len(found := tree.css(selector)) == 1), [])
    if main and len(main[0].text()) * 2 > len(tree.body.text() if tree.body else ""):
        return main
    _drop(tree, pages.drop)
    _drop_menus(tree)
    return [tree.body] if tree.body is not None else []


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those of the nodes that stand in no other of them."""
    ids = {node.mem_id for node in nodes}
    kept = []
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in ids:
            above = above.parent
        if above is None:
            kept.append(node)
    return kept


def _drop(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> None:
    for selector in selectors:
        for node in _outermost(tree.css(selector)):
            node.decompose()


def _drop_menus(tree: LexborHTMLParser) -> None:
    menus = []
    for node in tree.css(_MENU_TAGS):
        links = node.css("a[href]")
        if len(links) < _MENU_LINKS:
            continue
        lengths = [len(link.text(strip=True)) for link in links]
        if max(lengths) <= _MENU_LINK and sum(lengths) >= _MENU_SHARE * len(node.text(strip=True)):
            menus.append(node)
    for node in _outermost(menus):
        node.decompose()
