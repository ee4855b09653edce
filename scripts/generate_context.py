"""Writes `ontology/context.jsonld` from `ontology/jarlyk.ttl`: the short names by which JSON-LD calls our terms.

Usage: `python scripts/generate_context.py` writes the file, `--check` only says whether it is fresh (exit code 1 when it is not).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
TARGET = ONTOLOGY / "context.jsonld"
JK = "https://w3id.org/jarlyk/ns#"
PREFIXES = ("jk", "eli", "org", "oa", "prov", "skos", "dcterms", "foaf", "rdfs", "xsd")
TYPED = (XSD.boolean, XSD.integer, XSD.decimal)  # a string needs no type, and what has a language must have none


def _term(ontology: Graph, node: URIRef, short: str) -> str | dict[str, str]:
    """How a name is read: a link for a property between nodes, a typed value where the range says so."""
    if (node, RDF.type, OWL.ObjectProperty) in ontology:
        return {"@id": short, "@type": "@id"}
    for found in ontology.objects(node, RDFS.range):
        datatype = ontology.value(found, OWL.onDatatype, default=found)  # a bounded one is of its base
        if datatype in TYPED:
            return {"@id": short, "@type": f"xsd:{str(datatype).removeprefix(str(XSD))}"}
    return short


def source() -> str:
    """The whole context, as it is written."""
    ontology = Graph().parse(ONTOLOGY / "jarlyk.ttl")
    namespaces = {prefix: str(namespace) for prefix, namespace in ontology.namespaces()}
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    context |= {prefix: namespaces[prefix] for prefix in PREFIXES}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = sorted({term for kind in kinds for term in ontology.subjects(RDF.type, kind) if isinstance(term, URIRef)})
    for term in terms:
        if term.startswith(JK):
            name = term.removeprefix(JK)
            context[name] = _term(ontology, term, f"jk:{name}")
    for prefix in PREFIXES[1:]:
        for term in terms:
            short = f"{prefix}:{term.removeprefix(namespaces[prefix])}"
            if term.startswith(namespaces[prefix]) and (term, RDF.type, OWL.ObjectProperty) in ontology:
                context[short] = {"@id": short, "@type": "@id"}
    return json.dumps({"@context": context}, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Writes or checks the file."""
    text = source()
    if "--check" in arguments:
        fresh = TARGET.read_text(encoding="utf-8") == text
        print("context.jsonld is fresh" if fresh else "context.jsonld is stale: run python scripts/generate_context.py")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
