"""What tests of the extractors share: small made-up documents and the bodies that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.blocks import Block
from extractors.pipeline import Extractor
from extractors.reading import Reading
from extractors.tables.cells import read_tables
from extractors.tables.context import TableContext
from extractors.tables.facts import TableFacts, read_table_facts
from extractors.tables.flat import read_flat_tables
from extractors.tables.words import TableWords, load_table_words
from extractors.text import normalise
from ontology import iri
from ontology.records import Document, Task
from ontology.registered import Registry, load_registry


@dataclass(frozen=True)
class NamedStretch:
    """A body's name in a made-up document."""

    start: int
    end: int
    key: str


@pytest.fixture(scope="session")
def table_words() -> dict[str, TableWords]:
    """The words of tables by language."""
    return {words.language: words for words in load_table_words()}


@pytest.fixture(scope="session")
def table_context(table_words: Mapping[str, TableWords]) -> Callable[..., TableContext]:
    """Makes the context of a made-up document; each body is its own key, and only full words are its name."""

    def make(text: str, language: str = "kk", bodies: Sequence[str] = (), kinds: Mapping[str, str] | None = None) -> TableContext:
        sha256 = iri.digest(text) * 6
        document = Document(iri.document_key(sha256), "made-up.txt", sha256, text, language, "programme")
        block = Block(0, len(text), "paragraph", language)
        names = "|".join(re.escape(body) for body in sorted(bodies, key=len, reverse=True)) or "(?!)"
        pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")

        def resolve(start: int, end: int) -> list[NamedStretch]:
            return [NamedStretch(m.start(), m.end(), m[0]) for m in pattern.finditer(text, start, end)]

        reading = Reading(document, normalise(text), (block,), "KZ")
        return TableContext(reading, tuple(table_words.values()), resolve, "programme", "plan", (kinds or {}).get)

    return make


@pytest.fixture(scope="session")
def read_facts(table_context: Callable[..., TableContext]) -> Callable[..., TableFacts]:
    """Reads the tables of a made-up document."""

    def read(
        text: str,
        language: str = "kk",
        bodies: Sequence[str] = (),
        tasks: Sequence[Task] = (),
        flat: bool = False,
        kinds: Mapping[str, str] | None = None,
    ) -> TableFacts:
        context = table_context(text, language, bodies, kinds)
        tables = read_tables(text)
        if flat:
            words = [words for words in context.languages if words.language == language]
            found = read_flat_tables(context.reading.text, tables, words, context.resolve)
            facts = read_table_facts(context, found.tables, tasks)
            return facts._replace(unresolved=(*found.unresolved, *facts.unresolved))
        return read_table_facts(context, tables, tasks)

    return read


@pytest.fixture(scope="session")
def marked_table() -> Callable[..., str]:
    """Writes rows as a portal flattens them: a line of one TAB before each cell, a blank line after each row."""

    def write(*rows: Sequence[str]) -> str:
        return "".join("".join(f"\t\n{cell or chr(10)}\n" for cell in row) + "\n" for row in rows)

    return write


@pytest.fixture(scope="session")
def small_registry() -> Registry:
    """A few bodies of two states and of the world."""
    folder = Path(__file__).parent
    return load_registry([folder / "kg_small.toml", folder / "kz_small.toml"])


@pytest.fixture(scope="session")
def extractor(small_registry: Registry) -> Extractor:
    """The whole row of stages over the small registry."""
    return Extractor.load(small_registry)


@pytest.fixture(scope="session")
def named(extractor: Extractor) -> Callable[[str], list[tuple[str, str]]]:
    """What a made-up text names: each stretch with the last part of its body's key, or its name in place of an unregistered one's."""

    def find(text: str) -> list[tuple[str, str]]:
        reading = extractor.reading("made-up.txt", iri.digest(text) * 6, text)
        index, _ = extractor.bodies(reading, extractor.definitions(reading))
        return [
            (text[m.start : m.end], "/".join(m.key.split("/")[-2:]) if index.bodies[m.key].registered else m.match.name)
            for m in index.mentions
        ]

    return find
