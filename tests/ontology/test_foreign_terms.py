"""Every term of another vocabulary that we use really exists there, and every term of ours that is used is declared.

`vocabularies/terms_*.txt` hold the names that those vocabularies declare, each with its source.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

ROOT = Path(__file__).resolve().parents[2]
LISTS = Path(__file__).parent / "vocabularies"
JK = "https://w3id.org/jarlyk/ns#"
TURTLE = sorted([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "vocabularies").glob("*.ttl")])
QUERIES = sorted(path for room in ("graph", "api", "viz") for path in (ROOT / room).rglob("*.rq"))


def _terms(path: Path) -> tuple[str, set[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    namespace = next(line.removeprefix("# Namespace: ") for line in lines if line.startswith("# Namespace: "))
    return namespace, {line for line in lines if line and not line.startswith("#")}


KNOWN = dict(_terms(path) for path in sorted(LISTS.glob("terms_*.txt")))


def _iris_of_query(text: str) -> set[str]:
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE))
    prefixes = dict(re.findall(r"PREFIX\s+(\w+):\s*<([^>]+)>", code, re.IGNORECASE))
    body = re.sub(r"PREFIX\s+\w+:\s*<[^>]+>", "", code, flags=re.IGNORECASE)
    short = {prefixes[p] + name for p, name in re.findall(r"(?<![\w<:/])(\w+):(\w[\w-]*)", body) if p in prefixes}
    return short | set(re.findall(r"<(https?://[^>\s]+)>", body))


def _iris(path: Path) -> set[str]:
    if path.suffix == ".rq":
        return _iris_of_query(path.read_text(encoding="utf-8"))
    graph = Graph().parse(path)
    return {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}


def _unknown(iris: set[str]) -> set[str]:
    return {
        iri
        for iri in iris
        for namespace, names in KNOWN.items()
        if iri.startswith(namespace) and iri != namespace and iri.removeprefix(namespace) not in names
    }


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: str(path.relative_to(ROOT)))
def test_foreign_terms_exist(path: Path) -> None:
    assert _unknown(_iris(path)) == set()


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: str(path.relative_to(ROOT)))
def test_own_terms_are_declared(path: Path, ontology: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    assert {iri for iri in _iris(path) if iri.startswith(JK) and iri != JK} <= declared


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: str(path.relative_to(ROOT)))
def test_eli_implements_is_never_used(path: Path) -> None:
    assert "http://data.europa.eu/eli/ontology#implements" not in _iris(path)


def test_the_lists_are_there_and_say_where_they_are_from() -> None:
    names = {path.stem.removeprefix("terms_") for path in LISTS.glob("terms_*.txt")}
    expected = "eli org prov skos skosxl oa foaf dcterms vann sd void dcat formats schema cv cpsv"
    assert " ".join(sorted(names)) == " ".join(sorted(expected.split()))
    for path in LISTS.glob("terms_*.txt"):
        assert re.search(r"^# Source: .{20,}$", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("PREFIX eli: <http://data.europa.eu/eli/ontology#> SELECT * { ?a eli:based_on ?b }", []),
        ("PREFIX e: <http://data.europa.eu/eli/ontology#> SELECT * { ?a e:date_entry_in_force ?b }", ["date_entry_in_force"]),
        ("SELECT * { ?a <http://data.europa.eu/eli/ontology#madeUp> ?b }", ["madeUp"]),
    ],
)
def test_a_made_up_term_is_noticed(query: str, unknown: list[str]) -> None:
    assert _unknown(_iris_of_query(query)) == {"http://data.europa.eu/eli/ontology#" + name for name in unknown}
