"""Which of several titles of an act is the preferred one.

Documents call the same act by different titles, and each document's graph must not depend on the others. So a document states
`dcterms:title`, and this step, over the whole graph, prefers in each language that the registry leaves open: the title that most
documents use, of those the longest, of those the first in the order of code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.graphs import INFERRED, graph_name
from graph.terms import DCTERMS, SKOS

Titles = dict[str, set[str]]  # title -> the graphs that state it


def preferred_titles(base: str) -> Callable[[Store], Iterator[Quad]]:
    """The step that adds `skos:prefLabel` to the acts that have titles and no preferred one."""
    graph = graph_name(base, INFERRED)

    def step(store: Store) -> Iterator[Quad]:
        for (node, language), titles in _titles(store).items():
            if language not in _preferred_languages(store, node):
                yield Quad(node, SKOS.prefLabel, Literal(_best(titles), language=language or None), graph)

    return step


def _titles(store: Store) -> dict[tuple[NamedNode, str], Titles]:
    found: dict[tuple[NamedNode, str], Titles] = defaultdict(lambda: defaultdict(set))
    for quad in store.quads_for_pattern(None, DCTERMS.title, None, None):
        if (
            isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and not isinstance(quad.graph_name, DefaultGraph)
        ):
            found[quad.subject, quad.object.language or ""][quad.object.value].add(str(quad.graph_name))
    return found


def _preferred_languages(store: Store, node: NamedNode) -> set[str]:
    labels = (quad.object for quad in store.quads_for_pattern(node, SKOS.prefLabel, None, DefaultGraph()))
    return {label.language or "" for label in labels if isinstance(label, Literal)}


def _best(titles: Titles) -> str:
    return min(titles, key=lambda title: (-len(titles[title]), -len(title), title))
