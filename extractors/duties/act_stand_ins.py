"""Words that stand for an act named before: 'It is financed by the Fund', 'аны Министрлик ишке ашырат', 'the project'.

A pronoun before words of carrying out, paying or approving stands for the one act that is the subject or the object of the words
before it. A bare noun ('долбоорду') stands for the only instrument of its type that the document itself sets out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.duties.act_index import ActIndex, ActMention, OwnAct
from extractors.duties.clauses import CaseEnding, case_of, running, sentences
from extractors.openings import OpenedPattern
from extractors.reading import Reading

_REACH = 60  # characters before a noun in which what narrows it stands
_POINTING = re.compile(r"(?:[^\w]|\d)*(?:(?P<word>[^\W\d_]{2,8})\s)?[\"“«]?")  # before an act that opens a sentence: 'This '


class ActStandInWords(NamedTuple):
    """How a language says so: `pattern` finds the words in small letters, by the group `pronoun` or `noun`."""

    pattern: OpenedPattern
    types: Mapping[str, str]  # the beginning of a noun, and the type of the instrument that it names
    qualified: re.Pattern[str]  # words right before a noun which make it another's
    governed: re.Pattern[str]  # words right behind an act which make it the object of a noun: 'carrying out the Concept'
    endings: Sequence[CaseEnding]


class _StandIn(NamedTuple):
    start: int
    end: int
    key: str


class _Extended(NamedTuple):
    """An index of acts with the places where words stand for one."""

    main: str | None
    study: str | None
    known: ActIndex
    found: tuple[_StandIn, ...]

    @property
    def own(self) -> Sequence[OwnAct]:
        """The instruments that the document sets out."""
        return self.known.own

    def find(self, start: int, end: int) -> list[ActMention]:
        """The mentions that lie wholly within the stretch."""
        mine = [one for one in self.found if start <= one.start and one.end <= end]
        return sorted([*self.known.find(start, end), *mine], key=lambda mention: mention.start)


def with_act_stand_ins(reading: Reading, acts: ActIndex, words: Mapping[str, ActStandInWords]) -> ActIndex:
    """The index with the places where words stand for an act; the very index where there are none."""
    found: list[_StandIn] = []
    for first, last in running(reading):
        table = words[first.language]
        start, end = reading.text.normal(first.start), reading.text.normal(last.end - 1) + 1
        if table.pattern.search(reading.text.lower, start, end):
            found += _in_paragraph(reading, acts, first, last, table)
    return _Extended(acts.main, acts.study, acts, tuple(found)) if found else acts


def _in_paragraph(reading: Reading, acts: ActIndex, first: Block, last: Block, words: ActStandInWords) -> Iterator[_StandIn]:
    lower = reading.text.lower
    before: tuple[int, int] | None = None
    for start, end in sentences(reading, first.start, last.end):
        for match in words.pattern.finditer(lower, start, end):
            place = reading.text.original(*match.span())
            if any(
                mention.start < place[1] and place[0] < mention.end for mention in acts.find(*reading.text.original(start, end))
            ):
                continue
            if match["noun"]:
                key = None if _narrowed(lower, start, match.start(), words) else _own(acts, match["noun"], words)
            else:
                own = lower[start : match.start()].strip(" -,;") != ""
                told = (start, match.start()) if own else before
                key = _antecedent(reading, acts, told, words) if told else None
            if key is not None:
                yield _StandIn(*place, key)
        before = (start, end)


def _narrowed(lower: str, start: int, place: int, words: ActStandInWords) -> bool:
    return words.qualified.search(lower[max(start, place - _REACH) : place]) is not None


def _own(acts: ActIndex, noun: str, words: ActStandInWords) -> str | None:
    """The only instrument of the type that the document sets out."""
    type_ = next((type_ for stem, type_ in words.types.items() if noun.startswith(stem)), None)
    keys = {own.key for own in acts.own if own.type == type_}
    return keys.pop() if len(keys) == 1 else None


def _antecedent(reading: Reading, acts: ActIndex, told: tuple[int, int], words: ActStandInWords) -> str | None:
    """The one act that the words are about, as their subject or their object."""
    keys: set[str] = set()
    for mention in acts.find(*reading.text.original(*told)):
        start, end = reading.text.normal(mention.start), reading.text.normal(mention.end)
        while end < told[1] and reading.text.lower[end].isalnum():
            end += 1
        case = case_of(reading.text.lower[start:end].rstrip('"“”«»'), words.endings)
        pointing = _POINTING.fullmatch(reading.text.cased, told[0], start)
        opens = pointing is not None and not (pointing["word"] or "").isupper()  # an abbreviation is another subject
        if words.governed.match(reading.text.lower, end, told[1]):
            continue
        if case == "accusative" or (case == "nominative" and opens):
            keys.add(mention.key)
    return keys.pop() if len(keys) == 1 else None
