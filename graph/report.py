"""What was read out of each document, what could not be settled, and which blocks of its text gave nothing.

Only documents whose text is held are reported: what an RDF file says of others has no text to be set against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.coverage import Coverage, Field, Places, Span, measure_coverage
from graph.manifest import DocumentEntry, Manifest
from graph.naming import NotFoundError, Row, Selects
from graph.terms import PREFIXES
from ontology.faults import fault
from ontology.iri import absolute

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
# One row a document and kind, however long the text: the places come as one string, so that no limit of rows cuts them.
_READ = """SELECT ?document ?kind (COUNT(DISTINCT ?node) AS ?count)
  (GROUP_CONCAT(DISTINCT ?span; SEPARATOR=" ") AS ?spans) WHERE {
  VALUES ?document { DOCUMENTS }
  VALUES (?class ?kind) {
    (jk:Body "body") (jk:Instrument "instrument") (jk:InstrumentLink "link") (jk:Task "task") (jk:Function "function")
    (jk:Measure "measure") (jk:Indicator "indicator") (jk:Mandate "mandate") (jk:Allocation "allocation")
    (jk:Unresolved "unresolved") }
  ?place jk:inDocument ?document ; oa:start ?start ; oa:end ?end .
  { ?node jk:evidence ?place } UNION { ?node jk:mention ?place }
  ?node a ?class .
  BIND (CONCAT(STR(?start), "-", STR(?end)) AS ?span) }
GROUP BY ?document ?kind"""
_VALUES = """SELECT ?document (COUNT(DISTINCT ?node) AS ?count) WHERE {
  VALUES ?document { DOCUMENTS }
  ?holder jk:value ?node ; jk:evidence/jk:inDocument ?document }
GROUP BY ?document"""
# What facts hold beside the words of their evidence, as 'START<unit separator>text', parted by record separators: of the facts
# themselves, of their values, and of their money. (Three queries: engines plan a union of them badly.)
_FIELDS = """SELECT ?document (GROUP_CONCAT(DISTINCT ?field; SEPARATOR="\\u001E") AS ?fields) WHERE {
  VALUES ?document { DOCUMENTS }
  VALUES ?by { PROPERTIES }
  ?place jk:inDocument ?document ; oa:start ?start .
  PATTERN
  BIND (CONCAT(STR(?start), "\\u001F", STR(?held)) AS ?field) }
GROUP BY ?document"""
_HOLDING = {
    "?node jk:evidence ?place ; ?by ?held .": (
        *("jk:number", "jk:unit", "jk:completionForm", "jk:deadline", "jk:fundingNote", "jk:budgetCode", "jk:dataSource"),
    ),
    "?node jk:evidence ?place ; jk:value ?value . ?value ?by ?held .": ("jk:asPrinted", "jk:place", "jk:unit"),
    "?node jk:evidence ?place ; jk:funding ?money . ?money ?by ?held .": ("jk:place",),
}
_UNRESOLVED = """SELECT DISTINCT ?document ?iri ?kind ?text ?reason ?start ?end WHERE {
  VALUES ?document { DOCUMENTS }
  ?iri a jk:Unresolved ; jk:text ?text ; jk:reason ?reason ; jk:evidence ?place .
  ?place jk:inDocument ?document ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?iri jk:unresolvedKind ?kind } }"""

KINDS = (
    *("body", "instrument", "link", "task", "measure", "indicator", "function", "mandate", "allocation", "value"),
    "unresolved",
)
_NAMED = ("body", "instrument")  # kinds whose places are mentions


@dataclass(frozen=True, slots=True)
class UnresolvedWords:
    """Words that were seen and could not be settled, with the reason; `start` and `end` count code points."""

    iri: str
    kind: str
    text: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document. `read` counts nodes by kind, in the order of KINDS, those that were not read with 0."""

    iri: str
    files: tuple[str, ...]
    language: str
    read: Mapping[str, int]
    unresolved: tuple[UnresolvedWords, ...]
    coverage: Coverage

    @property
    def facts(self) -> int:
        """How many nodes were read, those left aside that could not be settled."""
        return sum(count for kind, count in self.read.items() if kind != "unresolved")


def read_reports(
    engine: Selects, entries: Sequence[DocumentEntry], text_of: Callable[[str], str | None]
) -> tuple[DocumentReport, ...]:
    """The reports of these documents, in their order.

    Args:
        engine: answers over the graph that people's verdicts have already been applied to.
        entries: documents of the manifest.
        text_of: the text of a document by its IRI; a document without one is left out.
    """
    documents = [entry.iri for entry in entries]
    if not documents:
        return ()
    counts, spans = _read(engine, documents)
    unresolved, fields = _unresolved(engine, documents), _fields(engine, documents)
    reports = []
    for entry in entries:
        text = text_of(entry.iri)
        if text is None:
            continue
        coverage = measure_coverage(text, _places(spans[entry.iri], fields[entry.iri]))
        read = {kind: counts[entry.iri].get(kind, 0) for kind in KINDS}
        words = tuple(unresolved[entry.iri])
        reports.append(DocumentReport(entry.iri, entry.file_names, entry.language, read, words, coverage))
    return tuple(reports)


def find_documents(manifest: Manifest, asked: str | None = None) -> tuple[DocumentEntry, ...]:
    """All documents by their file names, or those that `asked` means: an IRI, a file name, or a part of one.

    Raises:
        NotFoundError: nothing of that name was read.
    """
    entries = sorted(manifest.documents, key=lambda entry: (entry.file_names, entry.iri))
    if asked is None:
        return tuple(entries)
    exact = [e for e in entries if asked in e.file_names or e.iri in (asked, absolute(manifest.base, asked))]
    part = asked.casefold()
    found = exact or [e for e in entries if part and any(part in name.casefold() for name in e.file_names)]
    if not found:
        raise NotFoundError(fault("no-document", asked=asked))
    return tuple(found)


def _read(engine: Selects, documents: Sequence[str]) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, list[Span]]]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    spans: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for row in _rows(engine, _READ, documents):
        document, kind = _text(row, "document"), _text(row, "kind")
        counts[document][kind] = int(_text(row, "count"))
        spans[document][kind] = [_span(place) for place in _text(row, "spans").split()]
    for row in _rows(engine, _VALUES, documents):
        counts[_text(row, "document")]["value"] = int(_text(row, "count"))
    return counts, spans


def _unresolved(engine: Selects, documents: Sequence[str]) -> dict[str, list[UnresolvedWords]]:
    found: dict[str, list[UnresolvedWords]] = defaultdict(list)
    for row in _rows(engine, _UNRESOLVED, documents):
        iri, kind, text, reason = (_text(row, name) for name in ("iri", "kind", "text", "reason"))
        found[_text(row, "document")].append(
            UnresolvedWords(iri, kind, text, reason, int(_text(row, "start")), int(_text(row, "end")))
        )
    for words in found.values():
        words.sort(key=lambda w: (w.start, w.end, w.iri))
    return found


def _fields(engine: Selects, documents: Sequence[str]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = defaultdict(list)
    for pattern, properties in _HOLDING.items():
        query = _FIELDS.replace("PROPERTIES", " ".join(properties)).replace("PATTERN", pattern)
        for row in _rows(engine, query, documents):
            parted = (field.partition("\x1f") for field in _text(row, "fields").split("\x1e") if field)
            found[_text(row, "document")] += [Field(int(start), text) for start, _, text in parted]
    return found


def _places(spans: Mapping[str, Sequence[Span]], fields: Sequence[Field]) -> Places:
    names = [span for kind in _NAMED for span in spans.get(kind, ())]
    facts = [span for kind in KINDS if kind not in (*_NAMED, "unresolved") for span in spans.get(kind, ())]
    return Places(tuple(facts), tuple(names), tuple(spans.get("unresolved", ())), tuple(fields))


def _rows(engine: Selects, query: str, documents: Sequence[str]) -> Iterable[Row]:
    return engine.select(_PREFIXES + query.replace("DOCUMENTS", " ".join(str(NamedNode(iri)) for iri in documents)))


def _span(place: str) -> Span:
    start, _, end = place.partition("-")
    return int(start), int(end)


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
