"""The service under ill will and ill luck: hostile requests, workers that are killed under load, a writer that is killed.

usage: python -m benchmarks.soak [--hostile 10000] [--kills 1000] [--writer-kills 100] [--seed 1]   (or: make soak)

Exit code 1 where an answer is wrong, a status is a fault, a connection goes out, a generation is lost, or memory stays behind.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from benchmarks.hostile import Sent, hostile_requests
from benchmarks.load import children_of, resident_mb
from benchmarks.service import prepare, served
from benchmarks.texts import EXAMPLES
from graph.generation import current_number, open_current

_ASKERS = 8
_JSON = {"Accept": "application/sparql-results+json"}
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_DOCUMENTS = 10  # that are built anew again and again
_ROOM_MB = 40.0  # by so much the service may have grown in the end; a leak of 10 KB a request would be 100
# Short, so that a query that never ends takes little of the whole; a request that no client would wait for is one of the tests.
SETTINGS = {"JARLYK_QUERY_DEADLINE_S": "0.5", "JARLYK_QUERY_MEMORY_MB": "512", "JARLYK_ROW_LIMIT": "2000"}


@dataclass(slots=True)
class Tally:
    """What came back."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, status: int) -> None:
        with self.lock:
            self.statuses[status] += 1

    def fault(self, what: str) -> None:
        with self.lock:
            self.wrong.append(what)

    def __str__(self) -> str:
        listed = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        return f"{sum(self.statuses.values())} answers ({listed}), {len(self.wrong)} faults"


@dataclass(frozen=True, slots=True)
class Known:
    """A query with the answer that it must have."""

    query: str
    answer: bytes


def known_queries(folder: Path, queries: Iterable[str]) -> list[Known]:
    """What the engine answers in this process, without the service."""
    store = open_current(folder).open_store()
    return [Known(query, _answered(store, query)) for query in queries]


def ask_known(connection: http.client.HTTPConnection, known: Known, tally: Tally) -> None:
    """The answer must be the known one, or the service must say that it has no means for it now."""
    connection.request("GET", f"/sparql?query={quote(known.query)}", headers=_JSON)
    answer = connection.getresponse()
    body = answer.read()
    tally.count(answer.status)
    if answer.status == 200 and body != known.answer:
        tally.fault(f"wrong answer to {known.query!r}: {body[:200]!r}")
    elif answer.status not in (200, 503):
        tally.fault(f"{answer.status} for {known.query!r}")


def ask_hostile(connection: http.client.HTTPConnection, sent: Sent, tally: Tally) -> None:
    """Whatever the answer is, it is whole, and a fault of the service it is not."""
    try:
        connection.request(sent.method, sent.path, body=sent.body or None, headers=sent.headers)
        answer = connection.getresponse()
        answer.read()
    except (http.client.HTTPException, OSError) as error:
        connection.close()
        tally.fault(f"{type(error).__name__} for {sent.method} {sent.path[:200]} {sent.body[:200]!r}")
        return
    tally.count(answer.status)
    if answer.status >= 500 and answer.status != 503:
        tally.fault(f"{answer.status} for {sent.method} {sent.path[:200]} {sent.body[:200]!r}")


def run_all(port: int, work: Iterable[Callable[[http.client.HTTPConnection], None]], askers: int = _ASKERS) -> None:
    """Does all of it, over so many connections."""
    waiting, lock = iter(work), threading.Lock()

    def asker() -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
            while True:
                with lock:
                    job = next(waiting, None)
                if job is None:
                    return
                job(connection)

    with ThreadPoolExecutor(askers) as pool:
        for ended in [pool.submit(asker) for _ in range(askers)]:
            ended.result()


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the connections to it."""
    hits: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, address = server.accept()
                    connection.close()
                    hits.append(str(address))

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", hits
        server.shutdown(socket.SHUT_RDWR)


def soak_hostile(port: int, known: list[Known], count: int, seed: int) -> tuple[Tally, int]:
    """So many hostile requests with known ones between them; how many connections went out."""
    tally = Tally()
    with listener() as (url, hits):

        def work() -> Iterator[Callable[[http.client.HTTPConnection], None]]:
            for number, sent in enumerate(hostile_requests(count, seed, url)):
                yield lambda connection, sent=sent: ask_hostile(connection, sent, tally)
                if number % 5 == 0:
                    entry = known[number // 5 % len(known)]
                    yield lambda connection, entry=entry: ask_known(connection, entry, tally)

        run_all(port, work())
        return tally, len(hits)


def soak_kills(pid: int, port: int, known: list[Known], kills: int, seed: int) -> tuple[Tally, int]:
    """Kills workers, one after a few answers each, while known queries are asked; how many were killed."""
    chance, tally, killed = random.Random(seed), Tally(), 0

    def work() -> Iterator[Callable[[http.client.HTTPConnection], None]]:
        nonlocal killed
        number = 0
        while killed < kills:
            for _ in range(chance.randrange(1, 12)):
                entry = known[number % len(known)]
                number += 1
                yield lambda connection, entry=entry: ask_known(connection, entry, tally)
            workers = children_of(pid)
            if workers:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    killed += 1

    run_all(port, work())
    return tally, killed


def soak_writer(folder: Path, documents: Path, port: int, kills: int, seed: int) -> tuple[Tally, int]:
    """Kills so many builds at any moment, and lets one end between ten. How many generations were published meanwhile."""
    chance, tally = random.Random(seed), Tally()
    first = last = current_number(folder) or 0
    counted: dict[str, bytes] = {}
    whole_s, _ = _build(folder, documents, 0, None)
    killed = number = 0
    while killed < kills:
        number += 1
        if number % 11 == 0:
            whole_s, was_killed = _build(folder, documents, number, None)
        else:
            _, was_killed = _build(folder, documents, number, chance.uniform(0, whole_s))
        killed += was_killed
        now = current_number(folder) or 0
        if now < last:
            tally.fault(f"generation {now} after {last}")
        last = now
        _count(port, counted, tally)
    _build(folder, documents, number + 1, None)
    generation = _count(port, counted, tally)
    if generation != str(current_number(folder)):
        tally.fault(f"generation {generation} is served, {current_number(folder)} is published")
    if counted.get(generation) != _answered(open_current(folder).open_store(), _COUNT):
        tally.fault(f"generation {generation} is not answered as it is")
    return tally, (current_number(folder) or 0) - first


def _count(port: int, counted: dict[str, bytes], tally: Tally) -> str:
    """Asks how much there is; a generation always gives the same answer. Its number."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", f"/sparql?query={quote(_COUNT)}", headers=_JSON)
    answer = connection.getresponse()
    body, generation = answer.read(), answer.getheader("X-Jarlyk-Generation", "")
    connection.close()
    tally.count(answer.status)
    if answer.status == 200 and counted.setdefault(generation, body) != body:
        tally.fault(f"two answers for generation {generation}")
    elif answer.status not in (200, 503):
        tally.fault(f"{answer.status} while the writer was killed")
    return generation


def _build(folder: Path, documents: Path, number: int, killed_after_s: float | None) -> tuple[float, bool]:
    """One build after a change of a document; the seconds that it took or lived, and whether it was killed."""
    (documents / "changing.txt").write_text(f"Приказ № {number} от 1 марта 2024 года\n\n{number}\n", encoding="utf-8")
    start = time.monotonic()
    command = [str(Path(sys.executable).with_name("jarlyk")), "build", str(documents), "--store", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(killed_after_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    code = process.wait()
    return time.monotonic() - start, code == -signal.SIGKILL


def _answered(store: Store, query: str) -> bytes:
    solutions = store.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(query)
    return solutions.serialize(format=QueryResultsFormat.JSON) or b""


def _settled_mb(pid: int, port: int, known: list[Known]) -> float:
    """The memory of the service after a few hundred small queries, its workers left out: they come and go."""
    tally = Tally()
    run_all(port, [lambda connection, entry=entry: ask_known(connection, entry, tally) for entry in known[:400]])
    return resident_mb(pid)


def main() -> int:
    """Runs all and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--writer-kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "store"
        known = known_queries(folder, prepare(folder, 100_000))
        with served(folder, **SETTINGS) as (pid, port):
            before = _settled_mb(pid, port, known)
            tally, out = soak_hostile(port, known, given.hostile, given.seed)
            print(f"{given.hostile} hostile requests, seed {given.seed}: {tally}; {out} outgoing connections", flush=True)
            faults += tally.wrong + [f"{out} outgoing connections"] * (out > 0)
            tally, killed = soak_kills(pid, port, known, given.kills, given.seed)
            print(f"{killed} workers killed under load: {tally}", flush=True)
            faults += tally.wrong
            after = _settled_mb(pid, port, known)
            workers = len(children_of(pid))
            print(f"memory of the service: {before:.0f} MB before, {after:.0f} MB after; {workers} workers", flush=True)
            faults += [f"memory grew by {after - before:.0f} MB"] * (after - before > _ROOM_MB)
        documents, other = Path(place) / "documents", Path(place) / "other"
        documents.mkdir()
        for example in sorted(EXAMPLES.glob("*.txt"))[:_DOCUMENTS]:
            shutil.copy(example, documents)
        _build(other, documents, -1, None)
        with served(other) as (_, port):
            tally, generations = soak_writer(other, documents, port, given.writer_kills, given.seed)
        print(f"{given.writer_kills} builds killed: {generations} generations came of all; {tally}", flush=True)
        faults += tally.wrong
    for fault in faults[:20]:
        print(f"FAULT {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
