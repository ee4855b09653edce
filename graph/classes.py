"""Notations of the vocabularies → classes and direct triples of the ontology (the table is `classes.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from graph.terms import ELI, JK, ORG, PREFIXES
from ontology.errors import DataError

PERSON = "person"


@dataclass(frozen=True, slots=True)
class ClassTable:
    """What `classes.toml` says."""

    instruments: dict[str, NamedNode]
    bodies: dict[str, NamedNode]
    shortcuts: dict[str, NamedNode]
    responsible_roles: frozenset[str]

    def of_instrument(self, notation: str) -> tuple[NamedNode, ...]:
        """The classes of an instrument of this type, superclasses written out."""
        return (_known(self.instruments, notation, "instrument"), JK.Instrument, ELI.LegalResource)

    def of_body(self, notation: str) -> tuple[NamedNode, ...]:
        """The classes of a body of this kind, superclasses written out; a person is no organisation."""
        own = (_known(self.bodies, notation, "body"), JK.Body)
        return own if notation == PERSON else (*own, ORG.Organization)

    def shortcut(self, link_type: str) -> NamedNode:
        """The predicate of the direct triple that stands beside a link."""
        return _known(self.shortcuts, link_type, "shortcut")


@cache
def class_table() -> ClassTable:
    """Reads the table that comes with the package, once."""
    table = tomllib.loads(files("graph").joinpath("classes.toml").read_text(encoding="utf-8"))
    return ClassTable(
        instruments={notation: JK[name] for notation, name in table["instrument"].items()},
        bodies={notation: JK[name] for notation, name in table["body"].items()},
        shortcuts={notation: NamedNode(PREFIXES[prefix] + name) for notation, (prefix, name) in table["shortcut"].items()},
        responsible_roles=frozenset(table["responsible"]["roles"]),
    )


def _known(table: dict[str, NamedNode], notation: str, section: str) -> NamedNode:
    if notation not in table:
        message = f"graph/classes.toml [{section}] has no entry '{notation}'; add it, or correct the record that uses it"
        raise DataError(message)
    return table[notation]
