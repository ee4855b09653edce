"""Queries of the service where another engine answers them: at most so many at a time, each with its deadline and limits.

The pages, texts and search come from the folder; so the engine is asked for the very generation that the folder holds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from api.published import Publication
from api.query_errors import BusyError, DeadlineError, EngineAwayError, QueryFailedError
from api.settings import Settings
from api.spool import Spool, SpoolSpace
from api.worker_frames import QueryAnswer, QueryRequest
from graph.engine import GRAPH_FORMATS
from graph.engines.answers import ACCEPT_GRAPH, ACCEPT_TABLE
from graph.engines.connection import Connection
from graph.engines.dataset import Dataset, generation_graph, needs_of, with_base
from graph.engines.errors import EngineDeadlineError, EngineError, NotPublishedError
from graph.engines.login import Login, read_login
from graph.engines.remote import Endpoint, formatted
from graph.errors import QueryError

_log = logging.getLogger("jarlyk.api")
_MIB = 1024 * 1024
_ANY = "ASK { ?s ?p ?o }"


class RemotePool:
    """Runs queries at an endpoint, at most `settings.workers` at a time. Used from one event loop."""

    def __init__(self, publication: Publication, settings: Settings, login: Login | None = None) -> None:
        """Opens no line yet.

        Raises:
            EngineError: the address cannot be used.
        """
        self._publication, self._settings = publication, settings
        self._connection = Connection(login)
        self._endpoint = Endpoint(settings.engine, settings.base, self._connection)
        self._places = asyncio.Semaphore(settings.workers)
        self._space = SpoolSpace(settings.spool_limit_mb * _MIB)
        self._held = ""  # the last graph that was seen there
        self.running = self.waiting = self.lost = 0

    @classmethod
    def of_environment(cls, publication: Publication, settings: Settings, environ: Mapping[str, str]) -> RemotePool:
        """With the account that the environment names.

        Raises:
            EngineError: as above, or the account cannot be read.
        """
        return cls(publication, settings, read_login(environ))

    async def run(self, request: QueryRequest, deadline_s: float | None = None) -> QueryAnswer:
        """Runs one query; when the caller is cancelled, or at the deadline, the line is closed.

        Raises:
            BusyError: too many are waiting, or the wait was too long.
            DeadlineError: it took longer.
            QueryFailedError: the engine cannot read it, or it does not give the format.
            EngineAwayError: the engine cannot be reached, or does not hold the generation; the log says which.
        """
        needs = needs_of(request.query)
        if needs.dialect:
            raise QueryFailedError("the query speaks in words of one engine (DEFINE, bif:, sql:); only SPARQL 1.1 is answered")
        await self._take_place()
        self.running += 1
        try:
            return await self._ask(request, needs.distinct, deadline_s or self._settings.query_deadline_s)
        except EngineDeadlineError as error:
            self.lost += 1
            raise DeadlineError(error.deadline_s) from error
        except EngineError as error:
            _log.error("%s", error)  # strangers are not told the address
            raise EngineAwayError from error
        except QueryError as error:
            raise QueryFailedError(str(error)) from error
        finally:
            self.running -= 1
            self._places.release()

    def warm(self) -> None:
        """Nothing to do: the engine runs already."""

    def renew(self) -> None:
        """Nothing to do: nothing of the graph is kept."""

    async def close(self) -> None:
        """Closes the lines."""
        await self._connection.close()

    async def _take_place(self) -> None:
        if self._places.locked() and self.waiting >= self._settings.queue_limit:
            raise BusyError
        self.waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._settings.queue_wait_s)
        except TimeoutError:
            raise BusyError from None
        finally:
            self.waiting -= 1

    async def _ask(self, request: QueryRequest, distinct: bool, deadline_s: float) -> QueryAnswer:
        state, graph = self._publication.published().state, generation_graph(self._publication.generation())
        dataset = Dataset(request.default_graphs, request.named_graphs)
        if dataset == Dataset():
            await self._see(graph, deadline_s)
            dataset = await self._endpoint.dataset_for(request.query, graph, deadline_s)
        accept = ACCEPT_GRAPH if request.format in GRAPH_FORMATS else ACCEPT_TABLE
        query = with_base(request.query, request.base)
        reply = await self._endpoint.send(query, dataset, accept, deadline_s, request.size)
        answer = formatted(self._endpoint.url, reply, request.format, request.rows, distinct)
        return QueryAnswer(Spool.of(answer.body, self._space), answer.cut, state)

    async def _see(self, graph: str, deadline_s: float) -> None:
        """Sees that the engine holds the folder's generation; asked once for each.

        Raises:
            NotPublishedError: it does not.
        """
        if graph == self._held:
            return
        reply = await self._endpoint.send(_ANY, Dataset((graph,)), ACCEPT_TABLE, deadline_s)
        if formatted(self._endpoint.url, reply, "csv").body != b"true\n":
            raise NotPublishedError(self._endpoint.url, f"generation <{graph}>, which {self._settings.store} holds")
        self._held = graph
