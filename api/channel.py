"""A query worker for the event loop: asked without a thread, heard when its socket can be read."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from api.query_errors import DeadlineError, WorkerLostError, WorkerStartError
from api.spool import SpoolSpace
from api.worker_frames import AnswerReader, QueryAnswer, QueryRequest
from api.workers import WorkerLimits, WorkerProcess
from ontology.errors import JarlykError

_START_S = 60.0  # to start, under whatever load
_READ = 1 << 18


class PooledWorker:
    """One worker process of a pool. What it must wait for when a process ends, it leaves to `threads`."""

    def __init__(self, store: Path, state: str, limits: WorkerLimits, space: SpoolSpace, threads: Executor) -> None:
        self.state = state
        self._process = WorkerProcess(store, limits)
        self._space, self._threads = space, threads
        self._loop = asyncio.get_running_loop()
        self._reader = AnswerReader()
        self._told: asyncio.Future[dict[str, Any]] = self._loop.create_future()  # of the greeting, then of each answer
        self._greeted = False
        self.is_stale = False  # not to be asked again
        self._unsent = b""
        self._buffer = memoryview(bytearray(_READ))
        self._process.channel.setblocking(False)
        self._loop.add_reader(self._process.channel.fileno(), self._read)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def isolated(self) -> bool:
        """Whether it is cut off the network, once it has answered."""
        return self._process.isolated

    @property
    def is_usable(self) -> bool:
        """Whether it may be asked: it is starting, or waits for a query."""
        return self._process.channel.fileno() >= 0 and not (self._told.done() and self._told.exception())

    async def ask(self, request: QueryRequest, deadline_s: float) -> QueryAnswer:
        """Runs one query; the process is killed where this is cancelled.

        Raises:
            JarlykError: see `Worker.ask`; SpaceError: the answers on their way take all the room that they may.
        """
        try:
            if not self._greeted:
                await self._start()
            self._told = self._loop.create_future()
            self._reader.expect(self._space)
            self._send(request.encoded())
            timer = self._loop.call_later(deadline_s, self._expire, deadline_s)
            try:
                told = await self._told
            finally:
                timer.cancel()
            return self._reader.answer(told, self.state)
        except asyncio.CancelledError:
            self.kill()
            raise
        except WorkerLostError:
            raise await self._loop.run_in_executor(self._threads, self._process.loss) from None
        finally:
            self._reader.drop()

    def kill(self) -> None:
        """Stops the process at once."""
        self._process.kill()

    def deafen(self) -> None:
        """Hears no more of it."""
        self._loop.remove_reader(self._process.channel.fileno())
        self._loop.remove_writer(self._process.channel.fileno())

    def close(self) -> None:
        """Ends the process, which may take a while; not on the event loop, and after `deafen`."""
        self._process.close()

    async def _start(self) -> None:
        timer = self._loop.call_later(_START_S, self._give_up, WorkerStartError(self._process.store))
        try:
            told = await asyncio.shield(self._told)
        except WorkerLostError:
            raise WorkerStartError(self._process.store) from None
        finally:
            timer.cancel()
        self._process.greeted(told)
        self._greeted = True

    def _read(self) -> None:
        try:
            size = self._process.channel.recv_into(self._buffer)
        except BlockingIOError:
            return
        except OSError:
            size = 0
        if not size:
            self._give_up(WorkerLostError())
            return
        try:
            told = self._reader.feed(self._buffer[:size])
        except JarlykError as error:
            self._give_up(error)
            return
        if told is not None and not self._told.done():
            self._told.set_result(told[1])

    def _expire(self, deadline_s: float) -> None:
        self._give_up(DeadlineError(deadline_s))

    def _give_up(self, error: JarlykError) -> None:
        self.deafen()
        self._process.kill()
        if self._told.done():
            self._told = self._loop.create_future()  # it died while it was idle: it must not be asked any more
        self._told.set_exception(error)
        self._told.exception()  # seen: nobody may be waiting

    def _send(self, data: bytes) -> None:
        try:
            self._unsent = data[self._process.channel.send(data) :]
        except BlockingIOError:
            self._unsent = data
        except OSError:
            self._give_up(WorkerLostError())
            return
        if self._unsent:
            self._loop.add_writer(self._process.channel.fileno(), self._send_rest)

    def _send_rest(self) -> None:
        self._loop.remove_writer(self._process.channel.fileno())
        self._send(self._unsent)
