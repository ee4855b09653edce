"""The reading order: a number for each document and evidence, so that engines sort rows without fetching what they are sorted by.

Answers are mostly sorted by file, document, start and end, which stand apart in the graph: to sort by them, an engine fetches
four values for each row, and texts anew for each comparison. One integer is compared where it stands. The numbers follow from
the rest of the graph and say nothing about the world: they stand in a graph of their own, which each build makes anew, and what
a file brings along of them is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.graphs import ORDER, graph_name
from graph.terms import JK, OA, integer


def reading_order(store: Store, base: str) -> Iterator[Quad]:
    """The numbers of all documents and evidence that have a file, a document, a start and an end, in the graph `order`.

    Two pieces of evidence on one place have the same number, as they stand at one place in an answer too.
    """
    graph = graph_name(base, ORDER)
    files = _values(store, JK.fileName)
    documents = sorted(files, key=lambda document: (files[document], document.value))
    numbers = {document: number for number, document in enumerate(documents)}
    for document, number in numbers.items():
        yield Quad(document, JK.readingOrder, integer(number), graph)
    last, number = None, -1
    for place, evidence in sorted(_places(store, numbers), key=lambda found: found[0]):
        if place != last:
            last, number = place, number + 1
        yield Quad(evidence, JK.readingOrder, integer(number), graph)


def _places(store: Store, documents: dict[NamedNode, int]) -> Iterator[tuple[tuple[int, int, int], NamedNode]]:
    starts, ends = _values(store, OA.start), _values(store, OA.end)
    for quad in store.quads_for_pattern(None, JK.inDocument, None, DefaultGraph()):
        evidence, document = quad.subject, quad.object
        if isinstance(evidence, NamedNode) and isinstance(document, NamedNode) and document in documents:
            start, end = starts.get(evidence, ""), ends.get(evidence, "")
            if start.isdecimal() and end.isdecimal():
                yield (documents[document], int(start), int(end)), evidence


def _values(store: Store, property_: NamedNode) -> dict[NamedNode, str]:
    return {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, property_, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
