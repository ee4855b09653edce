"""What every engine answers, so that questions, findings and pictures do not know which one they ask."""

from __future__ import annotations

from typing import Protocol

from graph.engine import Row


class QueryEngine(Protocol):
    """Answers SPARQL 1.1 over a default graph that is the union of all that was read, less what reviews reject."""

    def select(self, query: str, /) -> list[Row]:
        """The rows of a SELECT query.

        Raises:
            QueryError: it is no SPARQL, no SELECT, or the engine refused it.
        """

    def ask(self, query: str, /) -> bool:
        """The answer of an ASK query.

        Raises:
            QueryError: it is no SPARQL, no ASK, or the engine refused it.
        """

    def query(self, query: str, result_format: str, /) -> bytes:
        """The answer of any query, in one of `graph.engine.TABLE_FORMATS` or `GRAPH_FORMATS`.

        Raises:
            QueryError: it is no SPARQL, or does not give what the format can hold.
        """
