"""A graph → a scene: the whole (its most connected part), or what stands round one body or programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx
from pyoxigraph import Literal, NamedNode

from graph.facts import Facts
from graph.facts_loading import load_facts
from graph.findings.catalogue import ListedFinding, Quote, list_findings
from graph.findings.wording import language_of, name_of
from graph.naming import Row, Selects
from graph.projection import most_connected, neighbourhood, project
from graph.terms import PREFIXES
from ontology.errors import JarlykError
from ontology.faults import fault
from viz.layout import place
from viz.scene import Links, Scene, SceneEdge, SceneNode, Statement
from viz.style import SILENT_PAIR, load_style

NODE_LIMIT = 1000
_SHOWN = 40  # sentences that an edge shows; the others are counted
_QUOTES = """SELECT DISTINCT ?fact ?document ?file ?start ?end ?quote WHERE {
  VALUES ?fact { FACTS } ?fact jk:evidence ?place .
  ?place jk:inDocument ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?quote . ?document jk:fileName ?file }
ORDER BY ?file ?start ?end ?fact"""
_ALIASES = """SELECT ?iri ?name WHERE {
  ?iri a jk:Body ; skos:altLabel ?name . FILTER (STRLEN(?name) < 13 && UCASE(STR(?name)) = STR(?name)) }"""
_CONCEPTS = """SELECT ?concept ?notation ?name WHERE {
  ?concept a skos:Concept ; skos:notation ?notation ; skos:prefLabel ?name }"""
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def build_scene(
    engine: Selects, language: str = "en", of: str | None = None, links: Links | None = None, limit: int = NODE_LIMIT
) -> Scene:
    """The picture of the graph, or of one body or instrument.

    Args:
        engine: answers SELECT queries over the union of all graphs.
        language: of the names and explanations; others fill in where a name is missing.
        of: IRI of a body or instrument; a plan is shown as the programme that it is a part of.
        links: addresses of pages; none for a page that stands alone.
        limit: so many nodes at most; the scene says how many it left out.

    Raises:
        JarlykError: `of` is no body or instrument of this graph.
    """
    facts = load_facts(engine)
    whole = _drawn(project(facts, language))
    gaps = [f for f in list_findings(engine, "silent-pair", language) if len(f.about) == 2]
    focus = _focus(facts, of)
    part = whole
    if focus is not None:
        partners = [node for gap in gaps if focus in gap.about for node in gap.about]
        part = neighbourhood(whole, focus, partners)
    if len(part) > limit:
        part = most_connected(part, limit)
    shown = [gap for gap in gaps if all(node in part for node in gap.about)]
    concerned = [gap for gap in gaps if focus is None or focus in gap.about]
    links = links or Links()
    edges = (*_edges(engine, facts, part, language, links), *_gap_edges(shown, links, _names(engine, language)))
    return Scene(
        nodes=_nodes(part, edges, links, facts, language, focus, _abbreviations(engine, facts, language)),
        edges=edges,
        left_out=max(0, (len(whole) if focus is None else len(neighbourhood(whole, focus))) - len(part)),
        left_out_pairs=sum(1 for gap in concerned if gap not in shown),
        focus=focus,
    )


def _focus(facts: Facts, of: str | None) -> str | None:
    if of is None:
        return None
    if of in facts.acts:
        return facts.whole(of)
    if of in facts.body_kinds:
        return of
    raise JarlykError(fault("no-body-or-act", iri=of))


def _drawn(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Without links of kinds that the style leaves out (citations), and without what only they tie."""
    style = load_style()
    bodies = {node for node, kind in network.nodes(data="kind") if kind == "body"}
    kept = [(s, t, r) for s, t, r in network.edges(keys=True) if s in bodies or r in style.drawn_links]
    return network.edge_subgraph(kept)


def _nodes(
    part: nx.MultiDiGraph,
    edges: Sequence[SceneEdge],
    links: Links,
    facts: Facts,
    language: str,
    focus: str | None,
    short: Mapping[str, str],
) -> tuple[SceneNode, ...]:
    degrees: dict[str, int] = defaultdict(int)
    for edge in edges:
        degrees[edge.source] += 1
        degrees[edge.target] += 1
    nodes = {
        iri: SceneNode(
            iri, data["label"], data["kind"], data["type"], degree=degrees[iri], href=links.node(iri), short=short.get(iri)
        )
        for iri, data in sorted(part.nodes(data=True))
    }
    if focus is not None and focus not in nodes:
        kind = ("instrument", facts.acts[focus].type) if focus in facts.acts else ("body", facts.body_kinds[focus])
        nodes[focus] = SceneNode(focus, name_of(focus, language, facts), *kind, href=links.node(focus))
    points = place(list(nodes), ((edge.source, edge.target) for edge in edges if edge.role != SILENT_PAIR))
    return tuple(replace(node, x=points[iri][0], y=points[iri][1]) for iri, node in nodes.items())


def _abbreviations(engine: Selects, facts: Facts, language: str) -> dict[str, str]:
    """The shortest alias in capitals, in the language that the body's name is shown in."""
    found: dict[str, str] = {}
    for row in engine.select(_PREFIXES + _ALIASES):
        iri, name = _text(row, "iri"), row["name"]
        shown = language_of(iri, language, facts)
        if isinstance(name, Literal) and name.language == shown and len(name.value) > 1:
            found[iri] = min(found.get(iri, name.value), name.value, key=lambda text: (len(text), text))
    return found


def _edges(engine: Selects, facts: Facts, part: nx.MultiDiGraph, language: str, links: Links) -> Iterator[SceneEdge]:
    names = _names(engine, language)
    shown = {fact for *_, data in part.edges(data=True) for fact in data["facts"][:_SHOWN]}
    quotes = _quotes(engine, shown)
    concerns = {mandate.iri: mandate.concerns for mandate in facts.mandates}
    for source, target, data in sorted(part.edges(data=True), key=lambda e: (e[0], e[1], e[2]["role"])):
        statements = [
            _statement(quote, _about(facts, concerns.get(fact), language), links)
            for fact in data["facts"][:_SHOWN]
            for quote in quotes.get(fact, ())
        ]
        role = data["role"]
        more = max(0, data["weight"] - _SHOWN)
        yield SceneEdge(source, target, role, names.get(role, role), data["weight"], tuple(statements), more)


def _gap_edges(gaps: Iterable[ListedFinding], links: Links, names: Mapping[str, str]) -> Iterator[SceneEdge]:
    for gap in gaps:
        statements = tuple(_statement(quote, "", links) for quote in gap.evidence[:_SHOWN])
        more = max(0, len(gap.evidence) - _SHOWN)
        name = names.get(SILENT_PAIR, gap.title)
        first, second = gap.about
        yield SceneEdge(first, second, SILENT_PAIR, name, len(gap.evidence), statements, more, gap.explanation, gap.scope)


def _statement(quote: Quote, about: str, links: Links) -> Statement:
    href = links.place(quote.document, quote.start, quote.end)
    return Statement(about, quote.quote, quote.file, quote.start, quote.end, href)


def _about(facts: Facts, iri: str | None, language: str) -> str:
    if iri is None:
        return ""
    matter = facts.matters.get(iri)
    if matter is None:
        return name_of(iri, language, facts)
    return f"{matter.number}. {matter.text}" if matter.number else matter.text


def _quotes(engine: Selects, wanted: Iterable[str]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = defaultdict(list)
    listed = " ".join(str(NamedNode(iri)) for iri in sorted(wanted))
    for row in engine.select(_PREFIXES + _QUOTES.replace("FACTS", listed)):
        start, end = int(_text(row, "start")), int(_text(row, "end"))
        found[_text(row, "fact")].append(Quote(_text(row, "document"), _text(row, "file"), start, end, _text(row, "quote")))
    return found


def _names(engine: Selects, language: str) -> dict[str, str]:
    """Names of roles, link types and finding types by notation, in the language or else in English."""
    found: dict[str, tuple[bool, str]] = {}
    for row in engine.select(_PREFIXES + _CONCEPTS):
        name = row["name"]
        in_scheme = _text(row, "concept").rpartition("/")[0].endswith(("/role", "/link-type"))
        if in_scheme and isinstance(name, Literal) and name.language in (language, "en"):
            key = _text(row, "notation")
            found[key] = max(found.get(key, (False, "")), (name.language == language, name.value))
    return {key: name for key, (_, name) in found.items()}


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
