"""Every shipped question over large graphs of our model: CPU time, asked for all and anchored, beside Oxigraph's server.

usage: python -m benchmarks.questions [--folder DIR] [--each N] [--embedded] [--write] [TRIPLES ...]   (default: 1000000 10000000)

The folder keeps the graphs for the next run; --write puts the table into docs/scale.md. A query is stopped after LIMIT_S of
CPU time.
"""

from __future__ import annotations

import argparse
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store, parse_query_results

from benchmarks.asked import PAGE, Asked, anchored, whole
from benchmarks.large_graph import curated_triples, large_graph
from benchmarks.shapes import example_store
from graph.engine import Engine, Row

LIMIT_S = 4  # of CPU time; the aim for the slowest is 2
SLOWEST_MS = 2000
DOCS = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
_BEGIN, _END = "<!-- measured -->", "<!-- end -->"
_TICK = 100  # of /proc's clock, in a second


@dataclass(frozen=True, slots=True)
class Taken:
    """What one query took: CPU time in ms (None: stopped at the limit) and its rows."""

    asked: Asked
    cpu_ms: float | None
    rows: int


def measure(store: Path, queries: Iterable[Asked]) -> Iterator[Taken]:
    """Runs each in a process over the store; after one that is stopped comes a new process, and its like count as stopped."""
    waiting, stopped = list(queries), set[tuple[str, str]]()
    context = get_context("spawn")
    while waiting:
        ours, theirs = context.Pipe()
        process = context.Process(target=_answer, args=(str(store), theirs))
        process.start()
        theirs.close()
        while waiting:
            asked = waiting.pop(0)
            if (asked.question, asked.by + asked.size) in stopped:
                yield Taken(asked, None, 0)
                continue
            ours.send(asked)
            try:
                seconds, rows = ours.recv()
            except EOFError:
                stopped.add((asked.question, asked.by + asked.size))
                yield Taken(asked, None, 0)
                break
            yield Taken(asked, seconds * 1000, rows)
        process.kill()
        process.join()


def _answer(path: str, channel: Connection) -> None:
    engine = Engine(Store.read_only(path))
    while True:
        asked: Asked = channel.recv()
        used = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + LIMIT_S + 1, resource.RLIM_INFINITY))
        rows = asked.rows(engine)
        channel.send((time.process_time() - used, rows))


def measure_server(store: Path, queries: Iterable[Asked]) -> Iterator[Taken]:
    """The same asked of Oxigraph's server; its CPU time is the system's account of the process."""
    for asked in queries:
        yield _served(store, asked)


def _served(store: Path, asked: Asked) -> Taken:
    program = str(Path(sys.executable).with_name("oxigraph"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listening.getsockname()[1]}"
    command, url = [program, "serve-read-only", "--location", str(store), "--bind", address], f"http://{address}/query"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process, httpx.Client(trust_env=False, timeout=60) as client:
        try:
            _wait(client, url)
            before = _cpu_ms(process.pid)
            rows = asked.rows(_Server(client, url))
            return Taken(asked, _cpu_ms(process.pid) - before, rows)
        except httpx.TimeoutException:
            return Taken(asked, None, 0)
        finally:
            process.kill()


class _Server:
    """Oxigraph's server, as an engine."""

    def __init__(self, client: httpx.Client, url: str) -> None:
        self._client, self._url = client, url

    def select(self, query: str, /) -> list[Row]:
        accept = {"Accept": "application/sparql-results+json"}
        answer = self._client.post(self._url, data={"query": query}, headers=accept, timeout=LIMIT_S * 4)
        rows = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
        assert isinstance(rows, QuerySolutions)
        names = [variable.value for variable in rows.variables]
        return [dict(zip(names, row, strict=True)) for row in rows]


def _wait(client: httpx.Client, url: str) -> None:
    for _ in range(600):
        try:
            client.post(url, data={"query": "ASK {}"})
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return


def _cpu_ms(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICK


def table(size: int, each: int, all_taken: list[Taken], by_anchor: list[Taken], served: list[Taken]) -> list[str]:
    """Lines of Markdown."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for taken in by_anchor:
        groups[taken.asked.question, taken.asked.size].append(_ms(taken))
    asked = {(taken.asked.question, taken.asked.size): taken for taken in all_taken}
    rival = {taken.asked.question: taken for taken in served}
    lines = [
        f"### {size:,} triples",
        "",
        "| question | by name: page, p95 | whole, p95 | asked for all: page | whole | rows | server: page | server / ours |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(taken.asked.question for taken in all_taken):
        page, entire, theirs = asked[name, "page"], asked[name, "whole"], rival.get(name)
        anchors = " | ".join(_limited(_p95(times)) if (times := groups.get((name, s))) else "" for s in ("page", "whole"))
        ratio = f"{theirs.cpu_ms / page.cpu_ms:.1f}" if theirs and theirs.cpu_ms and page.cpu_ms else ""
        lines.append(
            f"| `{name}` | {anchors} | {_shown(page)} | {_shown(entire)} | {entire.rows or ''} | {_shown(theirs)} | {ratio} |"
        )
    lines += ["", f"CPU in ms; a page has {PAGE} rows. {each} values of each parameter.", ""]
    for what, every, most in (("by name", by_anchor, 100), ("asked for all", all_taken, 1000)):
        for part in ("page", "whole"):
            times = [_ms(taken) for taken in every if taken.asked.size == part]
            met, over = sum(ms <= most for ms in times), sum(ms > SLOWEST_MS for ms in times)
            slowest = f"{over} more than {SLOWEST_MS} ms; p95 {_limited(_p95(times))} ms"
            lines.append(f"- {what}, {part}: {met} of {len(times)} took at most {most} ms, {slowest}")
    return [*lines, ""]


def _ms(taken: Taken) -> float:
    return taken.cpu_ms if taken.cpu_ms is not None else LIMIT_S * 1000.0


def _limited(ms: float) -> str:
    return f"over {LIMIT_S * 1000}" if ms >= LIMIT_S * 1000 else f"{ms:.0f}"


def _shown(taken: Taken | None) -> str:
    if taken is None:
        return ""
    return f"over {LIMIT_S * 1000}" if taken.cpu_ms is None else f"{taken.cpu_ms:.0f}"


def _p95(times: list[float]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def main() -> None:
    """Measures and prints; see the head of this file."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("triples", nargs="*", type=int, default=[1_000_000, 10_000_000])
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--each", type=int, default=10, help="anchors of each parameter")
    arguments.add_argument("--embedded", action="store_true", help="leave the server out")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        example = example_store(folder / "example")
        known = frozenset(t.subject.value for t in curated_triples(example) if isinstance(t.subject, NamedNode))
        lines: list[str] = []
        for triples in given.triples:
            lines += _measured(example, known, triples, folder, given.each, given.embedded)
            print("\n".join(lines), flush=True)
    if given.write:
        text = DOCS.read_text(encoding="utf-8")
        head, tail = text.split(_BEGIN)[0], text.split(_END)[1]
        DOCS.write_text(f"{head}{_BEGIN}\n" + "\n".join(lines) + f"{_END}{tail}", encoding="utf-8")


def _measured(example: Store, known: frozenset[str], triples: int, folder: Path, each: int, embedded: bool) -> list[str]:
    path = folder / str(triples)
    if not path.exists():
        made, _ = large_graph(example, triples, path)
        del made
    size = len(Store.read_only(str(path)))
    copies = sum(1 for _ in Store.read_only(str(path)).quads_for_pattern(None, _FILE_NAME, None)) // max(
        1, sum(1 for _ in example.quads_for_pattern(None, _FILE_NAME, None, None)) // 2
    )
    all_taken = list(measure(path, whole()))
    print(f"{triples:,}: asked for all", file=sys.stderr, flush=True)
    by_anchor = list(measure(path, anchored(Engine(example), known, copies, each)))
    print(f"{triples:,}: anchored", file=sys.stderr, flush=True)
    short = [] if embedded else [t.asked for t in all_taken if t.cpu_ms is not None and t.asked.size == "page"]
    return table(size, each, all_taken, by_anchor, list(measure_server(path, short)))


_FILE_NAME = NamedNode("https://w3id.org/jarlyk/ns#fileName")


if __name__ == "__main__":
    main()
