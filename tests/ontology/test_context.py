"""The JSON-LD context is the one that the ontology gives, and reads as RDF should."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
JK = Namespace("https://w3id.org/jarlyk/ns#")
HERE = "https://example.org/"


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "scripts" / "generate_context.py"))


def test_the_file_is_what_the_ontology_gives(generator: dict[str, Any]) -> None:
    assert (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8") == generator["source"]()


def test_a_document_with_the_context_is_read_as_our_terms() -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    document = {
        **context,
        "id": HERE + "m",
        "type": "Mandate",
        "holder": HERE + "b",
        "evidence": {"id": HERE + "e", "type": "Evidence", "confidence": "0.9", "oa:exact": "Жауапты"},
        "concerns": {"id": HERE + "n", "text": {"@value": "Құбыр төсеу", "@language": "kk"}},
    }
    triples = serialize((quad.triple for quad in parse(json.dumps(document), RdfFormat.JSON_LD)), format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=triples or b"", format="nt")
    mandate = URIRef(HERE + "m")
    assert (mandate, RDF.type, JK.Mandate) in graph
    assert (mandate, JK.holder, URIRef(HERE + "b")) in graph
    assert (URIRef(HERE + "e"), JK.confidence, Literal("0.9", datatype=XSD.decimal)) in graph
    assert (URIRef(HERE + "e"), URIRef("http://www.w3.org/ns/oa#exact"), Literal("Жауапты")) in graph
    assert (URIRef(HERE + "n"), JK.text, Literal("Құбыр төсеу", lang="kk")) in graph
