"""An act or a body in the words of schema.org, which search engines and catalogues read out of its page (JSON-LD 1.1).

Of schema.org's Legislation only what the graph states: amending and repealing are both `legislationChanges`, which it defines to
take in amendment, replacement, correction and repeal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from api.entity import Entity
from graph.terms import PREFIXES
from ontology.terms import JK

_STATE = frozenset({JK.StateBody, JK.LocalBody, JK.Court})
_ELI, _ORG, _RDF = PREFIXES["eli"], PREFIXES["org"], PREFIXES["rdf"]
# Property of the graph → property of schema.org, whose value is its text, the name of the node, or the node itself.
_TEXTS = {_ELI + "number": "legislationIdentifier", _ELI + "date_document": "legislationDate"}
_NAMED = {_ELI + "type_document": "legislationType", _ELI + "jurisdiction": "legislationJurisdiction"}
_NODES = {
    _ELI + "passed_by": "legislationPassedBy",
    _ELI + "based_on": "isBasedOn",
    _ELI + "amends": "legislationChanges",
    _ELI + "repeals": "legislationChanges",
    _ELI + "cites": "citation",
    _ELI + "is_part_of": "isPartOf",
}
_OF_BODIES = {JK.validFrom: "foundingDate", JK.validTo: "dissolutionDate"}
_PARENT = _ORG + "subOrganizationOf"


def described(entity: Entity, name_of: Callable[[str], str], url: str) -> dict[str, object] | None:
    """The JSON-LD object of an act or a body; None for all else.

    `name_of` gives the name of a node in the language of the page, `url` is the page's own address.
    """
    if entity.kind not in ("instrument", "body"):
        return None
    found: dict[str, list[object]] = {}
    kind = "Legislation" if entity.kind == "instrument" else _kind_of_body(entity)
    # a person has no founding date and no parent in schema.org
    pairs = _act(entity, name_of) if kind == "Legislation" else () if kind == "Person" else _body(entity, name_of)
    for name, value in pairs:
        if value not in found.setdefault(name, []):
            found[name].append(value)
    title = name_of(entity.iri)
    others = sorted({name.text for name in entity.names.all(entity.iri)} - {title})
    head: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": entity.iri,
        "url": url,
        "name": title,
    }
    if others:
        head["alternateName"] = others
    return head | {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _act(entity: Entity, name_of: Callable[[str], str]) -> Iterator[tuple[str, object]]:
    for fact in entity.facts:
        for value in fact.values:
            if fact.property in _TEXTS:
                yield _TEXTS[fact.property], value.value
            elif fact.property in _NAMED:
                yield _NAMED[fact.property], name_of(value.value)
            elif fact.property in _NODES and isinstance(value, NamedNode):
                passed = fact.property == _ELI + "passed_by"
                kind = "Organization" if passed else "CreativeWork" if fact.property == _ELI + "cites" else "Legislation"
                yield _NODES[fact.property], {"@type": kind, "@id": value.value, "name": name_of(value.value)}


def _body(entity: Entity, name_of: Callable[[str], str]) -> Iterator[tuple[str, object]]:
    for fact in entity.facts:
        for value in fact.values:
            if fact.property in _OF_BODIES:
                yield _OF_BODIES[fact.property], value.value
            elif fact.property == _PARENT:
                yield "parentOrganization", {"@type": "Organization", "@id": value.value, "name": name_of(value.value)}


def _kind_of_body(entity: Entity) -> str:
    classes = {value.value for fact in entity.facts if fact.property == _RDF + "type" for value in fact.values}
    if JK.Person in classes:
        return "Person"
    return "GovernmentOrganization" if classes & _STATE else "Organization"
