"""A client that keeps some connections busy with requests, and the CPU time that a server and its children took meanwhile."""

from __future__ import annotations

import os
import selectors
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_ENOUGH = 1 << 18


def cpu_of_tree_s(pid: int) -> float:
    """User and system time of a process and its descendants that live or were waited for, in seconds."""
    own = sum(int(field) for field in _stat(pid)[11:15]) / _TICKS
    return own + sum(cpu_of_tree_s(child) for child in children_of(pid))


def children_of(pid: int) -> list[int]:
    """The processes that were started by any thread of a process."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError):  # a thread that has just ended
            found += [int(child) for child in task.read_text(encoding="ascii").split()]
    return found


def resident_mb(pid: int) -> float:
    """The memory that a process has in use, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def get(path: str, *headers: str) -> bytes:
    """A request as it goes over the wire."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode()


def send_all(port: int, requests: Sequence[bytes], connections: int = 8) -> Counter[int]:
    """Sends each request once, over kept connections; counts the statuses of the answers."""
    statuses: Counter[int] = Counter()
    waiting = iter(requests)
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            _Connection(port, waiting, statuses, selector).ask()
        while selector.get_map():
            for key, _ in selector.select():
                key.data.read()
    return statuses


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


class _Connection:
    """One connection: asks, reads the answer to its end, asks again."""

    def __init__(self, port: int, waiting: Iterator[bytes], statuses: Counter[int], selector: selectors.BaseSelector) -> None:
        self._waiting, self._statuses, self._selector = waiting, statuses, selector
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(self._socket, selectors.EVENT_READ, self)
        self._answer = bytearray()
        self._end: int | None = None

    def ask(self) -> None:
        request = next(self._waiting, None)
        if request is None:
            self._selector.unregister(self._socket)
            self._socket.close()
            return
        self._answer, self._end = bytearray(), None
        self._socket.sendall(request)

    def read(self) -> None:
        chunk = self._socket.recv(_ENOUGH)
        if not chunk:
            raise ConnectionError(f"the server closed the connection after {bytes(self._answer[:200])!r}")
        self._answer += chunk
        if self._is_whole():
            self._statuses[int(self._answer[9:12])] += 1
            self.ask()

    def _is_whole(self) -> bool:
        if self._end is None:
            head, mark, _ = self._answer.partition(b"\r\n\r\n")
            if not mark:
                return False
            lengths = [line[15:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            self._end = len(head) + 4 + int(lengths[0]) if lengths else 0  # 0: in chunks
        return len(self._answer) >= self._end if self._end else self._answer.endswith(b"\r\n0\r\n\r\n")
