"""What the service says of itself and its data: SPARQL 1.1 Service Description, VoID and DCAT, as triples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from api.exports import FORMATS
from api.negotiation import Format
from api.statistics import Statistics
from graph.graphs import REVIEW, graph_name
from graph.manifest import Manifest
from graph.terms import PREFIXES, RDF, integer, tagged

OWN_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
}
_PREFIXES = OWN_PREFIXES | {name: PREFIXES[name] for name in ("rdf", "dcterms", "foaf")}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"  # as DCAT asks for
_EXAMPLES = 3
_VOCABULARIES = ("jk", "eli", "org", "oa", "prov", "skos", "dcterms", "foaf")  # those that the data is written in
_GRAPH_FORMATS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_TABLE_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
SERIALISED = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
Node = NamedNode | BlankNode
Told = Node | Literal | str


@dataclass(slots=True)
class Description:
    """A description under way. `root` is the address of the service, without a slash at its end."""

    root: str
    manifest: Manifest
    figures: Statistics
    licence: str = ""
    triples: list[Triple] = field(default_factory=list)

    def of_service(self) -> list[Triple]:
        """The endpoint: what it understands, how it answers, which graphs it holds."""
        self._endpoint()
        self._say(self._dataset, a=("sd:Dataset", "void:Dataset"), sd__defaultGraph=[self._at("default-graph")])
        self._say(self._at("default-graph"), a=("sd:Graph", "void:Dataset"), void__triples=self._number(self.figures.triples))
        sizes = {entry.iri: entry.quads for entry in self.manifest.documents}
        for number, graph in enumerate(self.figures.graphs):
            named, content = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
            self._say(self._dataset, sd__namedGraph=[named])
            self._say(named, a=["sd:NamedGraph"], sd__name=[NamedNode(graph)], sd__graph=[content])
            self._say(content, a=["sd:Graph"], void__triples=self._number(sizes.get(graph)))
        return self.triples

    def of_dataset(self) -> list[Triple]:
        """The data: what it is about, how much there is, where it is."""
        words, page = _words(), NamedNode(f"{self.root}/.well-known/void")
        self._say(page, a=["void:DatasetDescription"], dcterms__title=words["title"], foaf__primaryTopic=[self._dataset])
        self._say(self._at("catalogue"), a=["dcat:Catalog"], dcterms__title=words["title"], dcat__dataset=[self._dataset])
        self._say(self._at("catalogue"), dcat__service=[self._service])
        self._say(self._dataset, a=("void:Dataset", "dcat:Dataset"), dcterms__title=words["title"])
        self._say(self._dataset, dcterms__description=words["description"], dcat__keyword=words["keywords"])
        self._say(self._dataset, dcat__landingPage=[NamedNode(f"{self.root}/")], dcat__distribution=[self._at("by-query")])
        self._say(self._dataset, void__uriLookupEndpoint=[NamedNode(f"{self.root}/data?iri=")])
        self._say(self._dataset, void__exampleResource=[NamedNode(entry.iri) for entry in self.manifest.documents[:_EXAMPLES]])
        self._say(self._dataset, dcterms__license=[NamedNode(self.licence)] if self.licence else [])
        self._say(self._dataset, void__sparqlEndpoint=[self._service], void__uriSpace=[Literal(self.manifest.base)])
        self._say(self._dataset, void__vocabulary=[NamedNode(PREFIXES[name]) for name in _VOCABULARIES])
        self._say(self._dataset, void__feature=[f"formats:{name}" for name in _GRAPH_FORMATS])
        self._say(
            self._at("by-query"), a=["dcat:Distribution"], dcat__accessURL=[self._service], dcat__accessService=[self._service]
        )
        self._files()
        self._figures()
        self._endpoint()
        return self.triples

    @property
    def _service(self) -> NamedNode:
        return NamedNode(f"{self.root}/sparql")

    @property
    def _dataset(self) -> NamedNode:
        return self._at("dataset")

    def _endpoint(self) -> None:
        self._say(self._service, a=("sd:Service", "dcat:DataService"), dcterms__title=_words()["title"])
        self._say(self._service, sd__endpoint=[self._service], dcat__endpointURL=[self._service])
        self._say(self._service, sd__supportedLanguage=["sd:SPARQL11Query"])
        if self.figures.graphs and graph_name(self.manifest.base, REVIEW).value not in self.figures.graphs:
            self._say(self._service, sd__feature=["sd:UnionDefaultGraph"])  # a review may strike out of the union
        self._say(self._service, sd__resultFormat=[f"formats:{name}" for name in _TABLE_FORMATS + _GRAPH_FORMATS])
        self._say(self._service, sd__defaultDataset=[self._dataset], dcat__servesDataset=[self._dataset])

    def _files(self) -> None:
        """The whole graph as a file in each format."""
        for form in FORMATS.values():
            part, address = self._at(f"file-{form.name}"), NamedNode(f"{self.root}/api/export/{form.name}")
            self._say(self._dataset, dcat__distribution=[part], void__dataDump=[address] if form.is_rdf else [])
            self._say(part, a=["dcat:Distribution"], dcat__accessURL=[address], dcat__downloadURL=[address])
            self._say(part, dcat__mediaType=[NamedNode(_MEDIA_TYPES + form.media_type)] if form.is_registered else [])
            self._say(part, dcterms__license=[NamedNode(self.licence)] if self.licence else [])

    def _figures(self) -> None:
        figures = self.figures
        self._say(self._dataset, void__triples=self._number(figures.triples))
        self._say(self._dataset, void__classes=self._number(len(figures.classes)))
        self._say(self._dataset, void__properties=self._number(len(figures.properties)))
        for number, (iri, count) in enumerate(figures.classes):
            part = BlankNode(f"class{number}")
            self._say(self._dataset, void__classPartition=[part])
            self._say(part, void__class=[NamedNode(iri)], void__entities=self._number(count))
        for number, (iri, count) in enumerate(figures.properties):
            part = BlankNode(f"property{number}")
            self._say(self._dataset, void__propertyPartition=[part])
            self._say(part, void__property=[NamedNode(iri)], void__triples=self._number(count))

    def _at(self, name: str) -> NamedNode:
        return NamedNode(f"{self.root}/.well-known/void#{name}")

    @staticmethod
    def _number(count: int | None) -> list[Literal]:
        return [integer(count)] if count else []

    def _say(self, subject: Node, **told: Any) -> None:  # noqa: ANN401 - a sequence of what is told
        for name, objects in told.items():
            predicate = RDF.type if name == "a" else _term(name.replace("__", ":"))
            self.triples += [Triple(subject, predicate, _term(o) if isinstance(o, str) else o) for o in objects]


def written(triples: list[Triple], chosen: Format) -> bytes:
    """The triples in one of the formats of graphs."""
    return serialize(triples, format=SERIALISED[chosen.name], prefixes=_PREFIXES) or b""


def _term(short: str) -> NamedNode:
    prefix, _, name = short.partition(":")
    return NamedNode(_PREFIXES[prefix] + name)


@cache
def _words() -> Mapping[str, list[Literal]]:
    table = tomllib.loads(files("api").joinpath("description.toml").read_text(encoding="utf-8"))
    return {key: [tagged(text, lang) for lang, text in _texts(by_language)] for key, by_language in table.items()}


def _texts(by_language: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for language, texts in by_language.items():
        yield from ((language, text) for text in ([texts] if isinstance(texts, str) else texts))
