"""From what a person types (an IRI, a name, an abbreviation, a number, part of a text) to the nodes that are meant.

Names decide, never likeness: a node is taken when one of its names equals the words asked for; failing that, when one holds
them; failing that, when one holds a word that begins like each of them (so that case endings do not stand in the way). All
nodes of the best of these three are taken, and the answer says which they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from graph.terms import JK
from ontology.errors import AskedError
from ontology.faults import fault
from ontology.iri import absolute, fold

EXACT, CONTAINED, WORDS = "exact", "contained", "words"
_ENDING = 3  # letters that a case ending may take off a word


class NotFoundError(AskedError):
    """Nothing of that name was found in the documents that were asked. It says nothing about the world."""


class Row(Protocol):
    """One solution of a query: the term of a variable, None where it is unbound."""

    def __getitem__(self, name: str, /) -> object: ...


class Selects(Protocol):
    """What can answer a SELECT query over the union of all graphs."""

    def select(self, query: str, /) -> Iterable[Row]:
        """The solutions of the query."""


@dataclass(frozen=True, slots=True)
class Match:
    """A node that was taken for what was typed: the name that matched, and how (`iri`, `exact`, `contained`, `words`)."""

    iri: str
    name: str
    how: str


def find_named(engine: Selects, asked: str, classes: Sequence[str], base: str, wanted: Mapping[str, str]) -> tuple[Match, ...]:
    """The nodes of these classes (names in jk:) that `asked` means; `wanted` says in each language what was asked for.

    Raises:
        NotFoundError: no name fits.
    """
    if asked.startswith(("http://", "https://", "urn:")):
        return (Match(_valid_iri(asked), asked, "iri"),)
    if "/" in asked and " " not in asked and _is_known(engine, absolute(base, asked)):
        return (Match(absolute(base, asked), asked, "iri"),)
    words = fold(asked).split("-")
    if not any(words):
        raise NotFoundError(fault("no-letters", asked=asked))
    matches = _best(_candidates(engine, words, classes), words)
    if not matches:
        raise NotFoundError(fault("not-named", asked=asked, wanted=wanted))
    return matches


def _valid_iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise AskedError(fault("no-iri", value=text)) from error


def _is_known(engine: Selects, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return any(True for _ in engine.select(f"SELECT ?class WHERE {{ {node} a ?class }} LIMIT 1"))


def _candidates(engine: Selects, words: Sequence[str], classes: Sequence[str]) -> list[tuple[str, str]]:
    """Nodes with each of their names that holds the beginning of the longest word: a first sieve, in the engine."""
    sieve = Literal(_beginning(max(words, key=len)))
    listed = " ".join(str(getattr(JK, name)) for name in classes)
    query = (
        "PREFIX jk: <https://w3id.org/jarlyk/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX eli: <http://data.europa.eu/eli/ontology#> "
        f"SELECT DISTINCT ?node ?name WHERE {{ VALUES ?class {{ {listed} }} "
        "VALUES ?by { skos:prefLabel skos:altLabel dcterms:title jk:text jk:number jk:inferredNumber eli:number } "
        "?node a ?class ; ?by ?name "
        f"FILTER (CONTAINS(LCASE(STR(?name)), {sieve})) }} ORDER BY ?node ?name"
    )
    return [(_value(row["node"]), _value(row["name"])) for row in engine.select(query)]


def _best(candidates: Iterable[tuple[str, str]], words: Sequence[str]) -> tuple[Match, ...]:
    found: dict[str, dict[str, Match]] = {EXACT: {}, CONTAINED: {}, WORDS: {}}
    for iri, name in candidates:
        how = _how(fold(name).split("-"), words)
        if how is not None:
            found[how].setdefault(iri, Match(iri, name, how))
    for matches in found.values():
        if matches:
            return tuple(matches.values())
    return ()


def _how(name: Sequence[str], words: Sequence[str]) -> str | None:
    if list(name) == list(words):
        return EXACT
    if f"-{'-'.join(words)}-" in f"-{'-'.join(name)}-":
        return CONTAINED
    if all(any(part.startswith(_beginning(word)) for part in name) for word in words):
        return WORDS
    return None


def _beginning(word: str) -> str:
    return word if word.isdigit() or len(word) <= _ENDING + 2 else word[: max(_ENDING + 1, len(word) - _ENDING)]


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
