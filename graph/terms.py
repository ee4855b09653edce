"""Namespaces, and the small constructors of terms and literals that the mappings share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ontology.iri import concept_iri


@dataclass(frozen=True, slots=True)
class Namespace:
    """The beginning of IRIs: `JK.Law` or `JK["Law"]` is the term."""

    base: str

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)

    def __getattr__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


JK = Namespace("https://w3id.org/jarlyk/ns#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
SH = Namespace("http://www.w3.org/ns/shacl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "jk": JK.base,
    "eli": ELI.base,
    "org": ORG.base,
    "oa": OA.base,
    "prov": PROV.base,
    "skos": SKOS.base,
    "dcterms": DCTERMS.base,
    "foaf": FOAF.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "sh": SH.base,
    "xsd": XSD.base,
}


def concept(scheme: str, notation: str) -> NamedNode:
    """The concept of one of our vocabularies."""
    return NamedNode(concept_iri(scheme, notation))


def tagged(text: str, language: str | None) -> Literal:
    """A text in a language; a plain string where the language is not known."""
    return Literal(text, language=language) if language else Literal(text)


def integer(number: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(number), datatype=XSD.integer)


def decimal(number: Decimal | float) -> Literal:
    """An `xsd:decimal`, never in scientific notation. Stores keep it by value: keep the printed form apart."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    return Literal(f"{exact:f}", datatype=XSD.decimal)


def boolean(value: bool) -> Literal:
    """An `xsd:boolean`."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def year(number: int) -> Literal:
    """An `xsd:gYear`."""
    return Literal(f"{number:04d}", datatype=XSD.gYear)


def date(text: str) -> Literal:
    """An ISO date as `xsd:date`; a lone year as `xsd:gYear`, a year and month as `xsd:gYearMonth`."""
    kind = {4: XSD.gYear, 7: XSD.gYearMonth}.get(len(text), XSD.date)
    return Literal(text, datatype=kind)
