"""Kept tables: what questions of a large graph look up in place of counting it, written by each build.

A count over the whole graph stands before the first row of some answers, and takes the same work for each page. So the build asks
each query of `kept/` once, and each of its rows becomes a node with a property for each variable. A question asks these in place
of what it counts, where a graph has them; one without tables is answered all the same. Tables follow from the rest of the graph
and say nothing about the world: they stand in a graph of their own, under a namespace that is no part of the ontology, and what a
file brings along of them is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.engine import Engine, Row
from graph.graphs import KEPT, graph_name
from graph.naming import Selects
from graph.terms import JK, boolean
from ontology.iri import absolute

NAMESPACE = "https://w3id.org/jarlyk/kept/"
ASKED = "kept"  # of a block that looks a table up


def column(table: str, name: str) -> NamedNode:
    """The property of one variable of a table."""
    return NamedNode(f"{NAMESPACE}{table}#{name}")


def is_derived(statement: Quad | Triple) -> bool:
    """Whether it is one that each build makes anew from the rest of the graph: a row of a table, or a number to sort by."""
    return statement.predicate == JK.readingOrder or statement.predicate.value.startswith(NAMESPACE)


def kept_tables(store: Store, base: str) -> Iterator[Quad]:
    """The rows of all tables over the store's default graph, in the graph `kept`; sorted, so that builds number them alike."""
    graph, engine = graph_name(base, KEPT), Engine(store)
    yield Quad(NamedNode(NAMESPACE), column("", "written"), Literal(_state()), graph)
    for table, query in queries().items():
        for number, row in enumerate(sorted(engine.select(query), key=_sortable)):
            node = NamedNode(absolute(base, f"kept/{table}/{number}"))
            for name, term in row.items():
                if isinstance(term, NamedNode | Literal):
                    yield Quad(node, column(table, name), term, graph)


@cache
def queries() -> Mapping[str, str]:
    """The queries of the tables by name."""
    folder = files("graph").joinpath("kept")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {name.removesuffix(".rq"): folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def holds_tables(engine: Selects) -> bool:
    """Whether the graph was built with these very tables, and the engine takes queries that use them.

    Virtuoso 7.2.5 runs out of memory over such a query before it begins; it is told by its truths, which are numbers.
    """
    written = f"<{NAMESPACE}> {column('', 'written')} ?written"
    held = engine.select(f'SELECT (?written = "{_state()}" AS ?held) WHERE {{ {written} }}')
    return any(row["held"] == boolean(True) for row in held)


@cache
def _state() -> str:
    """What tells these tables from those of another version, whose counts may mean something else."""
    return sha256("".join(queries().values()).encode()).hexdigest()[:16]


def _sortable(row: Row) -> list[str]:
    return [str(term) for term in row.values()]
