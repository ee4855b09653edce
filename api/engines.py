"""The engine that the settings mean: the published generation in this process, or a SPARQL endpoint."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from api.settings import Settings
from graph.engine import Engine
from graph.engines.query_engine import QueryEngine
from graph.generation import open_current

if TYPE_CHECKING:
    from graph.engines.remote import RemoteEngine


@dataclass(frozen=True, slots=True)
class Asked:
    """An engine, and the IRI under which its data is published."""

    engine: QueryEngine
    base: str


@contextmanager
def open_engine(settings: Settings) -> Iterator[Asked]:
    """The engine, until the block ends.

    Raises:
        StoreError: there is no graph in the folder.
        EngineError: the endpoint's address or account cannot be used.
    """
    if not settings.engine:
        generation = open_current(settings.store)
        yield Asked(Engine.of_generation(generation), generation.manifest.base)
        return
    with _remote(settings) as engine:
        yield Asked(engine, settings.base)


def open_store(settings: Settings) -> Store:
    """All that is published: the store of the folder, or what an endpoint holds, fetched into memory.

    Raises:
        StoreError, EngineError: as for `open_engine`; CutAnswerError where the endpoint does not give all.
    """
    if not settings.engine:
        return open_current(settings.store).open_store()
    from graph.engines.fetching import fetch_store

    with _remote(settings) as engine:
        return fetch_store(engine)


def _remote(settings: Settings) -> RemoteEngine:
    from graph.engines.login import read_login
    from graph.engines.remote import RemoteEngine  # with an HTTP client, which the folder does without

    return RemoteEngine(settings.engine, settings.base, read_login(os.environ), settings.query_deadline_s)
