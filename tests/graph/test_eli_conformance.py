"""The published instruments against what the European Legislation Identifier asks, and the page that says which of it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import DefaultGraph, RdfFormat
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SH

from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.generation import open_current
from ontology.registered import load_registry

ROOT = Path(__file__).parents[2]
SHAPES = Path(__file__).with_name("eli_shapes.ttl")
PAGE = ROOT / "docs" / "eli-conformance.md"
CHECK = "https://w3id.org/jarlyk/eli-shapes#"
ELI = Namespace("http://data.europa.eu/eli/ontology#")
# Each row of the page: | `shape` | what it asks | holds, or how it does not |
ROW = re.compile(r"^\| `([\w-]+)` \|[^|]*\| (holds|does not|nothing to check)", re.MULTILINE)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the examples, without the quotes of evidence, to be quick."""
    folder = tmp_path_factory.mktemp("store")
    registry = load_registry()
    build([ROOT / "examples" / "corpus"], folder, Extractor.load(registry).read, BuildOptions(registry=registry))
    store = open_current(folder).open_store()
    dumped = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    lines = (line for line in dumped.decode().splitlines() if "/ns/oa#" not in line)
    return Graph().parse(data="\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def broken(published: Graph) -> set[str]:
    """The shapes that something published breaks."""
    _, report, _ = pyshacl.validate(published, shacl_graph=Graph().parse(SHAPES))
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(CHECK) for shape in report.objects(None, SH.sourceShape)}


def test_there_are_legal_resources_to_check(published: Graph) -> None:
    assert len(set(published.subjects(RDF.type, ELI.LegalResource))) > 100


def test_the_page_says_of_each_shape_whether_it_holds(published: Graph, broken: set[str]) -> None:
    shapes = Graph().parse(SHAPES)
    checking = {shape for kind in (SH.PropertyShape, SH.NodeShape) for shape in shapes.subjects(RDF.type, kind)}
    grouping = {shape for shape in checking if (shape, SH.property, None) in shapes}
    said = dict(ROW.findall(PAGE.read_text(encoding="utf-8")))
    assert set(said) == {str(shape).removeprefix(CHECK) for shape in checking - grouping}
    assert {name for name, verdict in said.items() if verdict == "does not"} == broken


def test_only_the_form_of_iris_dates_without_a_day_and_the_jurisdiction_of_bodies_depart(broken: set[str]) -> None:
    assert broken == {"eli-iri", "date", "subject"}
