"""The five real documents over every engine: all questions, with rows, order and names equal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.engine import Engine
from graph.engines.fetching import fetch_store
from graph.engines.query_engine import QueryEngine
from graph.engines.remote import RemoteEngine
from graph.findings.catalogue import findings_step, list_findings
from graph.generation import Generation, open_current
from graph.questions import load_questions
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry
from tests.engine_servers import oxigraph_server
from tests.graph.engines.conftest import send
from tests.graph.engines.test_engines_agree import rows_of

SERVERS = {"oxigraph": oxigraph_server}
pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def corpus_generation(corpus_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    folder = tmp_path_factory.mktemp("corpus") / "store"
    registry = load_registry()
    build(
        [corpus_dir], folder, Extractor.load(registry).read, BuildOptions(registry=registry, steps=(findings_step(DEFAULT_BASE),))
    )
    return open_current(folder)


@pytest.fixture(scope="module")
def corpus_engines(corpus_generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, QueryEngine]]:
    with ExitStack() as stack:
        engines: dict[str, QueryEngine] = {"embedded": Engine.of_generation(corpus_generation)}
        for name, start in SERVERS.items():
            server = stack.enter_context(start(tmp_path_factory.mktemp(name)))
            send(corpus_generation, server)
            engines[name] = stack.enter_context(RemoteEngine(server.query, corpus_generation.manifest.base))
        yield engines


@pytest.mark.parametrize("name", load_questions())
def test_a_question_gives_the_same_rows(name: str, corpus_engines: dict[str, QueryEngine]) -> None:
    expected = rows_of(corpus_engines["embedded"], DEFAULT_BASE, name)
    for other in SERVERS:
        assert rows_of(corpus_engines[other], DEFAULT_BASE, name) == expected, other


def test_findings_are_listed_alike(corpus_engines: dict[str, QueryEngine]) -> None:
    expected = list_findings(corpus_engines["embedded"])
    assert expected
    assert list_findings(corpus_engines["oxigraph"]) == expected


def test_what_is_fetched_is_what_was_published(corpus_engines: dict[str, QueryEngine], corpus_generation: Generation) -> None:
    engine = corpus_engines["oxigraph"]
    assert isinstance(engine, RemoteEngine)
    assert set(fetch_store(engine)) == set(corpus_generation.open_store())
