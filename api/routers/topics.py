"""The page of topics: the scheme as a tree, with the number of facts and mandates on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.asking import Row
from api.state import service_of


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with what is on it, and the topics below it."""

    iri: str
    matters: int
    mandates: int
    below: list[Topic] = field(default_factory=list)


async def show_topics(request: Request) -> Response:
    """All topics of the scheme, by branches, in the order of their names."""
    service = service_of(request)
    words = service.pages.words(request)
    rows = await service.asked.rows("topics")
    names = await service.asked.names(_text(row, "node") for row in rows)
    ranks = sorted(("ky", "kk", "ru", "en"), key=words.rank)
    order = {_text(row, "node"): words.sort_key(names.best(_text(row, "node"), ranks).text) for row in rows}
    branches = read_branches(sorted(rows, key=lambda row: order[_text(row, "node")]))
    return service.pages.render(request, "topics.html", words, branches=branches, names=names)


def read_branches(rows: Iterable[Row]) -> list[Topic]:
    """The top concepts with those below them, in the order of the rows."""
    topics: dict[str, Topic] = {}
    above: dict[str, str] = {}
    for row in rows:
        iri = _text(row, "node")
        topics[iri] = Topic(iri, int(_text(row, "matters")), int(_text(row, "mandates")))
        above[iri] = _text(row, "above")
    for iri, topic in topics.items():
        if above[iri] in topics:
            topics[above[iri]].below.append(topic)
    return [topic for iri, topic in topics.items() if above[iri] not in topics]


def _text(row: Mapping[str, object], name: str) -> str:
    return str(getattr(row.get(name), "value", ""))


ROUTES = [Route("/{language}/topics", show_topics)]
