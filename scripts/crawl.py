"""Follows every IRI that a running service has minted, as a page and as data, and tells which do not lead to what they name.

Usage: `python scripts/crawl.py ADDRESS [--every N]` reads the IRIs from the service's own export; exit code 1 where one fails.
Only the given service is asked: an IRI under the base of the data is looked up there by its path.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx
from pyoxigraph import NamedNode, RdfFormat, parse

HOME = "https://w3id.org/jarlyk/"  # under which terms and concepts are minted, whatever the base of the data
SAFE = "/-._~%:@!$&'()*+,;="
FORMATS = {"text/turtle": RdfFormat.TURTLE, "application/ld+json": RdfFormat.JSON_LD}


@dataclass(frozen=True, slots=True)
class Fault:
    """An IRI that does not lead where it should, in one of the forms that were asked for."""

    iri: str
    accept: str
    reason: str


def minted(client: httpx.Client, base: str) -> list[str]:
    """Every IRI of the graph that is under the base of the data or of the project, in the order of the alphabet."""
    export = client.get("/api/export/nquads").raise_for_status().content
    found: set[str] = set()
    for quad in parse(export, RdfFormat.N_QUADS):
        nodes = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        found |= {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith((base, HOME))}
    return sorted(found)


def path_of(iri: str, base: str) -> str:
    """Where the service answers for an IRI, as a redirect from the place where it was minted would lead; without the fragment."""
    plain = iri.partition("#")[0]
    if plain.startswith(base):
        return "/id/" + quote(plain.removeprefix(base), safe=SAFE)
    return "/" + quote(plain.removeprefix(HOME), safe=SAFE)


def check(client: httpx.Client, iris: Iterable[str], base: str) -> Iterator[Fault]:
    """Asks for each IRI in each form. IRIs that differ in their fragment alone are fetched once."""
    kept: dict[tuple[str, str], httpx.Response] = {}
    for iri in iris:
        for accept in ("text/html", *FORMATS):
            key = path_of(iri, base), accept
            if key not in kept:
                kept.clear() if len(kept) > 6 else None
                kept[key] = client.get(key[0], headers={"Accept": accept}, follow_redirects=True)
            reason = _reason(kept[key], iri, accept)
            if reason:
                yield Fault(iri, accept, reason)


def _reason(answer: httpx.Response, iri: str, accept: str) -> str:
    if answer.status_code != 200:
        return f"status {answer.status_code} at {answer.url}"
    if not answer.headers["content-type"].startswith(accept):
        return f"is {answer.headers['content-type']}"
    fragment = iri.partition("#")[2]
    if accept == "text/html":
        later = fragment.startswith("char=")  # a long text has several pages, and a script opens the one with the place
        return "" if later or not fragment or f'id="{fragment}"' in answer.text else f"no #{fragment} on {answer.url}"
    if "/graph/" in iri or answer.headers.get("x-jarlyk-truncated"):
        return ""
    named = {value for quad in parse(answer.content, FORMATS[accept]) for value in (quad.subject, quad.object)}
    return "" if NamedNode(iri) in named else f"not told of at {answer.url}"


def main(arguments: list[str], tell: Callable[[str], object] = print) -> int:
    """Crawls and tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--base", default="https://w3id.org/jarlyk/id/")
    parser.add_argument("--every", type=int, default=1, help="only each n-th IRI")
    given = parser.parse_args(arguments)
    with httpx.Client(base_url=given.address, timeout=120.0, trust_env=False) as client:
        iris = minted(client, given.base)[:: given.every]
        faults = list(check(client, iris, given.base))
    for fault in faults:
        tell(f"{fault.iri} as {fault.accept}: {fault.reason}")
    tell(f"{len(iris)} IRIs, {len({fault.iri for fault in faults})} that do not lead to what they name")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
