"""Words that stand for a body named before: 'It maintains a register', 'The Ministry reports', 'Они ведут учёт'.

A pronoun that opens a sentence or clause, or stands behind words that it may have before it, stands for the subject of the
words before it, in the same paragraph, or, where that is of another number or gender, for the one body there that agrees
with it; a bare noun ('the Council') for the one body of that noun that the document names, else for the one that the
sentence before it names. Where more than one body, or none, agrees in number and gender, the words stand for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from extractors.blocks import Block
from extractors.duties.clauses import CaseWords, Clause, mark, running, sentences, sign
from extractors.kept_patterns import compiled
from extractors.names.mentions import BodyIndex, BodyMention, NameMatch
from extractors.openings import OpenedPattern
from extractors.reading import Reading

FORM = "stand-in"
COUNCIL = "council"  # what a pronoun in an oblique case tells by what is said of it: only a body of members has them
_PLURAL = ("collective", "group")  # forms of a match whose name is a plural
_HEADS = (sign("nominative"), sign("unmarked"))
_ARTICLE = re.compile(r"(?:the|a|an)\s\Z")
_JOINED = re.compile(r"\s*(?:,|[^\W\d_]{1,3})(?:\s+[^\W\d_]{1,3})?\s*")  # 'A and B', 'A, the B', 'A и B'
_OPENS = re.compile(r"(?:^|[;,]\s+)(?:[^\w\ue000-\ue00f]|\d)*\Z")


class StandInWords(NamedTuple):
    """How a language says so: `pattern` finds the words, by the group `pronoun` or `noun`; both match small letters."""

    pattern: OpenedPattern
    numbers: Mapping[str, str]  # a pronoun, and the number or gender that it tells: a key of `tells`, 'council' or 'last'
    nouns: Mapping[
        str, str
    ]  # a noun in any of its forms, by the beginning of the word: as it stands in names, '|' between two ways
    tells: Mapping[str, re.Pattern[str]]  # of the name of a body, in small letters: the number or gender of its head
    beside: re.Pattern[str]  # words right before a body which make it no subject
    behind: re.Pattern[str]  # and words right behind one
    qualified: re.Pattern[str]  # words right before a noun which make it a longer name
    opens: re.Pattern[str]  # what may stand before a pronoun in its sentence or clause: 'to this end it', 'in its tasks'

    @property
    def used(self) -> bool:
        """Whether the language has any."""
        return bool(self.numbers or self.nouns)


def with_stand_ins(
    reading: Reading, bodies: BodyIndex, words: Mapping[str, StandInWords], cases: Mapping[str, CaseWords]
) -> BodyIndex:
    """The index with the places where words stand for a body; the very index where there are none."""
    found: list[BodyMention] = []
    for first, last in _paragraphs(reading, words):
        found += _Paragraph(reading, bodies, first, words[first.language], cases[first.language]).read(last.end)
    return BodyIndex((*bodies.mentions, *found), bodies.bodies) if found else bodies


def _paragraphs(reading: Reading, words: Mapping[str, StandInWords]) -> Iterator[tuple[Block, Block]]:
    for first, last in running(reading):
        table = words[first.language]
        if not table.used:
            continue
        start, end = reading.span(first)[0], reading.text.normal(last.end - 1) + 1
        if table.pattern.search(reading.text.lower, start, end):
            yield first, last


class _Paragraph:
    """The words of one paragraph that stand for bodies; those found before count, since a pronoun may follow a pronoun."""

    def __init__(self, reading: Reading, bodies: BodyIndex, block: Block, words: StandInWords, cases: CaseWords) -> None:
        self.found: list[BodyMention] = []
        self._reading, self._bodies, self._block = reading, bodies, block
        self._words, self._cases = words, cases

    def read(self, end: int) -> list[BodyMention]:
        """All of them, from the block to the end of the paragraph."""
        lower = self._reading.text.lower
        before: tuple[int, int] | None = None
        for first, last in _segments(self._reading, self._block.start, end):
            for match in self._words.pattern.finditer(lower, first, last):
                place = match.span("noun" if match["noun"] else "pronoun")
                key = self._key(match, place, first, self._said_before(match, first) or before)
                if key is not None:
                    self.found.append(self._mention(place, key))
            before = (first, last)
        return self.found

    def _said_before(self, match: re.Match[str], first: int) -> tuple[int, int] | None:
        """The words of its own sentence before a pronoun behind a comma, where they name a body."""
        lower = self._reading.text.lower
        inside = match["pronoun"] and lower[first : match.start()].rstrip().endswith(",")
        return (first, match.start()) if inside and self._named(first, match.start()) else None

    def _key(self, match: re.Match[str], place: tuple[int, int], first: int, before: tuple[int, int] | None) -> str | None:
        lower = self._reading.text.lower
        if self._bodies.covers(*self._reading.text.original(*place)):
            return None
        if match["noun"]:
            longer = self._words.qualified.search(lower[first : place[0]])
            return None if longer else self._of_noun(match["noun"], place[0], before or (first, first))
        number = self._words.numbers[" ".join(match["pronoun"].split())]
        if number == COUNCIL:
            return self._council((first, match.start())) or (self._council(before) if before else None)
        if before is None or not self._words.opens.search(lower[first : match.start()]):
            return None
        return self._of_pronoun(number, before)

    def _council(self, before: tuple[int, int]) -> str | None:
        """The one body of members among those that the words name, be it their subject or not."""
        keys = {mention.key for mention in self._named(*before) if self._agrees(mention, COUNCIL)}
        return keys.pop() if len(keys) == 1 else None

    def _named(self, start: int, end: int) -> list[BodyMention]:
        """The bodies that a stretch of the normalised text names, or stands in for."""
        first, last = self._reading.text.original(start, end)
        own = (mention for mention in self.found if first <= mention.start < last)
        return sorted((*self._bodies.outermost(first, last), *own), key=lambda mention: mention.start)

    def _of_noun(self, said: str, place: int, before: tuple[int, int]) -> str | None:
        """The body that a bare noun stands for."""
        noun = next(noun for stem, noun in self._words.nouns.items() if said.startswith(stem))
        named = compiled(rf"(?<!\w)(?:{'|'.join(map(re.escape, noun.split('|')))})(?!\w)")
        limit = self._reading.text.position(place)
        keys = {m.key for m in self._bodies.mentions if m.start < limit and named.search(m.match.name.lower())}
        if len(keys) > 1:
            keys &= {mention.key for mention in self._named(before[0], place)}
        return keys.pop() if len(keys) == 1 else None

    def _of_pronoun(self, number: str, before: tuple[int, int]) -> str | None:
        """The body that a pronoun stands for: of the bodies of the words before it, the subject."""
        named = self._named(*before)
        if not named or number == "last":
            return named[-1].key if named else None
        clause = mark(self._reading, self._block, *before, named, self._cases)
        subjects = list(_subjects(clause, self._words))
        opening = [place for place in subjects if _OPENS.search(_ARTICLE.sub("", clause.marked[:place].lower()))]
        keys = {clause.bodies[place].key for place in opening[:1] or subjects}
        if len(keys) != 1:
            return None
        mention = clause.bodies[(opening or subjects)[0]]
        if self._agrees(mention, number):
            return mention.key
        others = {other.key for other in named if other.key != mention.key and self._agrees(other, number)}
        return others.pop() if len(others) == 1 else None

    def _agrees(self, mention: BodyMention, number: str) -> bool:
        body = self._bodies.bodies.get(mention.key)
        plural = mention.match.form in _PLURAL or "group" in (mention.match.kind, body.kind if body else None)
        name = body.names[0].text.lower() if body and body.names else mention.match.name.lower()
        tells = self._words.tells[number].match(name) is not None
        return plural or tells if number == "plural" else tells and not plural

    def _mention(self, place: tuple[int, int], key: str) -> BodyMention:
        start, end = self._reading.text.original(*place)
        said = self._reading.text.lower[slice(*place)]
        noun = next((noun for stem, noun in self._words.nouns.items() if said.startswith(stem)), None)
        name = (noun or (self._base(said) if self._cases.by_whole_name else said)).partition("|")[0]
        body = self._bodies.bodies.get(key)
        stem = start + 1 if len(said) > 2 and not self._cases.by_whole_name and name == said else None  # 'а-нын', 'о-ны'
        match = NameMatch(start, end, (key,), FORM, name, self._block.language, body.kind if body else None, stem_end=stem)
        return BodyMention(start, end, key, match)

    def _base(self, said: str) -> str:
        """The pronoun in its base form, the first of its number that the table has: the form that it stands in tells its case."""
        number = self._words.numbers.get(" ".join(said.split()))
        return next((pronoun for pronoun, its in self._words.numbers.items() if its == number), said)


def _segments(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences, cut at semicolons."""
    lower = reading.text.lower
    for first, last in sentences(reading, start, end):
        while (stop := lower.find("; ", first, last)) >= 0:
            yield first, stop
            first = stop + 2
        yield first, last


def _subjects(clause: Clause, words: StandInWords) -> Iterator[int]:
    """The places of bodies in the nominative that no preposition governs, and that are no part of a list."""
    places = sorted(clause.bodies)
    pairs = [pair for pair in pairwise(places) if _JOINED.fullmatch(clause.marked[pair[0] + 1 : pair[1]])]
    listed = {place for pair in pairs for place in pair}
    for place in places:
        lower = clause.marked.lower()
        governed = words.beside.search(lower, 0, place) or words.behind.match(lower, place + 1)
        if clause.marked[place] in _HEADS and place not in listed and governed is None:
            yield place
