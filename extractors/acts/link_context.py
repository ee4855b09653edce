"""What the rules of links work with: the document, its sentences with their mentions, and whose text stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractors.acts.index import InstrumentIndex, InstrumentMention
from extractors.acts.instruments import InstrumentFacts
from extractors.acts.records import Region
from extractors.acts.tables import CitationTable, LinkRow
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from extractors.sentences import sentence_bounds

_LINK_MARKS = re.compile(r"\]\([^)\s]*\)|\[")


@dataclass(frozen=True, slots=True)
class Found:
    """A link that was read at `[start, end)` of the document."""

    type: str
    source: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its outermost mentions; its offsets are normalised, those of the mentions are the document's."""

    start: int
    end: int
    mentions: tuple[InstrumentMention, ...]
    region: Region


@dataclass(frozen=True)
class LinkContext:
    """One document under work."""

    reading: Reading
    facts: InstrumentFacts
    bodies: BodyIndex
    tables: Mapping[str, CitationTable]

    @property
    def index(self) -> InstrumentIndex:
        """Where instruments are named."""
        return self.facts.index

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys of the instruments that the document sets out."""
        return frozenset(own.key for own in self.index.own)

    @cached_property
    def lower(self) -> str:
        """The normalised text in lower case."""
        return self.reading.text.lower

    def rows(self, language: str, *places: str) -> tuple[LinkRow, ...]:
        """The rules of a language that look at those places."""
        return tuple(row for row in self.tables[language].links if row.place in places)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that name an instrument."""
        for place in self.facts.cited:
            region = place.region
            for start, end in sentence_bounds(self.reading.text.cased, region.start, region.end):
                mentions = tuple(self.index.outermost(*self.reading.text.original(start, end)))
                if mentions:
                    yield Sentence(start, end, mentions, region)

    def normal(self, mention: InstrumentMention) -> tuple[int, int]:
        """The span of a mention in the normalised text."""
        if mention.form == "title":
            return self.reading.text.normal(mention.start), self.reading.text.normal(mention.end - 1) + 1
        return mention.citation.start, mention.citation.end

    def words(self, start: int, end: int) -> str:
        """The normalised words of a stretch in lower case, without the marks of links."""
        return _LINK_MARKS.sub("", self.lower[start:end])

    def subject(self, sentence: Sentence, before: int) -> str | None:
        """The instrument of the document that a sentence speaks of: named in it, else the one whose text this is."""
        named = [m.key for m in sentence.mentions if m.key in self.own and self.normal(m)[0] < before]
        return named[0] if named else self.index.owner_at(self.reading.text.position(sentence.start))

    def source(self, row: LinkRow, sentence: Sentence, before: int) -> str | None:
        """The document's instrument that a rule takes for the source of its links."""
        return self.index.act if row.source == "own-act" else self.subject(sentence, before)
