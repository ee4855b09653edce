"""The graph → files. Every format is written in a fixed order, so two exports of the same graph are equal byte by byte.

The formats with graphs hold the named graphs; those without hold their union, each triple once. GraphML and GEXF are written from
the network of bodies and instruments, by writers that the caller adds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from graph.errors import store_errors
from graph.json_ld import write_graphs
from graph.terms import PREFIXES
from ontology.errors import JarlykError

Writer = Callable[[Store, BinaryIO], None]
_CSV_COLUMNS = ("graph", "subject", "predicate", "object", "kind", "datatype", "language")


def export_file(store: Store, name: str, path: Path, more: Mapping[str, Writer] | None = None) -> None:
    """Writes the graph to a file, which appears only when it is whole.

    Raises:
        JarlykError: the format is not known.
        StoreError: the file cannot be written.
    """
    draft = path.with_name(path.name + ".part")
    with store_errors(path):
        try:
            with draft.open("wb") as stream:
                export(store, name, stream, more)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def export(store: Store, name: str, stream: BinaryIO, more: Mapping[str, Writer] | None = None) -> None:
    """Writes the graph in the format `name`, one of `FORMATS` or of the further writers given.

    Raises:
        JarlykError: the format is not known.
    """
    writers = {**FORMATS, **(more or {})}
    if name not in writers:
        raise JarlykError(f"'{name}' is no format of the export; ask for one of {', '.join(sorted(writers))}")
    writers[name](store, stream)


def nquads_lines(quads: Iterable[Quad]) -> list[str]:
    """The quads as sorted lines of N-Quads, each once."""
    data = serialize(set(quads), format=RdfFormat.N_QUADS) or b""
    return sorted(line + "\n" for line in data.decode().split("\n") if line)


def write_nquads(quads: Iterable[Quad], path: Path) -> int:
    """Writes sorted N-Quads; returns the number of lines."""
    lines = nquads_lines(quads)
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _graphs(store: Store) -> Iterator[list[Quad]]:
    """The quads of each named graph, graphs and quads in the order of their text; one graph is in memory at a time."""
    for graph in sorted((g for g in store.named_graphs() if isinstance(g, NamedNode)), key=lambda g: g.value):
        yield sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _write_nquads(store: Store, stream: BinaryIO) -> None:
    for quads in _graphs(store):
        stream.write("".join(nquads_lines(quads)).encode())


def _write_trig(store: Store, stream: BinaryIO) -> None:
    serialize((quad for quads in _graphs(store) for quad in quads), stream, RdfFormat.TRIG, prefixes=PREFIXES)


def _write_jsonld(store: Store, stream: BinaryIO) -> None:
    write_graphs(_graphs(store), stream)


def _write_turtle(store: Store, stream: BinaryIO) -> None:
    serialize((quad.triple for quad in _union(store)), stream, RdfFormat.TURTLE, prefixes=PREFIXES)


def _write_ntriples(store: Store, stream: BinaryIO) -> None:
    serialize((quad.triple for quad in _union(store)), stream, RdfFormat.N_TRIPLES)


def _union(store: Store) -> list[Quad]:
    return sorted(store.quads_for_pattern(None, None, None, DefaultGraph()), key=str)


def _write_csv(store: Store, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    table = csv.writer(text)
    table.writerow(_CSV_COLUMNS)
    for quads in _graphs(store):
        table.writerows(_csv_row(quad) for quad in quads)
    text.flush()
    text.detach()  # the stream stays open: it is the caller's


def _csv_row(quad: Quad) -> tuple[str, ...]:
    value = quad.object
    names = [str(getattr(node, "value", node)) for node in (quad.graph_name, quad.subject, quad.predicate, value)]
    if isinstance(value, Literal):
        return (*names, "literal", value.datatype.value, value.language or "")
    return (*names, "iri", "", "")


FORMATS: Mapping[str, Writer] = {
    "nquads": _write_nquads,
    "trig": _write_trig,
    "jsonld": _write_jsonld,
    "turtle": _write_turtle,
    "ntriples": _write_ntriples,
    "csv": _write_csv,
}
