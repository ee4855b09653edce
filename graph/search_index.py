"""Search over names and texts: a tantivy index beside the store, one entry for each name of each node."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph.errors import StoreError
from graph.folding import folded, lower, words
from graph.terms import DCTERMS, ELI, JK, RDF, SKOS
from ontology.faults import fault

_HEAP = 30_000_000  # bytes; twice the least that tantivy takes
_FETCHED = 8  # entries looked at for each node that is asked for: a node has many names
_EXACT, _WHOLE_WORD, _FUZZY_LETTERS = 8.0, 2.0, 4
_REGEX_SIGNS = frozenset('.+*?()|[]{}^$\\/#&-~<>@"')


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found, with the best of its names for the words asked. `kind` is its class: 'Body', 'Instrument' ..."""

    iri: str
    kind: str
    label: str
    language: str
    score: float


def write_search_index(store: Store, folder: Path) -> int:
    """Indexes all names and texts of the default graph; returns the number of entries."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    entries = 0
    for kind in ("Body", "Instrument", "Task", "Measure", "Indicator", "Function", "Document"):
        for node in _members(store, kind):
            state = _state(store, node)
            for label, language in _names(store, node):
                writer.add_document(_entry(node, kind, state, label, language))
                entries += 1
    writer.commit()
    writer.wait_merging_threads()
    return entries


class SearchIndex:
    """An index that was written by `write_search_index`."""

    def __init__(self, folder: Path) -> None:
        """Opens the index of a generation (`Generation.search_path`).

        Raises:
            StoreError: there is none.
        """
        try:
            self._index = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            raise StoreError(fault("index-unreadable", reason=error), folder) from error
        self._searcher = self._index.searcher()

    def search(
        self, query: str, kinds: Collection[str] = (), language: str | None = None, limit: int = 20, state: str | None = None
    ) -> list[Hit]:
        """The nodes whose names hold all the words, each word perhaps cut short at its end.

        Missing letters are forgiven (о for ө); where nothing is found, one wrong letter in longer words too. The very name
        comes first, then whole words, then beginnings.

        Args:
            query: the words, in any of the languages.
            kinds: only nodes of these classes ('Body', 'Instrument', 'Measure' ...); all when empty.
            language: only names in this language.
            limit: how many nodes at most.
            state: only bodies and acts of this jurisdiction ('KG', 'KZ' ...), and what stands in such acts.
        """
        asked = words(folded(query))
        if not asked or limit < 1:
            return []
        filters = self._filters(kinds, language, state)
        for near in (False, True):
            found = self._found([*(self._word(word, near) for word in asked), *filters], query, limit)
            if found:
                return found
        return []

    def _found(self, musts: list[Any], query: str, limit: int) -> list[Hit]:
        schema = self._index.schema
        clauses = [(tantivy.Occur.Must, must) for must in musts]
        for word in words(lower(query)):
            term = tantivy.Query.term_query(schema, "words", word)
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, _WHOLE_WORD)))
        whole = tantivy.Query.term_query(schema, "whole", _whole(query))
        clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(whole, _EXACT)))
        result = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=limit * _FETCHED)
        return _best_names(self._hit(score, address) for score, address in result.hits)[:limit]

    def _word(self, word: str, near: bool) -> Any:  # noqa: ANN401 - tantivy has no types
        schema = self._index.schema
        if near and len(word) >= _FUZZY_LETTERS:
            return tantivy.Query.fuzzy_term_query(schema, "folded", word, distance=1, prefix=True)
        return tantivy.Query.regex_query(schema, "folded", _escaped(word) + ".*")

    def _filters(self, kinds: Collection[str], language: str | None, state: str | None) -> list[Any]:
        schema = self._index.schema
        filters = [tantivy.Query.term_set_query(schema, "kind", sorted(kinds))] if kinds else []
        exact = {"language": language, "state": state}
        return filters + [tantivy.Query.term_query(schema, name, value) for name, value in exact.items() if value]

    def _hit(self, score: float, address: Any) -> Hit:  # noqa: ANN401 - tantivy has no types
        entry = self._searcher.doc(address)
        iri, kind, label, language = (str(entry.get_first(name) or "") for name in ("iri", "kind", "label", "language"))
        return Hit(iri, kind, label, language, float(score))


def _best_names(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-round(hit.score, 4), len(hit.label), hit.label, hit.iri)):
        best.setdefault(hit.iri, hit)
    return list(best.values())


def _schema() -> Any:  # noqa: ANN401 - tantivy has no types
    builder = tantivy.SchemaBuilder()
    for name in ("iri", "kind", "language", "state"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    builder.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("whole", stored=False, tokenizer_name="raw")
    builder.add_text_field("words", stored=False, tokenizer_name="default")
    builder.add_text_field("folded", stored=False, tokenizer_name="default")
    return builder.build()


def _entry(node: NamedNode, kind: str, state: str, label: str, language: str) -> Any:  # noqa: ANN401 - tantivy has no types
    return tantivy.Document(
        iri=[node.value],
        kind=[kind],
        language=[language],
        state=[state],
        label=[label],
        whole=[_whole(label)],
        words=[lower(label)],
        folded=[folded(label)],
    )


def _whole(text: str) -> str:
    return " ".join(words(folded(text)))[:1000]


def _escaped(word: str) -> str:
    return "".join("\\" + letter if letter in _REGEX_SIGNS else letter for letter in word)


def _members(store: Store, kind: str) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, RDF.type, JK[kind], DefaultGraph())
    return sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=lambda node: node.value)


def _state(store: Store, node: NamedNode) -> str:
    """The notation of a node's jurisdiction, or of that of the act that it stands in; empty where none is known."""
    seen: set[NamedNode] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        for state in _objects(store, here, ELI.jurisdiction):
            return state.value.rsplit("/", 1)[-1]
        waiting += [above for above in _objects(store, here, JK.partOf) if above not in seen]
    return ""


def _objects(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(node, predicate, None, DefaultGraph())
    return sorted((q.object for q in quads if isinstance(q.object, NamedNode)), key=lambda found: found.value)


def _names(store: Store, node: NamedNode) -> Iterator[tuple[str, str]]:
    """The names of a node with their languages, each once, the preferred ones first."""
    seen: dict[tuple[str, str], None] = {}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, DCTERMS.title, JK.text, JK.fileName):
        labels = (q.object for q in store.quads_for_pattern(node, predicate, None, DefaultGraph()))
        seen |= dict.fromkeys(sorted((v.value, v.language or "") for v in labels if isinstance(v, Literal)))
    yield from seen
