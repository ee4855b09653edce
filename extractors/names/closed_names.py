"""Where the names of bodies begin whose head noun stands last: behind an owner or a state, at a capital, at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.names.covered import Covered, Owner
from extractors.names.tables import NameWords
from extractors.phrases import any_of, any_word

_MAX_WORDS = 9  # between the start of a name and its head
_FREE_WORDS = 5  # the same where the name of neither a state nor a body stands before
_UNIT_REACH = 140  # characters before a unit's head noun in which the body stands that it is a part of
_OWNS = re.compile(r"[нтд][ыиуүі][нң]\Z")  # the genitive
_AWAY = re.compile(
    r"(?:[ыиуүіөо]н(?:[аеоө]|ан|ен|он|өн)|мен|[гғкқ][аеоө]|[шкпсхчқ]т[ыиуүі]|[рлйзмңд]д[ыиуүі]"
    r"|(?:[^\Wнтд]|(?<=[аеёиоуыэюяөүіәұ])[тд])[ыиуүі]н|ін)\Z"
)  # an oblique case: such a name owns nothing; the last row is the accusative of a possessive, 'кеңешин', 'кеңесін'
_LOCATIVE = re.compile(r"[ыиуүі]н[дт][аеоө](?:г[ыиуүі])?\Z")  # such a word tells where something is: it opens no name
_SMALL = re.compile(r"(?: (?![^\W_]+(?:ып|ип|уп|үп|іп|ат|ет|йт)[ ,])[a-zа-яёңүөәғқұһі][^\W_]*,?){0,12} ")
_OBJECT = re.compile(r"[нтд][ыиуүі]\Z")  # the accusative
_ACCUSATIVE = re.compile(  # the same, told by the letter before it from a noun that something owns
    r"(?:[кпстшчхқ]т|[аеёиоуыэюяөүіәұ]н|[бвгджзйлмрңғ]д)[ыиуүі]\Z|(?:[^\Wнтд]|[аеёиоуыэюяөүіәұ][тд])[ыиуүі]н\Z"
)
_VERBAL = re.compile(r"(?:уу|үү|оо|өө|[^\Wаеёиоуыэюяөүіәұ]у|[иы]ю|ю)\Z")  # a verbal noun, which takes an object
_REACH = 60  # characters before a name that are searched for the name of its state


class Owners(NamedTuple):
    """What may own a body in a language, beside other bodies."""

    words: NameWords
    country: re.Pattern[str]  # ends with the name of a state before that of its body
    abroad: re.Pattern[str]  # the same of states whose bodies are not registered
    topics: frozenset[str]  # what ministries are for, in small letters: before the office of a minister they make a name
    bearer: re.Pattern[str]  # whom a university is named after
    areas: frozenset[str]  # words behind the name of a place: 'of the region', 'of the city'

    @classmethod
    def of(cls, words: NameWords, topics: frozenset[str]) -> Owners:
        """Compiles the tables of a language."""
        countries = any_word(form for country in words.countries for form in country.before)
        abroad = any_word(form for form in words.abroad_before if not form.islower())
        return cls(
            words, compiled(rf"{countries} \Z"), compiled(rf"{abroad} \Z"), topics, _bearer(words), frozenset(words.area_words)
        )


def _bearer(words: NameWords) -> re.Pattern[str]:
    name = r"[^\W\d_a-zа-яёөүңәғқұһі][^\W\d_]+"
    return compiled(rf"(?<![^\W_])(?P<name>(?:(?:[^\W\d_]\. ?){{1,2}}|{name} )?{name} {any_of(words.named_after)} )\Z")


class Start(NamedTuple):
    """Where a name begins, and the body that it is a part of; `told` where an owner or a place says that it is a name."""

    place: int | None = None
    parent: Owner | None = None
    told: bool = False


def start_of(text: str, head: int, limit: int, covered: Covered, owners: Owners, defined: bool, topic: bool, base: str) -> Start:
    """Where the name before a head noun at the end starts.

    Names that tell their `topic` are longer, and are told from other words at the start of a sentence too; so is a name with
    a top head `base` that has but one word before its head, and one that begins with the name of a place.
    """
    words, best, behind, before = owners.words, Start(), "", ""
    placed = paired = False
    top, office = base in words.top_heads, base in words.minister_offices
    for number, start in enumerate(_words_before(text, head, limit)):
        word = text[start : text.index(" ", start)] if number else ""
        capital = text[start].isupper()
        if word.lower() in words.name_stops or (office and best.told and _OBJECT.search(word)):
            return best  # 'the Council (accusative) the Minister of ...': another name stands before
        paired = paired or word.lower() in words.conjunctions  # 'the Committee of Forestry and Hunting'
        verbal = _VERBAL.search(behind) or _VERBAL.search(before)
        if number > 1 and not capital and _ACCUSATIVE.search(word) and not verbal:
            return best  # an object of the sentence
        if office and text[start : head - 1].lower() in owners.topics:
            best = Start(start, told=True)
        attached = next((word for word in words.attached if text.endswith(f" {word} ", limit, start)), None)
        owner_end = start - 1 if attached is None else start - len(attached) - 2
        parent = covered.ending(owner_end) if owner_end > limit else None  # what ends the block before owns nothing
        if parent and attached is None and _owns_nothing(text, parent, word or text[start : text.find(" ", start)], top):
            return Start(start) if capital else best
        if parent:
            told = attached is not None and number > 0
            return Start(start, parent, told) if capital or told else best
        country = owners.country.search(text, max(limit, start - _REACH), start)
        if country:
            return Start(country.start()) if number and capital else Start()
        abroad = owners.abroad.search(text, max(limit, start - _REACH), start)
        if abroad:
            return Start(abroad.start(), told=True)
        opens = start == limit or text[max(0, start - 2)] in ".!?;"
        if capital and number and (behind in owners.areas or (opens and placed and word in words.area_openers)):
            best, placed = Start(start, told=True), True
        elif placed and word.lower() not in owners.areas and (opens or not capital):
            return best
        elif number and number < (_MAX_WORDS if topic or placed or top or paired else _FREE_WORDS) and capital:
            alone = (top and number == 1) or ((top or paired) and best.place is None and number > 2)
            free = (defined or topic or not opens or alone) and not _LOCATIVE.search(word)
            best = Start(start, told=placed) if free and not (opens and best.place and _OBJECT.search(word)) else best
        behind, before = word.lower(), behind
    return best


def _owns_nothing(text: str, before: Owner, first: str, top: bool) -> bool:
    """Whether the name before is no owner of a name: in an oblique case, or in none before a name that opens with an owner.

    A `top` name has none but in the genitive.
    """
    if _AWAY.search(text, before.start, before.end):
        return True
    return (top or _OWNS.search(first) is not None) and not _OWNS.search(text, before.start, before.end)


def fills_line(text: str, start: int, head: int, end: int, stop: int) -> bool:
    """Whether a line holds nothing but a name that ends with the head noun: as the heading of what is told of a body."""
    words = text[start:head].split()
    return (
        end == stop
        and text[start].isupper()
        and 0 < len(words) < _MAX_WORDS
        and not any(sign in text[start:head] for sign in ",.;:()-")
    )


def start_of_unit(text: str, head: int, limit: int, covered: Covered, words: NameWords) -> Start:
    """Where the name of a unit starts that is written small, behind the known body that it is a part of."""
    owner = covered.owner_before(head, max(limit, head - _UNIT_REACH))
    if owner is None or not _OWNS.search(text, owner.start, owner.end):
        return Start()
    between = text[owner.end : head]
    if not _SMALL.fullmatch(between) or any(word in words.name_stops for word in between.lower().split()):
        return Start()
    return Start(owner.end + 1, owner)


def _words_before(text: str, head: int, limit: int) -> Iterator[int]:
    """The starts of the words before a place, from the right, as far as only blanks part them."""
    place = head
    for _ in range(_MAX_WORDS):
        yield place
        if place - 1 < limit or text[place - 1] != " ":
            return
        start = place - 1
        while start > limit and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        if start == place - 1:
            return
        place = start
