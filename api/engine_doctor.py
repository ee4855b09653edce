"""What can be wrong with a SPARQL endpoint that answers in place of the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from api.examined import Examined
from api.settings import Settings
from api.translation import Words
from graph.engines.answers import MAX_ROWS_HEADER
from graph.engines.errors import CutAnswerError
from graph.engines.login import read_login
from graph.engines.remote import RemoteEngine
from ontology.errors import JarlykError

_ANY = "ASK { ?node a ?class }"


def examine_engine(settings: Settings, words: Words) -> Iterator[Examined]:
    """Whether it answers, what it takes for the default graph, and whether it cuts answers that the service would give whole."""
    try:
        with RemoteEngine(settings.engine, settings.base, read_login(os.environ), settings.query_deadline_s) as engine:
            seen = words("doctor.engine", address=settings.engine, graph=engine.graph)
            yield Examined("engine", engine.ask(_ANY), seen, words("doctor.publish-again"))
            yield _rows(engine, settings.row_limit, words)
    except JarlykError as error:
        yield Examined("engine", False, error.in_language(words.language), words("doctor.engine-runs"))


def _rows(engine: RemoteEngine, wanted: int, words: Words) -> Examined:
    """Asks for one row more than the service gives, of a product that every graph has so many of."""
    try:
        engine.select(f"SELECT ?s ?t WHERE {{ ?s ?p ?o . ?t ?q ?r }} LIMIT {wanted + 1}")
    except CutAnswerError as error:
        seen = words("doctor.cuts", reason=error.in_language(words.language))
        return Examined("engine's rows", False, seen, words("doctor.raise-rows", n=wanted + 1))
    return Examined("engine's rows", True, words("doctor.gives", n=wanted + 1, header=MAX_ROWS_HEADER))
