"""JSON-LD in our own names: it says the same triples as before, to two readers, and says them shortly."""

from __future__ import annotations

import io
import json

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.json_ld import compacted, write_graphs
from graph.terms import ELI, JK, RDF, SKOS, XSD, concept, tagged

ACT, BODY = NamedNode("https://example.org/id/act/1"), NamedNode("https://example.org/id/body/ү#x")
SAID = [
    Triple(ACT, RDF.type, JK.Law),
    Triple(ACT, RDF.type, ELI.LegalResource),
    Triple(ACT, ELI.amends, NamedNode("https://example.org/id/act/0")),
    Triple(ACT, ELI.number, Literal("007")),
    Triple(ACT, ELI.date_document, Literal("2024-03-05", datatype=XSD.date)),
    Triple(ACT, SKOS.prefLabel, tagged('Мыйзам "1"\n</script>', "ky")),
    Triple(ACT, SKOS.prefLabel, tagged("Закон", "ru")),
    Triple(ACT, JK.periodStart, Literal("2024", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))),
    Triple(BODY, JK.amount, Literal("7.50", datatype=XSD.decimal)),
    Triple(BODY, JK.amount, Literal("1", datatype=XSD.integer)),
    Triple(BODY, JK.secret, Literal("true", datatype=XSD.boolean)),
    Triple(BODY, JK.partOf, Literal("no node at all")),
    Triple(BODY, JK.about, BlankNode("b1")),
    Triple(BODY, NamedNode("urn:odd:property"), concept("role", "lead")),
    Triple(BODY, RDF.type, Literal("no class")),
]


def lines(statements: object) -> list[str]:
    return sorted(str(statement) for statement in statements)  # type: ignore[attr-defined]


def test_the_same_triples_come_back() -> None:
    back = [quad.triple for quad in parse(compacted(SAID), RdfFormat.JSON_LD)]
    without = [t for t in SAID if not isinstance(t.object, BlankNode)]
    assert lines(t for t in back if not isinstance(t.object, BlankNode)) == lines(without)
    assert len(back) == len(SAID)


@pytest.mark.filterwarnings("ignore:.*deprecated.*:DeprecationWarning")  # of rdflib, in its own reader
def test_another_reader_reads_it_without_a_network() -> None:
    graph = rdflib.Graph().parse(data=compacted(SAID), format="json-ld")
    assert len(graph) == len(SAID)
    assert (rdflib.URIRef(ACT.value), rdflib.URIRef(ELI.number.value), rdflib.Literal("007")) in graph


def test_names_are_those_of_the_context() -> None:
    document = json.loads(compacted(SAID))
    act = document["@graph"][0]
    assert act["type"] == ["Law", "eli:LegalResource"] and act["eli:amends"] == "https://example.org/id/act/0"
    assert document["@context"]["Law"] == "jk:Law" and "Mandate" not in document["@context"]
    assert document["@graph"][1]["amount"] == ["7.50", {"@value": "1", "@type": XSD.integer.value}]


@pytest.mark.parametrize("graphs", [0, 1, 2])
def test_named_graphs_come_back(graphs: int) -> None:
    quads = [[Quad(t.subject, t.predicate, t.object, NamedNode(f"urn:g{n}")) for t in SAID[:9]] for n in range(graphs)]
    stream = io.BytesIO()
    write_graphs(quads, stream)
    assert set(parse(stream.getvalue(), RdfFormat.JSON_LD)) == {quad for listed in quads for quad in listed}
