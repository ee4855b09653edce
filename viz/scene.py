"""A picture as plain records: what is drawn, where, and what it says when it is opened. No library's types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages, where a service shows them; a page that stands alone has none.

    Attributes:
        node: from the IRI of a body or instrument to its page.
        place: from a document's IRI, start and end (code points) to the page that shows this place.
    """

    node: Callable[[str], str | None] = lambda iri: None
    place: Callable[[str, int, int], str | None] = lambda document, start, end: None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence behind an edge: `about` is what it concerns (the text of a measure), `quote` the words of the document."""

    about: str
    quote: str
    file: str
    start: int
    end: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A body or an instrument. `x` and `y` are pixels at scale 1; `kind` is 'body' or 'instrument', `type` a notation.

    `short` is an abbreviation for the canvas, where there is one; tables and panel always show the whole `label`.
    """

    iri: str
    label: str
    kind: str
    type: str
    x: float = 0.0
    y: float = 0.0
    degree: int = 0
    href: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """A role, a link or a gap.

    `weight` counts the facts behind it, `statements` shows the first of them, `more` says how many others there are. A gap (a
    silent pair) has an `explanation` of why it is drawn, and `scope` says where was looked.
    """

    source: str
    target: str
    role: str
    role_name: str
    weight: int
    statements: tuple[Statement, ...]
    more: int = 0
    explanation: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn. `left_out` nodes and `left_out_pairs` gaps did not fit; `focus` is the node that it is about."""

    nodes: tuple[SceneNode, ...]
    edges: tuple[SceneEdge, ...]
    left_out: int = 0
    left_out_pairs: int = 0
    focus: str | None = None
