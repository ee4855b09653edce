"""All findings of a graph: made as quads of the graph `findings`, and read back from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.engine import Engine
from graph.facts import Facts
from graph.facts_loading import load_facts
from graph.findings import (
    broken_succession,
    fragmentation,
    headless,
    no_coordinator,
    orphan,
    silent_pair,
    sum_mismatch,
    version_disagreement,
)
from graph.findings.finding import SEVERITIES, Finding
from graph.findings.wording import explanations, finding_texts, scopes
from graph.graphs import FINDINGS, graph_name
from graph.naming import Row, Selects
from graph.question_headers import LANGUAGES
from graph.terms import JK, PREFIXES, concept, tagged
from graph.triples import Triples
from ontology.errors import AskedError
from ontology.faults import fault

Finder = Callable[[Selects, Facts], Iterable[Finding]]
FINDERS: dict[str, Finder] = {
    "orphan": lambda _, facts: orphan.find(facts),
    "headless": lambda _, facts: headless.find(facts),
    "no-coordinator": lambda _, facts: no_coordinator.find(facts),
    "fragmentation": lambda _, facts: fragmentation.find(facts),
    "silent-pair": lambda _, facts: silent_pair.find(facts),
    "sum-mismatch": sum_mismatch.find,
    "broken-succession": lambda _, facts: broken_succession.find(facts),
    "version-disagreement": version_disagreement.find,
}

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_LIST = """SELECT ?finding ?type ?severity ?explanation ?scope WHERE {
  ?finding a jk:Finding ; jk:findingType/skos:notation ?type ; jk:severity/skos:notation ?severity ;
    jk:explanation ?explanation ; jk:scope ?scope .
  FILTER (LANG(?explanation) = ?language && LANG(?scope) = ?language) VALUES ?language { LANGUAGE } }"""
_ABOUT = "SELECT DISTINCT ?finding ?node WHERE { ?finding a jk:Finding ; jk:about ?node }"
_EVIDENCE = """SELECT DISTINCT ?finding ?iri ?document ?file ?start ?end ?quote WHERE {
  ?finding a jk:Finding ; jk:evidence ?iri .
  ?iri jk:inDocument ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?quote . ?document jk:fileName ?file }
ORDER BY ?file ?start ?end ?iri"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in a document: code points from `start` to before `end`."""

    document: str
    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding as a reader sees it, in one language."""

    iri: str
    type: str
    title: str
    severity: str
    explanation: str
    scope: str
    about: tuple[str, ...]
    evidence: tuple[Quote, ...]


def find_all(engine: Selects, base: str) -> Iterator[Quad]:
    """Looks for every type of finding; the same graph gives the same quads in the same order."""
    facts = load_facts(engine)
    triples = Triples(graph_name(base, FINDINGS).value)
    for kind, finder in FINDERS.items():
        scope = scopes(kind, facts)
        for finding in sorted(finder(engine, facts), key=lambda f: f.iri(base)):
            _write(finding, base, facts, scope, triples)
    yield from triples


def findings_step(base: str) -> Callable[[Store], Iterator[Quad]]:
    """`find_all` as a step of the build."""
    return lambda store: find_all(Engine(store), base)


def list_findings(engine: Selects, kind: str | None = None, language: str = "en") -> list[ListedFinding]:
    """The findings of the graph, the most severe first, or those of one type.

    Raises:
        AskedError: there is no such type or language.
    """
    if kind is not None and kind not in FINDERS:
        raise AskedError(fault("no-finding-type", kind=kind, known=", ".join(FINDERS)))
    if language not in LANGUAGES:
        raise AskedError(fault("asked-choice", name="language", value=language, allowed=", ".join(LANGUAGES)))
    about, evidence = _about(engine), _evidence(engine)
    query = _PREFIXES + _LIST.replace("LANGUAGE", str(Literal(language)))
    listed = [
        ListedFinding(
            iri=_text(row, "finding"),
            type=_text(row, "type"),
            title=finding_texts()[_text(row, "type")]["title"][language],
            severity=_text(row, "severity"),
            explanation=_text(row, "explanation"),
            scope=_text(row, "scope"),
            about=tuple(about.get(_text(row, "finding"), ())),
            evidence=tuple(evidence.get(_text(row, "finding"), ())),
        )
        for row in engine.select(query)
        if _text(row, "type") in FINDERS and kind in (None, _text(row, "type"))
    ]
    return sorted(listed, key=_order)


def _order(finding: ListedFinding) -> tuple[int, int, int, str, int, str]:
    """The most severe first; within a type those with most evidence, then as they stand in the documents."""
    first = finding.evidence[0] if finding.evidence else Quote("", "", 0, 0, "")
    rank = SEVERITIES.index(finding.severity), list(FINDERS).index(finding.type)
    return (*rank, -len(finding.evidence), first.file, first.start, finding.iri)


def _write(finding: Finding, base: str, facts: Facts, scope: dict[str, str], triples: Triples) -> None:
    node = NamedNode(finding.iri(base))
    triples.add_types(node, [JK.Finding])
    triples.add(node, JK.findingType, concept("finding-type", finding.type))
    triples.add(node, JK.severity, concept("severity", finding.severity))
    triples.add(node, JK.about, *(NamedNode(iri) for iri in finding.about))
    triples.add(node, JK.evidence, *(NamedNode(iri) for iri in finding.evidence))
    triples.add(node, JK.explanation, *(tagged(text, code) for code, text in explanations(finding, facts).items()))
    triples.add(node, JK.scope, *(tagged(text, code) for code, text in scope.items()))


def _about(engine: Selects) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding, node in sorted((_text(row, "finding"), _text(row, "node")) for row in engine.select(_PREFIXES + _ABOUT)):
        found.setdefault(finding, []).append(node)
    return found


def _evidence(engine: Selects) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for row in engine.select(_PREFIXES + _EVIDENCE):
        start, end = int(_text(row, "start")), int(_text(row, "end"))
        quote = Quote(_text(row, "document"), _text(row, "file"), start, end, _text(row, "quote"))
        found.setdefault(_text(row, "finding"), []).append(quote)
    return found


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
