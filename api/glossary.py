"""The ontology and the vocabularies as a reader wants them: terms with their words in four languages and what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from graph.terms import DCTERMS, PREFIXES, RDF, RDFS, SKOS
from ontology.iri import VOCABULARY_BASE

Term = NamedNode | BlankNode | Literal | Triple
Texts = Mapping[str, str]  # language -> text
_OWL, _XSD, _RDFS, _SKOS = (PREFIXES[name] for name in ("owl", "xsd", "rdfs", "skos"))
_JK = PREFIXES["jk"]
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
TRAITS = ("Functional", "Transitive", "Symmetric", "Asymmetric", "Irreflexive")
_SAID = (
    *((_RDFS + name, name) for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *((_OWL + name, name) for name in ("inverseOf", "propertyChainAxiom", "disjointWith")),
    (_SKOS + "broader", "broader"),
    *((_SKOS + name, name) for name in ("exactMatch", "closeMatch", "broadMatch", "relatedMatch")),
)
_APART = (_OWL + "disjointWith", _OWL + "propertyDisjointWith")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an expression: a term by its IRI, a joining word by its key ('or', 'some'), or a text as it stands."""

    kind: str  # 'iri', 'word' or 'text'
    value: str


Expression = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One term or concept. `key`: its place on the page; `said`: what is said of it, in the order of the page."""

    iri: str
    key: str
    kind: str
    labels: Texts
    definitions: Texts
    examples: Texts
    traits: tuple[str, ...]
    said: tuple[tuple[str, tuple[Expression, ...]], ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """One file: what it is, and its entries. `prefixes`: the short names that the file gives to namespaces."""

    iri: str
    titles: Texts
    descriptions: Texts
    version: str
    entries: tuple[Entry, ...]
    prefixes: Mapping[str, str]

    def short(self, iri: str) -> str:
        """`jk:Mandate` for an IRI, where a prefix is known."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def scheme_keys() -> tuple[str, ...]:
    """The keys of the vocabularies."""
    return tuple(_files_by_scheme())


def source_of(scheme: str | None) -> bytes:
    """The Turtle of a vocabulary, or of the ontology when None; the key is one of `scheme_keys`."""
    if scheme is None:
        return files("ontology").joinpath("jarlyk.ttl").read_bytes()
    return b"\n".join(_folder().joinpath(name).read_bytes() for name in _files_by_scheme()[scheme])


@cache
def read_ontology() -> Glossary:
    """The ontology: our own terms, in the order of their names within each kind."""
    reader = _Reader(source_of(None))
    head = NamedNode(_JK.removesuffix("#"))
    found = [(kind, node) for kind in KINDS for node in reader.of_type(NamedNode(_OWL + kind)) if node.value.startswith(_JK)]
    entries = tuple(reader.entry(node, kind, node.value.removeprefix(_JK)) for kind, node in found)
    version = next(iter(reader.values(head, _OWL + "versionInfo")), "")
    texts = reader.texts(head, DCTERMS.title), reader.texts(head, DCTERMS.description)
    return Glossary(head.value, *texts, str(getattr(version, "value", version)), entries, reader.prefixes)


@cache
def read_scheme(key: str) -> Glossary:
    """One vocabulary, its concepts in the order of their keys."""
    reader = _Reader(source_of(key))
    head = NamedNode(VOCABULARY_BASE + key)
    concepts = reader.of_type(SKOS.Concept)
    entries = tuple(reader.entry(node, "Concept", node.value.removeprefix(f"{head.value}/")) for node in concepts)
    return Glossary(
        head.value, reader.texts(head, SKOS.prefLabel), reader.texts(head, SKOS.definition), "", entries, reader.prefixes
    )


def _folder() -> Traversable:
    return files("ontology").joinpath("vocabularies")


@cache
def _files_by_scheme() -> Mapping[str, tuple[str, ...]]:
    """Key of a vocabulary -> its files: a large one has a file for each branch, by its concepts' `skos:inScheme`."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in _folder().iterdir():
        if table.name.endswith(".ttl"):
            for triple in parse(table.read_bytes(), RdfFormat.TURTLE):
                if triple.predicate == SKOS.inScheme and isinstance(triple.object, NamedNode):
                    found[triple.object.value.removeprefix(VOCABULARY_BASE)].add(table.name)
    return {key: tuple(sorted(found[key])) for key in sorted(found)}


class _Reader:
    """Looks up what one file says."""

    def __init__(self, turtle: bytes) -> None:
        self._store = Store()
        parsed = parse(turtle, RdfFormat.TURTLE)
        self._store.extend(parsed)
        self.prefixes: Mapping[str, str] = dict(parsed.prefixes)

    def of_type(self, kind: NamedNode) -> list[NamedNode]:
        found = {quad.subject for quad in self._store.quads_for_pattern(None, RDF.type, kind)}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)

    def values(self, node: NamedNode | BlankNode, predicate: str) -> list[Term]:
        return [quad.object for quad in self._store.quads_for_pattern(node, NamedNode(predicate), None)]

    def texts(self, node: NamedNode, predicate: NamedNode) -> Texts:
        literals = (value for value in self.values(node, predicate.value) if isinstance(value, Literal))
        return {literal.language: literal.value for literal in literals if literal.language}

    def entry(self, node: NamedNode, kind: str, key: str) -> Entry:
        labels = self.texts(node, RDFS.label) or self.texts(node, SKOS.prefLabel)
        traits = tuple(t for t in TRAITS if NamedNode(f"{_OWL}{t}Property") in self.values(node, RDF.type.value))
        said = tuple((name, found) for iri, name in _SAID if (found := tuple(self._said(node, iri, name))))
        below = tuple(self._expression(lower) for lower in self._below(node))
        words = self.texts(node, SKOS.definition), self.texts(node, NamedNode(_SKOS + "example"))
        return Entry(node.value, key, kind, labels, *words, traits, (*said, ("below", below)) if below else said)

    def _said(self, node: NamedNode, predicate: str, name: str) -> Iterator[Expression]:
        if name == "disjointWith":
            values = [other for one in _APART for other in self._either_way(node, one)] + self._listed_apart(node)
        elif name == "inverseOf":
            values = self._either_way(node, predicate)
        else:
            values = self.values(node, predicate)
        yield from sorted({self._expression(value) for value in values}, key=lambda parts: [part.value for part in parts])

    def _below(self, node: NamedNode) -> list[NamedNode]:
        """What is more specific: subclasses, sub-properties, narrower concepts."""
        upward = (_RDFS + "subClassOf", _RDFS + "subPropertyOf", _SKOS + "broader")
        found = (quad.subject for one in upward for quad in self._store.quads_for_pattern(None, NamedNode(one), node))
        return sorted((lower for lower in found if isinstance(lower, NamedNode)), key=lambda lower: lower.value)

    def _either_way(self, node: NamedNode, predicate: str) -> list[Term]:
        subjects = [quad.subject for quad in self._store.quads_for_pattern(None, NamedNode(predicate), node)]
        return [*self.values(node, predicate), *subjects]

    def _listed_apart(self, node: NamedNode) -> list[Term]:
        """The other members of the lists of disjoint terms that the node is in."""
        lists = [self._list(quad.object) for quad in self._store.quads_for_pattern(None, NamedNode(_OWL + "members"), None)]
        return [other for members in lists if node in members for other in members if other != node]

    def _list(self, node: Term) -> list[Term]:
        items: list[Term] = []
        while isinstance(node, BlankNode) and (first := self.values(node, PREFIXES["rdf"] + "first")):
            items += first
            (node,) = self.values(node, PREFIXES["rdf"] + "rest")
        return items

    def _expression(self, node: Term) -> Expression:
        if isinstance(node, NamedNode):
            return (Part("iri", node.value),)
        if isinstance(node, Literal):
            return (Part("text", node.value),)
        if not isinstance(node, BlankNode):
            return ()
        for name, word in (("unionOf", "or"), ("oneOf", "or")):
            for head in self.values(node, _OWL + name):
                return self._joined(self._list(head), word)
        for quantifier, word in (("someValuesFrom", "some"), ("allValuesFrom", "only")):
            for filler in self.values(node, _OWL + quantifier):
                (on,) = self.values(node, _OWL + "onProperty")
                return (*self._expression(on), Part("word", word), *self._expression(filler))
        for datatype in self.values(node, _OWL + "onDatatype"):
            return (*self._expression(datatype), Part("text", self._bounds(node)))
        return self._joined(self._list(node), "then")  # what is left is the list of a chain

    def _joined(self, members: list[Term], word: str) -> Expression:
        parts: list[Part] = []
        for number, member in enumerate(members):
            parts += [Part("word", word)] if number else []
            parts += self._expression(member)
        return tuple(parts)

    def _bounds(self, node: BlankNode) -> str:
        (head,) = self.values(node, _OWL + "withRestrictions")
        facets = [facet for facet in self._list(head) if isinstance(facet, BlankNode)]
        signs = (("minInclusive", "≥"), ("minExclusive", ">"), ("maxInclusive", "≤"), ("maxExclusive", "<"))
        found = (
            f"{sign} {value.value}"
            for facet in facets
            for name, sign in signs
            for value in self.values(facet, _XSD + name)
            if isinstance(value, Literal)
        )
        return ", ".join(found)
