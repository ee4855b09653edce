"""One node as data: what is known of it, what it is tied to, and the ways to another."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.addresses import Addresses, data_path, root_address
from api.asking import Names, Term
from api.entity import SECTIONS, Entity, Fact, Place, Record, read_entity
from api.errors import NotFoundInDocumentsError
from api.json_answers import Answered, as_json
from api.neighbours import Edge, WaySearch, read_classes, read_kinds, read_neighbourhood
from api.pages import local_name
from api.parameters import choice_of, iri_of, language_of, number_of, window_of
from api.state import Service
from api.translation import LANGUAGES, load_words

_RECORDS, _RECORDS_MOST = 100, 1_000
_STEPS, _STEPS_MOST = 4, 8
_WAYS, _WAYS_MOST = 10, 50
_WAY_NODES = 20_000  # reached from both ends together, before a search is given up
_TIED, _TIED_MOST = 100, 1_000
KINDS = ("body", "instrument", "measure", "task", "indicator", "function", "topic", "event", "document", "concept", "other")
_GRAPHS = ("ttl", "nt", "jsonld", "rdf")


async def describe(request: Request) -> Response:
    """What is known of a node, with the places of the documents that say so."""
    iri, language = iri_of(request, "iri"), language_of(request)
    size = number_of(request, "size", _RECORDS, _RECORDS_MOST)
    return await as_json(request, lambda service: _entity(request, service, iri, language, size), varies=True)


async def list_neighbours(request: Request) -> Response:
    """What a node is tied to in one step: the counts by relation, direction and kind, and a page of the neighbours."""
    iri, language, window = iri_of(request, "iri"), language_of(request), window_of(request, _TIED, _TIED_MOST)
    relation = iri_of(request, "relation") if request.query_params.get("relation") else ""
    direction, kind = choice_of(request, "direction", ("out", "in")), choice_of(request, "type", KINDS)

    async def make(service: Service) -> Answered:
        await _require(service, iri)
        found = await read_neighbourhood(service.asked, iri)
        chosen = found.chosen(relation, direction, kind)
        shown, counts = window.cut(chosen), found.counts()
        names = await service.asked.names([iri, *(c[0] for c in counts), *(n for e in shown for n in (e.other, e.relation))])
        teller = _Teller(names, language)
        content = {
            "iri": iri,
            **teller.named(iri),
            "relations": [
                {"relation": tie, "relationName": teller.called(tie), "direction": way, "type": of, "count": count}
                for tie, way, of, count in counts
            ],
            "neighbours": [
                {"iri": e.other, **teller.named(e.other), "type": found.kinds[e.other], **teller.tie(e)} for e in shown
            ],
            **window.members(len(chosen)),
            "truncated": found.truncated,
        }
        return Answered(content, window.links(request, window.pages(len(chosen))))

    return await as_json(request, make, varies=True)


async def find_ways(request: Request) -> Response:
    """The shortest ways between two nodes over mandates, links between acts, parts, units and changes of bodies."""
    start, end, language = iri_of(request, "from"), iri_of(request, "to"), language_of(request)
    steps, limit = number_of(request, "steps", _STEPS, _STEPS_MOST), number_of(request, "limit", _WAYS, _WAYS_MOST)

    async def make(service: Service) -> Answered:
        await _require(service, start, end)
        found = await WaySearch(service.asked, _WAY_NODES).find(start, end, steps, limit)
        edges = [edge for way in found.ways for edge in way]
        nodes = {start, end, *(node for edge in edges for node in (edge.node, edge.other))}
        kinds = await read_kinds(service.asked, nodes)
        teller = _Teller(await service.asked.names([*nodes, *(edge.relation for edge in edges)]), language)
        content = {
            "from": start,
            "to": end,
            "nodes": [{"iri": node, **teller.named(node), "type": kinds[node]} for node in sorted(nodes)],
            "paths": [[{"from": e.node, "to": e.other, **teller.tie(e)} for e in way] for way in found.ways],
            "steps": steps,
            "truncated": not found.whole,
        }
        return Answered(content)

    return await as_json(request, make, varies=True)


class _Teller:
    """Nodes, ties and places as JSON-ready values, in one language."""

    def __init__(self, names: Names, language: str) -> None:
        self._words = load_words(language)
        self._names, self._ranks = names, sorted(LANGUAGES, key=self._words.rank)

    def name(self, iri: str) -> str:
        return self._names.best(iri, self._ranks).text

    def named(self, iri: str) -> dict[str, str | None]:
        name = self._names.best(iri, self._ranks)
        return {"name": name.text, "language": name.language}

    def called(self, iri: str) -> str:
        """What a property or a tie is called: by its label in the graph, else in the words of the pages, else by its own name."""
        name = self._names.best(iri, self._ranks)
        return (name.language is None and self._words.get(f"property.{local_name(iri)}")) or name.text

    def tie(self, edge: Edge) -> dict[str, object]:
        told = {"relation": edge.relation, "relationName": self.called(edge.relation), "direction": edge.direction}
        return {**told, "facts": list(edge.facts)}

    def value(self, term: Term) -> dict[str, str | None]:
        if isinstance(term, Literal):
            return {"value": term.value, "datatype": term.datatype.value, "language": term.language}
        return {"iri": term.value, **self.named(term.value)}

    def fact(self, fact: Fact) -> dict[str, object]:
        values = [
            self.value(term) | ({"inferredBy": why} if why else {}) for term, why in zip(fact.values, fact.why, strict=True)
        ]
        return {"property": fact.property, "propertyName": self.called(fact.property), "values": values}

    def record(self, record: Record) -> dict[str, object]:
        row = {name: self.value(term) for name, term in record.row.items() if term is not None}
        return {**row, "places": places(record.places)} if record.places else dict(row)


def places(found: Sequence[Place]) -> list[dict[str, object]]:
    """Places of the documents; `start` and `end` count code points of the text."""
    plain = ({"document": p.document, "start": p.start, "end": p.end, "quote": p.quote} for p in found)
    return [dict(place) for place in plain]


async def _entity(request: Request, service: Service, iri: str, language: str, size: int) -> Answered:
    entity = await read_entity(service.asked, iri)
    teller = _Teller(entity.names, language)
    root = root_address(service.settings.public_url, request)
    sections = {name: entity.sections[name] for name in SECTIONS if name != "places" and entity.sections[name]}
    content = {
        "iri": iri,
        **teller.named(iri),
        "type": entity.kind,
        "names": [{"name": name.text, "language": name.language} for name in entity.names.all(iri)],
        "page": root + Addresses(service.base).page(language, iri),
        "data": {suffix: root + data_path(service.base, iri, suffix) for suffix in _GRAPHS},
        "facts": [teller.fact(fact) for fact in entity.facts],
        "places": places(entity.places[:size]),
        "sections": {name: [teller.record(record) for record in records[:size]] for name, records in sections.items()},
        "counts": _counts(entity),
        "size": size,
    }
    return Answered(content)


def _counts(entity: Entity) -> dict[str, int]:
    return {"places": len(entity.places)} | {n: len(entity.sections[n]) for n in SECTIONS if n != "places" and entity.sections[n]}


async def _require(service: Service, *iris: str) -> None:
    known = await read_classes(service.asked, iris)
    for iri in iris:
        if iri not in known:
            raise NotFoundInDocumentsError(f"nothing was found about {iri} in these documents", ("told.not-found", {"iri": iri}))


API_ROUTES = [
    Route("/api/entity", describe),
    Route("/api/neighbours", list_neighbours),
    Route("/api/paths", find_ways),
]
