"""The reading order: by file, document, start and end; anew at each build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.build import build
from graph.engine import Engine
from graph.generation import open_current
from graph.reading_order import reading_order
from graph.terms import JK, OA, integer

BASE = "https://example.org/"
_NUMBERS = "PREFIX jk: <https://w3id.org/jarlyk/ns#> SELECT ?name ?n { ?d jk:fileName ?name ; jk:readingOrder ?n } ORDER BY ?n"


def store_of(files: dict[str, str], places: dict[str, tuple[str, int | str, int]]) -> Store:
    """Documents with their files, and evidence with its document, start and end."""
    store = Store()

    def add(subject: str, property_: NamedNode, value: NamedNode | Literal) -> None:
        store.add(Quad(NamedNode(BASE + subject), property_, value, DefaultGraph()))

    for document, file in files.items():
        add(document, JK.fileName, Literal(file))
    for place, (document, start, end) in places.items():
        add(place, JK.inDocument, NamedNode(BASE + document))
        add(place, OA.start, integer(start) if isinstance(start, int) else Literal(start))
        add(place, OA.end, integer(end))
    return store


def numbers(store: Store) -> dict[str, int]:
    quads = list(reading_order(store, BASE))
    assert {quad.graph_name.value for quad in quads} <= {BASE + "graph/order"}
    return {quad.subject.value.removeprefix(BASE): int(quad.object.value) for quad in quads}


def test_documents_are_counted_by_file_name_then_iri() -> None:
    assert numbers(store_of({"d1": "b.txt", "d3": "a.txt", "d2": "a.txt"}, {})) == {"d2": 0, "d3": 1, "d1": 2}


def test_evidence_is_counted_by_document_then_place_as_numbers() -> None:
    store = store_of(
        {"d1": "b.txt", "d2": "a.txt"}, {"p1": ("d1", 0, 5), "p2": ("d2", 100, 110), "p3": ("d2", 20, 30), "p4": ("d2", 20, 25)}
    )
    found = numbers(store)
    assert [found[place] for place in ("p4", "p3", "p2", "p1")] == [0, 1, 2, 3]


def test_evidence_on_one_place_has_one_number() -> None:
    found = numbers(store_of({"d": "a.txt"}, {"p1": ("d", 3, 5), "p2": ("d", 3, 5), "p3": ("d", 4, 5)}))
    assert (found["p1"], found["p2"], found["p3"]) == (0, 0, 1)


def test_what_has_no_file_or_no_place_has_no_number() -> None:
    assert numbers(store_of({"d": "a.txt"}, {"p1": ("nowhere", 1, 2), "p2": ("d", "one", 2)})) == {"d": 0}


def numbered(store: Path) -> list[tuple[str, str]]:
    return [(row["name"].value, row["n"].value) for row in Engine.of_generation(open_current(store)).select(_NUMBERS)]


def test_a_document_before_the_others_moves_them(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    build([papers], tmp_path / "store", toy["read"])
    assert numbered(tmp_path / "store") == [("a.txt", "0"), ("b.txt", "1"), ("c.txt", "2")]
    (papers / "0.txt").write_text("Жаңы жол салуу\n", encoding="utf-8")
    build([papers], tmp_path / "store", toy["read"])
    assert numbered(tmp_path / "store") == [("0.txt", "0"), ("a.txt", "1"), ("b.txt", "2"), ("c.txt", "3")]


def test_numbers_of_another_build_are_not_taken_over(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    build([papers], tmp_path / "store", toy["read"])
    dump = tmp_path / "dump.nt"
    Store.read_only(str(open_current(tmp_path / "store").store_path)).dump(dump, from_graph=DefaultGraph())
    extra = tmp_path / "0.txt"
    extra.write_text("Жаңы жол салуу\n", encoding="utf-8")
    build([dump, extra], tmp_path / "again", toy["read"])
    assert numbered(tmp_path / "again") == [("0.txt", "0"), ("a.txt", "1"), ("b.txt", "2"), ("c.txt", "3")]
