"""The rate limit of several processes: when each client's next request is due, in a file that all of them have in memory.

A client has one place, by a hash of its address under a key of this run; two that meet in one place are told apart by another
part of the hash, and the later one takes the place. Two processes that write at the same time may count one request for two.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from collections.abc import Callable
from pathlib import Path

from api.rate import RateLimit

_PLACES = 1 << 18
_PLACE = struct.Struct("<Qd")  # who, and when the next request is due; 4 MB in all
_KEY_SIZE = 16


class SharedRateLimit(RateLimit):
    """Admits as `RateLimit` does. The clock must be the same in all processes, as the system's monotonic one is."""

    def __init__(self, per_minute: int, clock: Callable[[], float], path: Path) -> None:
        super().__init__(per_minute, clock)
        size = _PLACES * _PLACE.size
        with path.open("a+b") as stream:
            if path.stat().st_size < size:
                stream.truncate(size)
            self._memory = mmap.mmap(stream.fileno(), size)
        self._key = str(path).encode()[-_KEY_SIZE:]  # the folder has a random name

    def _due_of(self, client: str) -> float:
        place, who = self._place(client)
        known, due = _PLACE.unpack_from(self._memory, place)
        return float(due) if known == who else 0.0

    def _set(self, client: str, due: float) -> None:
        place, who = self._place(client)
        _PLACE.pack_into(self._memory, place, who, due)

    def _place(self, client: str) -> tuple[int, int]:
        digest = hashlib.blake2b(client.encode(), digest_size=16, key=self._key).digest()
        number, who = struct.unpack("<QQ", digest)
        return number % _PLACES * _PLACE.size, who
