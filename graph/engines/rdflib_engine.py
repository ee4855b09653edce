"""rdflib as an engine: plain Python, for small graphs and as a second opinion on what a query means."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import rdflib
from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)
from rdflib.query import Result

from graph.engine import GRAPH_FORMATS, TABLE_FORMATS, Row
from graph.errors import QueryError

_GRAPH_TYPES = ("CONSTRUCT", "DESCRIBE")


class RdflibEngine:
    """A `QueryEngine` over quads in memory. Their default graph must be the union (see `graph.union`)."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Reads the quads into a dataset of rdflib's."""
        data = serialize(quads, format=RdfFormat.N_QUADS) or b""
        self.dataset = rdflib.Dataset(default_union=False)
        with _own_warnings():
            self.dataset.parse(data=data, format="nquads")

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query; see `QueryEngine`.

        Raises:
            QueryError: it is no SPARQL, or no SELECT.
        """
        results = parse_query_results(self._table(query, "SELECT"), format=QueryResultsFormat.JSON)
        if not isinstance(results, QuerySolutions):
            raise QueryError("the query is no SELECT; a table of rows was asked for")
        names = [variable.value for variable in results.variables]
        return [dict(zip(names, row, strict=True)) for row in results]

    def ask(self, query: str) -> bool:
        """The answer of an ASK query; see `QueryEngine`.

        Raises:
            QueryError: it is no SPARQL, or no ASK.
        """
        answer = parse_query_results(self._table(query, "ASK"), format=QueryResultsFormat.JSON)
        return isinstance(answer, QueryBoolean) and bool(answer)

    def query(self, query: str, result_format: str) -> bytes:
        """The answer of any query as bytes; see `QueryEngine`.

        Raises:
            QueryError: it is no SPARQL, or does not give what the format can hold.
        """
        result = self._run(query)
        if result.type in _GRAPH_TYPES:
            if result_format not in GRAPH_FORMATS:
                raise QueryError(f"this query gives no {result_format}; ask for one of {', '.join(GRAPH_FORMATS)}")
            lines = result.graph.serialize(format="nt", encoding="utf-8") if result.graph is not None else b""
            triples = (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))
            return serialize(triples, format=GRAPH_FORMATS[result_format]) or b""
        if result_format not in TABLE_FORMATS:
            raise QueryError(f"this query gives no {result_format}; ask for one of {', '.join(TABLE_FORMATS)}")
        table = parse_query_results(_json(result), format=QueryResultsFormat.JSON)
        return table.serialize(format=TABLE_FORMATS[result_format]) or b""

    def _table(self, query: str, wanted: str) -> bytes:
        result = self._run(query)
        if result.type != wanted:
            raise QueryError(f"the query is no {wanted}, but one was asked for")
        return _json(result)

    def _run(self, query: str) -> Result:
        try:
            with _own_warnings():
                result = self.dataset.query(query)
                if result.type == "SELECT":
                    _ = result.bindings  # evaluates now, where faults are caught
                return result
        except Exception as error:  # rdflib lets pass whatever its parser, its functions and its plans raise
            raise QueryError(f"rdflib cannot run this query: {' '.join(str(error).split())[:400]}") from error


@contextmanager
def _own_warnings() -> Iterator[None]:
    """Silences what rdflib 7.6 warns of though it calls it itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _json(result: Result) -> bytes:
    stream = io.BytesIO()
    result.serialize(stream, format="json")
    return stream.getvalue()
