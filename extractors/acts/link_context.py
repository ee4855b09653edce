"""What the rules of links work with: the document, its sentences with their mentions, and whose text stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractors.acts.index import InstrumentIndex, InstrumentMention
from extractors.acts.instruments import InstrumentFacts
from extractors.acts.records import ACTS, POLICIES, Region
from extractors.acts.tables import CitationTable, LinkRow
from extractors.blocks import Block
from extractors.list_marks import mark_of
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from extractors.sentences import cut_long, sentence_bounds

OPENING_REACH = 16  # characters before a short form that opens a sentence: the number of its point, 'this', 'as is known,'
NAMED_REACH = 500  # characters before a sentence in which what its pronoun stands for is named
ENACTING = 140  # characters of a paragraph that holds the enacting words, and no more than the body that enacts
LIST_REACH = 20  # items of a list above which its lead-in is looked for
LEAD_IN_REST = 60  # characters beside the names of bodies in a lead-in that names them alone: a number, a term
_LINK_MARKS = re.compile(r"\]\([^)\s]*\)|\[")


class Found(NamedTuple):
    """A link that was read at `[start, end)` of the document."""

    type: str
    source: str
    target: str
    start: int
    end: int


def bearing(link_type: str, target: InstrumentMention) -> str:
    """The type of a link to what is named: to repeal a point of an act is to amend it, to take an act's place is to repeal it.

    A constitution is the ground of what is done in pursuance of it, not its task.
    """
    if link_type == "implements" and target.citation.type == "constitution":
        return "based_on"
    if link_type == "succeeds" and target.citation.type in ACTS | {"treaty", "regulation"}:
        return "repeals"
    return "amends" if link_type == "repeals" and target.citation.provision else link_type


class Sentence(NamedTuple):
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

    def possible(self, language: str, start: int, end: int, *places: str) -> list[LinkRow]:
        """The rules that look at those places whose words may stand in a stretch of the normalised text."""
        table, words = self.tables[language], self.lower[start:end]
        marked = "[" in words or "]" in words  # the rules see other words: those without the marks of links
        return [row for row in (table.links if marked else table.links.by_letters.find(words)) if row.place in places]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that name an instrument."""
        for place in self.facts.cited:
            region = place.region
            cased = self.reading.text.cased
            sentences = sentence_bounds(cased, region.start, region.end)
            for start, end in (piece for sentence in sentences for piece in cut_long(cased, *sentence)):
                found = self.index.outermost(*self.reading.text.original(start, end))
                mentions = tuple(mention for mention in found if not self._defines(mention))
                if mentions:
                    yield Sentence(start, end, mentions, region)

    def _defines(self, mention: InstrumentMention) -> bool:
        """Whether a short form stands in the bracket that defines it: there it says nothing of its own."""
        start = mention.citation.start
        return mention.form == "short" and any(first <= start <= last for first, last in self.facts.defining)

    def normal(self, mention: InstrumentMention) -> tuple[int, int]:
        """The span of a mention in the normalised text."""
        if mention.form == "title":
            return self.reading.text.normal(mention.start), self.reading.text.normal(mention.end - 1) + 1
        return mention.citation.start, mention.citation.end

    def words(self, start: int, end: int) -> str:
        """The normalised words of a stretch in lower case, without the marks of links."""
        words = self.lower[start:end]
        return _LINK_MARKS.sub("", words) if "[" in words or "]" in words else words

    def subject(self, sentence: Sentence, before: int) -> str | None:
        """The instrument of the document that a sentence speaks of: named in it, else the one whose text this is."""
        named = [m.key for m in sentence.mentions if m.key in self.own and self.normal(m)[0] < before]
        first = sentence.mentions[0]
        if not named and self._opens(first, sentence) and self.normal(first)[1] < before:
            return first.key
        return named[0] if named else self.index.owner_at(self.reading.text.position(sentence.start))

    def named_before(self, sentence: Sentence) -> str | None:
        """The policy paper that is named last before a sentence, not far from it."""
        start = self.reading.text.position(sentence.start)
        near = self.index.outermost(max(0, start - NAMED_REACH), start)
        return next((m.key for m in reversed(near) if m.citation.type in POLICIES), None)

    def _opens(self, mention: InstrumentMention, sentence: Sentence) -> bool:
        """Whether a short form, or the name of a policy paper, opens the sentence in the nominative: it is about that paper."""
        citation, table = mention.citation, sentence.region.table
        if citation.start - sentence.start > OPENING_REACH or citation.stem not in table.by_stem:
            return False
        if mention.form != "short" and citation.type not in POLICIES:
            return False
        base = table.by_stem[citation.stem].base
        return not citation.case if table.head_final else not base or base == citation.stem + citation.case

    def enacting_below(self, sentence: Sentence) -> str:
        """The words of the short paragraph below a preamble that ends without a stop; in small letters."""
        blocks, raw = self.reading.blocks, self.reading.document.text
        place = self.reading.place_of_block(self.reading.text.position(sentence.start))
        if not 0 <= place < len(blocks) - 1 or raw[blocks[place].end - 1] in ".;:":
            return ""
        following = blocks[place + 1]
        ends = self.reading.text.original(sentence.start, sentence.end)[1] >= blocks[place].end
        short = following.end - following.start <= ENACTING
        return self.words(*self.reading.span(following)) if ends and short else ""

    def assigned(self, sentence: Sentence) -> bool:
        """Whether the sentence is an item below the name of a body alone ('to the Cabinet:'): the body does it, not the act."""
        blocks, raw = self.reading.blocks, self.reading.document.text
        place = self.reading.place_of_block(self.reading.text.position(sentence.start))
        if place < 0 or blocks[place].kind == "cell":
            return False
        level = mark_of(raw, blocks[place].start, blocks[place].end)
        for block in reversed(blocks[max(0, place - LIST_REACH) : place]):
            if raw[block.end - 1] == ":":
                return mark_of(raw, block.start, block.end) != level and self._names_body_only(block)
            if block.kind != "item" and raw[block.end - 1] not in ";,":
                return False
        return False

    def _names_body_only(self, block: Block) -> bool:
        bodies = self.bodies.outermost(block.start, block.end)
        words = self.tables[block.language].words["own_enacting"]
        if not bodies or any(word in self.reading.document.text[block.start : block.end].lower() for word in words):
            return False
        rest = block.end - block.start - sum(body.end - body.start for body in bodies)
        return rest <= LEAD_IN_REST

    def source(self, row: LinkRow, sentence: Sentence, before: int) -> str | None:
        """The document's instrument that a rule takes for the source of its links."""
        own_act = row.source == "own-act" and (self.index.act is not None or row.type == "approves")
        return self.index.act if own_act else self.subject(sentence, before)
