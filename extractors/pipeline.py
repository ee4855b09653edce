"""Puts the stages in a row: a file in, one Extraction out. Built once for many documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.acts.identity import ActFinder
from extractors.acts.instruments import InstrumentFacts, find_instruments
from extractors.acts.links import find_links
from extractors.acts.tables import load_citation_tables
from extractors.assembly import assemble
from extractors.duties.mandates import find_mandates
from extractors.duties.rules import DutyTables
from extractors.duties.tasks import find_tasks
from extractors.duties.unheld import with_unheld
from extractors.language import Letters, document_kind, load_letters
from extractors.lost_letters import LostLetters
from extractors.names.bodies import BodyFinder
from extractors.names.countries import CountryFinder
from extractors.names.definitions import Definition, DefinitionFinder
from extractors.names.mentions import BodyIndex, BodyMention
from extractors.names.tables import load_name_words
from extractors.readers.reader import read_file
from extractors.reading import Reading
from extractors.repairs import running_lines
from extractors.scripts import unread
from extractors.structure import blocks_of
from extractors.tables.cells import read_tables
from extractors.tables.context import TableContext
from extractors.tables.facts import NO_TABLE_FACTS, TableFacts, read_table_facts
from extractors.tables.flat import read_flat_tables
from extractors.tables.grid import Table
from extractors.tables.matrices import read_matrices
from extractors.tables.semicolons import read_semicolon_tables
from extractors.tables.unlisted import UnlistedBodies
from extractors.tables.words import TableWords, load_table_words
from extractors.text import normalise
from extractors.topics.finder import Matter, TopicFinder
from extractors.word_finder import SharedFinder
from ontology.iri import document_key
from ontology.records import Document, Evidence, Extraction, Instrument, Task, Unresolved
from ontology.registered import Registry

_QUOTE = 120  # characters of a stretch that is not read
_TITLE = 600  # characters in which the kind of a document shows


class Extractor:
    """Reads documents. It holds tables, registry and automaton, and nothing of any document: use it for as many as you like."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._letters = load_letters()
        self._lost = LostLetters(self._letters)
        names = load_name_words()
        self._abroad = tuple(owner.lower() for words in names for owner in (*words.abroad_before, *words.abroad_after))
        self._definitions = DefinitionFinder(names)
        self._countries = CountryFinder(names)
        self._bodies = BodyFinder(registry, names)
        self._acts = ActFinder(registry)
        self._citations = load_citation_tables()
        finders = (finder for table in self._citations.values() for finder in (table.anchors, table.annexes))
        self._words = SharedFinder([*self._bodies.finders, *finders])
        self._tables = load_table_words()
        self._duties = DutyTables()
        self._topics = TopicFinder(names)

    @classmethod
    def load(cls, registry: Registry) -> Extractor:
        """An extractor for the names and acts of the registry. Raises DataError where a word table is faulty."""
        return cls(registry)

    def read(self, path: Path) -> Extraction:
        """All that one file says. Raises DocumentError where the file cannot be read."""
        file = read_file(path)
        return self.extract(path.name, file.sha256, file.text)

    def extract(self, file_name: str, sha256: str, text: str) -> Extraction:
        """All that a text says; `sha256` is the hash of the bytes it was decoded from."""
        reading = self.reading(file_name, sha256, text)
        definitions = self.definitions(reading)
        bodies, unresolved = self.bodies(reading, definitions)
        words = self._words_used(reading)
        parted = read_semicolon_tables(text, reading.tables, words)
        parted += read_matrices(text, (*reading.tables, *parted))
        flat = read_flat_tables(reading.text, (*reading.tables, *parted), words, bodies.outermost)
        if flat.tables or parted:  # now that their cells are known, names are looked for in them
            reading = self._with_tables(reading, (*flat.tables, *parted))
            definitions = self.definitions(reading)
            bodies, unresolved = self.bodies(reading, definitions)
        acts = find_instruments(reading, bodies, self._acts, self._citations, definitions)
        links = find_links(reading, acts, bodies, self._citations)
        main = acts.index.main or acts.index.project
        tasks = find_tasks(reading, main, self._duties, acts.index.in_act, acts.told)
        shorts = {d.short: text[d.full_start : d.full_end] for d in definitions if d.full_start is not None}
        tables = self._table_facts(reading, bodies, acts, tasks.tasks, shorts)
        duties = find_mandates(reading, bodies, acts.index, tasks, self._duties, acts.index.project)
        duties = with_unheld(duties, reading, bodies, acts.index, tasks.tasks)
        extraction = assemble(reading, bodies, acts, links, tables, duties, (*unresolved, *flat.unresolved))
        matters: tuple[Matter, ...] = (*extraction.tasks, *extraction.functions, *extraction.measures, *extraction.indicators)
        return replace(extraction, topics=self._topics.find(reading, bodies, matters))

    def find_names(self, text: str) -> tuple[BodyMention, ...]:
        """The places where a text names bodies: the stages up to the bodies, and none after."""
        reading = self.reading("", "", text)
        bodies, _ = self.bodies(reading, self.definitions(reading))
        return bodies.mentions

    def find_acts(self, text: str) -> tuple[Instrument, ...]:
        """The instruments that a text names: the stages up to the instruments, and none after."""
        reading = self.reading("", "", text)
        definitions = self.definitions(reading)
        bodies, _ = self.bodies(reading, definitions)
        return find_instruments(reading, bodies, self._acts, self._citations, definitions).instruments

    def _table_facts(
        self, reading: Reading, bodies: BodyIndex, acts: InstrumentFacts, tasks: tuple[Task, ...], shorts: Mapping[str, str]
    ) -> TableFacts:
        main = acts.index.main or acts.index.project
        if main is None:  # nothing in a document that is no instrument assigns a measure
            return NO_TABLE_FACTS._replace(tasks=tasks)
        unlisted = UnlistedBodies(reading.document.key, reading.jurisdiction)
        plan = acts.index.plan or main
        kind_of, type_ = _kinds(bodies, self._abroad), next((act.type for act in acts.instruments if act.key == main), None)
        context = TableContext(reading, self._tables, bodies.outermost, main, plan, kind_of, type_, shorts, unlisted)
        return read_table_facts(context, reading.tables, tasks)

    def reading(self, file_name: str, sha256: str, text: str) -> Reading:
        """The first stages: the document with its language, blocks and state."""
        tables = read_tables(text)
        cuts = running_lines(text, tables)
        language, blocks = blocks_of(text, self._letters, tables, cuts)
        start = blocks[0].start if blocks else 0
        kind = document_kind(text[start : start + _TITLE], self._letters, language)
        document = Document(document_key(sha256), file_name, sha256, text, language, kind)
        normalised = normalise(text, self._seen(text, cuts))
        title = blocks[min(2, len(blocks)) - 1].end if blocks else 0  # the title, and what stands right below it
        country = self._countries.country(normalised, language, normalised.normal(title))
        words = self._words.find(normalised.lower)
        unread = tuple(_unread(text, self._letters))
        return Reading(document, normalised, blocks, country, tables, words, unread)

    def _seen(self, text: str, cuts: Sequence[tuple[int, int]]) -> str:
        """The text with lost letters put back and without the lines that cut a sentence, as long as it was."""
        seen = self._lost.repair(text)
        for start, end in cuts:
            seen = seen[:start] + "\u00ad" * (end - start) + seen[end:]
        return seen

    def _words_used(self, reading: Reading) -> list[TableWords]:
        codes = {reading.document.language, *(block.language for block in reading.blocks)}
        return [words for words in self._tables if words.language in codes]

    def _with_tables(self, reading: Reading, found: tuple[Table, ...]) -> Reading:
        """The reading with tables that lost their marks: their lines cut no sentence, however often one is repeated."""
        text = reading.document.text
        tables = tuple(sorted((*reading.tables, *found), key=lambda table: table.start))
        cuts = running_lines(text, tables)
        _, blocks = blocks_of(text, self._letters, tables, cuts)
        normalised = normalise(text, self._seen(text, cuts))
        words = self._words.find(normalised.lower)
        return replace(reading, text=normalised, blocks=blocks, tables=tables, words=words, sentences={}, words_at={})

    def definitions(self, reading: Reading) -> tuple[Definition, ...]:
        """The short forms that the document defines."""
        return self._definitions.find(reading.text, reading.blocks)

    def bodies(self, reading: Reading, definitions: tuple[Definition, ...]) -> tuple[BodyIndex, tuple[Unresolved, ...]]:
        """The bodies that the document names."""
        return self._bodies.find(reading, definitions)


def _unread(text: str, letters: Sequence[Letters]) -> Iterator[Unresolved]:
    """The paragraphs in a script that is not read: listed, so that no reader takes them for empty."""
    lines = (match.span() for match in re.finditer(r"[^\n]*[^\s][^\n]*", text))
    for start, end, script in unread(text, lines, letters):
        words = " ".join(text[start:end].split())[:_QUOTE]
        yield Unresolved("script", words, f"written in {script}, which are not read yet", Evidence(start, end, "script", 1.0))


def _kinds(bodies: BodyIndex, abroad: Sequence[str]) -> Callable[[str], str | None]:
    """The kinds of bodies by their keys; 'foreign' for those of states whose bodies are not in the registry."""

    def kind_of(key: str) -> str | None:
        body = bodies.bodies.get(key)
        if body is None or body.registered or body.kind != "state":
            return body.kind if body else None
        name = f" {body.names[0].text.lower()} "
        return "foreign" if any(f" {owner} " in name for owner in abroad) else body.kind

    return kind_of
