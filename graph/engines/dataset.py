"""The dataset of a query, said with every request: what an engine takes for its default graph differs from engine to engine.

A generation is published as one graph of its own, which holds its whole default graph (see `graph.union`), beside the named
graphs of its documents. The graph `graph/published` points to it, and is written last: so readers see a whole generation, or
the one before.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from graph.generation import Generation
from ontology.iri import absolute

SD = "http://www.w3.org/ns/sparql-service-description#"
_SKIPPED = r"""\#[^\r\n]*|<[^<>"{}|^`\\\x00-\x20]*>|\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
_STRINGS = r""""(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'"""
_TOKEN = re.compile(
    rf"(?P<foreign><(?:bif|sql):)|{_SKIPPED}|{_STRINGS}|[?$@]\w+|(?P<prefix>[A-Za-z][\w.-]*):[\w.-]*|:\w+|(?P<word>[A-Za-z]+)",
    re.DOTALL,
)
_DIALECT = frozenset({"define"})  # Virtuoso's own: it sets what SPARQL has no words for, fetching from the web among them
_DIALECT_PREFIXES = frozenset({"bif", "sql"})  # and its calls into the server


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of a request: its default graph is the merge of the first, and GRAPH reaches the second alone."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def form(self) -> dict[str, str | list[str]]:
        """The parameters of the SPARQL 1.1 Protocol, section 2.1.4."""
        given = {"default-graph-uri": [*self.default_graphs], "named-graph-uri": [*self.named_graphs]}
        return {name: graphs for name, graphs in given.items() if graphs}


@dataclass(frozen=True, slots=True)
class Needs:
    """What a query says of its dataset: whether it brings its own, and whether it looks into named graphs.

    `dialect`: it speaks to one engine in words that are no SPARQL. `distinct`: no row may come twice.
    """

    own: bool
    named: bool
    dialect: bool
    distinct: bool = False


def needs_of(query: str) -> Needs:
    """Reads the words of a query outside strings, IRIs and comments."""
    found = list(_TOKEN.finditer(query))
    told = [match["word"].lower() if match["word"] else "" for match in found]
    words = set(told)
    prefixes = {match["prefix"].lower() for match in found if match["prefix"]}
    dialect = not (words.isdisjoint(_DIALECT) and prefixes.isdisjoint(_DIALECT_PREFIXES)) or any(m["foreign"] for m in found)
    first = told.index("select") + 1 if "select" in words else len(told)
    distinct = told[first : first + 1] == ["distinct"]
    return Needs(own="from" in words, named="graph" in words, dialect=dialect, distinct=distinct)


def with_base(query: str, base: str) -> str:
    """The query with the base of its relative IRIs, on its first line; one that may have its own, or none is given: as it is."""
    return f"BASE <{base}> {query}" if base and "base" not in query.lower() else query


def pointer_graph(base: str) -> str:
    """The graph that says which generation is published."""
    return absolute(base, "graph/published")


def generation_graph(generation: Generation) -> str:
    """The graph that holds a generation's default graph. Its name holds the hash of the manifest: numbers alone come again."""
    digest = hashlib.sha256(generation.manifest.to_json()).hexdigest()[:12]
    return absolute(generation.manifest.base, f"graph/generation/{generation.number}-{digest}")


def pointer_query(base: str) -> str:
    """Asks the pointer for the graph that is published."""
    return f"SELECT ?graph WHERE {{ <{pointer_graph(base)}> <{SD}defaultGraph> ?graph }}"


def named_graphs_query(base: str) -> str:
    """Asks the pointer for the named graphs."""
    return f"SELECT ?graph WHERE {{ <{pointer_graph(base)}> <{SD}namedGraph> ?graph }} ORDER BY ?graph"
