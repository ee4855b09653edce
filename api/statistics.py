"""Figures of the published graph for its description, counted once for each generation."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from pyoxigraph import Literal

from api.asking import GraphAsked, Row, read_query
from api.query_errors import DeadlineError, WorkerLostError

Partition = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Named graphs; nodes by class; triples by property. What took too long, or is too much to list in full, is empty."""

    graphs: tuple[str, ...] = ()
    classes: Partition = ()
    properties: Partition = ()

    @property
    def triples(self) -> int | None:
        """All triples of the default graph; None: not counted."""
        return sum(count for _, count in self.properties) if self.properties else None


class KeptStatistics:
    """The figures of the state that was asked for last; those who ask at the same time wait for one counting."""

    def __init__(self, asked: GraphAsked) -> None:
        self._asked = asked
        self._lock = asyncio.Lock()
        self._kept: tuple[str, Statistics] | None = None

    async def of(self, state: str) -> Statistics:
        """The figures of a published state.

        Raises:
            BusyError: no worker was free.
        """
        async with self._lock:
            if self._kept is None or self._kept[0] != state:
                self._kept = (state, await self._count())
            return self._kept[1]

    async def _count(self) -> Statistics:
        graphs = [row["graph"] for row in await self._rows("graphs")]
        return Statistics(
            tuple(graph.value for graph in graphs if graph is not None),
            _partition(await self._rows("class-partitions"), "class"),
            _partition(await self._rows("property-partitions"), "property"),
        )

    async def _rows(self, name: str) -> list[Row]:
        with contextlib.suppress(DeadlineError, WorkerLostError):
            rows, truncated = await self._asked.select_limited(read_query(name))
            return [] if truncated else rows  # half a list would give wrong sums
        return []


def _partition(rows: list[Row], name: str) -> Partition:
    found = ((row[name], row["count"]) for row in rows)
    return tuple((key.value, int(count.value)) for key, count in found if key is not None and isinstance(count, Literal))
