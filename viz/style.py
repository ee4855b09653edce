"""Colours and lines, as `style.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

THEMES = ("light", "dark")
LINK, SILENT_PAIR, OTHER = "link", "silent-pair", "other"
Colours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """By theme: the page's colours, the fill of nodes, the colour of edges. For both: dash patterns, the link types drawn."""

    page: Mapping[str, Colours]
    node: Mapping[str, Colours]
    role: Mapping[str, Colours]
    dash: Mapping[str, list[int]]
    drawn_links: frozenset[str]

    def role_key(self, role: str) -> str:
        """The key under which a role or link type is drawn."""
        if role in self.drawn_links:
            return LINK
        return role if role in self.role["light"] else OTHER

    def node_key(self, kind: str, node_type: str) -> str:
        """The key under which a node is filled."""
        return kind if kind == "instrument" else node_type if node_type in self.node["light"] else "body"


@cache
def load_style() -> Style:
    """Reads the table that comes with the package, once."""
    table = tomllib.loads(files("viz").joinpath("style.toml").read_text(encoding="utf-8"))
    return Style(
        page={theme: table[theme]["page"] for theme in THEMES},
        node={theme: table[theme]["node"] for theme in THEMES},
        role={theme: table[theme]["role"] for theme in THEMES},
        dash=table["dash"],
        drawn_links=frozenset(table["links"]["drawn"]),
    )


@cache
def page_texts() -> Mapping[str, Mapping[str, str]]:
    """The words of the page by key and language."""
    texts: Mapping[str, Mapping[str, str]] = tomllib.loads(files("viz").joinpath("texts.toml").read_text(encoding="utf-8"))
    return texts


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
