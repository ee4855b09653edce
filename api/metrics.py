"""What the service counts of itself, for Prometheus: nothing about who asks, or for what."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector

from api.query_runner import QueryRunner
from api.translation import LANGUAGES

CONTENT_TYPE = CONTENT_TYPE_LATEST
_Mode = Literal["livesum", "livemax"]  # how the figures of several processes become one
_SECONDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)
_SECTIONS = frozenset({"sparql", "api", "id", "data", "static", "health", "metrics", ".well-known"})


class Metrics:
    """The figures of one running service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._kept: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._read: list[tuple[Gauge, Callable[[], float]]] = []
        names = ("section", "status")
        self._requests = Counter("jarlyk_requests", "Requests answered", names, registry=self.registry)
        self._seconds = Histogram(
            "jarlyk_request_seconds", "Time to the end of the answer", ("section",), buckets=_SECONDS, registry=self.registry
        )

    @property
    def _shared(self) -> str:
        """The folder in which several processes keep their figures; empty where there is one."""
        return os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")

    def watch(self, pool: QueryRunner, generation: Callable[[], int]) -> None:
        """Adds what is read when it is asked for: the pool's state and the number of the published generation."""
        figures: tuple[tuple[str, str, _Mode, Callable[[], float]], ...] = (
            ("jarlyk_queries_running", "Queries that run now", "livesum", lambda: pool.running),
            ("jarlyk_queries_waiting", "Queries that wait for a worker", "livesum", lambda: pool.waiting),
            ("jarlyk_workers_killed", "Query workers that were killed or lost since the start", "livesum", lambda: pool.lost),
            ("jarlyk_generation", "Number of the published generation; 0: none", "livemax", generation),
        )
        for name, text, mode, read in figures:
            gauge = Gauge(name, text, registry=self.registry, multiprocess_mode=mode)
            if self._shared:
                self._read.append((gauge, read))
            else:
                gauge.set_function(read)
        if self._shared:
            self._forget_dead()
            self._set_read()

    def count(self, section: str, status: int, seconds: float) -> None:
        """One answered request."""
        figures = self._kept.get((section, status))
        if figures is None:  # there are few: a dozen sections and statuses
            figures = self._requests.labels(section, str(status)), self._seconds.labels(section)
            self._kept[section, status] = figures
        figures[0].inc()
        figures[1].observe(seconds)
        self._set_read()

    def written(self) -> bytes:
        """The figures in the text format of Prometheus; of all processes, where there are several."""
        if not self._shared:
            return generate_latest(self.registry)
        self._forget_dead()
        self._set_read()
        together = CollectorRegistry()
        MultiProcessCollector(together, path=self._shared)  # type: ignore[no-untyped-call]
        return generate_latest(together)

    def _set_read(self) -> None:
        """Writes down what other processes cannot read here."""
        for gauge, read in self._read:
            gauge.set(read())

    def _forget_dead(self) -> None:
        """Drops the present state of processes that are gone; what they counted stays."""
        for path in Path(self._shared).glob("gauge_live*_*.db"):
            number = path.stem.rpartition("_")[2]
            if number.isdigit() and not Path("/proc", number).exists():
                path.unlink(missing_ok=True)


def section_of(path: str) -> str:
    """The part of the service that a path belongs to, so that no address makes a new row of figures."""
    first = path.strip("/").partition("/")[0]
    return first if first in _SECTIONS else "pages" if first in LANGUAGES or not first else "other"
