"""SPARQL over one graph, in this process: for the command line, the questions and the findings.

The service answers strangers through worker processes that it can kill (see the room `api`); this engine has no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from graph.errors import QueryError
from graph.generation import Generation
from graph.union import fill_default_graph

Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term | None]  # by variable, in the order of the SELECT clause; None where it is unbound

TABLE_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
F = TypeVar("F")
_PLACE = re.compile(r"\b(\d+):(\d+)\b")


class Engine:
    """Answers SPARQL 1.1 over a store whose default graph is the union of all (see `graph.union`)."""

    def __init__(self, store: Store) -> None:
        """Takes a store that nobody writes to while the engine lives."""
        self.store = store

    @classmethod
    def of_generation(cls, generation: Generation) -> Engine:
        """An engine over a published generation."""
        return cls(generation.open_store())

    @classmethod
    def of_quads(cls, quads: Iterable[Quad]) -> Engine:
        """An engine over quads in memory, for small graphs."""
        store = Store()
        store.extend(quads)
        fill_default_graph(store)
        return cls(store)

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query.

        Raises:
            QueryError: it is no SPARQL, no SELECT, or the store refused it.
        """
        with query_errors():
            rows = self.store.query(query)
            if not isinstance(rows, QuerySolutions):
                raise QueryError("the query is no SELECT; a table of rows was asked for")
            names = [variable.value for variable in rows.variables]
            return [dict(zip(names, row, strict=True)) for row in rows]

    def ask(self, query: str) -> bool:
        """The answer of an ASK query.

        Raises:
            QueryError: it is no SPARQL, no ASK, or the store refused it.
        """
        with query_errors():
            answer = self.store.query(query)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("the query is no ASK; a yes or no was asked for")
        return bool(answer)

    def query(self, query: str, result_format: str) -> bytes:
        """The answer of any query as bytes.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            result_format: one of TABLE_FORMATS for the first two, of GRAPH_FORMATS for the others.

        Raises:
            QueryError: it is no SPARQL, or does not give what the format can hold.
        """
        with query_errors():
            answer = self.store.query(query)
            if isinstance(answer, QueryTriples):
                return answer.serialize(format=_format(GRAPH_FORMATS, result_format)) or b""
            return answer.serialize(format=_format(TABLE_FORMATS, result_format)) or b""


def _format(known: Mapping[str, F], name: str) -> F:
    if name not in known:
        raise QueryError(f"this query gives no {name}; ask for one of {', '.join(known)}")
    return known[name]


@contextmanager
def query_errors() -> Iterator[None]:
    """What pyoxigraph raises becomes a QueryError, with line and column where its message names them."""
    try:
        yield
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        raise QueryError(f"the query is no SPARQL: {error}", line, column) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query could not be run: {error}") from error
