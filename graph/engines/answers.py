"""The answers of an engine elsewhere → terms, or bytes in the format asked for; cut where they are longer than allowed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from graph.engine import GRAPH_FORMATS, TABLE_FORMATS, Row, Term
from graph.engines.connection import Reply
from graph.engines.errors import EngineError
from graph.errors import QueryError
from graph.terms import XSD, boolean

ACCEPT_TABLE = "application/sparql-results+json"
ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.8"
MAX_ROWS_HEADER = "X-SPARQL-MaxRows"  # Virtuoso's, where it cut the answer at its ResultSetMaxRows
_VIRTUOSO_ASK = "__ASK_RETVAL"  # it answers ASK with a table of this one column
_PARTIAL = 206
_GRAPH_MEDIA = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "text/rdf+n3": RdfFormat.TURTLE,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in the format asked for. `cut`: at "rows", "bytes", or by the "engine"; empty where it is whole."""

    body: bytes
    cut: str


def cut_by(reply: Reply) -> str:
    """What cut an answer before it was read: "bytes" (our limit), "engine" (its own), or nothing."""
    if reply.cut:
        return "bytes"
    return "engine" if reply.status == _PARTIAL or MAX_ROWS_HEADER in reply.headers else ""


def read_rows(url: str, reply: Reply, distinct: bool = False) -> list[Row]:
    """The solutions of a SELECT query, all of them; each once where they are to be `distinct`, which not every engine heeds.

    Raises:
        EngineError: the answer is no table.
    """
    results = _results(url, reply)
    names = [variable.value for variable in results.variables] if isinstance(results, QuerySolutions) else []
    if not isinstance(results, QuerySolutions) or names == [_VIRTUOSO_ASK]:
        raise QueryError("the query is no SELECT; a table of rows was asked for")
    try:
        rows = (tuple(map(_canonical, row)) for row in results)
        return [dict(zip(names, row, strict=True)) for row in (dict.fromkeys(rows) if distinct else rows)]
    except (SyntaxError, ValueError) as error:
        raise _broken(url, error) from error


def read_truth(url: str, reply: Reply) -> bool:
    """The answer of an ASK query.

    Raises:
        EngineError: the answer is none.
    """
    results = _results(url, reply)
    if isinstance(results, QueryBoolean):
        return bool(results)
    truth = _virtuoso_truth(results)
    if truth is None:
        raise QueryError("the query is no ASK; a yes or no was asked for")
    return truth


def table_answer(url: str, reply: Reply, name: str, rows: int, distinct: bool = False) -> Answer:
    """A table or a truth in one of TABLE_FORMATS, of at most `rows` rows; `distinct` is as for `read_rows`.

    Raises:
        EngineError: the answer is none, though it is whole.
    """
    results = _results(url, reply)
    if isinstance(results, QueryBoolean):
        return Answer(_truth(bool(results), name), "")
    truth = _virtuoso_truth(results)
    if truth is not None:
        return Answer(_truth(truth, name), "")
    cut = cut_by(reply)
    lines = _Lines(rows + 1)
    try:
        results.serialize(lines, format=QueryResultsFormat.TSV)
    except _Full:
        cut = "rows"
    except (SyntaxError, ValueError) as error:
        if not reply.cut:
            raise _broken(url, error) from error
    whole = b"".join(dict.fromkeys(line + b"\n" for line in lines.whole.split(b"\n")[:-1])) if distinct else lines.whole
    table = parse_query_results(whole, format=QueryResultsFormat.TSV)
    return Answer(table.serialize(format=TABLE_FORMATS[name]) or b"", cut)


def graph_answer(url: str, reply: Reply, name: str, rows: int, prefixes: dict[str, str]) -> Answer:
    """Triples in one of GRAPH_FORMATS, at most `rows`.

    Raises:
        EngineError: the answer is no graph, though it is whole.
    """
    media = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in _GRAPH_MEDIA:
        raise QueryError(f"the query gives no graph (the engine answered {media or 'without a type'})")
    cut, triples = cut_by(reply), list[Triple]()
    try:
        for triple in _triples(reply.body, _GRAPH_MEDIA[media]):
            if len(triples) == rows:
                cut = "rows"
                break
            triples.append(triple)
    except SyntaxError as error:
        if not reply.cut:
            raise _broken(url, error) from error
    wanted = GRAPH_FORMATS[name]
    plain = wanted == RdfFormat.N_TRIPLES
    return Answer(serialize(triples, format=wanted, prefixes=None if plain else prefixes or None) or b"", cut)


class _Full(Exception):  # noqa: N818 - not an error: there are as many lines as were asked for
    """Raised through the parser to stop it."""


class _Lines(io.BytesIO):
    """Takes lines, and stops the writer after so many."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines, self._seen = lines, 0

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        """Takes a chunk; raises when there are more lines than wanted."""
        written = super().write(chunk)
        self._seen += bytes(chunk).count(b"\n")
        if self._seen > self._lines:
            raise _Full
        return written

    @property
    def whole(self) -> bytes:
        """The whole lines, at most as many as wanted."""
        lines = self.getvalue().split(b"\n")[:-1]
        return b"".join(line + b"\n" for line in lines[: self._lines])


def _triples(body: bytes, rdf_format: RdfFormat) -> Iterator[Triple]:
    return (quad.triple for quad in parse(body, format=rdf_format))


def _results(url: str, reply: Reply) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(reply.body, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _broken(url, error) from error


def _virtuoso_truth(results: QuerySolutions) -> bool | None:
    if [variable.value for variable in results.variables] != [_VIRTUOSO_ASK]:
        return None
    first = next(iter(results), None)
    value = first[0] if first is not None else None
    return isinstance(value, Literal) and value.value in ("1", "true")


def _canonical(term: Term | None) -> Term | None:
    """Virtuoso writes booleans as 1 and 0."""
    if isinstance(term, Literal) and term.datatype == XSD.boolean and term.value in ("0", "1"):
        return boolean(term.value == "1")
    return term


def _truth(value: bool, name: str) -> bytes:
    word = "true" if value else "false"
    if name in ("csv", "tsv"):  # the standard has no such form; the word alone is what other servers send
        return f"{word}\n".encode()
    plain = parse_query_results(f'{{"head":{{}},"boolean":{word}}}'.encode(), format=QueryResultsFormat.JSON)
    return plain.serialize(format=TABLE_FORMATS[name]) or b""


def _broken(url: str, error: Exception) -> EngineError:
    return EngineError(f"{url}: the answer is no SPARQL result that can be read ({error}); look into the log of the engine")
