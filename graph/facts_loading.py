"""A store's default graph → `Facts`, by a handful of plain queries (no engine is asked for a join that it would plan badly)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graph.facts import Act, ActLink, Facts, Mandate, Matter, Place
from graph.naming import Row, Selects
from graph.terms import PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_MANDATES = """SELECT ?iri ?holder ?role ?concerns ?by WHERE {
  ?iri a jk:Mandate ; jk:holder ?holder ; jk:role/skos:notation ?role ; jk:concerns ?concerns .
  MINUS { VALUES ?loose { "recommended" "reported" } ?iri jk:deontic/skos:notation ?loose }
  OPTIONAL { ?iri jk:assignedBy ?by } }"""  # what binds nobody lays no duty down, and is no ground for a finding
_CONCERNED = "SELECT DISTINCT ?iri WHERE { ?mandate a jk:Mandate ; jk:concerns ?iri }"
_MATTERS = """SELECT ?iri ?kind ?number ?inferred ?text ?part ?secret WHERE {
  VALUES (?class ?kind) { (jk:Measure "measure") (jk:Task "task") (jk:Indicator "indicator") (jk:Function "function") }
  ?iri a ?class ; jk:text ?text .
  OPTIONAL { ?iri jk:number ?number } OPTIONAL { ?iri jk:inferredNumber ?inferred }
  OPTIONAL { ?iri jk:partOf ?part } OPTIONAL { ?iri jk:secret ?secret } }"""
_ACTS = """SELECT ?iri ?type ?state ?start ?end ?date WHERE {
  ?iri a jk:Instrument . OPTIONAL { SELECT ?iri ?type WHERE { ?iri eli:type_document/skos:notation ?type } }
  OPTIONAL { SELECT ?iri ?state WHERE { ?iri eli:jurisdiction/skos:notation ?state } }
  OPTIONAL { ?iri jk:periodStart ?start } OPTIONAL { ?iri jk:periodEnd ?end } OPTIONAL { ?iri eli:date_document ?date } }"""
_LINKS = """SELECT ?iri ?source ?type ?target WHERE {
  ?iri a jk:InstrumentLink ; jk:source ?source ; jk:target ?target ; jk:linkType/skos:notation ?type }"""
_KINDS = """SELECT ?iri ?kind WHERE {
  ?iri a jk:Body . OPTIONAL { SELECT ?iri ?kind WHERE { ?iri jk:bodyKind/skos:notation ?kind } } }"""
_SUPERIORS = "SELECT DISTINCT ?lower ?upper WHERE { ?lower org:subOrganizationOf ?near . ?lower org:subOrganizationOf+ ?upper }"
_FOREBEARS = """SELECT DISTINCT ?lower ?upper WHERE {
  ?event org:resultingOrganization ?lower . ?lower (^org:resultingOrganization/org:originalOrganization)+ ?upper }"""
_NAMES = """SELECT ?iri ?name WHERE { VALUES ?class { jk:Body jk:Instrument jk:Topic } ?iri a ?class ; skos:prefLabel ?name }"""
_PLACES = """SELECT ?fact ?iri ?file ?start WHERE {
  VALUES ?by { jk:evidence jk:mention } ?fact ?by ?iri . ?iri jk:inDocument/jk:fileName ?file ; oa:start ?start }"""
_SUCCEEDED = "SELECT ?iri WHERE { VALUES ?by { jk:succeeds eli:repeals } ?other ?by ?iri }"
_TOPICS = "SELECT ?iri ?topic WHERE { ?assignment a jk:TopicAssignment ; jk:about ?iri ; jk:topic ?topic }"
_DOCUMENTS = "SELECT ?file WHERE { ?iri a jk:Document ; jk:fileName ?file }"


def load_facts(engine: Selects) -> Facts:
    """Reads the whole graph once. The order of what comes back depends on the graph alone, not on the engine."""

    def rows(query: str) -> Iterator[Row]:
        return iter(engine.select(_PREFIXES + query))

    mandates = {
        Mandate(_text(r, "iri"), _text(r, "holder"), _text(r, "role"), _text(r, "concerns"), _optional(r, "by"))
        for r in rows(_MANDATES)
    }
    links = {ActLink(_text(r, "iri"), _text(r, "source"), _text(r, "type"), _text(r, "target")) for r in rows(_LINKS)}
    ordered = tuple(sorted(links, key=lambda link: (link.iri, link.source, link.type, link.target)))
    return Facts(
        mandates=tuple(sorted(mandates, key=lambda m: (m.iri, m.assigned_by or ""))),
        concerned=frozenset(_text(r, "iri") for r in rows(_CONCERNED)),
        matters=_first_by_iri(_matter(r) for r in rows(_MATTERS)),
        acts=_acts(rows(_ACTS)),
        links=ordered,
        body_kinds=dict(sorted((_text(r, "iri"), _optional(r, "kind") or "") for r in rows(_KINDS))),
        superiors=_above(rows(_SUPERIORS)),
        forebears=_above(rows(_FOREBEARS)),
        names=_names(rows(_NAMES)),
        places=_places(rows(_PLACES)),
        documents=tuple(sorted(_text(r, "file") for r in rows(_DOCUMENTS))),
        act_parents={link.source: link.target for link in reversed(ordered) if link.type == "part_of"},
        succeeded=frozenset(_text(r, "iri") for r in rows(_SUCCEEDED)),
        topics=_topics(rows(_TOPICS)),
    )


def _matter(row: Row) -> Matter:
    text = row["text"]
    language = (text.language or "") if isinstance(text, Literal) else ""
    number = _optional(row, "number") or _optional(row, "inferred")
    secret = _optional(row, "secret") == "true"
    return Matter(_text(row, "iri"), _text(row, "kind"), number, _text(row, "text"), language, _optional(row, "part"), secret)


def _first_by_iri(matters: Iterable[Matter]) -> dict[str, Matter]:
    found: dict[str, Matter] = {}
    for matter in sorted(matters, key=lambda m: (m.iri, m.part_of or "", m.number or "", m.text)):
        found.setdefault(matter.iri, matter)
    return found


def _acts(rows: Iterable[Row]) -> dict[str, Act]:
    """Where documents give one act several years, the widest period and the latest date hold."""
    found: dict[str, Act] = {}
    for row in rows:
        iri = _text(row, "iri")
        kind, state = _optional(row, "type") or "other", _optional(row, "state")
        new = Act(iri, kind, state, _year(row, "start"), _year(row, "end"), _year(row, "date"))
        old = found.get(iri, new)
        start = min((y for y in (old.period_start, new.period_start) if y is not None), default=None)
        end = max((y for y in (old.period_end, new.period_end) if y is not None), default=None)
        date = max((y for y in (old.year, new.year) if y is not None), default=None)
        found[iri] = Act(iri, min(old.type, new.type), old.state or new.state, start, end, date)
    return dict(sorted(found.items()))


def _above(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[_text(row, "lower")].add(_text(row, "upper"))
    return {lower: frozenset(upper) for lower, upper in sorted(found.items())}


def _names(rows: Iterable[Row]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        name = row["name"]
        if isinstance(name, Literal):
            known = found[_text(row, "iri")]
            language = name.language or ""
            known[language] = min(known.get(language, name.value), name.value)
    return found


def _topics(rows: Iterable[Row]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[_text(row, "iri")].add(_text(row, "topic"))
    return {iri: tuple(sorted(topics)) for iri, topics in sorted(found.items())}


def _places(rows: Iterable[Row]) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, set[Place]] = defaultdict(set)
    for row in rows:
        found[_text(row, "fact")].add(Place(_text(row, "file"), int(_text(row, "start")), _text(row, "iri")))
    return {fact: tuple(sorted(places, key=lambda p: (p.file, p.start, p.iri))) for fact, places in found.items()}


def _text(row: Row, name: str) -> str:
    return _optional(row, name) or ""


def _optional(row: Row, name: str) -> str | None:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else None


def _year(row: Row, name: str) -> int | None:
    text = (_optional(row, name) or "")[:4]
    return int(text) if text.isdigit() else None
