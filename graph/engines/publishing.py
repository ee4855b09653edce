"""A generation → an engine elsewhere, so that readers see it whole or not at all: the pointer to it is written last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from graph.engines.answers import ACCEPT_TABLE, read_rows
from graph.engines.content import Content
from graph.engines.dataset import SD, Dataset, pointer_graph
from graph.engines.errors import EngineError
from graph.engines.remote import Endpoint, whole
from graph.engines.writing import GraphWriter
from graph.generation import Generation
from graph.terms import DCTERMS
from ontology.faults import fault

_DEADLINE_S = 600.0  # to count what was written
_TOLD_EACH = 100  # graphs
_GRAPHS_AT_ONCE = 500  # named in one request
_COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
_COUNT_NAMED = "SELECT (COUNT(*) AS ?triples) WHERE { GRAPH ?g { ?s ?p ?o } }"
Progress = Callable[[str, int, int], None]  # name of the stage, steps done, steps in all


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the graph that readers now ask, and how many triples it and the named graphs hold."""

    graph: str
    triples: int
    named_graphs: int
    named_triples: int


async def publish(generation: Generation, endpoint: Endpoint, writer: GraphWriter, progress: Progress) -> Published:
    """Writes a generation, counts it, points to it, and removes the generation before the last and graphs that are gone.

    Raises:
        EngineError: the engine cannot be reached, refuses, or holds something else than was sent; readers see what they saw.
        StoreError: the generation cannot be opened.
    """
    before = await _pointer(endpoint, generation.manifest.base)
    store = generation.open_store()
    new = Content(generation, store).graph
    last = before.get(SD + "defaultGraph", [""])[0]
    replaced = before.get(DCTERMS.replaces.value, [""])[0]
    content = Content(generation, store, replaces=replaced if last == new else last)
    named = content.named_graphs()
    published = Published(new, content.default_size(), len(named), content.named_size())
    if last == new and await _holds(endpoint, published, named):
        return published
    await _write(content, named, writer, progress)
    if not await _holds(endpoint, published, named):
        sent = {"triples": published.triples, "named": published.named_triples}
        raise EngineError(fault("engine-lost", **sent), endpoint.url)
    await writer.start(content.pointer, serialize(content.pointer_triples(), format=RdfFormat.N_TRIPLES) or b"")
    gone = {replaced, *before.get(SD + "namedGraph", [])} - {"", new, content.replaces, *named}
    for graph in sorted(gone):
        await writer.drop(graph)
    return published


async def _write(content: Content, named: list[str], writer: GraphWriter, progress: Progress) -> None:
    for done, graph in enumerate((None, *named)):
        if done % _TOLD_EACH == 0:
            progress("publish graphs", done, len(named) + 1)
        write = writer.start
        for lines in content.batches(graph):
            await write(graph or content.graph, lines)
            write = writer.add


async def _holds(endpoint: Endpoint, published: Published, named: list[str]) -> bool:
    """Counts what the engine holds."""
    if await _count(endpoint, _COUNT, Dataset((published.graph,))) != published.triples:
        return False
    held = 0
    for first in range(0, len(named), _GRAPHS_AT_ONCE):
        part = tuple(named[first : first + _GRAPHS_AT_ONCE])
        held += await _count(endpoint, _COUNT_NAMED, Dataset((published.graph,), part))
    return held == published.named_triples


async def _count(endpoint: Endpoint, query: str, dataset: Dataset) -> int:
    reply = await endpoint.send(query, dataset, ACCEPT_TABLE, _DEADLINE_S)
    counted = read_rows(endpoint.url, whole(endpoint.url, reply))[0]["triples"]
    return int(counted.value) if isinstance(counted, Literal) else 0


async def _pointer(endpoint: Endpoint, base: str) -> dict[str, list[str]]:
    """What the pointer says now, by property; empty before the first time."""
    content = Dataset((pointer_graph(base),))
    reply = await endpoint.send("SELECT ?property ?value WHERE { ?s ?property ?value }", content, ACCEPT_TABLE, _DEADLINE_S)
    found: dict[str, list[str]] = {}
    for row in read_rows(endpoint.url, whole(endpoint.url, reply)):
        name, value = row["property"], row["value"]
        if isinstance(name, NamedNode) and isinstance(value, NamedNode):
            found.setdefault(name.value, []).append(value.value)
    return found
