"""How far the phrase round a head noun goes, by the grammar of noun phrases of the language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from extractors.names.covered import Covered, Owner
from extractors.names.group_words import GroupWords

_MAX_BEFORE = 6  # words before a noun that may narrow it
_MAX_COMPLEMENT = 9  # words of what a postposition ties to it
_MAX_TOPIC = 2  # words behind 'on' or 'for' that say what a body is for
_MAX_AFTER = 5  # words after a noun that narrow it
_MIN_OWNER = 6  # letters of a word with a genitive ending


class Phrase(NamedTuple):
    """The phrase `[start, end)` of the normalised text; `near` is where the words start that are no mere complement."""

    start: int
    near: int
    end: int
    owner: Owner | None = None


def words_before(text: str, place: int, limit: int) -> Iterator[tuple[int, str]]:
    """The words before a place, from the right, with their starts, as far as only single blanks part them."""
    while place - 1 > limit and text[place - 1] == " ":
        end = start = place - 1
        while start > limit and (text[start - 1].isalnum() or text[start - 1] == "'"):
            start -= 1
        if start == end:
            return
        yield start, text[start:end]
        place = start


def phrase_before(lower: str, span: tuple[int, int], limit: int, possessed: bool, words: GroupWords, covered: Covered) -> Phrase:
    """The phrase of a noun at whose left all stands that narrows it; `possessed` nouns take an owner or another noun."""
    head, end = span
    start, owner, room, skipped = head, False, 1 if possessed else 0, 0
    qualified = False  # an adjective of the owner is met: a verbal noun before it is what is done
    tied = False  # the word behind this one goes with it
    doing = False  # the owner is a verbal noun
    for number, (place, word) in enumerate(words_before(lower, head, limit)):
        if skipped:
            skipped -= 1
            continue
        close = place + len(word)
        body = covered.ending(close)
        if body:
            owns = possessed and (room or word.endswith(words.genitive))
            return Phrase(body.start, body.start, end, body) if owns else Phrase(start, start, end)
        if number >= _MAX_BEFORE or word in words.breaks:
            break
        empty = empty_ending(lower, close, words)
        if empty:
            skipped = empty.count(" ")
            continue
        if word in words.links:
            return Phrase(_complement(lower, place, limit, words, covered), start, end)
        if tied:
            start, tied = place, False
            continue
        tied = word in words.tied
        if word.endswith(words.genitive) and len(word) >= _MIN_OWNER:
            if not possessed or (owner and not doing):
                break
            doing = not owner and _bare(word, words.genitive).endswith(words.noun_endings)  # whose object bears the genitive too
            owner, room = True, 1
        elif words.narrows(word):
            qualified = owner
            room = 1 if word.endswith((*words.noun_endings, *words.agents)) else room
        elif qualified and word.endswith(words.noun_endings):
            break
        elif room and word.endswith(words.noun_endings):
            room = 1
        elif room and not word.endswith(words.verbs) and (number == 0 or len(word) < 5 or not word.endswith(words.closers)):
            room -= 1
        else:
            break
        start = place
    return Phrase(start, start, end)


def _bare(word: str, endings: tuple[str, ...]) -> str:
    return word.removesuffix(next((ending for ending in endings if word.endswith(ending)), ""))


def _complement(lower: str, link: int, limit: int, words: GroupWords, covered: Covered) -> int:
    """Where the words begin that a postposition ties to the noun."""
    start = link
    before = list(islice(words_before(lower, link, limit), _MAX_COMPLEMENT))
    for number, (place, word) in enumerate(before):
        paired = word in words.pairs and number > 0 and not covered.ending(place - 1)
        if paired and _alike(before[number + 1 : number + 2], before[:number], words):
            continue
        if (word in words.breaks and word not in words.tied) or word.endswith(words.verbs):
            break
        start = place
    return start


def _alike(first: list[tuple[int, str]], behind: list[tuple[int, str]], words: GroupWords) -> bool:
    """Whether a word bears the ending of one behind it, so that what stands between them makes them a pair."""
    return any(
        word.endswith(endings) and any(other.endswith(endings) for _, other in behind)
        for _, word in first
        for endings in (words.genitive, words.noun_endings)
    )


def empty_ending(lower: str, end: int, words: GroupWords) -> str | None:
    """The words that end there and only say how many are meant."""
    for phrase in words.empty:
        if lower.endswith(phrase, 0, end) and (end == len(phrase) or not lower[end - len(phrase) - 1].isalnum()):
            return phrase
    return None


def phrase_around(
    cased: str, lower: str, span: tuple[int, int], limit: tuple[int, int], words: GroupWords, covered: Covered
) -> Phrase:
    """The phrase of a noun with its adjectives before and its complement after it."""
    head, end = span
    start = head
    for number, (place, word) in enumerate(words_before(lower, head, limit[0])):
        named = words.language == "en" and cased[place].isupper() and place > limit[0] and cased[place - 2] not in ".;:!?"
        beside = (
            words.language == "en" and number == 0 and len(word) > 3 and not word.isdigit() and not word.endswith(("ing", "ly"))
        )
        if number >= _MAX_BEFORE or word in words.breaks or word in words.empty:
            break
        if not (words.narrows(word) or named or beside):
            break
        if covered.ending(place + len(word)):
            break
        start = place
    return Phrase(start, start, *_after(lower, end, limit[1], words, covered, start == head))


def _after(lower: str, end: int, limit: int, words: GroupWords, covered: Covered, bare: bool) -> tuple[int, Owner | None]:
    """The end of what narrows a noun behind it, and the body that owns it. A `bare` noun has nothing before it."""
    for gap in (" ", " of ", " of the ") if words.language == "en" else (" ",):
        owner = covered.starting(end + len(gap)) if lower.startswith(gap, end) else None
        if owner and owner.end <= limit and (gap != " " or words.language == "ru"):
            return owner.end, owner
    close, linked = end, False
    for number, (place, word) in enumerate(_words_after(lower, end, limit)):
        if number >= _MAX_AFTER or word in words.breaks or word.endswith(words.verbs) or covered.starting(place - len(word)):
            break
        if word in words.links and not linked:
            linked = True
            continue
        if linked and bare and words.language == "en" and word not in words.empty and number <= _MAX_TOPIC:
            close = place
            continue
        if not words.genitive or not (word.endswith(words.genitive) or (linked and word.endswith(("ам", "ям", "ю", "у", "е")))):
            break
        close = place
    return close, None


def _words_after(text: str, place: int, limit: int) -> Iterator[tuple[int, str]]:
    while place < limit and text[place] == " ":
        start = stop = place + 1
        while stop < limit and text[stop].isalnum():
            stop += 1
        if stop == start:
            return
        yield stop, text[start:stop]
        place = stop
