"""`jarlyk publish`."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import WrongUseError, engine_option, language_option, settings_for, store_option
from api.output import write
from api.progress import Progress, watching
from api.translation import load_words
from graph.engines.connection import Connection
from graph.engines.content import Content
from graph.engines.login import read_login
from graph.engines.publishing import Published
from graph.engines.publishing import publish as send
from graph.engines.remote import Endpoint
from graph.engines.writing import GraphStore, UpdateService
from graph.generation import Generation, open_current


@click.command()
@store_option
@engine_option
@language_option
@click.option("--graph-store", metavar="URL", default=None, help="Where it takes graphs, by the SPARQL 1.1 Graph Store Protocol.")
@click.option("--update", metavar="URL", default=None, help="Where it takes SPARQL 1.1 Update, if not the former.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write N-Quads for the engine's own bulk loader instead of sending anything.",
)
def publish(
    store: Path | None,
    engine: str | None,
    language: str,
    graph_store: str | None,
    update: str | None,
    output: Path | None,
) -> int:
    """Publish the graph to another SPARQL engine; --engine names its query endpoint.

    Readers see the generation before until the new one is there whole. The account, where one is needed, is read from
    JARLYK_ENGINE_LOGIN (user:password) or from the file that JARLYK_ENGINE_LOGIN_FILE names.
    """
    settings, words = settings_for(store, engine), load_words(language)
    generation = open_current(settings.store)
    if output is not None:
        content = Content(generation, generation.open_store())
        write(words("cli.written", quads=content.write(output), number=generation.number, file=output) + "\n")
        return DONE
    if not settings.engine or (graph_store is None) == (update is None):
        raise WrongUseError("engine-or-output")
    with watching(sys.stderr, load_words(language)) as progress:
        done = asyncio.run(_sent(generation, settings.engine, graph_store, update, progress))
    sizes = {"triples": done.triples, "named": done.named_triples, "graphs": done.named_graphs}
    write(words("cli.published", number=generation.number, graph=done.graph, **sizes) + "\n")
    return DONE


async def _sent(
    generation: Generation, engine: str, graph_store: str | None, update: str | None, progress: Progress
) -> Published:
    connection = Connection(read_login(os.environ))
    try:
        writer = GraphStore(graph_store, connection) if graph_store else UpdateService(update or "", connection)
        return await send(generation, Endpoint(engine, generation.manifest.base, connection), writer, progress)
    finally:
        await connection.close()
