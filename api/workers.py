"""A query worker as its parent sees it: a process that is asked one thing at a time and killed at the deadline.

There is no other safe stop: the engine has no timeout, and a thread that is no longer waited for goes on burning a core.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from api.query_errors import CpuLimitError, DeadlineError, IsolationError, WorkerLostError, WorkerStartError
from api.settings import Settings
from api.worker_frames import AnswerReader, QueryAnswer, QueryRequest

__all__ = ["QueryAnswer", "QueryRequest", "Worker", "WorkerLimits"]

_PROGRAM = Path(__file__).with_name("worker_process.py")
_START_S = 60.0  # to start, under whatever load; a query's own deadline counts from when it is handed over
_READ = 1 << 18
_LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
# A query takes and gives back small pieces of memory by the thousand: the C library is told to keep more of them at hand.
_ALLOCATION = "glibc.malloc.tcache_count=127:glibc.malloc.tcache_max=32768:glibc.malloc.mxfast=0"


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What a worker may take for one query: memory in MiB, CPU time in seconds (0: no limit), and the network."""

    memory_mb: int = 0
    cpu_s: int = 0
    require_isolation: bool = False

    @classmethod
    def of(cls, settings: Settings) -> WorkerLimits:
        """The limits that the settings name."""
        return cls(settings.query_memory_mb, settings.query_cpu_s, settings.require_isolation)


def _environment() -> dict[str, str]:
    """Nothing of ours, but where a Python looks for its own library: there are some that do not start without it."""
    found = {name: os.environ[name] for name in _LIBRARIES if name in os.environ}
    return found | {"LC_ALL": "C.UTF-8", "GLIBC_TUNABLES": _ALLOCATION}


class WorkerProcess:
    """The process with the socket to it; it inherits no file of its parent, and of the environment the way to libraries alone."""

    def __init__(self, store: Path, limits: WorkerLimits) -> None:
        self.store, self.limits = store, limits
        self.isolated = self.sealed = False  # cut off the network, and from files to write
        self.channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own file
                [sys.executable, "-I", str(_PROGRAM), str(store.resolve()), str(limits.memory_mb), str(limits.cpu_s)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=_environment(),
            )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def greeted(self, told: dict[str, Any]) -> None:
        """Takes the worker's greeting.

        Raises:
            IsolationError: the process is on the network and the settings forbid that.
        """
        self.isolated, self.sealed = bool(told.get("isolated")), bool(told.get("sealed"))
        if self.limits.require_isolation and not self.isolated:
            raise IsolationError

    def kill(self) -> None:
        """Stops the process at once."""
        self._process.kill()

    def loss(self) -> WorkerLostError | CpuLimitError:
        """Why it was lost; waits until it is gone."""
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return CpuLimitError(self.limits.cpu_s)
        return WorkerLostError(outside=code in (-signal.SIGKILL, -signal.SIGTERM))

    def close(self) -> None:
        """Ends the process and frees what it held."""
        self._process.kill()
        self._process.wait()
        self.channel.close()


class Worker(WorkerProcess):
    """A worker for a caller that waits: the command line. Not for use by two threads at once, but for `kill`."""

    def __init__(self, store: Path, limits: WorkerLimits | None = None) -> None:
        super().__init__(store, limits or WorkerLimits())
        self._reader = AnswerReader()
        self._ready = False

    def __enter__(self) -> Worker:
        """The worker itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends the process."""
        self._reader.drop()
        self.close()

    def start(self) -> None:
        """Waits until it has opened the store.

        Raises:
            WorkerStartError: it could not.
            IsolationError: the process is on the network and the settings forbid that.
        """
        if self._ready:
            return
        try:
            told = self._receive(_START_S)
        except (WorkerLostError, CpuLimitError, DeadlineError):
            raise WorkerStartError(self.store) from None
        self._ready = True
        self.greeted(told)

    def ask(self, request: QueryRequest, deadline_s: float) -> QueryAnswer:
        """Runs one query.

        Raises:
            DeadlineError, CpuLimitError: it took longer; the process has been killed and is of no more use.
            WorkerLostError: the process died, for want of memory or because it was killed.
            QuerySyntaxError: the query cannot be read.
            QueryFailedError: the engine refused it for another reason.
            WorkerStartError, IsolationError: as for `start`.
        """
        self.start()
        self._reader.expect(None)
        try:
            self.channel.sendall(request.encoded())
            return self._reader.answer(self._receive(deadline_s))
        except OSError:
            raise self.loss() from None
        except DeadlineError:
            self.kill()
            raise
        finally:
            self._reader.drop()

    def _receive(self, deadline_s: float) -> dict[str, Any]:
        until, poll = time.monotonic() + deadline_s, select.poll()
        poll.register(self.channel, select.POLLIN)
        while True:
            if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise DeadlineError(deadline_s)
            data = self.channel.recv(_READ)
            if not data:
                raise self.loss()
            told = self._reader.feed(data)
            if told is not None:
                return told[1]
