"""Notations of the vocabularies → classes and direct triples. The tables come from the ontology itself (`ontology.terms`)."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from ontology import terms
from ontology.errors import DataError


def classes_of_instrument(notation: str) -> list[NamedNode]:
    """The classes of an instrument of this type, superclasses written out."""
    return with_superclasses(_known(terms.INSTRUMENT_CLASSES, notation, "instrument type"))


def classes_of_body(notation: str | None) -> list[NamedNode]:
    """The classes of a body of this kind, superclasses written out; those of any body where its kind is not known."""
    if notation is None:
        return [NamedNode(terms.JK.Body), *map(NamedNode, (terms.ORG.Organization, terms.FOAF.Agent))]
    return with_superclasses(_known(terms.BODY_CLASSES, notation, "kind of body"))


def with_superclasses(class_iri: str) -> list[NamedNode]:
    """A class and all that stand above it."""
    return [NamedNode(iri) for iri in (class_iri, *terms.SUPERCLASSES.get(class_iri, ()))]


def link_shortcut(link_type: str) -> NamedNode:
    """The predicate of the direct triple that stands beside a link."""
    return NamedNode(_known(terms.LINK_SHORTCUTS, link_type, "link type"))


def role_shortcut(role: str) -> NamedNode | None:
    """The predicate from the holder to what its mandate concerns; None where the role does not make it answerable."""
    iri = terms.ROLE_SHORTCUTS.get(role)
    return None if iri is None else NamedNode(iri)


def _known(table: Mapping[str, str], notation: str, what: str) -> str:
    if notation not in table:
        raise DataError(f"'{notation}' is no {what}; add it to ontology/vocabularies, or correct the record that uses it")
    return table[notation]
