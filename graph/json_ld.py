"""Triples → JSON-LD 1.1 in the short names of the project's own context (`ontology/context.jsonld`).

The context stands in the file itself, the part of it that is used: what is read offline, or where the address of the context is
not known, means the same. Numbers stay strings with their type, as JSON's numbers would not keep how they are printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.terms import RDF, XSD

_ALIASES = ("@version", "id", "type")


@dataclass(frozen=True, slots=True)
class _Term:
    """A short name, and what values it takes without saying so: `@id`, the IRI of a datatype, or nothing."""

    key: str
    coerced: str


class Shortening:
    """The names of a context, and those of them that were used so far."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context
        self._prefixes = {key: iri for key, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
        defined = ((key, value) for key, value in context.items() if key not in (*_ALIASES, *self._prefixes))
        self._terms = {self._whole(_id(value)): _Term(key, self._whole(_type(value))) for key, value in defined}
        self._used: set[str] = set()

    def used(self) -> dict[str, Any]:
        """The part of the context that was used: every prefix, and the names."""
        return {key: value for key, value in self._context.items() if key in (*_ALIASES, *self._prefixes) or key in self._used}

    def node(self, subject: NamedNode | BlankNode, statements: Iterable[Triple | Quad]) -> dict[str, Any]:
        """One node with all that is said of it."""
        told: dict[str, Any] = {"id": _name(subject)}
        for statement in statements:
            key, value = self._said(statement.predicate, statement.object)
            if key not in told:
                told[key] = value
            elif isinstance(told[key], list):
                told[key].append(value)
            else:
                told[key] = [told[key], value]
        return told

    def _said(self, predicate: NamedNode, value: object) -> tuple[str, Any]:
        if predicate == RDF.type and isinstance(value, NamedNode):
            return "type", self._term(value.value).key
        term = self._term(predicate.value)
        if isinstance(value, Literal):
            return term.key, _literal(value, term.coerced)
        name = _name(value)
        return term.key, name if term.coerced == "@id" else {"id": name}

    def _term(self, iri: str) -> _Term:
        found = self._terms.get(iri)
        if found is not None:
            self._used.add(found.key)
            return found
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and not iri.removeprefix(namespace).startswith("//"):
                return _Term(f"{prefix}:{iri.removeprefix(namespace)}", "")
        return _Term(iri, "")

    def _whole(self, short: str) -> str:
        prefix, _, name = short.partition(":")
        return self._prefixes[prefix] + name if prefix in self._prefixes else short


def compacted(statements: Iterable[Triple | Quad]) -> bytes:
    """Triples as one document, nodes in the order in which they first appear."""
    names = Shortening(read_context())
    nodes = [names.node(subject, said) for subject, said in _by_subject(statements)]
    return json.dumps({"@context": names.used(), "@graph": nodes}, ensure_ascii=False, indent=1).encode()


def compacted_lines(lines: bytes) -> bytes:
    """The same of triples that stand as N-Triples."""
    return compacted(quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES))


def write_graphs(graphs: Iterable[list[Quad]], stream: BinaryIO) -> None:
    """Writes named graphs, one node a line, one graph in memory at a time; the whole context stands at the head."""
    names = Shortening(read_context())
    stream.write(b'{"@context": ' + _line(read_context()) + b',\n"@graph": [')
    for number, quads in enumerate(graphs):
        opening = {"id": _name(quads[0].graph_name), "@graph": []} if quads else {"@graph": []}
        stream.write((b",\n" if number else b"\n") + _line(opening).removesuffix(b"]}"))
        for place, (subject, said) in enumerate(_by_subject(quads)):
            stream.write((b",\n" if place else b"\n") + _line(names.node(subject, said)))
        stream.write(b"\n]}")
    stream.write(b"\n]}\n")


@cache
def read_context() -> dict[str, Any]:
    """The project's context."""
    context: dict[str, Any] = json.loads(files("ontology").joinpath("context.jsonld").read_bytes())["@context"]
    return context


def _by_subject(
    statements: Iterable[Triple | Quad],
) -> Iterator[tuple[NamedNode | BlankNode, list[Triple | Quad]]]:
    found: dict[NamedNode | BlankNode, list[Triple | Quad]] = {}
    for statement in statements:
        if isinstance(statement.subject, NamedNode | BlankNode):
            found.setdefault(statement.subject, []).append(statement)
    yield from found.items()


def _literal(value: Literal, coerced: str) -> Any:  # noqa: ANN401 - what JSON holds
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == XSD.string:
        return {"@value": value.value} if coerced else value.value
    return value.value if coerced == value.datatype.value else {"@value": value.value, "@type": value.datatype.value}


def _name(node: object) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else str(getattr(node, "value", node))


def _id(value: object) -> str:
    return str(value["@id"]) if isinstance(value, dict) else str(value)


def _type(value: object) -> str:
    return str(value.get("@type", "")) if isinstance(value, dict) else ""


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
