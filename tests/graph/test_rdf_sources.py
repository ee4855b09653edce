from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from graph.rdf_sources import rdf_quads
from graph.sources import Source, find_sources
from ontology.errors import DocumentError
from ontology.iri import DEFAULT_BASE

CASES = {
    "a.ttl": "@prefix e: <http://example.org/> .\ne:a e:b [ e:c 1, [ e:d 2 ] ] .",
    "a.nt": "<http://example.org/a> <http://example.org/b> _:x .\n_:x <http://example.org/c> _:y .\n",
    "a.jsonld": '{"@id": "http://example.org/a", "http://example.org/b": {"http://example.org/c": 1}}',
    "a.trig": "@prefix e: <http://example.org/> .\ne:g { e:a e:b [] } e:x e:y e:z .",
    "a.nq": "<http://example.org/a> <http://example.org/b> _:x <http://example.org/g> .\n",
}


def load(path: Path) -> set[Quad]:
    source = Source(path, hashlib.sha256(path.read_bytes()).hexdigest(), (path.name,))
    return set(rdf_quads(source, DEFAULT_BASE))


@pytest.mark.parametrize("name", CASES)
def test_each_format_loads_the_same_each_time_without_blank_nodes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CASES[name], encoding="utf-8")
    quads = load(tmp_path / name)
    assert quads == load(tmp_path / name)
    assert not [term for quad in quads for term in quad if isinstance(term, BlankNode)]


def test_triples_stand_in_the_graph_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(CASES["a.ttl"], encoding="utf-8")
    digest = hashlib.sha256(CASES["a.ttl"].encode()).hexdigest()
    assert {quad.graph_name for quad in load(tmp_path / "a.ttl")} == {NamedNode(f"{DEFAULT_BASE}document/{digest[:16]}")}


def test_quads_keep_their_graphs(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text(CASES["a.trig"], encoding="utf-8")
    graphs = {quad.graph_name for quad in load(tmp_path / "a.trig")}
    assert NamedNode("http://example.org/g") in graphs
    assert len(graphs) == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", "<http://example.org/a> <b", "line 1"),
        ("a.nq", "not a quad\n", "a.nq"),
        ("a.jsonld", "{", "a.jsonld"),
        ("a.ttl", "<http://e.org/a> <http://e.org/b> <<( <http://e.org/c> <http://e.org/d> 1 )>> .", "RDF 1.1"),
    ],
)
def test_a_broken_file_is_a_document_error(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=said):
        load(tmp_path / name)


def test_sources_are_told_apart_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TTL", "deep/c.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    sources = find_sources([tmp_path, tmp_path / "b.txt"])
    assert [source.path.name for source in sources.documents] == ["b.txt", "c.txt"]
    assert [source.path.name for source in sources.rdf] == ["a.TTL"]
    assert not sources.failures


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    assert "without files" in find_sources([tmp_path]).failures[0].reason
