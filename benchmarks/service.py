"""The endpoint with all its protections beside the bare `oxigraph` server over the same store, in CPU time of their processes.

usage: python -m benchmarks.service [--triples N] [--requests N]

Prints two ratios: a small query over HTTP against the other server, an answer of 15 MB against its serialisation in a process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from benchmarks.large_graph import large_graph
from benchmarks.load import cpu_of_tree_s, get, resident_mb, send_all
from benchmarks.texts import EXAMPLES
from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.findings.catalogue import findings_step
from graph.generation import current_number, open_current
from graph.layout import Layout
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry
from ontology.terms import JK

_ROUNDS = 6  # in turns, so that what else the machine does falls on both
_PAIRS = 15  # of short rounds, whose median ratio says more than the best of each where others use the machine
_LARGE_MB = 15
_ASKING = ("Accept: application/sparql-results+json", "X-Forwarded-For: 203.0.113.7")  # so that requests are counted
_LOOK_UP = """PREFIX jk: <https://w3id.org/jarlyk/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?document ?start ?end ?quote ?method
WHERE {{
  <{node}> jk:evidence ?place .
  ?place jk:inDocument ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?quote .
  OPTIONAL {{ ?place jk:method ?method }}
}}
ORDER BY ?document ?start
LIMIT 100
"""


def measure(triples: int = 200_000, requests: int = 1_500) -> tuple[float, float]:
    """Prints both ratios and gives them."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        queries = prepare(place / "store", triples)
        store = open_current(place / "store").store_path
        bare = place / "bare"
        shutil.copytree(store, bare)  # each server has its own: the other one writes a log into the folder
        small = _small(place / "store", bare, [queries[n % len(queries)] for n in range(requests)])
        return small, _large(place / "store")


def prepare(folder: Path, triples: int) -> list[str]:
    """Publishes the examples, repeated, as the graph of a service; gives small queries that have an answer there."""
    registry = load_registry()
    build(
        [EXAMPLES], folder, Extractor.load(registry).read, BuildOptions(registry=registry, steps=(findings_step(DEFAULT_BASE),))
    )
    generation = open_current(folder)
    large, _ = large_graph(generation.open_store(), triples)
    nodes = sorted({quad.subject.value for quad in large.quads_for_pattern(None, NamedNode(JK.BASE + "evidence"), None)})
    dumped = large.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    number = (current_number(folder) or 0) + 1
    layout = Layout(folder)
    shutil.copytree(generation.path, layout.generation(number), ignore=shutil.ignore_patterns("store"))
    store = Store(layout.generation(number) / "store")
    store.bulk_load(dumped, RdfFormat.N_TRIPLES)
    store.flush()
    layout.current.write_text(str(number), encoding="ascii")
    return [_LOOK_UP.format(node=node) for node in nodes[:: max(1, len(nodes) // 2_000)]]


def _small(folder: Path, bare: Path, queries: Sequence[str]) -> float:
    requests = [get(f"/sparql?query={quote(query)}", *_ASKING) for query in queries]
    others = [request.replace(b"GET /sparql", b"GET /query", 1) for request in requests]
    print(f"a small query over HTTP, {len(requests):,} of them over 8 connections, {_PAIRS} rounds in turns")
    counted = {"JARLYK_REQUESTS_PER_MINUTE": "100000000"}
    with served(folder, **counted) as (ours, our_port), _oxigraph(bare) as (theirs, their_port):
        rounds = [(_cpu_us(ours, our_port, requests), _cpu_us(theirs, their_port, others)) for _ in range(_PAIRS)]
    mine, other = (statistics.median(figures) for figures in zip(*rounds, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in rounds)
    best = [min(figures) for figures in zip(*rounds, strict=True)]
    print(f"  jarlyk                {mine:7.0f} us of CPU in the middle, {best[0]:.0f} at best")
    print(f"  oxigraph              {other:7.0f} us of CPU in the middle, {best[1]:.0f} at best")
    print(f"  ratio                 {ratio:7.2f} in the middle of the rounds, {best[0] / best[1]:.2f} of the best")
    return ratio


def _cpu_us(pid: int, port: int, requests: Sequence[bytes]) -> float:
    send_all(port, requests[:200])
    before = cpu_of_tree_s(pid)
    statuses = send_all(port, requests)
    taken = cpu_of_tree_s(pid) - before
    if set(statuses) != {200}:
        raise SystemExit(f"answers other than 200: {dict(statuses)}")
    return taken / len(requests) * 1e6


def _large(folder: Path) -> float:
    store = open_current(folder).open_store()
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    size = len(_serialised(store, f"{query} LIMIT 1000"))
    query += f" LIMIT {_LARGE_MB * 1_000_000 * 1000 // size}"
    print(f"an answer of {len(_serialised(store, query)) / 1e6:.1f} MB as JSON, the best of {_ROUNDS}")
    with served(folder, JARLYK_ROW_LIMIT="1000000000") as (ours, port):
        request = [get(f"/sparql?query={quote(query)}")]
        send_all(port, request)
        before = resident_mb(ours)
        over_http, within = [], []
        for _ in range(_ROUNDS):
            within.append(_process_s(store, query))
            start = cpu_of_tree_s(ours)
            send_all(port, request * 3)
            over_http.append((cpu_of_tree_s(ours) - start) / 3)
        grown = resident_mb(ours) - before
    inside = min(within)
    ratio = min(over_http) / inside
    print(f"  serialised in process {inside:7.3f} s of CPU")
    print(f"  jarlyk, over HTTP     {min(over_http):7.3f} s of CPU: {ratio:.2f} times; its own process grew by {grown:.1f} MB")
    return ratio


def _process_s(store: Store, query: str) -> float:
    start = time.process_time()
    for _ in range(3):
        _serialised(store, query)
    return (time.process_time() - start) / 3


def _serialised(store: Store, query: str) -> bytes:
    solutions = store.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(query)
    return solutions.serialize(format=QueryResultsFormat.JSON) or b""


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[tuple[int, int]]:
    """`jarlyk serve` with the settings that it has by itself, but for those given; its process and its port."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("jarlyk")), "serve", "--store", str(folder), "--port", str(port)]
    with _running(command, port, settings) as pid:
        yield pid, port


@contextmanager
def _oxigraph(store: Path) -> Iterator[tuple[int, int]]:
    port = _free_port()
    program = Path(sys.executable).with_name("oxigraph")
    with _running([str(program), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"], port, {}) as pid:
        yield pid, port


@contextmanager
def _running(command: list[str], port: int, settings: dict[str, str]) -> Iterator[int]:
    process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(f"{command[0]} did not start") from None
                time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=200_000)
    parser.add_argument("--requests", type=int, default=1_500)
    given = parser.parse_args()
    measure(given.triples, given.requests)
