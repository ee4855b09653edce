"""Sentences as the duty rules see them: each body that is named is one sign that tells its grammatical case, asides are left out.

A sign stands for a whole name with its suffix, so a rule can say 'a body in the nominative, then anything, then a verb'.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from extractors.blocks import Block
from extractors.duties.marking import Piece, span_of
from extractors.names.mentions import BodyIndex, BodyMention
from extractors.reading import Reading
from extractors.sentences import sentence_bounds

FIRST_SIGN = 0xE000  # private use: never a letter of a document
CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental", "unmarked")
ANY_SIGN = f"[{chr(FIRST_SIGN)}-{chr(FIRST_SIGN + len(CASES) - 1)}]"
_SIGN = re.compile(ANY_SIGN)
_ASIDE = re.compile(r"\s?\([^()]{0,300}\)|\]\(#?[^()]{0,300}\)|\[")
_TITLE = re.compile(r'(?<![^\s(-])"(?=\S)[^"]{1,300}?(?<=\S)"(?!\w)')
_MARK = re.compile(r"[,;:]|-(?=\s)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")  # within a number, where it parts no clauses
_SHARED = ("genitive", "dative", "accusative")  # cases that a list marks on each written-out name
_SURE = ("dative", "accusative", "instrumental")  # cases that the ending of a word which a document defines tells for sure
_SHARED_ENDINGS = ("ии", "е")  # but those that two cases share
_STOPS = ".!?;:"
MAX_LENGTH = 4000  # characters of a sentence, and bodies in it: what is longer is no sentence, and no rule is tried on it
MAX_BODIES = 60
MIN_SHARED = 4  # letters that a name has in common with its base form, where the rest of it is to tell a case
_NEXT = 400  # characters behind a name in which its possessed word stands
GOVERNOR = 40  # characters before a body in which a word stands that makes it another's: 'subordinate to'


def sign(case: str) -> str:
    """The character that stands for a body in the given case."""
    return chr(FIRST_SIGN + CASES.index(case))


class CaseEnding(NamedTuple):
    """What may stand after the stem of a name, to the end of the word, and the case that it tells."""

    case: str
    pattern: re.Pattern[str]


class CaseWords(NamedTuple):
    """How a language tells the case of a name: by what follows its stem, or, where its head stands first, by the whole name.

    A bare abbreviation shows none: where `possessed` follows it, it stands for a genitive; where `joiner` binds it to a name
    before it that shows an oblique case, it shares that case; else it is 'unmarked' where the language declines its names,
    and a nominative where a case would show as a suffix.
    """

    endings: tuple[CaseEnding, ...]
    possessed: re.Pattern[str]
    joiner: re.Pattern[str]
    by_whole_name: bool = False
    role_noun: re.Pattern[str] | None = None  # over text as it is: 'partners of the project are the ...', which names no body

    def case(self, name: str, ending: str, bare: bool, after: str, before: tuple[str, str]) -> str:
        """The case of a name, which is '' where it stands in its base form.

        `ending` is what follows its stem, `after` the text after it; `before`: the case of the name before and the text between.
        """
        if not bare:
            return case_of(name if self.by_whole_name else ending, self.endings)
        told = case_of(name, self.endings) if self.by_whole_name else ""
        if told in _SURE and not name.endswith(_SHARED_ENDINGS):
            return told
        if self.possessed.match(after):
            return "genitive"
        case, between = before
        if case in _SHARED and self.joiner.fullmatch(between):
            return case
        return "unmarked" if self.by_whole_name else "nominative"


class Clause(NamedTuple):
    """A sentence with signs for its bodies. What its characters stand for is told by its pieces, in their order."""

    marked: str
    pieces: tuple[Piece, ...]
    bodies: dict[int, BodyMention]  # by the place of the sign in the marked text
    start: int  # normalised positions of the whole sentence, asides included
    end: int
    block: Block
    opening: tuple[int, int] | None = None  # where the words stand that open the list of which this is an item
    shared: int = 0  # how many characters of the marked text are words of that opening
    bare: bool = False  # whether these are bodies and no more

    def normal(self, start: int, end: int) -> tuple[int, int]:
        """The normalised span of a stretch of the marked text."""
        return span_of(self.pieces, start, end)

    @property
    def endless(self) -> bool:
        """Whether it is too long to be a sentence of a language, so that no rule is tried on it."""
        return len(self.marked) > MAX_LENGTH or len(self.bodies) > MAX_BODIES

    def named(self, start: int, end: int) -> list[BodyMention]:
        """The bodies whose signs stand in a stretch of the marked text."""
        return [self.bodies[place] for place in sorted(self.bodies) if start <= place < end]


def case_of(ending: str, endings: Sequence[CaseEnding]) -> str:
    """The case that the end of a name tells; the nominative where nothing else does."""
    return next((e.case for e in endings if e.pattern.fullmatch(ending)), "nominative")


def iter_clauses(reading: Reading, bodies: BodyIndex, cases: Callable[[str], CaseWords]) -> Iterator[Clause]:
    """The sentences of the running text that name a body: a heading assigns nothing, cells are left to the stage of tables."""
    for block, last in running(reading):
        if not bodies.find(block.start, last.end):
            continue
        for start, end in sentences(reading, block.start, last.end):
            found = bodies.outermost(*reading.text.original(start, end))
            if found:
                yield mark(reading, block, start, end, found, cases(block.language))


def running(reading: Reading) -> Iterator[tuple[Block, Block]]:
    """The blocks of running text, the two parts of one that a page break cuts taken together: its first block and its last."""
    first = last = None
    for block in reading.blocks:
        if first and last and block.kind == "paragraph" and _broken(reading, last, block):
            last = block
            continue
        if first and last:
            yield first, last
        first = last = block if block.kind in ("paragraph", "item") else None
    if first and last:
        yield first, last


def _broken(reading: Reading, block: Block, following: Block) -> bool:
    text = reading.document.text
    opening = text[following.start : following.start + 1]
    return block.kind != "heading" and text[block.end - 1] not in _STOPS and opening.isalpha() and opening.islower()


def sentences(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The normalised spans of the sentences of a stretch of the document, without the stops that end them."""
    known = reading.sentences.get((start, end))
    if known is None:
        cased = reading.text.cased
        bounds = sentence_bounds(cased, reading.text.normal(start), reading.text.normal(end))
        known = reading.sentences[start, end] = [(first, last - (cased[last - 1] in ".!?;")) for first, last in bounds]
    return known


def mark(reading: Reading, block: Block, start: int, end: int, found: list[BodyMention], words: CaseWords) -> Clause:
    """The stretch as a clause in which each of the bodies is a sign."""
    text = reading.text.cased
    bracketed = text.find("(", start, end) >= 0 or text.find("[", start, end) >= 0
    asides = [match.span() for match in _ASIDE.finditer(text, start, end)] if bracketed else []
    marked = _Marked(_without_marks_in_titles(text, start, end), start, asides)
    bodies: dict[int, BodyMention] = {}
    place, before = start, "nominative"
    for mention in found:
        first, last = reading.text.normal(mention.start), reading.text.normal(mention.end)
        if first < place or marked.skips(first) or (words.role_noun and words.role_noun.match(text, first, end)):
            continue
        between = text[place:first]
        start_of_sign = first
        if before == "genitive" and bodies and between.startswith(" (") and not _ASIDE.sub("", between).strip():
            start_of_sign = (
                marked.drop_last()
            )  # the owner of the next one, with its abbreviation between: 'the Committee of the Ministry'
            del bodies[marked.length]
        else:
            marked.copy(place, first)
        place = _word_end(text, last, end)
        ending = text[_stem_end(reading, mention, first, place) : place].lower()
        bare = not ending and mention.match.form in ("abbreviation", "defined")
        name = text[first:place].lower()
        base = name == mention.match.name.lower()
        name = "" if bare and text[first:place].isupper() else name  # an abbreviation
        before = words.case("" if base else name, ending, bare, text[place : min(end, place + _NEXT)], (before, between))
        bodies[marked.length] = mention
        marked.put(sign(before), start_of_sign, place)
    marked.copy(place, end)
    return Clause("".join(marked.parts), tuple(marked.pieces), bodies, start, end, block)


class _Marked:
    """The marked text in the making."""

    def __init__(self, text: str, start: int, skipped: list[tuple[int, int]]) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0
        self._text = text
        self._start = start
        self._skipped = skipped
        self._starts = [start for start, _ in skipped]

    def skips(self, place: int) -> bool:
        """Whether the place lies in an aside."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._skipped[before][1]

    def put(self, character: str, start: int, end: int) -> None:
        """Adds one character that stands for a stretch of the text."""
        self._add(character, start, end)

    def drop_last(self) -> int:
        """Takes away what was put last, and returns where it stands in the text."""
        piece = self.pieces.pop()
        self.parts.pop()
        self.length -= piece.length
        return piece.start

    def copy(self, start: int, end: int) -> None:
        """Adds the text as it is, asides left out."""
        for first, last in self._kept(start, end) if self._skipped else ((start, end),):
            if first < last:
                self._add(self._text[first - self._start : last - self._start], first, last)

    def _add(self, words: str, start: int, end: int) -> None:
        self.parts.append(words)
        self.pieces.append(Piece(self.length, len(words), start, end))
        self.length += len(words)

    def _kept(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches between the asides."""
        first = max(0, bisect_right(self._starts, start) - 1)  # the one before may reach over the start
        for skipped, after in self._skipped[first : bisect_left(self._starts, end)]:
            if after > start:
                yield start, max(start, skipped)
                start = max(start, after)
        yield start, end


def _without_marks_in_titles(text: str, start: int, end: int) -> str:
    """The stretch with a letter for each mark inside quotes, where it parts no clauses, and a point for the comma of a number."""
    words = _DECIMAL.sub(".", text[start:end])
    if '"' not in words:
        return words
    return _TITLE.sub(lambda match: _MARK.sub("_", match[0]), words)


def _stem_end(reading: Reading, mention: BodyMention, start: int, end: int) -> int:
    """Where the name without its suffixes ends.

    If it is not known, the last letter that the name shares with its base form, or with that form's last word where the name of
    its owner stands before it.
    """
    if mention.match.stem_end is not None:
        return min(reading.text.normal(mention.match.stem_end), end)
    written, base = reading.text.lower[start:end], mention.match.name.lower()
    if written == base:
        return end
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(written, base, strict=False)))
    if shared > MIN_SHARED:
        return min(start + max(0, shared - 1), end)
    last = base.rpartition(" ")[2]
    place = written.rfind(last) if len(last) > MIN_SHARED else -1
    if place > 0:
        return start + place + len(last) - 1
    noun = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(written, last, strict=False)))
    return min(start + noun - 1, end) if noun > MIN_SHARED else end  # the head noun alone: 'Кеңештин'


def _word_end(text: str, place: int, limit: int) -> int:
    while place < limit and text[place].isalpha():
        place += 1
    return place


def has_sign(text: str) -> bool:
    """Whether the marked text names a body."""
    return _SIGN.search(text) is not None
