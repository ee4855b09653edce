"""A query worker as its parent sees it: a process that is asked one thing at a time and killed at the deadline.

There is no other safe stop: the engine has no timeout, and a thread that is no longer waited for goes on burning a core.
"""

from __future__ import annotations

import json
import select
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from api.query_errors import DeadlineError, IsolationError, QueryFailedError, QuerySyntaxError, WorkerLostError, WorkerStartError

_PROGRAM = Path(__file__).with_name("worker_process.py")
_START_S = 60.0  # to start, under whatever load; a query's own deadline counts from when it is handed over


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query and how to answer it. Without graph lists its own dataset holds, else the default graph, which is the union."""

    query: str
    format: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int = 10_000
    size: int = 64 * 1024 * 1024
    prefixes: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """The frame for the worker."""
        names = ("query", "format", "default_graphs", "named_graphs", "rows", "size", "prefixes")
        content = json.dumps({name: getattr(self, name) for name in names}).encode()
        return struct.pack(">I", len(content)) + content


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The serialised result, and the limit at which its end was cut off: "rows" or "bytes", empty where it is whole."""

    body: bytes
    cut: str

    @property
    def truncated(self) -> bool:
        """Whether it was cut."""
        return self.cut != ""


class Worker:
    """A running process over one store. Not for use by two threads at once, but for `kill`."""

    def __init__(self, store: Path, memory_mb: int, require_isolation: bool = False) -> None:
        self.store = store
        self._require_isolation = require_isolation
        self._isolated: bool | None = None
        self._process = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, "-P", str(_PROGRAM), str(store), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )

    def __enter__(self) -> Worker:
        """The worker itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends the process."""
        self.close()

    @property
    def isolated(self) -> bool:
        """Whether the process is cut off the network; waits for it to start."""
        if self._isolated is None:
            try:
                header, _ = self._receive(time.monotonic() + _START_S, _START_S)
            except (WorkerLostError, DeadlineError):
                raise WorkerStartError(self.store) from None
            self._isolated = bool(header.get("isolated"))
        return self._isolated

    def ask(self, request: QueryRequest, deadline_s: float) -> QueryAnswer:
        """Runs one query.

        Raises:
            DeadlineError: it took longer; the process has been killed and is of no more use.
            WorkerLostError: the process died, for want of memory or because it was killed.
            QuerySyntaxError: the query cannot be read.
            QueryFailedError: the engine refused it for another reason.
            WorkerStartError: the process could not open the store.
            IsolationError: the process is on the network and the settings forbid that.
        """
        if not self.isolated and self._require_isolation:
            raise IsolationError
        try:
            self._send(request.encoded())
            header, body = self._receive(time.monotonic() + deadline_s, deadline_s)
        except BrokenPipeError:
            raise WorkerLostError from None
        except DeadlineError:
            self.kill()
            raise
        if header.get("error") == "syntax":
            raise QuerySyntaxError(str(header["message"]))
        if header.get("error"):
            raise QueryFailedError(str(header["message"]))
        return QueryAnswer(body, str(header["cut"]))

    def kill(self) -> None:
        """Stops the process at once; `ask` in another thread then raises WorkerLostError."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process and frees what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, frame: bytes) -> None:
        pipe = self._process.stdin
        remaining = memoryview(frame)
        while pipe is not None and remaining:
            remaining = remaining[pipe.write(remaining) :]

    def _receive(self, until: float, deadline_s: float) -> tuple[dict[str, Any], bytes]:
        header = json.loads(self._frame(until, deadline_s))
        return header, self._frame(until, deadline_s)

    def _frame(self, until: float, deadline_s: float) -> bytes:
        (length,) = struct.unpack(">I", self._read(4, until, deadline_s))
        return self._read(length, until, deadline_s)

    def _read(self, length: int, until: float, deadline_s: float) -> bytes:
        pipe, content = self._process.stdout, bytearray()
        poll = select.poll()
        if pipe is None:
            raise WorkerLostError
        poll.register(pipe, select.POLLIN)
        while len(content) < length:
            if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise DeadlineError(deadline_s)
            chunk = pipe.read(min(length - len(content), 1 << 20))
            if not chunk:
                raise WorkerLostError
            content += chunk
        return bytes(content)
