"""One generation, published to real servers once a session: the small graph of the questions under another name of its own."""

from __future__ import annotations

import asyncio
import runpy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from graph.engine import Engine
from graph.engines.connection import Connection
from graph.engines.login import read_login
from graph.engines.publishing import publish
from graph.engines.query_engine import QueryEngine
from graph.engines.rdflib_engine import RdflibEngine
from graph.engines.remote import Endpoint, RemoteEngine
from graph.engines.writing import GraphStore
from graph.generation import Generation, open_current
from tests.api.conftest import publish as publish_folder
from tests.engine_servers import Server, oxigraph_server, virtuoso_server

WORK = runpy.run_path(str(Path(__file__).parents[1] / "questions" / "work_store.py"))
REMOTE = ("oxigraph", "virtuoso")


@pytest.fixture(scope="session")
def work_generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The small graph of three documents as a published generation."""
    folder = tmp_path_factory.mktemp("work")
    publish_folder(folder, 1, (quad for quad in WORK["work_engine"]().store if "DefaultGraph" not in repr(quad.graph_name)))
    return open_current(folder)


def send(generation: Generation, server: Server) -> None:
    """Publishes by the Graph Store Protocol."""

    async def sent() -> None:
        connection = Connection(read_login({"JARLYK_ENGINE_LOGIN": server.login}))
        try:
            endpoint = Endpoint(server.query, generation.manifest.base, connection)
            await publish(generation, endpoint, GraphStore(server.graph_store, connection), lambda stage, done, total: None)
        finally:
            await connection.close()

    asyncio.run(sent())


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Servers by name, each started when it is first asked for."""
    with ExitStack() as stack:
        started: dict[str, Server] = {}

        def server(name: str) -> Server:
            if name not in started:
                start = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}[name]
                started[name] = stack.enter_context(start(tmp_path_factory.mktemp(name)))
            return started[name]

        yield server


@pytest.fixture(scope="session")
def engines(servers: Callable[[str], Server], work_generation: Generation) -> Iterator[Callable[[str], Any]]:
    """Engines over the same small graph by name: embedded, rdflib, oxigraph, virtuoso."""
    with ExitStack() as stack:
        made: dict[str, QueryEngine] = {}

        def engine(name: str) -> QueryEngine:
            if name not in made:
                if name == "embedded":
                    made[name] = Engine.of_generation(work_generation)
                elif name == "rdflib":
                    made[name] = RdflibEngine(work_generation.open_store())
                else:
                    send(work_generation, servers(name))
                    made[name] = stack.enter_context(RemoteEngine(servers(name).query, work_generation.manifest.base))
            return made[name]

        yield engine


@pytest.fixture(scope="session")
def base(work_generation: Generation) -> str:
    return work_generation.manifest.base
