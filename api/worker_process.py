"""The process in which queries run: one store, read-only, one query at a time, cut off from all else (`api.worker_confinement`).

It is started as a file (`python -I worker_process.py STORE MEMORY_MB CPU_S`) and imports nothing but the standard library, the
engine and two files that do the same. It cannot stop a query; its parent kills it at the deadline (`api.workers`).

What it reads from its socket, which is its stdin: four bytes of length (big-endian) and that many bytes, a request: four bytes of
length and the options, JSON, then the query in UTF-8. What it writes: frames of a letter, four bytes of length and the content.
`H` once it is ready: JSON. Then for each request any number of `B`, pieces of the body, and one `E`, JSON: `cut`, or `error` with
`message`, where the pieces are to be thrown away.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.append(str(Path(__file__).resolve().parent.parent))  # behind all else, so that it hides nothing
from api.worker_confinement import CpuAllowance, confine, limit_memory
from api.worker_tables import TABLES, FullError, LimitedTable

if TYPE_CHECKING:
    import pyoxigraph

_WHOLE = b'{"cut": ""}'  # as `api.worker_frames` looks for it
_GATHERED = 64 * 1024  # bytes; so much of a body is sent at once
_REQUEST = 8 * 1024  # bytes; few requests are longer, and room for a long one would be sought anew for each
_TABULAR = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
_GRAPHS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}


class Sender:
    """Sends frames; a short answer goes out with its end, in one piece."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._held = bytearray()
        self.size = 0  # of the body so far

    def body(self, piece: bytes | memoryview) -> None:
        """A piece of the body."""
        self.size += len(piece)
        if len(piece) >= _GATHERED and not self._held:
            self._channel.sendall(struct.pack(">cI", b"B", len(piece)))
            self._channel.sendall(piece)
            return
        self._held += piece
        if len(self._held) >= _GATHERED:
            self._channel.sendall(self._frame())

    def end(self, told: bytes) -> None:
        """What is left of the body, and how it ended."""
        self.size = 0
        self._channel.sendall((self._frame() if self._held else b"") + frame(b"E", told))

    def fail(self, kind: str, message: str) -> None:
        """An end without an answer."""
        self._held.clear()
        self.end(json.dumps({"error": kind, "message": message}).encode())

    def _frame(self) -> bytes:
        content = frame(b"B", self._held)
        self._held.clear()
        return content


class LimitedGraph:
    """The triples of an answer up to a limit of triples or bytes; `cut` says which was passed."""

    def __init__(self, triples: Iterable[Any], rows: int, size: int, sender: Sender) -> None:
        self._triples, self._rows, self._size, self._sender = triples, rows, size, sender
        self.cut = ""

    def __iter__(self) -> Iterator[Any]:
        """The triples, one by one: the engine asks for the next when it has written the one before."""
        left, size, sender = self._rows, self._size, self._sender
        for triple in self._triples:
            if left == 0:
                self.cut = "rows"
                return
            if sender.size > size:
                self.cut = "bytes"
                return
            left -= 1
            yield triple

    def write(self, piece: bytes) -> int:
        """What the engine wrote goes on at once."""
        self._sender.body(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a query is to be answered; graphs and formats as the engine takes them."""

    name: str
    table: Any  # the format of a table, where `name` is one
    graph: Any  # the same for triples
    rows: int
    size: int
    asked: dict[str, Any]  # the dataset, and the base of relative IRIs
    prefixes: dict[str, str] | None


def frame(kind: bytes, content: bytes | bytearray) -> bytes:
    """A frame as it is sent."""
    return struct.pack(">cI", kind, len(content)) + content


def main(arguments: list[str]) -> None:
    """Answers requests until the socket is closed."""
    channel = socket.socket(fileno=0)
    confined = confine()
    import pyoxigraph  # after the process has been cut off

    store = pyoxigraph.Store.read_only(arguments[0])
    limit_memory(int(arguments[1]))
    allowance = CpuAllowance(int(arguments[2]))
    sender = Sender(channel)
    _let_others_first()
    channel.sendall(frame(b"H", json.dumps({"isolated": confined.network, "sealed": confined.files}).encode()))
    gc.freeze()  # what is there now stays
    while (request := _receive(channel)) is not None:
        allowance.renew()
        answer(store, request, sender)


def answer(store: pyoxigraph.Store, request: bytes, sender: Sender) -> None:
    """Runs one request, without the length at its head."""
    (length,) = struct.unpack_from(">I", request)
    try:
        options = _options(request[4 : 4 + length])
        cut = _run(store, request[4 + length :].decode("utf-8", "surrogatepass"), options, sender)
        sender.end(json.dumps({"cut": cut}).encode() if cut else _WHOLE)
    except SyntaxError as error:
        sender.fail("syntax", str(error.msg))
    except (ValueError, RuntimeError, OSError) as error:
        sender.fail("engine", str(error))


@functools.lru_cache(maxsize=64)
def _options(told: bytes) -> Options:
    """`format`, `rows`, `size`, `default_graphs`, `named_graphs`, `prefixes`, `base`; the same few come again and again."""
    import pyoxigraph as engine

    given = json.loads(told)
    default, named = ([engine.NamedNode(iri) for iri in given.get(name, ())] for name in ("default_graphs", "named_graphs"))
    name = given["format"]
    return Options(
        name,
        getattr(engine.QueryResultsFormat, _TABULAR.get(name, ""), None),
        getattr(engine.RdfFormat, _GRAPHS.get(name, ""), None),
        given["rows"],
        given["size"],
        # Where named graphs alone are given, the default graph is empty.
        ({"default_graph": default, "named_graphs": named} if default or named else {})
        | ({"base_iri": given["base"]} if given.get("base") else {}),
        given.get("prefixes") or None,
    )


def _run(store: pyoxigraph.Store, query: str, options: Options, sender: Sender) -> str:
    import pyoxigraph as engine

    results = store.query(query, **options.asked)
    if isinstance(results, engine.QuerySolutions) and options.table is not None:
        return _table(results, options.table, options, sender)
    if isinstance(results, engine.QueryBoolean):
        sender.body(_boolean(engine, results, options.name))
        return ""
    if isinstance(results, engine.QueryTriples) and options.name == "ntriples":
        return _table(results, options.graph, options, sender)
    if isinstance(results, engine.QueryTriples) and options.graph is not None:
        graph: Any = LimitedGraph(results, options.rows, options.size, sender)  # a file as far as the engine needs one
        engine.serialize(graph, graph, format=options.graph, prefixes=options.prefixes)
        return str(graph.cut)
    raise ValueError(f"this query cannot be answered as {options.name}")


def _table(results: Any, written: Any, options: Options, sender: Sender) -> str:  # noqa: ANN401 - the engine's types
    table = LimitedTable(TABLES[options.name], options.rows, options.size, sender.body)
    try:
        results.serialize(table, format=written)
        table.finish()
    except FullError:
        pass
    return table.cut


def _boolean(engine: Any, result: Any, name: str) -> bytes:  # noqa: ANN401
    if name in ("csv", "tsv"):  # the standard has no such form; the word alone is what other servers send
        return b"true\n" if bool(result) else b"false\n"
    body: bytes = result.serialize(format=getattr(engine.QueryResultsFormat, _TABULAR.get(name, "JSON")))
    return body


def _receive(channel: socket.socket) -> bytes | None:
    content = channel.recv(_REQUEST)  # there is never more than one request, and as a rule it comes in one piece
    while len(content) < 4 or len(content) - 4 < struct.unpack_from(">I", content)[0]:
        piece = channel.recv(_GATHERED)
        if not piece:
            return None
        content += piece
    return content[4:]


def _let_others_first() -> None:
    """A query that wakes does not interrupt the service that has just sent it, which has others to send (sched(7))."""
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


if __name__ == "__main__":
    main(sys.argv[1:])
