from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph.errors import StoreError
from graph.export import FORMATS, export, export_file, write_nquads
from graph.mapping import to_quads
from graph.union import fill_default_graph
from ontology.errors import JarlykError


@pytest.fixture(scope="module")
def store(toy: dict[str, Any]) -> Store:
    store = Store()
    for name, text in (("a.txt", 'Екі "сөз"\nжол'), ("b.txt", "Ағаш отырғызу")):
        store.extend(to_quads(toy["extract"](name, text.encode())))
    fill_default_graph(store)
    return store


def written(store: Store, name: str) -> bytes:
    stream = io.BytesIO()
    export(store, name, stream)
    return stream.getvalue()


def named(store: Store) -> set[Quad]:
    return {quad for quad in store if not isinstance(quad.graph_name, DefaultGraph)}


@pytest.mark.parametrize(
    ("name", "rdf"), [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)]
)
def test_formats_with_graphs_hold_the_named_graphs(name: str, rdf: RdfFormat, store: Store) -> None:
    assert set(parse(written(store, name), rdf)) == named(store)


@pytest.mark.parametrize(("name", "rdf"), [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)])
def test_formats_without_graphs_hold_each_triple_once(name: str, rdf: RdfFormat, store: Store) -> None:
    triples = [quad.triple for quad in parse(written(store, name), rdf)]
    assert len(triples) == len(set(triples))
    assert set(triples) == {quad.triple for quad in named(store)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_loading_does_not_show(name: str, store: Store) -> None:
    other = Store()
    for quad in sorted(named(store), key=str, reverse=True):
        other.add(quad)
    fill_default_graph(other)
    assert written(other, name) == written(store, name)


def test_csv_has_a_row_for_each_quad(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(written(store, "csv").decode(), newline="")))
    assert len(rows) == len(named(store))
    quote = next(row for row in rows if row["predicate"].endswith("#exact") and "\n" in row["object"])
    assert (quote["object"], quote["kind"]) == ('Екі "сөз"\nжол', "literal")


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(JarlykError, match="nquads"):
        export(store, "docx", io.BytesIO())


def test_a_further_writer_can_be_added(store: Store, tmp_path: Path) -> None:
    export_file(store, "size", tmp_path / "size", {"size": lambda store, stream: stream.write(str(len(store)).encode()) and None})
    assert (tmp_path / "size").read_bytes() == str(len(store)).encode()


def test_a_failed_export_leaves_no_file(store: Store, tmp_path: Path) -> None:
    def fail(store: Store, stream: Any) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    (tmp_path / "out").write_bytes(b"the old one")
    with pytest.raises(StoreError, match="free some space"):
        export_file(store, "bad", tmp_path / "out", {"bad": fail})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_bytes() == b"the old one"


def test_nquads_of_an_extraction(toy: dict[str, Any], tmp_path: Path) -> None:
    quads = list(to_quads(toy["extract"]("a.txt", b"words")))
    assert write_nquads([*quads, *quads], tmp_path / "a.nq") == len(quads)
    lines = (tmp_path / "a.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert NamedNode(lines[0].split("> <")[0].removeprefix("<"))
