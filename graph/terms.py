"""The terms of the ontology as nodes, and the small constructors of literals that the mappings share."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from ontology import terms
from ontology.iri import concept_iri


class Nodes:
    """The constants of `ontology.terms` as nodes: `JK.Mandate`. A term that the ontology does not have is an AttributeError."""

    def __init__(self, constants: type) -> None:
        self._constants = constants

    def __getattr__(self, name: str) -> NamedNode:
        node = NamedNode(getattr(self._constants, name))
        setattr(self, name, node)  # the next look-up finds it at once
        return node

    def __getitem__(self, name: str) -> NamedNode:
        """The term of this name, where the name is a value: `JK[kind]`."""
        node: NamedNode = getattr(self, name)
        return node


JK = Nodes(terms.JK)
ELI = Nodes(terms.ELI)
ORG = Nodes(terms.ORG)
OA = Nodes(terms.OA)
PROV = Nodes(terms.PROV)
SKOS = Nodes(terms.SKOS)
SKOSXL = Nodes(terms.SKOSXL)
DCTERMS = Nodes(terms.DCTERMS)
FOAF = Nodes(terms.FOAF)
RDF = Nodes(terms.RDF)
RDFS = Nodes(terms.RDFS)
XSD = Nodes(terms.XSD)

PREFIXES = {
    "jk": terms.JK.BASE,
    "eli": terms.ELI.BASE,
    "org": terms.ORG.BASE,
    "oa": terms.OA.BASE,
    "prov": terms.PROV.BASE,
    "skos": terms.SKOS.BASE,
    "skosxl": terms.SKOSXL.BASE,
    "dcterms": terms.DCTERMS.BASE,
    "foaf": terms.FOAF.BASE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
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
    kind = {4: XSD.gYear, 7: NamedNode(PREFIXES["xsd"] + "gYearMonth")}.get(len(text), XSD.date)
    return Literal(text, datatype=kind)


def day_start(text: str) -> Literal:
    """The first moment of a day `YYYY-MM-DD` as `xsd:dateTime`; local time, since acts name none."""
    return Literal(f"{text}T00:00:00", datatype=XSD.dateTime)
