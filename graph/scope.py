"""What the mapping of one record needs: the base, the graph that is written to, and the evidence of the document."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.mapping_evidence import EvidenceWriter
from graph.terms import PROV
from graph.triples import Triples
from ontology.iri import absolute


@dataclass(frozen=True, slots=True)
class Scope:
    """The document whose records are being mapped."""

    base: str
    triples: Triples
    evidence: EvidenceWriter

    def node(self, key: str) -> NamedNode:
        """The node of a record, by its key."""
        return NamedNode(absolute(self.base, key))

    def optional_node(self, key: str | None) -> NamedNode | None:
        """The node of a record that need not be there."""
        return None if key is None else self.node(key)

    def start_fact(self, key: str, of_class: NamedNode) -> NamedNode:
        """The node of a fact, with its class and the document that it was read from."""
        node = self.node(key)
        self.triples.add_types(node, [of_class])
        self.triples.add(node, PROV.wasDerivedFrom, self.evidence.document)
        return node
