"""The pool of query workers behind the HTTP service: bounded, with a spare kept warm, always on the newest generation."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from api.query_errors import BusyError, QueryFailedError, QuerySyntaxError
from api.settings import Settings
from api.workers import QueryAnswer, QueryRequest, Worker

_log = logging.getLogger("jarlyk.api")


class QueryPool:
    """Runs queries in worker processes, at most `settings.workers` at a time. Used from one event loop.

    `locate` gives the store of the current generation; when it changes, the workers of the old one are let go.
    """

    def __init__(self, locate: Callable[[], Path], settings: Settings) -> None:
        self._locate, self._settings = locate, settings
        self._idle: deque[Worker] = deque()
        self._busy: set[Worker] = set()
        self._places = asyncio.Semaphore(settings.workers)
        self._waiting = 0
        self._threads = ThreadPoolExecutor(settings.workers + 2, thread_name_prefix="query")
        self._endings: set[asyncio.Task[None]] = set()
        self._closed = self._told_of_network = False
        self.lost = 0  # workers that were killed, or that died

    @property
    def running(self) -> int:
        """How many queries run now."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return self._waiting

    async def run(self, request: QueryRequest, deadline_s: float | None = None) -> QueryAnswer:
        """Runs one query; when the caller is cancelled, the query is killed.

        Raises:
            BusyError: too many are waiting, or the wait was too long.
            JarlykError: see `Worker.ask`.
        """
        await self._take_place()
        try:
            worker = self._worker(self._locate())
            return await self._ask(worker, request, deadline_s or self._settings.query_deadline_s)
        finally:
            self._places.release()

    def warm(self) -> None:
        """Starts workers until there are as many as may run at once, and one to spare."""
        store = self._locate()
        while not self._closed and len(self._idle) + len(self._busy) < self._settings.workers + 1:
            self._idle.append(self._new(store))

    async def close(self) -> None:
        """Ends all workers."""
        self._closed = True
        for worker in self._busy:
            worker.kill()
        while self._idle:
            self._idle.popleft().close()
        await asyncio.gather(*self._endings)
        self._threads.shutdown(wait=True)

    async def _take_place(self) -> None:
        if self._places.locked() and self._waiting >= self._settings.queue_limit:
            raise BusyError
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._settings.queue_wait_s)
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1

    async def _ask(self, worker: Worker, request: QueryRequest, deadline_s: float) -> QueryAnswer:
        self._busy.add(worker)
        running = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, request, deadline_s)
        usable = False
        try:
            answer = await asyncio.shield(running)
            usable = True
        except (QuerySyntaxError, QueryFailedError):
            usable = True
            raise
        except asyncio.CancelledError:
            worker.kill()
            raise
        finally:
            self._give_back(worker, running, usable)
        self._tell_of_network(worker)
        return answer

    def _give_back(self, worker: Worker, running: asyncio.Future[QueryAnswer], usable: bool) -> None:
        if usable and not self._closed:
            self._busy.discard(worker)
            self._idle.append(worker)
            return
        self.lost += 1
        ending = asyncio.get_running_loop().create_task(self._end(worker, running))
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)

    async def _end(self, worker: Worker, running: asyncio.Future[QueryAnswer]) -> None:
        await asyncio.wait([running])
        running.exception()
        self._busy.discard(worker)
        await asyncio.get_running_loop().run_in_executor(self._threads, worker.close)
        self.warm()

    def _worker(self, store: Path) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if worker.store == store:
                return worker
            worker.close()
        return self._new(store)

    def _new(self, store: Path) -> Worker:
        return Worker(store, self._settings.query_memory_mb, self._settings.require_isolation)

    def _tell_of_network(self, worker: Worker) -> None:
        if not worker.isolated and not self._told_of_network:
            self._told_of_network = True
            _log.warning("query workers cannot be cut off the network here; SERVICE is still refused before a query runs")
