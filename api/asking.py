"""The graph as the pages see it: the shipped queries of `queries/`, run by the workers, and names for what they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import anyio.from_thread
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from api.errors import RequestError
from api.query_runner import QueryRunner
from api.settings import Settings
from api.worker_frames import QueryRequest

Term = NamedNode | Literal
Row = Mapping[str, Term | None]
# Preferred names before titles, texts and aliases.
_RANKS = {"prefLabel": 0, "label": 0, "title": 1, "text": 2, "fileName": 3, "explanation": 3, "altLabel": 4}
_TIMES = 10  # of the limit of rows, which is for what strangers ask
_SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


@dataclass(frozen=True, slots=True)
class Name:
    """What a node is called, and in which language."""

    text: str
    language: str | None


class Names:
    """The names of the nodes of one page."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._names: dict[str, list[tuple[int, Name]]] = {}
        for row in rows:
            node, property_, label = row["node"], row["property"], row["label"]
            if node is not None and property_ is not None and isinstance(label, Literal):
                rank = _RANKS.get(re.split(r"[/#]", property_.value)[-1], len(_RANKS))
                self._names.setdefault(node.value, []).append((rank, Name(label.value, label.language)))

    def best(self, iri: str, ranks: Sequence[str]) -> Name:
        """The best name of a node, the languages in the order of `ranks`; the end of its IRI where it has none."""

        def order(entry: tuple[int, Name]) -> tuple[int, int, str]:
            rank, name = entry
            near = ranks.index(name.language) if name.language in ranks else len(ranks)
            return rank, near, name.text

        named = self._names.get(iri)
        return min(named, key=order)[1] if named else Name(re.split(r"[/#]", iri)[-1] or iri, None)

    def all(self, iri: str) -> list[Name]:
        """Every name of a node, preferred ones first, each once."""
        ordered = sorted(self._names.get(iri, ()), key=lambda entry: (entry[0], entry[1].language or "", entry[1].text))
        return list(dict.fromkeys(name for _, name in ordered))


class GraphAsked:
    """Asks the current generation through the pool."""

    def __init__(self, pool: QueryRunner, settings: Settings) -> None:
        self._pool, self._settings = pool, settings

    async def rows(self, name: str, **values: Iterable[str]) -> list[Row]:
        """The solutions of a shipped query, with IRIs or notations put in place of its open VALUES.

        Raises:
            JarlykError: the query could not be run.
        """
        return await self.select(bind(read_query(name), values))

    async def names(self, iris: Iterable[str]) -> Names:
        """The names of these nodes."""
        wanted = sorted({iri for iri in iris if iri})
        return Names(await self.rows("labels", node=wanted) if wanted else [])

    async def select(self, query: str) -> list[Row]:
        """The solutions of any SELECT query of our own."""
        return (await self.select_limited(query))[0]

    async def select_limited(
        self, query: str, rows: int | None = None, deadline_s: float | None = None
    ) -> tuple[list[Row], bool]:
        """The same, and whether they were cut at the limit of rows: that of the settings, where no other is given."""
        answer = await self._pool.run(self._request(query, "json", rows), deadline_s)
        return read_rows(answer.spool.take()), answer.truncated

    async def triples(self, query: str) -> tuple[list[Triple], bool]:
        """The triples of a CONSTRUCT query of our own, each once, and whether they were cut at the limit of rows."""
        answer = await self._pool.run(self._request(query, "ntriples"))
        read = (quad.triple for quad in parse(answer.spool.take(), RdfFormat.N_TRIPLES))
        return list(dict.fromkeys(read)), answer.truncated

    @property
    def own_rows(self) -> int:
        """How many rows a query of ours may give that is put together or shown in pages here."""
        return self._settings.row_limit * _TIMES

    def _request(self, query: str, form: str, rows: int | None = None) -> QueryRequest:
        limit = rows or self._settings.row_limit
        return QueryRequest(query, form, rows=limit, size=self._settings.answer_limit_mb * 1024 * 1024)


class ThreadedGraph:
    """The same for code that runs in a thread of its own and knows nothing of event loops (`graph.questions.ask`).

    `whole`: what is made of the rows would be wrong without the last of them, so that none may be missing. `deadline_s`: of each
    query, where it is not that of the settings.
    """

    def __init__(self, asked: GraphAsked, whole: bool = False, deadline_s: float | None = None) -> None:
        self._asked, self._whole, self._deadline_s = asked, whole, deadline_s
        self.truncated = False  # whether an answer so far was cut at the limit of rows

    def select(self, query: str, /) -> list[Row]:
        """The solutions of a SELECT query.

        Raises:
            RequestError: there are too many, and all are needed.
            JarlykError: the query could not be run.
        """
        rows, truncated = anyio.from_thread.run(self._asked.select_limited, query, self._asked.own_rows, self._deadline_s)
        if truncated and self._whole:
            most = self._asked.own_rows
            raise RequestError(f"more than {most} rows", told=("told.too-many-rows", {"rows": most}))
        self.truncated = self.truncated or truncated
        return rows


def read_rows(body: bytes) -> list[Row]:
    """SPARQL results in JSON → solutions, with every variable of the head."""
    solutions: Any = parse_query_results(body, format=QueryResultsFormat.JSON)
    if not isinstance(solutions, QuerySolutions):
        return []
    names = [variable.value for variable in solutions.variables]
    return [{name: solution[name] for name in names} for solution in solutions]


def bind(query: str, values: Mapping[str, Iterable[str | Term]]) -> str:
    """The query with values put in; what is not given stays open. Of bare texts IRIs are told by their scheme."""

    def slot(match: re.Match[str]) -> str:
        if match[1] not in values:
            return ""
        return f"VALUES ?{match[1]} {{ {' '.join(str(_term(value)) for value in values[match[1]])} }}"

    return _SLOT.sub(slot, query)


def _term(value: str | Term) -> Term:
    if not isinstance(value, str):
        return value
    return NamedNode(value) if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", value) else Literal(value)


@cache
def read_query(name: str) -> str:
    """One file of `queries/`."""
    return files("api").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
