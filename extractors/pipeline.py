"""Puts the stages in a row: a file in, one Extraction out. Built once for many documents."""

from __future__ import annotations

from pathlib import Path

from extractors.bodies import BodyFinder
from extractors.countries import CountryFinder
from extractors.definitions import Definition, DefinitionFinder
from extractors.language import document_kind, load_letters
from extractors.mentions import BodyIndex
from extractors.name_tables import load_name_words
from extractors.readers import txt
from extractors.reading import Reading
from extractors.structure import blocks_of
from extractors.text import normalise
from ontology.iri import document_key
from ontology.records import Document, Extraction, Unresolved
from ontology.registered import Registry

_TITLE = 600  # characters in which the kind of a document shows


class Extractor:
    """Reads documents. It holds tables, registry and automaton, and nothing of any document: use it for as many as you like."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._letters = load_letters()
        names = load_name_words()
        self._definitions = DefinitionFinder(names)
        self._countries = CountryFinder(names)
        self._bodies = BodyFinder(registry, names)

    @classmethod
    def load(cls, registry: Registry) -> Extractor:
        """An extractor for the names and acts of the registry. Raises DataError where a word table is faulty."""
        return cls(registry)

    def read(self, path: Path) -> Extraction:
        """All that one file says. Raises DocumentError where the file cannot be read as text."""
        file = txt.read(path)
        return self.extract(path.name, file.sha256, file.text)

    def extract(self, file_name: str, sha256: str, text: str) -> Extraction:
        """All that a text says; `sha256` is the hash of the bytes it was decoded from."""
        reading = self.reading(file_name, sha256, text)
        definitions = self.definitions(reading)
        bodies, unresolved = self.bodies(reading, definitions)
        return Extraction(reading.document, bodies=tuple(bodies.bodies.values()), unresolved=unresolved)

    def reading(self, file_name: str, sha256: str, text: str) -> Reading:
        """The first stages: the document with its language, blocks and state."""
        language, blocks = blocks_of(text, self._letters)
        kind = document_kind(text[:_TITLE], self._letters, language)
        document = Document(document_key(sha256), file_name, sha256, text, language, kind)
        normalised = normalise(text)
        return Reading(document, normalised, blocks, self._countries.country(normalised, language))

    def definitions(self, reading: Reading) -> tuple[Definition, ...]:
        """The short forms that the document defines."""
        return self._definitions.find(reading.text, reading.blocks)

    def bodies(self, reading: Reading, definitions: tuple[Definition, ...]) -> tuple[BodyIndex, tuple[Unresolved, ...]]:
        """The bodies that the document names."""
        return self._bodies.find(reading, definitions)
