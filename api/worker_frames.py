"""What goes between the service and a query worker, without the reading and writing of it (see `api.worker_process`)."""

from __future__ import annotations

import functools
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from api.query_errors import QueryFailedError, QuerySyntaxError, WorkerLostError
from api.spool import Spool, SpoolSpace

WHOLE = b'{"cut": ""}'  # how an answer ends that was not cut
_HEAD = struct.Struct(">cI")
_REQUEST = struct.Struct(">II")
_MORE = ("default_graphs", "named_graphs", "prefixes", "base")
_CUT_NOWHERE = {"cut": ""}
_LONGEST = 1 << 24  # bytes of a frame; a worker writes them a hundred times shorter


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
    base: str = ""  # of relative IRIs in the query

    def encoded(self) -> bytes:
        """The frame for the worker."""
        if self.default_graphs or self.named_graphs or self.prefixes:
            more = {name: value for name in _MORE if (value := getattr(self, name))}
            options = json.dumps({"format": self.format, "rows": self.rows, "size": self.size, **more}).encode()
        else:
            options = _options(self.format, self.rows, self.size, self.base)
        query = self.query.encode("utf-8", "surrogatepass")
        return b"".join((_REQUEST.pack(4 + len(options) + len(query), len(options)), options, query))


@functools.lru_cache(maxsize=64)
def _options(form: str, rows: int, size: int, base: str) -> bytes:
    return json.dumps({"format": form, "rows": rows, "size": size, "base": base}).encode()


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The serialised result, the limit at which its end was cut off - "rows" or "bytes", empty where it is whole - and of what.

    `state` stands for the generation that answered, where a pool asked.
    """

    spool: Spool
    cut: str
    state: str = ""

    @property
    def body(self) -> bytes:
        """The result, all in memory."""
        return self.spool.content()

    @property
    def truncated(self) -> bool:
        """Whether it was cut."""
        return self.cut != ""


class AnswerReader:
    """Puts the frames of one worker together; takes bytes as they come."""

    def __init__(self) -> None:
        self._held = b""
        self._body = 0
        self._spool: Spool | None = None

    def expect(self, space: SpoolSpace | None) -> None:
        """Begins an answer."""
        self._spool = Spool(space)

    def feed(self, data: bytes | memoryview) -> tuple[bytes, dict[str, Any]] | None:
        """Takes bytes; gives the letter and the content of the frame that ends a greeting or an answer, when it has come.

        Raises:
            SpaceError: the body has no room.
            WorkerLostError: this is no worker that we know.
        """
        if self._held:
            data, self._held = self._held + bytes(data), b""
        start, size = 0, len(data)
        view = memoryview(data)
        while start < size:
            if self._body:  # what a frame of the body still lacks
                piece = view[start : start + self._body]
                self._body -= len(piece)
                start += len(piece)
                if self._spool is not None:
                    self._spool.write(piece)
                continue
            if size - start < _HEAD.size:
                break
            kind, length = _HEAD.unpack_from(view, start)
            if kind not in b"HBE" or length > _LONGEST:
                raise WorkerLostError
            if kind == b"B":
                self._body, start = length, start + _HEAD.size
                continue
            end = start + _HEAD.size + length
            if size < end:
                break
            content = bytes(view[start + _HEAD.size : end])
            return kind, _CUT_NOWHERE if content == WHOLE else json.loads(content)
        self._held = bytes(view[start:])
        return None

    def answer(self, told: dict[str, Any], state: str = "") -> QueryAnswer:
        """The answer whose end was told.

        Raises:
            QuerySyntaxError, QueryFailedError: it is none.
        """
        spool, self._spool = self._spool, None
        if spool is None:
            raise WorkerLostError
        if "error" in told:
            spool.close()
            raise (QuerySyntaxError if told["error"] == "syntax" else QueryFailedError)(str(told["message"]))
        return QueryAnswer(spool, str(told["cut"]), state)

    def drop(self) -> None:
        """Frees an answer that is not wanted any more."""
        if self._spool is not None:
            self._spool.close()
            self._spool = None
