"""The two ways to write into an engine elsewhere: the SPARQL 1.1 Graph Store Protocol, and SPARQL 1.1 Update."""

from __future__ import annotations

from typing import Protocol

from graph.engines.connection import Connection, Reply, check_address, require_success

_LIMIT = 1 << 20  # bytes of a reply that only says how it went
_DEADLINE_S = 600.0  # for one batch
_MEDIA = "application/n-triples"
_NOT_FOUND = 404
_LINES = 2_000  # triples of one INSERT DATA: engines read the whole of it before they begin


class GraphWriter(Protocol):
    """Writes graphs, one request at a time; a graph that is half written has no name that readers know yet."""

    async def start(self, graph: str, lines: bytes) -> None:
        """Makes the graph hold these lines of N-Triples and nothing else."""

    async def add(self, graph: str, lines: bytes) -> None:
        """Adds lines."""

    async def drop(self, graph: str) -> None:
        """Removes the graph; one that is not there is no fault."""


class GraphStore:
    """The Graph Store Protocol with indirect names (section 4.2)."""

    def __init__(self, url: str, connection: Connection) -> None:
        self.url, self._connection = check_address(url), connection

    async def start(self, graph: str, lines: bytes) -> None:
        """PUT.

        Raises:
            EngineError: it was refused, or the engine cannot be reached.
        """
        require_success(self.url, await self._send("PUT", graph, lines))

    async def add(self, graph: str, lines: bytes) -> None:
        """POST.

        Raises:
            EngineError: as above.
        """
        require_success(self.url, await self._send("POST", graph, lines))

    async def drop(self, graph: str) -> None:
        """DELETE.

        Raises:
            EngineError: as above.
        """
        reply = await self._connection.send("DELETE", self.url, deadline_s=_DEADLINE_S, limit=_LIMIT, params={"graph": graph})
        if reply.status != _NOT_FOUND:
            require_success(self.url, reply)

    async def _send(self, method: str, graph: str, lines: bytes) -> Reply:
        return await self._connection.send(
            method, self.url, deadline_s=_DEADLINE_S, limit=_LIMIT, params={"graph": graph}, content=lines, media=_MEDIA
        )


class UpdateService:
    """SPARQL 1.1 Update, for engines whose Graph Store Protocol is not open."""

    def __init__(self, url: str, connection: Connection) -> None:
        self.url, self._connection = check_address(url), connection

    async def start(self, graph: str, lines: bytes) -> None:
        """DROP, then INSERT DATA.

        Raises:
            EngineError: it was refused, or the engine cannot be reached.
        """
        await self.drop(graph)
        await self.add(graph, lines)

    async def add(self, graph: str, lines: bytes) -> None:
        """INSERT DATA; a line of N-Triples is a triple of SPARQL as it stands.

        Raises:
            EngineError: as above.
        """
        triples = lines.decode("utf-8").split("\n")
        for first in range(0, len(triples), _LINES):
            part = "\n".join(triples[first : first + _LINES])
            if part.strip():
                await self._run(f"INSERT DATA {{ GRAPH <{graph}> {{\n{part}\n}} }}")

    async def drop(self, graph: str) -> None:
        """DROP SILENT.

        Raises:
            EngineError: as above.
        """
        await self._run(f"DROP SILENT GRAPH <{graph}>")

    async def _run(self, update: str) -> None:
        reply = await self._connection.send("POST", self.url, deadline_s=_DEADLINE_S, limit=_LIMIT, form={"update": update})
        require_success(self.url, reply)
