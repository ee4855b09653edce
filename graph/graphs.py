"""The names of the graphs that are no document's."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ontology.iri import absolute

REGISTRY = "registry"  # curated bodies and acts
VOCABULARY = "vocabulary"  # concepts and the ontology
REVIEW = "review"  # people's verdicts: no build touches it
INFERRED = "inferred"  # what rules add
FINDINGS = "findings"  # what analyses found
ORDER = "order"  # numbers to sort by: see `graph.reading_order`
KEPT = "kept"  # tables that questions look up: see `graph.kept_tables`


def graph_name(base: str, name: str) -> NamedNode:
    """The IRI of one of the graphs above."""
    return NamedNode(absolute(base, f"graph/{name}"))
