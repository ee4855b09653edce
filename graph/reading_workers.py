"""Files read by processes of their own, as many at a time as the machine has cores; what they say comes back in the given order.

The processes are forks of the build, taken before it opens its store: they share the loaded reader and cost nothing but the
fork. One that dies, or that is ended because a file takes too long, costs that file and no other: the file is named with the
reason, and another process takes its place.
"""

from __future__ import annotations

import gc
import signal
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from graph.manifest import Failure
from graph.reading import Read, attempt
from graph.sources import Source
from ontology.records import Extraction

_AT_LEAST_S = 60
_S_PER_MB = 10
_BYTES_EACH = 250_000  # a further process is worth its fork and its letters from so much to read on
_AHEAD = 2  # files that a process is given at a time, so that it need not wait for the next
_OBJECTS = 50_000  # made before circles among them are looked for: those of a document are let go of without that
_KEPT = 8  # files a process that may be read before their turn: what is read waits in memory

Outcome = Extraction | Failure


def useful_workers(sources: Sequence[Source], most: int) -> int:
    """How many processes the sources are worth, at most so many."""
    return min(most, len(sources), 1 + sum(map(_size, sources)) // _BYTES_EACH)


@contextmanager
def reading_workers(read: Read, count: int) -> Iterator[ReadingWorkers]:
    """Starts so many processes; with none, files are read in this one. They end with the block."""
    workers = ReadingWorkers(read, count)
    try:
        yield workers
    finally:
        workers.stop()


@dataclass(slots=True)
class _Worker:
    process: ForkProcess
    connection: Connection
    places: deque[int] = field(default_factory=deque)  # the files that it was given, by their place among the sources


class ReadingWorkers:
    """The processes of one build."""

    def __init__(self, read: Read, count: int) -> None:
        self._read = read
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(self._start())

    def outcomes(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """What each source says, or why it cannot be read, in the order of the sources."""
        if not self._workers:
            yield from (attempt(source, self._read) for source in sources)
            return
        waiting = deque(range(len(sources)))
        done: dict[int, Outcome] = {}
        for place in range(len(sources)):
            while place not in done:
                self._give(sources, waiting, place + _KEPT * len(self._workers))
                self._take(sources, waiting, done)
            yield done.pop(place)

    def stop(self) -> None:
        """Ends the processes."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.connection.close()
            worker.process.join()
        self._workers.clear()

    def _start(self) -> _Worker:
        context = get_context("fork")
        ours, theirs = context.Pipe()
        others = [ours, *(worker.connection for worker in self._workers)]
        process = context.Process(target=_serve, args=(theirs, others, self._read))
        with warnings.catch_warnings():  # a fork beside threads is warned of: but it runs nothing except the reader
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, sources: Sequence[Source], waiting: deque[int], limit: int) -> None:
        for number in [*range(len(self._workers))] * _AHEAD:
            worker = self._workers[number]
            if not worker.places and not worker.process.is_alive():  # it died idle, and no file is to blame
                worker = self._replace(number)
            if waiting and waiting[0] < limit and len(worker.places) < _AHEAD:
                worker.places.append(waiting.popleft())
                with suppress(OSError):  # one that has died at work is met in `_take`
                    worker.connection.send(sources[worker.places[-1]])

    def _take(self, sources: Sequence[Source], waiting: deque[int], done: dict[int, Outcome]) -> None:
        ready = wait([worker.connection for worker in self._workers if worker.places])
        for number, worker in enumerate(self._workers):
            if worker.connection not in ready:
                continue
            place = worker.places.popleft()
            try:
                done[place] = worker.connection.recv()
            except (EOFError, OSError):
                waiting.extendleft(reversed(worker.places))
                self._replace(number)
                done[place] = Failure(sources[place].shown, _reason(worker.process.exitcode, sources[place]))

    def _replace(self, number: int) -> _Worker:
        """Another process in the place of one that has died."""
        dead = self._workers.pop(number)
        dead.connection.close()
        dead.process.join()
        self._workers.insert(number, self._start())
        return self._workers[number]


def spare_collector() -> None:
    """Keeps the collector of garbage from what is loaded, and mostly from what a document makes: circles are next to none."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _serve(connection: Connection, others: Sequence[Connection], read: Read) -> None:
    """Reads files until the build is gone. A file that takes too long ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    spare_collector()
    with suppress(EOFError, OSError):
        while True:
            source: Source = connection.recv()
            signal.alarm(_deadline_s(source))
            outcome = attempt(source, read)
            signal.alarm(0)
            connection.send(outcome)


def _deadline_s(source: Source) -> int:
    return _AT_LEAST_S + _S_PER_MB * _size(source) // 1_000_000


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def _reason(exit_code: int | None, source: Source) -> str:
    if exit_code == -signal.SIGALRM:
        return f"could not be read within {_deadline_s(source)} s; please report this with the file"
    how = f"signal {-exit_code}" if exit_code is not None and exit_code < 0 else f"exit code {exit_code}"
    return f"the process that read it died ({how}); please report this with the file, or give the machine more memory"
