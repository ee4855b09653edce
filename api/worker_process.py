"""The process in which queries run: one store, read-only, one query at a time, no network, bounded memory.

It is started as a file of its own (`python -P worker_process.py STORE MEMORY_MB`) so that it imports nothing but the standard
library and the engine. It cannot stop a query; its parent kills it at the deadline (`api.workers`).

Frames on stdin and stdout: four bytes of length (big-endian), then that many bytes. A request is one frame of JSON. An answer is
a frame of JSON (`ok` and `cut`, or `error` with `message`) and a frame with the body.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyoxigraph

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_TABULAR = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
_GRAPHS = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}


class _Full(Exception):  # noqa: N818 - not an error: the answer has reached its limit
    """Raised through the engine to stop it writing."""


class LimitedLines:
    """A file for the engine to write lines to, which stops it after a number of lines or bytes.

    Only whole lines are kept, so what was written is a valid shorter answer. `cut`: "rows" or "bytes" where a limit was passed.
    """

    def __init__(self, lines: int, size: int) -> None:
        self._lines, self._size, self._seen = lines, size, 0
        self.content = bytearray()
        self.cut = ""

    def write(self, chunk: bytes) -> int:
        """Takes a chunk; raises when a limit is passed."""
        self.content += chunk
        self._seen += chunk.count(b"\n")
        if self._seen > self._lines or len(self.content) > self._size:
            self._cut()
            raise _Full
        return len(chunk)

    def flush(self) -> None:
        """Nothing to do."""

    def _cut(self) -> None:
        self.cut, end = "rows", 0
        for _ in range(self._lines):
            following = self.content.find(b"\n", end, self._size) + 1
            if following == 0:
                self.cut = "bytes"
                break
            end = following
        del self.content[end:]


def main(arguments: list[str]) -> None:
    """Answers requests until stdin is closed."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _die_with_parent()
    isolated = cut_network()
    import pyoxigraph  # after the process has been cut off

    store = pyoxigraph.Store.read_only(arguments[0])
    _limit_memory(int(arguments[1]))
    _send(sink, {"isolated": isolated}, b"")
    while (request := _receive(source)) is not None:
        header, body = answer(store, json.loads(request))
        _send(sink, header, body)


def answer(store: pyoxigraph.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Runs one request: `query`, `format`, `rows`, `size`, `default_graphs`, `named_graphs`."""
    try:
        return _run(store, request)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error.msg)}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"error": "engine", "message": str(error)}, b""


def cut_network() -> bool:
    """Moves this process to a network namespace of its own, with no way out. False where the system does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _run(store: pyoxigraph.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    import pyoxigraph as engine

    default, named = ([engine.NamedNode(iri) for iri in request.get(name, ())] for name in ("default_graphs", "named_graphs"))
    results = store.query(
        request["query"],
        default_graph=[*default] if default or named else None,  # named graphs alone: the default graph is empty
        named_graphs=[*named] if default or named else None,
    )
    if isinstance(results, engine.QueryBoolean):
        return {"ok": True, "cut": ""}, _boolean(engine, results, request["format"])
    rows, name = request["rows"], request["format"]
    if isinstance(results, engine.QuerySolutions) and name in _TABULAR:
        body, cut = _lines(results, rows + 1, request["size"], engine.QueryResultsFormat.TSV)
        return {"ok": True, "cut": cut}, _as_table(engine, body, name)
    if isinstance(results, engine.QueryTriples) and name in _GRAPHS:
        body, cut = _lines(results, rows, request["size"], engine.RdfFormat.N_TRIPLES)
        return {"ok": True, "cut": cut}, _as_graph(engine, body, name, request.get("prefixes"))
    return {"error": "format", "message": f"this query cannot be answered as {name}"}, b""


def _lines(results: Any, lines: int, size: int, line_format: Any) -> tuple[bytes, str]:  # noqa: ANN401 - the engine's types
    """The results in a format of one line each, where they can be cut, and at which limit they were."""
    writer = LimitedLines(lines, size)
    with contextlib.suppress(_Full):
        results.serialize(writer, format=line_format)
    return bytes(writer.content), writer.cut


def _as_table(engine: Any, body: bytes, name: str) -> bytes:  # noqa: ANN401 - the module
    if name == "tsv":
        return body
    formats = engine.QueryResultsFormat
    converted: bytes = engine.parse_query_results(body, format=formats.TSV).serialize(format=getattr(formats, _TABULAR[name]))
    return converted


def _as_graph(engine: Any, body: bytes, name: str, prefixes: dict[str, str] | None) -> bytes:  # noqa: ANN401 - the module
    if name == "ntriples":
        return body
    triples = (quad.triple for quad in engine.parse(body, format=engine.RdfFormat.N_TRIPLES))
    converted: bytes = engine.serialize(triples, format=getattr(engine.RdfFormat, _GRAPHS[name]), prefixes=prefixes or None)
    return converted


def _boolean(engine: Any, result: Any, name: str) -> bytes:  # noqa: ANN401
    if name in ("csv", "tsv"):  # the standard has no such form; the word alone is what other servers send
        return b"true\n" if bool(result) else b"false\n"
    body: bytes = result.serialize(format=getattr(engine.QueryResultsFormat, _TABULAR.get(name, "JSON")))
    return body


def _die_with_parent() -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle


def _limit_memory(megabytes: int) -> None:
    """Bounds what queries may ask for beyond the address space that the engine has reserved by now."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes > 0:
        size = megabytes * 1024 * 1024 + _reserved()
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _reserved() -> int:
    """The address space of this process in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _receive(source: BinaryIO) -> bytes | None:
    prefix = source.read(4)
    return source.read(struct.unpack(">I", prefix)[0]) if len(prefix) == 4 else None


def _send(sink: BinaryIO, header: dict[str, Any], body: bytes) -> None:
    encoded = json.dumps(header).encode()
    sink.write(struct.pack(">I", len(encoded)) + encoded + struct.pack(">I", len(body)) + body)
    sink.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
