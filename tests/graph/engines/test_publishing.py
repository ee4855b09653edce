"""Publishing to real servers: whole or not at all, by both ways of writing and by the engine's own loader."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.engine import Engine
from graph.engines.connection import Connection
from graph.engines.content import Content
from graph.engines.dataset import Dataset, generation_graph
from graph.engines.errors import EngineError, EngineRefusedError
from graph.engines.fetching import fetch_store
from graph.engines.login import read_login
from graph.engines.publishing import Published, publish
from graph.engines.remote import Endpoint, RemoteEngine
from graph.engines.writing import GraphStore, GraphWriter, UpdateService
from graph.generation import Generation, open_current
from tests.api.conftest import EXAMPLE
from tests.api.conftest import publish as publish_folder
from tests.engine_servers import Server, oxigraph_binary, oxigraph_server, require

Make = Callable[[Server, Connection], GraphWriter]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def generation_of(folder: Path, number: int, graphs: dict[str, int]) -> Generation:
    """A generation with so many triples in each graph."""
    quads = [
        ox.Quad(*(ox.NamedNode(f"{EXAMPLE}{name}{i}") for name in ("s", "p", "o")), ox.NamedNode(EXAMPLE + graph))
        for graph, size in graphs.items()
        for i in range(size)
    ]
    publish_folder(folder, number, quads)
    return open_current(folder)


def sent(generation: Generation, server: Server, make: Make) -> Published:
    async def run() -> Published:
        connection = Connection(read_login({"JARLYK_ENGINE_LOGIN": server.login}))
        try:
            endpoint = Endpoint(server.query, generation.manifest.base, connection)
            return await publish(generation, endpoint, make(server, connection), lambda stage, done, total: None)
        finally:
            await connection.close()

    return asyncio.run(run())


def by_graph_store(server: Server, connection: Connection) -> GraphWriter:
    return GraphStore(server.graph_store, connection)


def by_update(server: Server, connection: Connection) -> GraphWriter:
    return UpdateService(server.update, connection)


def size_of(engine: RemoteEngine, graph: str) -> int:
    return int(engine.select(COUNT, Dataset((graph,)))[0]["n"].value)  # type: ignore[union-attr]


@pytest.fixture
def fresh(tmp_path: Path) -> Any:
    folder = tmp_path / "server"
    folder.mkdir()
    with oxigraph_server(folder) as server:
        yield server


@pytest.mark.parametrize("make", [by_graph_store, by_update])
def test_generations_follow_one_another_and_the_last_but_one_goes(make: Make, fresh: Server, tmp_path: Path) -> None:
    first = generation_of(tmp_path / "store", 1, {"a": 3, "b": 2})
    done = sent(first, fresh, make)
    assert (done.triples, done.named_graphs, done.named_triples) == (3, 2, 5)
    with RemoteEngine(fresh.query, EXAMPLE) as old:
        assert size_of(old, old.graph) == 3
        second = generation_of(tmp_path / "store", 2, {"a": 4, "c": 1})
        assert sent(second, fresh, make).triples == 4
        assert size_of(old, old.graph) == 3, "who has begun to read a generation reads it to the end"
        with RemoteEngine(fresh.query, EXAMPLE) as new:
            assert new.graph == generation_graph(second) != old.graph
            assert new.named_graphs() == (EXAMPLE + "a", EXAMPLE + "c")
            assert size_of(new, EXAMPLE + "b") == 0
            third = generation_of(tmp_path / "store", 3, {"a": 1})
            sent(third, fresh, make)
            assert (size_of(new, old.graph), size_of(new, new.graph), size_of(new, generation_graph(third))) == (0, 4, 1)
            sent(third, fresh, make)
            assert size_of(new, new.graph) == 4, "a second time changes nothing"


class Failing(GraphStore):
    """Fails at the n-th request."""

    def __init__(self, url: str, connection: Connection, left: int) -> None:
        super().__init__(url, connection)
        self.left = left

    async def _send(self, method: str, graph: str, lines: bytes) -> Any:
        self.left -= 1
        if self.left < 0:
            raise EngineRefusedError(self.url, 507, "disk full")
        return await super()._send(method, graph, lines)


@pytest.mark.parametrize("requests", range(4))
def test_readers_see_the_generation_before_until_all_is_there(requests: int, fresh: Server, tmp_path: Path) -> None:
    first = generation_of(tmp_path / "store", 1, {"a": 3})
    sent(first, fresh, by_graph_store)
    second = generation_of(tmp_path / "store", 2, {"b": 4, "c": 1})
    with pytest.raises(EngineRefusedError, match="disk full"):
        sent(second, fresh, lambda server, connection: Failing(server.graph_store, connection, requests))
    with RemoteEngine(fresh.query, EXAMPLE) as engine:
        assert engine.graph == generation_graph(first)
        assert size_of(engine, engine.graph) == 3
    sent(second, fresh, by_graph_store)
    with RemoteEngine(fresh.query, EXAMPLE) as engine:
        assert engine.graph == generation_graph(second)


class Losing(GraphStore):
    """Says yes and keeps nothing of what is added."""

    async def start(self, graph: str, lines: bytes) -> None:
        await super().start(graph, lines.split(b"\n")[0] + b"\n")


def test_an_engine_that_loses_triples_is_found_out(fresh: Server, tmp_path: Path) -> None:
    generation = generation_of(tmp_path / "store", 1, {"a": 3})
    with pytest.raises(EngineError, match=r"does not hold the 3 triples that were sent.*nothing points to them"):
        sent(generation, fresh, lambda server, connection: Losing(server.graph_store, connection))


def test_large_graphs_go_in_parts(fresh: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.engines.content.AT_ONCE", 10)
    monkeypatch.setattr("graph.engines.writing._LINES", 3)
    generation = generation_of(tmp_path / "store", 1, {"a": 35, "b": 10})
    assert sent(generation, fresh, by_update).named_triples == 45
    with RemoteEngine(fresh.query, EXAMPLE) as engine:
        assert set(fetch_store(engine)) == set(generation.open_store())


def test_the_file_for_a_bulk_loader_is_what_would_be_sent(work_generation: Generation, tmp_path: Path) -> None:
    program = require(oxigraph_binary(), "the binary of oxigraph")
    file, store = tmp_path / "all.nq", tmp_path / "loaded"
    lines = Content(work_generation, work_generation.open_store()).write(file)
    assert lines == len(file.read_bytes().splitlines())
    subprocess.run([program, "load", "--location", str(store), "--file", str(file)], check=True, capture_output=True)
    with oxigraph_server(tmp_path, read_only=store) as server, RemoteEngine(server.query, EXAMPLE) as engine:
        assert engine.graph == generation_graph(work_generation)
        assert engine.select(COUNT) == Engine.of_generation(work_generation).select(COUNT)


@pytest.mark.parametrize("name", ["oxigraph", "virtuoso"])
def test_what_is_fetched_is_what_was_published(
    name: str, engines: Callable[[str], RemoteEngine], work_generation: Generation
) -> None:
    assert set(fetch_store(engines(name))) == set(work_generation.open_store())


def test_virtuoso_takes_updates_too(servers: Callable[[str], Server], tmp_path: Path) -> None:
    generation = generation_of(tmp_path / "store", 7, {"u": 30})
    other = Generation(7, generation.path, generation.texts_path, generation.manifest)
    assert sent(other, servers("virtuoso"), by_update).triples == 30
