"""What can be wrong with a SPARQL endpoint that answers in place of the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from api.examined import Examined
from api.settings import Settings
from graph.engines.answers import MAX_ROWS_HEADER
from graph.engines.errors import CutAnswerError
from graph.engines.login import read_login
from graph.engines.remote import RemoteEngine
from ontology.errors import JarlykError

_ANY = "ASK { ?node a ?class }"


def examine_engine(settings: Settings) -> Iterator[Examined]:
    """Whether it answers, what it takes for the default graph, and whether it cuts answers that the service would give whole."""
    try:
        with RemoteEngine(settings.engine, settings.base, read_login(os.environ), settings.query_deadline_s) as engine:
            seen = f"{settings.engine} answers over <{engine.graph}>"
            yield Examined("engine", engine.ask(_ANY), seen, "publish the graph again")
            yield _rows(engine, settings.row_limit)
    except JarlykError as error:
        yield Examined("engine", False, str(error), "see that it runs, then 'jarlyk publish --engine URL --graph-store URL'")


def _rows(engine: RemoteEngine, wanted: int) -> Examined:
    """Asks for one row more than the service gives, of a product that every graph has so many of."""
    try:
        engine.select(f"SELECT ?s ?t WHERE {{ ?s ?p ?o . ?t ?q ?r }} LIMIT {wanted + 1}")
    except CutAnswerError as error:
        step = f"raise ResultSetMaxRows in the [SPARQL] part of its ini to at least {wanted + 1}"
        return Examined("engine's rows", False, f"it cuts answers without a word: {error}", step)
    return Examined("engine's rows", True, f"it gives {wanted + 1} rows and more (no {MAX_ROWS_HEADER})")
