"""What the citation stage passes on: one place where the text names an instrument, and the stretch of text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from extractors.acts.tables import CitationTable, TypeRow
from extractors.acts.tokens import Token, Tokens, scan
from extractors.blocks import Block
from extractors.text import MatchText
from extractors.word_finder import FoundWord

WORD = re.compile(r"\w+")
ACTS = frozenset(("constitutional-law", "law", "decree", "resolution", "order", "decision", "un-resolution"))
WORLDLY = frozenset(("resolution", "un-resolution", "regulation", "decision", "other"))  # types of acts of the UN and of Unions
POLICIES = frozenset(("programme", "strategy", "concept", "action-plan"))


class Span(NamedTuple):
    """A named stretch of the normalised text: a body (`key`) or a citation found before. A body may stand in the nominative."""

    start: int
    end: int
    key: str
    jurisdiction: str | None = None
    nominative: bool = False


@dataclass(slots=True)
class Done:
    """The citations of a region that were read before: the last one, and the first that ends at a place."""

    last: Span | None = None
    ending: dict[int, Span] = field(default_factory=dict)

    def add(self, span: Span) -> None:
        """Another citation."""
        self.last = span
        self.ending.setdefault(span.end, span)


class Citation(NamedTuple):
    """A place where the text names an instrument. Offsets are of the normalised text, `head` is where the type's word starts.

    `signs` say why it is held to name one: 'number', 'date', 'title' (quoted), 'about' (a title with 'on ...'), 'period', 'name'
    (a capital letter in mid-sentence), 'initial' (one at a sentence's start), 'capital' (the type's own), 'country', 'world' (of
    the United Nations or another such), 'approval' (behind 'approved'), 'absorbed' (built on another citation), 'heading' (it
    fills its block), 'planned' (still to be drawn up), 'list' (an item that shares a type's word), 'short' (a short form).
    """

    type: str
    start: int
    end: int
    head: int
    head_end: int
    language: str
    title: str | None
    quoted: str | None
    signs: frozenset[str]
    block: int  # start of the region in the normalised text
    number: str | None = None
    date: str | None = None
    period: tuple[int | None, int | None] = (None, None)
    issuer: str | None = None
    jurisdiction: str | None = None
    plural: bool = False
    stem: str = ""
    case: str = ""  # the case ending of the type's word, as printed; empty in the nominative
    provision: str | None = None  # the article, point or paragraph that is cited, as printed


@dataclass(frozen=True)
class Region:
    """A stretch of text that no citation crosses: a block, or paragraphs that a line end has cut. Offsets are normalised."""

    text: MatchText
    start: int
    end: int
    table: CitationTable
    kind: str  # of its first block
    bodies: tuple[Span, ...]
    blocks: tuple[Block, ...]

    @cached_property
    def tokens(self) -> Tokens:
        """The dates, numbers, periods and quotes of the stretch."""
        return scan(self.text, self.start, self.end, self.table)

    @cached_property
    def body_ends(self) -> dict[int, Span]:
        """The longest body that ends at a place."""
        found: dict[int, Span] = {}
        for body in self.bodies:
            if body.end not in found or body.start < found[body.end].start:
                found[body.end] = body
        return found

    @cached_property
    def body_starts(self) -> dict[int, Span]:
        """The longest body that starts at a place."""
        found: dict[int, Span] = {}
        for body in self.bodies:
            if body.start not in found or body.end > found[body.start].end:
                found[body.start] = body
        return found

    @cached_property
    def notes(self) -> bool:
        """Whether it opens with a bracket, or with the name of a publisher's note, or one stands in it."""
        words, notes = self.text.lower[self.start : self.end], self.table.words["own_notes"]
        return words.startswith((*notes, "(")) or any(f"{note}." in words for note in notes)

    def sentence_start(self, position: int) -> bool:
        """Whether a word at the position opens a sentence, item or cell."""
        cased = self.text.cased
        while position > self.start and cased[position - 1] in ' ["(*-':
            position -= 1
        if position == self.start:
            return True
        return cased[position - 1] in ".!?:;" or (cased[position - 1] == ")" and position - self.start <= 3)


class Anchor(NamedTuple):
    """A word that names a type, with its suffixes read."""

    row: TypeRow
    stem: str
    start: int
    stem_end: int
    base_end: int  # where the nominative (with its possessive) ends
    end: int
    plural: bool
    possessive: bool
    case: str


def anchors(region: Region) -> list[Anchor]:
    """The words of types in a region."""
    table, lower = region.table, region.text.lower
    found: list[Anchor] = []
    for word in table.anchors.find(lower, region.start, region.end):
        anchor = _anchor(word, table, lower, region.end)
        if anchor:
            found.append(anchor)
    return found


def _anchor(word: FoundWord, table: CitationTable, lower: str, limit: int) -> Anchor | None:
    suffix = table.suffix.match(lower, word.end, limit)
    if not suffix:
        return None
    row = table.by_stem[word.word]
    if row.not_before and lower[suffix.end() : limit].lstrip(" ").startswith(row.not_before):
        return None
    if row.not_after and lower[max(0, word.start - 60) : word.start].rstrip(" [").endswith(row.not_after):
        return None
    case = suffix["case"] or ""
    return Anchor(
        row,
        word.word,
        word.start,
        word.end,
        suffix.end() - len(case),
        suffix.end(),
        bool(suffix["plural"]),
        bool(suffix["possessive"]),
        case,
    )


@dataclass(slots=True)
class Parts:
    """What has been read of one citation so far; `start` and `end` grow with it. `title` is the span of an unquoted title."""

    start: int
    end: int
    number: str | None = None
    date: str | None = None
    quote: Token | None = None
    period: tuple[int | None, int | None] = (None, None)
    issuer: str | None = None
    jurisdiction: str | None = None
    title: tuple[int, int] | None = None
    signs: set[str] = field(default_factory=set)
    worldly: bool = True  # whether its type may bear the number of a resolution of the United Nations, or of a Union's act

    def take(self, token: Token) -> bool:
        """Reads a token into the citation; False where its place is taken already or it is of no use here."""
        if token.kind == "number" and self.number is None and (self.worldly or not token.world):
            self.number = token.value
            if token.world:
                self.jurisdiction = token.world
                self.date = self.date or token.year
        elif token.kind == "date" and (self.date is None or (len(self.date) == 4 and token.value.startswith(self.date))):
            self.date = token.value
        elif token.kind == "quote" and self.quote is None:
            self.quote = token
        elif token.kind == "period" and self.period == (None, None):
            self.period = period_of(token.value)
        else:
            return False
        self.signs.add("title" if token.kind == "quote" else token.kind)
        return True


def period_of(value: str) -> tuple[int | None, int | None]:
    """The years of a period token: '2018-2022', or '-2025' where only the end is printed."""
    first, last = value.split("-")
    return (int(first) if first else None, int(last))


def taken_up(region: Region, anchor: Anchor) -> bool:
    """Whether a word before takes up what was named before: 'the said Plan' names no other plan."""
    before = region.text.lower[max(region.start, anchor.start - 30) : anchor.start].split()
    return bool(before) and before[-1] in region.table.words["demonstratives_said"]


def anchor_capital(region: Region, anchor: Anchor) -> bool:
    """Whether the type's word bears a capital letter of its own: not at the start of a sentence, nor in words all in capitals."""
    word = region.text.cased[anchor.start : anchor.end]
    return word[0].isupper() and not word.isupper() and not region.sentence_start(anchor.start)
