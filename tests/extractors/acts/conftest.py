"""What tests of citations share: readings of short texts, one block a line, in a language that is given."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.acts.citations import find_citations
from extractors.acts.identity import ActFinder
from extractors.acts.instruments import InstrumentFacts, find_instruments
from extractors.acts.links import find_links
from extractors.acts.records import Citation
from extractors.acts.tables import CitationTable, load_citation_tables
from extractors.blocks import Block
from extractors.list_marks import mark_of
from extractors.names.definitions import Definition
from extractors.names.mentions import BodyIndex, BodyMention, NameMatch
from extractors.reading import Reading
from extractors.text import normalise
from ontology.records import Body, Document
from ontology.registered import RegisteredAct, Registry

COUNTRIES = {"ky": "KG", "kk": "KZ", "ru": "KG", "en": "KG"}


class Citing:
    """The citation stages over made-up texts. A line that begins with '| ' is a cell of a table."""

    def __init__(self, tables: dict[str, CitationTable]) -> None:
        self.tables = tables

    def reading(self, text: str, language: str) -> Reading:
        blocks, start = [], 0
        for line in text.split("\n"):
            body = line.strip()
            if body:
                cell = body.startswith("| ")
                place = start + line.index(body) + 2 * cell
                end = start + len(line.rstrip())
                kind = "cell" if cell else "item" if mark_of(text, place, end) else "paragraph"
                blocks.append(Block(place, end, kind, language))
            start += len(line) + 1
        document = Document("document/test", "test.txt", "0" * 64, text, language, "other")
        return Reading(document, normalise(text), tuple(blocks), COUNTRIES[language])

    def cite(self, text: str, language: str, bodies: Sequence[str] = ()) -> list[Citation]:
        reading = self.reading(text, language)
        return [c for place in find_citations(reading, self.bodies(text, bodies), self.tables) for c in place.citations]

    def settle(
        self,
        text: str,
        language: str,
        definitions: Sequence[Definition] = (),
        bodies: Sequence[str] = (),
        acts: Sequence[RegisteredAct] = (),
    ) -> InstrumentFacts:
        finder = ActFinder(Registry({}, {act.key: act for act in acts}))
        return find_instruments(self.reading(text, language), self.bodies(text, bodies), finder, self.tables, definitions)

    def link(self, text: str, language: str, bodies: Sequence[str] = ()) -> set[tuple[str, str, str]]:
        """The links as (source, type, target): each end is its number, else its type with its first year, or the body's name."""
        reading, index = self.reading(text, language), self.bodies(text, bodies)
        facts = find_instruments(reading, index, ActFinder(Registry({}, {})), self.tables)
        names = {i.key: i.number or f"{i.type}{i.period_start or ''}" for i in facts.instruments}
        found = find_links(reading, facts, index, self.tables)
        return {(names[link.source], link.link_type, names.get(link.target, link.target)) for link in found}

    def bodies(self, text: str, names: Sequence[str]) -> BodyIndex:
        mentions, records = [], {}
        for name in names:
            records[name] = Body(name, "state", "KG", (), ())
            start = text.find(name)
            while start >= 0:
                match = NameMatch(start, start + len(name), (name,), "full", name, "ky")
                mentions.append(BodyMention(start, start + len(name), name, match))
                start = text.find(name, start + 1)
        return BodyIndex(tuple(mentions), records)


@pytest.fixture(scope="session")
def citing() -> Citing:
    """The citation stages with the tables of all languages."""
    return Citing(load_citation_tables())
