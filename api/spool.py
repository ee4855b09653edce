"""The bytes of an answer on their way from a worker to a client: in memory while they are few, else in a file without a name.

An answer is sent when all of it has come. So its status and what it says of a cut are true, a slow client holds no worker, and
the memory of the service does not grow with its answers (docs/decisions/0014-answers-are-spooled.md).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from api.query_errors import SpaceError

_IN_MEMORY = 256 * 1024  # bytes
CHUNK = 128 * 1024  # bytes that are read from a file at once


class SpoolSpace:
    """How much all answers may hold together; used from one event loop."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def take(self, size: int) -> None:
        """Takes room.

        Raises:
            SpaceError: there is not so much.
        """
        if size > self._left:
            raise SpaceError
        self._left -= size

    def give_back(self, size: int) -> None:
        """Gives room back."""
        self._left += size


class Spool:
    """The bytes of one answer. Whoever took it closes it."""

    def __init__(self, space: SpoolSpace | None = None) -> None:
        self._space = space
        self._memory = bytearray()
        self._file: IO[bytes] | None = None
        self.size = 0

    @classmethod
    def of(cls, body: bytes, space: SpoolSpace | None = None) -> Spool:
        """A spool of these bytes.

        Raises:
            SpaceError: there is no room for them.
        """
        spool = cls(space)
        spool.write(body)
        return spool

    def write(self, piece: bytes | bytearray | memoryview) -> None:
        """Adds a piece.

        Raises:
            SpaceError: there is no room for it, by the limit or on the disk.
        """
        if self._space is not None:
            self._space.take(len(piece))
        self.size += len(piece)
        if self._file is None and self.size <= _IN_MEMORY:
            self._memory += piece
            return
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
                self._file.write(self._memory)
                self._memory.clear()
            self._file.write(piece)
        except OSError as error:
            raise SpaceError from error

    @property
    def is_short(self) -> bool:
        """Whether all of it is in memory."""
        return self._file is None

    def content(self) -> bytes:
        """All of it."""
        return bytes(self._memory) if self._file is None else b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """All of it, in pieces."""
        if self._file is None:
            yield bytes(self._memory)
            return
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk

    def take(self) -> bytes:
        """All of it, once."""
        content = self.content()
        self.close()
        return content

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Frees what it holds."""
        if self._file is not None:
            self._file.close()
        self._memory.clear()
        if self._space is not None:
            self._space.give_back(self.size)
            self._space = None
