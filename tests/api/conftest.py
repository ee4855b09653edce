"""Fixtures of the service. A small graph is written by hand in the terms of the model, as a published store; each test that needs
other settings (a short deadline, few rows) makes its own application over it.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import uvicorn

from api.cli import run
from api.connection import server_config
from api.settings import Settings
from graph.layout import Layout, write_lasting
from graph.manifest import Manifest
from graph.union import fill_default_graph
from tests.api.library import build_library

EXAMPLE = "https://example.org/"


def publish(folder: Path, number: int, quads: Iterable[ox.Quad], **manifest: object) -> None:
    """Makes and publishes a generation that holds these quads, with the union of its graphs as the default graph."""
    layout = Layout(folder)
    (layout.generation(number) / "search").mkdir(parents=True)
    store = ox.Store(str(layout.generation(number) / "store"))
    store.extend(quads)
    fill_default_graph(store)
    store.flush()
    del store
    entry = Manifest(base=EXAMPLE, program="test", fingerprint="test", **manifest)
    (layout.generation(number) / "manifest.json").write_bytes(entry.to_json())
    write_lasting(layout.current, str(number).encode())


def plain_quad(number: int) -> ox.Quad:
    graph = ox.NamedNode(f"{EXAMPLE}g{number % 2}")
    text = ox.Literal(f"сап {number}", language="ky")
    return ox.Quad(ox.NamedNode(f"{EXAMPLE}s{number}"), ox.NamedNode(f"{EXAMPLE}p"), text, graph)


@pytest.fixture
def jarlyk(capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Runs the command line; gives the exit code, what it wrote and what it complained of."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    handlers, level = logging.root.handlers[:], logging.root.level
    yield call
    logging.root.handlers[:] = handlers  # a command may have sent the log to a stream of this test
    logging.root.setLevel(level)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    publish(folder, 1, map(plain_quad, range(40)))
    return folder


@pytest.fixture
def publish_rows() -> Callable[[Path, int, int], None]:
    """Publishes a generation of so many rows."""
    return lambda folder, number, rows: publish(folder, number, map(plain_quad, range(rows)))


@contextmanager
def serving(settings: Settings) -> Iterator[httpx.Client]:
    """The service, run for real on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(server_config(settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=120.0, trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a small library in four languages, with hostile names (see tests/api/library.py)."""
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def reader(library: Path) -> Iterator[httpx.Client]:
    with serving(Settings(store=library, page_rows=50)) as running:
        yield running


@pytest.fixture
def make_client(published: Path) -> Iterator[Callable[..., httpx.Client]]:
    with ExitStack() as stack:

        def make(**changes: object) -> httpx.Client:
            return stack.enter_context(serving(replace(Settings(store=published, workers=1), **changes)))

        yield make


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[httpx.Client]:
    with serving(Settings(store=published)) as running:
        yield running
