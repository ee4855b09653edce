from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import StoreError
from graph.folding import folded
from graph.search_index import SearchIndex, write_search_index
from graph.terms import JK, RDF, SKOS
from graph.union import fill_default_graph

G = NamedNode("https://example.org/g")
FOLD = tomllib.loads(files("graph").joinpath("fold.toml").read_text(encoding="utf-8"))
NODES = {
    "interior": ("Body", {"Ички иштер министрлиги": "ky", "МВД": "ru"}),
    "academy": ("Body", {"МВД академиясы": "ky"}),
    "development": ("Instrument", {"Өнүгүү программасы": "ky", "Программа развития": "ru"}),
    "agency": ("Body", {"Қоғамдық даму агенттігі": "kk", "Agency for C++ (and more)": "en"}),
    "measure": ("Measure", {"Өнүгүүнү көзөмөлдөө": "ky"}),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    store = Store()
    for name, (kind, labels) in NODES.items():
        node = NamedNode(f"https://example.org/{name}")
        store.add(Quad(node, RDF.type, JK[kind], G))
        for label, language in labels.items():
            store.add(Quad(node, SKOS.altLabel, Literal(label, language=language), G))
    fill_default_graph(store)
    folder = tmp_path_factory.mktemp("index") / "search"
    assert write_search_index(store, folder) == sum(len(labels) for _, labels in NODES.values())
    return SearchIndex(folder)


def found(index: SearchIndex, query: str, **options: object) -> list[str]:
    return [hit.iri.rsplit("/", 1)[1] for hit in index.search(query, **options)]


def test_the_very_name_comes_first(index: SearchIndex) -> None:
    assert found(index, "мвд") == ["interior", "academy"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("онугуу программасы", "development"),  # letters that the keyboard lacks
        ("коғам даму", "agency"),  # beginnings
        ("министрлиги ички", "interior"),  # any order
        ("көзөмөл", "measure"),
        ("миниcтрлиги", "interior"),  # one wrong letter: a Latin c
        ("Agency C++", "agency"),
    ],
)
def test_names_are_found(query: str, first: str, index: SearchIndex) -> None:
    assert found(index, query)[0] == first


def test_filters(index: SearchIndex) -> None:
    assert found(index, "өнүгүү", kinds=["Measure"]) == ["measure"]
    assert found(index, "программа", language="ru") == ["development"]
    assert found(index, "өнүгүү", limit=1) == found(index, "өнүгүү")[:1]
    assert index.search("программа")[0].kind == "Instrument"


@pytest.mark.parametrize("query", ["", "  ", "???", "(", "жокбаратурганнерсе"])
def test_nothing_is_found_without_a_fault(query: str, index: SearchIndex) -> None:
    assert found(index, query) == []


@given(st.text(max_size=30))
def test_no_query_is_too_strange(query: str) -> None:
    assert folded(folded(query)) == folded(query)


@given(query=st.text(max_size=30))
def test_any_query_is_answered(index: SearchIndex, query: str) -> None:
    assert isinstance(index.search(query, limit=3), list)


@pytest.mark.parametrize(("typed", "meant"), FOLD["examples"].items())
def test_the_examples_of_the_table(typed: str, meant: str) -> None:
    assert folded(typed) == folded(meant)


def test_the_table_folds_single_letters_to_single_letters() -> None:
    for letter, plain in FOLD["letters"].items():
        assert len(letter) == len(plain) == 1
        assert plain not in FOLD["letters"]


def test_no_index_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build the store again"):
        SearchIndex(tmp_path)
