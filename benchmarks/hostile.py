"""Requests that wish the endpoint ill, and ones that are merely broken: the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

_SOUND = (
    "SELECT ?s ?o WHERE { ?s a ?o } LIMIT 50",
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?c (COUNT(*) AS ?n) { ?c skos:prefLabel ?l } GROUP BY ?c LIMIT 9",
    "CONSTRUCT { ?s <urn:kind> ?k } WHERE { ?s a ?k FILTER(STRSTARTS(STR(?k), 'http')) } LIMIT 20",
    "DESCRIBE ?x WHERE { ?x a ?k } LIMIT 2",
    "ASK { GRAPH ?g { ?s ?p 'a # b' } }",
    "SELECT * { VALUES (?a ?b) { (1 UNDEF) ('x'@ky <urn:y>) } OPTIONAL { ?b ?p ?o } } ORDER BY ?a",
    "SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 3 } UNION { BIND(<urn:z> AS ?s) } MINUS { ?s <urn:q> [] } }",
)
# Each wants a connection to the address, in a disguise of its own.
_CALLS = (
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }} }}",
    "SELECT * {{ FILTER EXISTS {{ SeRvIcE<{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p '\\u0027 . SERVICE <{url}> {{ ?a ?b ' }}",
    "SELECT * {{ # \\u000A SERVICE <{url}> {{ ?s ?p ?o }}\n }}",
    "PREFIX : <{url}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{url}> FROM NAMED <{url}> {{ ?s ?p ?o }}",
    "LOAD <{url}>",
    "LOAD SILENT <{url}> INTO GRAPH <urn:g>",
    "ASK {{}} ; LOAD <{url}>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "DESCRIBE <{url}>",
)
_UPDATES = (
    "CLEAR ALL",
    "DROP GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "MOVE DEFAULT TO <urn:g>",
)
# What takes all the time or all the memory that it is given.
_GREEDY = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT DISTINCT ?c ?f { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b }",
    "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '(a+)+(b+)+$') FILTER NOT EXISTS { ?x ?y ?o . ?z ?w ?x } }",
    "SELECT ?z { BIND('aaaaaaaaaaaaaaaa' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(30))
    + " BIND(?a30 AS ?z) }",
)
_PIECES = (
    *(
        "{",
        "}",
        "(",
        ")",
        ".",
        ";",
        "<",
        ">",
        '"',
        "'",
        '"""',
        "\\",
        "\\u0022",
        "#",
        "@",
        "^^",
        "?",
        "$",
        "_:",
        ":",
        "\0",
        "\n",
        "\r",
    ),
    *("\u2028", "\ufeff", "ө", "\U0010ffff", "SELECT", "FILTER", "UNION", "VALUES", "GRAPH", "1e999", "-", "*", "<<(", ")>>"),
)
_ACCEPTS = (
    "*/*",
    "text/csv",
    "text/html",
    "application/rdf+xml;q=nan",
    "q=1",
    "image/png",
    ",,,;;",
    "text/turtle;q=0.1, */*;q=0",
    "",
)
_WRONG_TYPES = ("text/plain", "application/json", "application/sparql-query; charset=utf-16", "multipart/form-data", "")


@dataclass(frozen=True, slots=True)
class Sent:
    """A request."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def hostile_requests(count: int, seed: int, url: str) -> Iterator[Sent]:
    """So many requests; `url` is where those that want a connection want it to."""
    chance = random.Random(seed)
    kinds: tuple[tuple[int, Callable[[random.Random, str], str]], ...] = (
        (45, lambda dice, _: _mutated(dice, dice.choice(_SOUND))),
        (20, lambda dice, address: dice.choice(_CALLS).format(url=address)),
        (12, lambda dice, address: _mutated(dice, dice.choice(_CALLS).format(url=address))),
        (8, lambda dice, _: dice.choice(_UPDATES)),
        (4, lambda dice, _: _mutated(dice, dice.choice(_UPDATES))),
        (6, _nested),
        (3, lambda dice, _: dice.choice(_GREEDY)),
        (2, lambda dice, _: "".join(dice.choices(_PIECES, k=dice.randrange(1, 400)))),
    )
    weights = [weight for weight, _ in kinds]
    for _ in range(count):
        (make,) = chance.choices([make for _, make in kinds], weights)
        yield _request(chance, make(chance, url), url)


def _mutated(chance: random.Random, query: str) -> str:
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(query) + 1)
        end = min(len(query), start + chance.randrange(8))
        change = chance.randrange(6)
        if change == 0:
            query = query[:start] + query[end:]
        elif change == 1:
            query = query[:start] + chance.choice(_PIECES) + query[start:]
        elif change == 2:
            query = query[:end] + query[start:end] * chance.randrange(1, 40) + query[end:]
        elif change == 3:
            query = query[:start] + query[start:end].swapcase() + query[end:]
        elif change == 4:
            query = query[:start] + "".join(f"\\u{ord(letter) & 0xFFFF:04X}" for letter in query[start:end]) + query[end:]
        else:
            query = query[end:] + query[:start]
    return query


def _nested(chance: random.Random, _: str) -> str:
    depth = chance.choice((10, 100, 1_000, 20_000))
    opening, closing = chance.choice(
        (("{", "}"), ("FILTER(", ")"), ("(", ")"), ("[ <urn:p> ", "]"), ("OPTIONAL { ?s ?p ?o ", "}"))
    )
    return "SELECT * { " + opening * depth + closing * chance.choice((depth, depth - 1, 0)) + " }"


def _request(chance: random.Random, query: str, url: str) -> Sent:
    encoded = query.encode("utf-8", "surrogatepass")
    headers = {"Accept": chance.choice(_ACCEPTS)} if chance.random() < 0.3 else {}
    if chance.random() < 0.2:
        headers["Accept-Encoding"] = chance.choice(("gzip", "br", "gzip;q=0", "*", "nonsense"))
    dataset = [(chance.choice(("default-graph-uri", "named-graph-uri")), chance.choice((url, "urn:g", "none", "")))]
    extra = urlencode(dataset) if chance.random() < 0.15 else ""
    way = chance.randrange(10)
    if way < 4 and len(encoded) < 4_000:
        return Sent("GET", f"/sparql?query={quote(encoded)}&{extra}", headers)
    if way < 8:
        return Sent("POST", f"/sparql?{extra}", {**headers, "Content-Type": "application/sparql-query"}, encoded)
    if way == 8:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        name = chance.choice(("query", "query", "update", "using-graph-uri"))
        return Sent("POST", f"/sparql?{extra}", {**headers, **form}, f"{name}={quote(encoded)}".encode())
    method = chance.choice(("PUT", "DELETE", "PATCH", "POST", "HEAD", "OPTIONS"))
    return Sent(method, f"/sparql?{extra}", {**headers, "Content-Type": chance.choice(_WRONG_TYPES)}, encoded)
