"""The pool of query workers behind the HTTP service: bounded, with a spare kept warm, always on the newest generation."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.channel import PooledWorker
from api.published import Published
from api.query_errors import BusyError, QueryFailedError, QuerySyntaxError, WorkerStartError
from api.settings import Settings
from api.spool import SpoolSpace
from api.worker_frames import QueryAnswer, QueryRequest
from api.workers import WorkerLimits

_log = logging.getLogger("jarlyk.api")
_MIB = 1024 * 1024


class QueryPool:
    """Runs queries in worker processes, at most `settings.workers` at a time. Used from one event loop.

    `locate` tells the current generation; when it changes, the workers of the old one are let go.
    """

    def __init__(self, locate: Callable[[], Published], settings: Settings) -> None:
        self._locate, self._settings = locate, settings
        self._limits = WorkerLimits.of(settings)
        self._space = SpoolSpace(settings.spool_limit_mb * _MIB)
        self._idle: deque[PooledWorker] = deque()
        self._busy: set[PooledWorker] = set()
        self._free = settings.workers
        self._queue: deque[asyncio.Future[None]] = deque()
        self._threads = ThreadPoolExecutor(settings.workers + 2, thread_name_prefix="query")
        self._endings: set[asyncio.Future[None]] = set()
        self._closed = self._told_of_network = False
        self.lost = 0  # workers that were killed, or that died

    @property
    def running(self) -> int:
        """How many queries run now."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return len(self._queue)

    async def run(self, request: QueryRequest, deadline_s: float | None = None) -> QueryAnswer:
        """Runs one query; when the caller is cancelled, the query is killed.

        Raises:
            BusyError: too many are waiting, or the wait was too long.
            JarlykError: see `PooledWorker.ask`.
        """
        await self._take_place()
        try:
            published = self._locate()
            try:
                return await self._ask(published, request, deadline_s or self._settings.query_deadline_s)
            except WorkerStartError:
                pass  # as a rule the generation was replaced, and its folder removed, while the worker was starting
            return await self._ask(self._locate(), request, deadline_s or self._settings.query_deadline_s)
        finally:
            self._leave_place()

    def warm(self) -> None:
        """Starts workers until there are as many as may run at once, and one to spare."""
        self._warm(self._locate())

    def renew(self) -> None:
        """Lets go the workers that wait, and the others when they have answered, and starts new ones."""
        for worker in self._busy:
            worker.is_stale = True
        while self._idle:
            self._end(self._idle.popleft())
        self.warm()

    async def close(self) -> None:
        """Ends all workers."""
        self._closed = True
        for worker in self._busy:
            worker.kill()
        while self._idle:
            self._end(self._idle.popleft())
        await asyncio.gather(*self._endings)
        self._threads.shutdown(wait=True)

    async def _take_place(self) -> None:
        if self._free > 0:
            self._free -= 1
            return
        if len(self._queue) >= self._settings.queue_limit:
            raise BusyError
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        self._queue.append(turn)
        timer = loop.call_later(self._settings.queue_wait_s, self._turn_away, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._leave_place()  # the turn had come: it is the next one's
            elif turn in self._queue:
                self._queue.remove(turn)
            raise
        finally:
            timer.cancel()

    def _turn_away(self, turn: asyncio.Future[None]) -> None:
        if not turn.done():
            self._queue.remove(turn)
            turn.set_exception(BusyError())

    def _leave_place(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    async def _ask(self, published: Published, request: QueryRequest, deadline_s: float) -> QueryAnswer:
        worker = self._worker(published)
        self._busy.add(worker)
        usable = False
        try:
            answer = await worker.ask(request, deadline_s)
            usable = True
        except (QuerySyntaxError, QueryFailedError):
            usable = True
            raise
        finally:
            self._busy.discard(worker)
            if usable and not self._closed:
                self._idle.append(worker)
            else:
                self.lost += 1
                self._end(worker)
                if not self._closed:
                    self._warm(published)
        if not worker.isolated and not self._told_of_network:
            self._told_of_network = True
            _log.warning("query workers cannot be cut off the network here; SERVICE is still refused before a query runs")
        return answer

    def _worker(self, published: Published) -> PooledWorker:
        while self._idle:
            worker = self._idle.pop()  # the one that was used last: what it needs is still near the processor
            if worker.state == published.state and worker.is_usable and not worker.is_stale:
                return worker
            self._end(worker)
        self._warm(published)
        return self._idle.pop()

    def _warm(self, published: Published) -> None:
        while len(self._idle) + len(self._busy) < self._settings.workers + 1:
            self._idle.appendleft(PooledWorker(published.store, published.state, self._limits, self._space, self._threads))

    def _end(self, worker: PooledWorker) -> None:
        """Lets a worker go, without waiting for its end."""
        worker.deafen()
        ending = asyncio.get_running_loop().run_in_executor(self._threads, worker.close)
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
