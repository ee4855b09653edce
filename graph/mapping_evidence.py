"""The evidence of one document: places with their quotes, each written once however many facts lean on it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.terms import JK, OA, decimal, integer
from graph.triples import Triples
from ontology.confidence import confidence
from ontology.errors import DataError
from ontology.iri import absolute, evidence_key
from ontology.records import Document, Evidence


class EvidenceWriter:
    """Ties facts to places of the document. Of two estimates for one place and method the higher one is kept."""

    def __init__(self, document: Document, base: str, triples: Triples) -> None:
        self.document = NamedNode(absolute(base, document.key))
        self._record = document
        self._base = base
        self._triples = triples
        self._places: dict[NamedNode, Evidence] = {}

    def attach(self, node: NamedNode, predicate: NamedNode, places: Iterable[Evidence]) -> None:
        """The node gets each place as its `jk:evidence` or `jk:mention`.

        Raises:
            DataError: a place that is empty or outside the text.
        """
        for place in places:
            if not 0 <= place.start < place.end <= len(self._record.text):
                message = (
                    f"{self._record.file_name}: {node.value} points at {place.start}-{place.end}, which is no place in the text"
                )
                raise DataError(message)
            key = evidence_key(self._record.key, place.start, place.end, place.method)
            evidence = NamedNode(absolute(self._base, key))
            known = self._places.get(evidence)
            if known is None or place.confidence > known.confidence:
                self._places[evidence] = place
            self._triples.add(node, predicate, evidence)

    def write(self) -> None:
        """Writes all places that were attached."""
        for node, place in self._places.items():
            self._triples.add_types(node, [JK.Evidence, OA.TextPositionSelector, OA.TextQuoteSelector])
            self._triples.add(node, JK.inDocument, self.document)
            self._triples.add(node, OA.start, integer(place.start))
            self._triples.add(node, OA.end, integer(place.end))
            self._triples.add(node, OA.exact, Literal(self._record.text[place.start : place.end]))
            self._triples.add(node, JK.method, Literal(place.method))
            if place.provision is not None:
                self._triples.add(node, JK.provision, Literal(place.provision))
            self._triples.add(node, JK.confidence, decimal(confidence(place.method, place.confidence)))
