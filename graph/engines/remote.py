"""A SPARQL 1.1 endpoint as an engine: what is published there is asked, and each request says its dataset."""

from __future__ import annotations

import asyncio
from types import TracebackType

from pyoxigraph import NamedNode

from graph.engine import GRAPH_FORMATS, TABLE_FORMATS, Row
from graph.engines.answers import (
    ACCEPT_GRAPH,
    ACCEPT_TABLE,
    MAX_ROWS_HEADER,
    Answer,
    cut_by,
    graph_answer,
    read_rows,
    read_truth,
    table_answer,
)
from graph.engines.connection import Connection, Reply, check_address, require_success
from graph.engines.dataset import Dataset, named_graphs_query, needs_of, pointer_graph, pointer_query
from graph.engines.errors import CutAnswerError, NotPublishedError
from graph.engines.login import Login
from graph.errors import QueryError
from graph.terms import PREFIXES

_ALL = 2**31 - 1  # rows, and bytes of the answer
_REFUSED = (400, 406)  # it cannot read the query, or the query gives no answer of that kind


class Endpoint:
    """Asks one endpoint; for one event loop."""

    def __init__(self, url: str, base: str, connection: Connection) -> None:
        """Takes the address of the query service, and the IRI under which the data is published."""
        self.url, self.base = check_address(url), base
        self._connection = connection
        self._named: dict[str, tuple[str, ...]] = {}

    async def send(self, query: str, dataset: Dataset, accept: str, deadline_s: float, limit: int = _ALL) -> Reply:
        """Runs one query over the graphs named.

        Raises:
            EngineError: it cannot be reached, is too slow, or refuses to work.
            QueryError: it cannot read the query.
        """
        form = {"query": query, **dataset.form()}
        reply = await self._connection.send("POST", self.url, deadline_s=deadline_s, limit=limit, accept=accept, form=form)
        if reply.status in _REFUSED:
            raise QueryError(f"the engine cannot run this query: {' '.join(reply.text.split())[:400]}")
        return require_success(self.url, reply)

    async def published_graph(self, deadline_s: float) -> str:
        """The graph that is published there now.

        Raises:
            NotPublishedError: there is none.
        """
        found = await self._listed(pointer_query(self.base), deadline_s)
        if len(found) != 1:
            raise NotPublishedError(self.url, f"graph published under {self.base}")
        return found[0]

    async def dataset_for(self, query: str, graph: str, deadline_s: float) -> Dataset:
        """The dataset over which a query means what it would mean over the embedded store."""
        needs = needs_of(query)
        if needs.own:
            return Dataset()
        return Dataset((graph,), await self.named_graphs(graph, deadline_s) if needs.named else ())

    async def named_graphs(self, graph: str, deadline_s: float) -> tuple[str, ...]:
        """The graphs of the documents; asked once a generation."""
        if graph not in self._named:
            self._named = {graph: tuple(await self._listed(named_graphs_query(self.base), deadline_s))}
        return self._named[graph]

    async def _listed(self, query: str, deadline_s: float) -> list[str]:
        reply = await self.send(query, Dataset((pointer_graph(self.base),)), ACCEPT_TABLE, deadline_s)
        return [term.value for row in read_rows(self.url, whole(self.url, reply)) if isinstance(term := row["graph"], NamedNode)]


def whole(url: str, reply: Reply) -> Reply:
    """The reply, where nothing cut it.

    Raises:
        CutAnswerError: it was cut, by us or by the engine.
    """
    if reason := cut_by(reply):
        rows = reply.headers.get(MAX_ROWS_HEADER)
        raise CutAnswerError(url, f"the engine gives at most {rows} rows: ResultSetMaxRows of Virtuoso" if rows else reason)
    return reply


class RemoteEngine:
    """A `QueryEngine` over the graph that is published at an endpoint, for the command line."""

    def __init__(self, url: str, base: str, login: Login | None = None, deadline_s: float = 60.0) -> None:
        """Opens no line yet; `deadline_s` bounds each query."""
        self._deadline_s = deadline_s
        self._runner = asyncio.Runner()
        self._connection = Connection(login)
        self._graph = ""
        self.endpoint = Endpoint(url, base, self._connection)

    def __enter__(self) -> RemoteEngine:
        """The engine itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the lines."""
        self.close()

    @property
    def graph(self) -> str:
        """The graph that was published when the engine was first asked: all its answers are of that generation."""
        if not self._graph:
            self._graph = self._runner.run(self.endpoint.published_graph(self._deadline_s))
        return self._graph

    def named_graphs(self) -> tuple[str, ...]:
        """The graphs of documents and curated tables.

        Raises:
            EngineError: as for `select`.
        """
        return self._runner.run(self.endpoint.named_graphs(self.graph, self._deadline_s))

    def select(self, query: str, dataset: Dataset | None = None) -> list[Row]:
        """The rows of a SELECT query over what is published, or over the graphs given; see `QueryEngine`.

        Raises:
            QueryError: the engine cannot read it, or it is no SELECT.
            EngineError: see `Endpoint.send`; CutAnswerError where rows are missing.
        """
        reply = whole(self.endpoint.url, self._send(query, ACCEPT_TABLE, dataset))
        return read_rows(self.endpoint.url, reply, needs_of(query).distinct)

    def ask(self, query: str) -> bool:
        """The answer of an ASK query; see `QueryEngine`.

        Raises:
            QueryError, EngineError: as for `select`.
        """
        return read_truth(self.endpoint.url, self._send(query, ACCEPT_TABLE))

    def query(self, query: str, result_format: str, dataset: Dataset | None = None) -> bytes:
        """The answer of any query as bytes; see `QueryEngine`.

        Raises:
            QueryError, EngineError: as for `select`.
        """
        accept = ACCEPT_GRAPH if result_format in GRAPH_FORMATS else ACCEPT_TABLE
        reply = whole(self.endpoint.url, self._send(query, accept, dataset))
        return formatted(self.endpoint.url, reply, result_format, distinct=needs_of(query).distinct).body

    def close(self) -> None:
        """Closes the lines."""
        self._runner.run(self._connection.close())
        self._runner.close()

    def _send(self, query: str, accept: str, dataset: Dataset | None = None) -> Reply:
        async def asked() -> Reply:
            over = dataset or await self.endpoint.dataset_for(query, graph, self._deadline_s)
            return await self.endpoint.send(query, over, accept, self._deadline_s)

        graph = self.graph
        return self._runner.run(asked())


def formatted(url: str, reply: Reply, result_format: str, rows: int = _ALL, distinct: bool = False) -> Answer:
    """A reply in one of TABLE_FORMATS or GRAPH_FORMATS, of at most `rows` rows or triples; `distinct` is as for `read_rows`.

    Raises:
        QueryError: there is no such format, or the query does not give it.
    """
    if result_format in GRAPH_FORMATS:
        return graph_answer(url, reply, result_format, rows, PREFIXES)
    if result_format in TABLE_FORMATS:
        return table_answer(url, reply, result_format, rows, distinct)
    raise QueryError(f"no answer is given as {result_format}; ask for one of {', '.join([*TABLE_FORMATS, *GRAPH_FORMATS])}")
