"""The axioms of the ontology, and the OWL API to ask about them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph

Ask = Callable[[str, Mapping[str, Graph]], dict[str, Any]]
_AXIOMS = tuple(str(namespace) for namespace in (OWL, RDF, RDFS, XSD))
PREFIXES = """
@prefix : <https://example.org/> .
@prefix jk: <https://w3id.org/jarlyk/ns#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="session")
def axioms(ontology: Graph) -> Graph:
    """The ontology without its words: what a reasoner looks at."""
    kept = Graph()
    for prefix, namespace in ontology.namespaces():
        kept.bind(prefix, namespace)
    for triple in ontology:
        if str(triple[1]).startswith(_AXIOMS) and triple[1] != RDFS.label:
            kept.add(triple)
    return kept


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks one question about many graphs in one run: name of the graph -> answer."""
    if shutil.which("java") is None:
        pytest.skip("no 'java' on the PATH: install a Java runtime, such as default-jre-headless")
    assert find_spec("jpype") is not None, "jpype1 is not installed: run make setup-dev"

    def asked(question: str, graphs: Mapping[str, Graph]) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp(question)
        paths = {str(folder / f"{number}.nt"): name for number, name in enumerate(graphs)}
        for path, name in paths.items():
            graphs[name].serialize(path, format="nt", encoding="utf-8")
        program = [sys.executable, str(Path(__file__).with_name("owlapi.py")), question, *paths]
        done = subprocess.run(program, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(rows) == len(paths)
        return {paths[row["path"]]: row["answer"] for row in rows}

    return asked


@pytest.fixture(scope="session")
def turtle() -> Callable[[str], Graph]:
    """Turtle with the prefixes of these tests, as a graph."""
    return lambda text: Graph().parse(data=PREFIXES + text, format="turtle")
