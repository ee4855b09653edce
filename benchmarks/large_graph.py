"""A graph of a million triples of our model, the same each time: the examples, read once and repeated under other names.

Each copy has its own documents, bodies, acts and facts, with the shares and the shapes of real ones; the registry and the
vocabularies stand once. A copy is sound, as its original is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.graphs import REGISTRY, VOCABULARY, graph_name
from graph.kept_tables import is_derived, kept_tables
from graph.reading_order import reading_order
from ontology.iri import DEFAULT_BASE

_IRI = re.compile(rb"<" + re.escape(DEFAULT_BASE.encode()) + rb"([^>]*)>")
_MARK = b"\x00"  # stands for the number of the copy in the text that is repeated


_AT_ONCE = 40  # copies in one load


def large_graph(example: Store, triples: int, folder: Path | None = None) -> tuple[Store, int]:
    """The store with at least so many triples in its default graph, and how many they are; in memory, or in a folder."""
    once = curated_triples(example)
    known = {triple.subject.value.encode() for triple in once if isinstance(triple.subject, NamedNode)}
    default = example.quads_for_pattern(None, None, None, DefaultGraph())
    every = {quad.triple for quad in default if not is_derived(quad)}
    repeated = sorted(_lines(every - once))
    pattern = _IRI.sub(lambda iri: iri[0] if iri[0][1:-1] in known else _numbered(iri[1]), b"\n".join(repeated) + b"\n")
    store = Store(str(folder)) if folder else Store()
    store.bulk_load(b"\n".join(sorted(_lines(once))), RdfFormat.N_TRIPLES)
    own = sum(line.count(_MARK) > 0 for line in pattern.splitlines())
    copies = -(-(triples - len(once)) // own)
    for first in range(0, copies, _AT_ONCE):
        part = range(first, min(copies, first + _AT_ONCE))
        store.bulk_load(b"".join(pattern.replace(_MARK, b"%d/" % copy) for copy in part), RdfFormat.N_TRIPLES)
    for derive in (reading_order, kept_tables):
        store.bulk_extend([Quad(*quad.triple, DefaultGraph()) for quad in derive(store, DEFAULT_BASE)])
    store.optimize()
    return store, len(store)


def curated_triples(example: Store) -> set[Triple]:
    """What stands once in the large graph: the registry and the vocabularies."""
    curated = [graph_name(DEFAULT_BASE, name) for name in (REGISTRY, VOCABULARY)]
    return {quad.triple for graph in curated for quad in example.quads_for_pattern(None, None, None, graph)}


def _lines(triples: Iterable[Triple]) -> list[bytes]:
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines()


def _numbered(key: bytes) -> bytes:
    return b"<" + DEFAULT_BASE.encode() + _MARK + key + b">"
