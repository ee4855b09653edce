"""Where a name begins and ends whose head noun stands first or in a row of capital words: 'Committee for Water of the Ministry'.

From the head the words are walked to the right: in Russian those in an oblique case, in English capital words joined by 'of',
'for' or 'and'. Where the name of a known body follows, the named one is a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractors.names.tables import NameWords

MAX_TAIL = 12  # words behind the head
MAX_FRONT = 6  # capital words before it
FRONT_REACH = 90  # characters before a head in which they stand
_WORD = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?")
_CAPITALS = re.compile(r"(?:[A-Z][\w'-]*,? (?:(?:and|of|for|on) (?=[A-Z]))?){1,6}\Z")
_GENITIVE = re.compile(
    r"(?:ого|его|ой|ей|ых|их|ов|ев|ию|ии|ия|ий|ы|и|а|я|е|у|ю|ств|чив)\Z|\A(?:дел|прав|услуг|лиц|войск|сил|норм|мер|цен)\Z"
)
# a noun in the genitive of the plural without an ending, behind an adjective or a noun: 'судебных экспертиз', 'по делам женщин'
_BARE_PLURAL = re.compile(
    r"[а-яё]{2,}[бвгджзклмнпрстфхцчшщ](?<![аеёиоуыэюя]л)(?<![аеёиоуыэюя]т)(?<![аеоыия]м)(?<![ыиа]х)"
    r"(?<!ован)(?<!еван)(?<!здан)(?<!ждён)(?<![чщшжлнртдвбс]ен)(?<![щдчл]ён)\Z"  # nor a participle: 'образован', 'учрежден'
)
_AFTER_BY = re.compile(r"(?:ам|ям|ым|им|ому|ему|ей|ой|ом|ем|ами|ями)\Z")
_GLOSS = re.compile(r" \([а-яё]+\)(?= [а-яё])")  # another word for the one before: 'of the laundering (legalisation) of proceeds'
_SERIES = re.compile(r"(?:, (?:[а-яё-]+ )?[а-яё-]+){1,3} и (?:[а-яё-]+ ){0,2}?[а-яё-]+(?= [А-ЯЁ])")
_PREPOSITION = 2  # letters
_PERSON = re.compile(r" (?:[А-ЯЁ]\. ?){0,2}[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?")  # whom a university or a hospital is named after
_VERB = re.compile(
    r"(?:[аяеиыу]л[аои]|с[яь]|[аяеиыу]ть|ести|зти|йти|тельны"
    r"|(?:(?<!ч)л|[дчщжшнвр])ен[аоы]|(?:ов|д|из)ан[аоы])\Z"  # passives
)
_HEAD_OF = re.compile(r"\b([A-Z]\w+) (?:of|for|on) ")
_BEFORE = re.compile(r"([А-ЯЁ][а-яё]+) \Z")
_LISTED = re.compile(r"[A-Z][\w' -]*(?:, [A-Z][\w' -]*)*,? and [A-Z]")
# in 'ом' nouns end too: an adjective has a suffix before it
_ADJECTIVE = (
    r"[а-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|(?:[нвджчшрзт]н|льн|стн|[сцж]к|[нртл]н?в)ом|[шщн]ем|ую|юю|ей)"
)
_ADJECTIVE_ENDING = re.compile(r"([А-Яа-яЁё-]*[а-яё])(?:ого|его|ому|ему|ым|им|ом|ем|ой|ей|ую)(?= |\Z)")
_ADJECTIVES = re.compile(rf"(?<![^\W_])(?:{_ADJECTIVE} ){{1,3}}\Z")
_FRONT_ADJECTIVE = re.compile(rf"[А-ЯЁ](?:[а-яё]+о[А-ЯЁ])?{_ADJECTIVE} (?:{_ADJECTIVE} ){{0,3}}\Z")

Starting = Callable[[int], tuple[int, str] | None]  # the end and key of the longest known body that starts at a place


class Lexicon(NamedTuple):
    """What the search asks of a language."""

    words: NameWords
    is_head: Callable[[str], bool]
    state: re.Pattern[str]  # the name of a state behind what is its own
    seat: re.Pattern[str]  # the place where a mission has its seat
    topics: frozenset[str]  # what ministries are for: behind the office of a minister they make a name


class OpenName(NamedTuple):
    """A name at `[start, end)`; `[start, own_end)` are its own words, the rest names the body that it is a part of."""

    start: int
    end: int
    own_end: int
    parent: str | None = None


def open_name(
    text: str,
    head: int,
    bounds: tuple[int, int],
    lexicon: Lexicon,
    starting: Starting,
    base: str,
) -> OpenName | None:
    """The name round the head noun that starts at a place; None where nothing shows that it is a name.

    `base` is the noun in the nominative. The name of a unit may be written small: before the body that it is a part of, with the
    name of a place, or with adjectives and a topic.
    """
    (limit, stop), words = bounds, lexicon.words
    unit = base in words.unit_heads
    match = _WORD.match(text, head, stop)
    if match is None:
        return None
    russian = bool(words.inflections)
    start = front_russian(text, head, limit, words) if russian else _front_english(text, head, limit, words)
    if not russian and _ends_another(text[start:head], start, lexicon, starting):
        return None
    small = not text[start].isupper()
    if small and not (unit and russian):
        return None
    if small and (adjectives := _ADJECTIVES.search(text, max(limit, head - FRONT_REACH), head)):
        start = adjectives.start()
    if small and match[0].lower() != base and (owner := _BEFORE.search(text, limit, start)) and lexicon.is_head(owner[1]):
        return None  # a word of another name: 'Академия государственного управления'
    walk = _Walk(text, match.end(), stop, lexicon, starting)
    tail = walk.russian() if russian else walk.english()
    known = base in words.minister_offices and text[match.end() + 1 : tail].lower() in lexicon.topics
    if small and not known and walk.parent is None and not walk.placed and not (walk.topic and start < head):
        return None
    opens = start == limit or text[max(0, start - 2)] in ".!?;:" or text[start - 1] == "\n"
    placed = russian and any(word.startswith(words.area_words) for word in text[start:head].lower().split())
    if tail == match.end() and walk.parent is None and (start == head or (russian and opens and not placed)):
        return None
    end = walk.end if walk.parent else tail
    seat = lexicon.seat.match(text, end, stop) if base in words.seated else None
    if seat:
        end, tail = seat.end(), tail if walk.parent else seat.end()
    return OpenName(start, end, tail, walk.parent)


def _ends_another(front: str, start: int, lexicon: Lexicon, starting: Starting) -> bool:
    """Whether an English head noun is but the topic of a name that opens before it: 'Academy of Public Administration'."""
    return any(lexicon.is_head(match[1]) and not starting(start + match.start()) for match in _HEAD_OF.finditer(front))


def front_russian(text: str, head: int, limit: int, words: NameWords) -> int:
    """The adjectives before the head, back to one with a capital."""
    start = head
    while match := _FRONT_ADJECTIVE.search(text, max(limit, start - 80), start):
        if match[0].split()[0].lower() in words.name_stops:
            break
        start = match.start()
    return start


def in_nominative(front: str, head: str) -> str:
    """The Russian adjectives before a head noun in the nominative, as its own is; the blanks are kept."""
    feminine = head.endswith(("а", "я"))
    neuter = head.endswith(("о", "е"))

    def told(match: re.Match[str]) -> str:
        stem = match[1]
        hard = "ий" if stem[-1] in "кгхжшчщ" else "ый"
        return stem + ("ая" if feminine else "ое" if neuter else hard)

    return _ADJECTIVE_ENDING.sub(told, front)


def _front_english(text: str, head: int, limit: int, words: NameWords) -> int:
    match = _CAPITALS.search(text, max(limit, head - FRONT_REACH), head)
    start = match.start() if match else head
    if match and start > limit and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start = text.index(" ", start) + 1  # cut inside a word
    comma = text.rfind(", ", start, head)
    if comma >= 0 and " and " not in text[comma:head]:  # the name before the comma is another one
        start = comma + 2
    while start < head:
        word = _WORD.match(text, start)
        if word is None or word[0].lower() not in words.name_stops:
            return start
        start = word.end() + 1
    return start


class _Walk:
    """The words behind a head, as far as they belong to the name."""

    def __init__(self, text: str, end: int, stop: int, lexicon: Lexicon, starting: Starting) -> None:
        self.text, self.stop, self.words = text, stop, lexicon.words
        self.starting, self.is_head, self.state = starting, lexicon.is_head, lexicon.state
        self.own = end  # where the words of the name end
        self.end = end
        self.parent: str | None = None
        self.topic = False  # whether the words say what it is for
        self.placed = False  # whether they say of which place or state it is
        self.joints = tuple(f" {word}" for word in lexicon.words.conjunctions[:1])  # what joins two words of one name

    def _next(self, position: int) -> re.Match[str] | None:
        gloss = _GLOSS.match(self.text, position, self.stop)
        position = gloss.end() if gloss else position
        return _WORD.match(self.text, position + 1, self.stop) if self.text[position : position + 1] == " " else None

    def _whole(self, position: int) -> bool:
        known = self.starting(position)
        if known is None:
            return False
        self.end, self.parent = known
        while further := self._further():
            self.end, self.parent = further
        return True

    def _further(self) -> tuple[int, str] | None:
        """The body that the last one is a part of, or that two joined ones stand before: 'of the A and the B of the C'."""
        direct = self.starting(self.end + 1) if self.text[self.end : self.end + 1] == " " else None
        joint = next((word for word in self.joints if self.text.startswith(f"{word} ", self.end)), None)
        if direct or not self.words.inflections or joint is None:
            return direct
        joined = self.starting(self.end + len(joint) + 1)
        return self.starting(joined[0] + 1) if joined and self.text[joined[0] : joined[0] + 1] == " " else None

    def russian(self) -> int:
        """The end of the tail: words in an oblique case, with prepositions between; a known body ends it."""
        place, topic, behind = self.own, False, False
        for _ in range(MAX_TAIL):
            match = self._next(place)
            if match is None:
                self._serial(place)
                break
            word = match[0].lower()
            joined = self.text.endswith(self.joints, 0, place)  # a known body behind 'and' is another one
            if word in self.words.name_stops or (joined and self.starting(match.start())) or self._whole(match.start()):
                break
            if state := self.state.match(self.text, place, self.stop):
                bare, place = place == self.end, state.end()  # 'the Agency of the State for ...': what it is for may follow
                self.placed, self.own = True, place
                if bare and any(self.text.startswith(f" {opener} ", place) for opener in self.words.topic_openers):
                    continue
                break
            if word in self.words.behind_parts:
                self._whole(match.end() + 1)
                break
            opens = word in self.words.topic_openers
            if opens or word in self.words.conjunctions[:1] or (topic and word in self.words.topic_links):
                topic = topic or opens
                place = match.end()
                continue
            named = _PERSON.match(self.text, match.end(), self.stop) if word in self.words.named_after else None
            if named:
                place = self.own = named.end()
                continue
            if not self._russian_word(match, topic, behind) or (joined and self.is_head(match[0])):
                break
            place = self.own = match.end()
            self.topic, behind = topic, topic or word.endswith(("ых", "их"))
        return self.own

    def _serial(self, place: int) -> None:
        """Goes on over a series that ends before the known body: 'department of defence, law and order of the Office'."""
        series = _SERIES.match(self.text, place, self.stop) if self.own == place else None
        words = _WORD.findall(series[0]) if series else []
        if series and all(_GENITIVE.search(word) for word in words if word != "и") and self._whole(series.end() + 1):
            self.own = series.end()

    def _russian_word(self, match: re.Match[str], topic: bool, behind: bool) -> bool:
        """Whether a word belongs to the tail; `behind` an adjective in the plural, or a topic, a noun may have no ending."""
        word = match[0].lower()
        if match[0][0].isupper():
            following = self._next(match.end())
            area = following is not None and following[0].lower().startswith(self.words.place_heads)
            self.placed = self.placed or area or self.text.endswith(self.words.behind_areas, 0, match.start())
            return area or self.text.endswith(self.words.before_places, 0, match.start())
        if _VERB.search(word) or len(word) <= _PREPOSITION or (not topic and word.endswith(("ыми", "ими"))):
            return False
        if behind and _BARE_PLURAL.fullmatch(word):
            return True
        return bool(_GENITIVE.search(word)) or (topic and bool(_AFTER_BY.search(word)))

    def english(self) -> int:
        """The end of the tail: capital words joined by 'of', 'for', 'and' or commas; a known body ends it."""
        place = self.own
        for _ in range(MAX_TAIL):
            if state := self.state.match(self.text, place, self.stop):
                return state.end()
            comma = self.text[place : place + 1] == ","
            match = self._next(place + comma)
            if match is None:
                break
            word = match[0]
            joined = self.text.endswith((" of", " under", " of the", " under the", " at the"), 0, place)
            if (joined and self._whole(match.start())) or self.starting(match.start()) or (len(word) > 1 and word[:2].isupper()):
                break
            if comma and not self._goes_on(match):
                break
            if word == "the" and self.text.endswith((" and", " to"), 0, place) and self._is_own(match):
                break  # a body of its own
            if word in ("of", "for", "on", "and", "the", "to", "against", "under", "in", "with", "at") and not comma:
                place = match.end()
                continue
            if (
                not word[0].isupper()
                or word.lower() in self.words.name_stops
                or (self.is_head(word) and (comma or self.text.endswith(" and", 0, place)))
            ):
                break
            if not joined and not comma and place == self.own == self.end and not self.is_head(word):
                break  # a capital word right behind the head belongs to another name
            place = self.own = match.end()
        return self.own

    def _is_own(self, article: re.Match[str]) -> bool:
        """Whether 'the' behind 'and', or behind 'to' right before a head noun, opens another name."""
        following = self._next(article.end())
        return self.text.endswith(" and", 0, article.start() - 1) or (following is not None and self.is_head(following[0]))

    def _goes_on(self, match: re.Match[str]) -> bool:
        """Whether a comma stands in a list of capital words that 'and' ends, inside one name."""
        rest = self.text[match.start() : match.start() + 80]
        return match[0][0].isupper() and not self.is_head(match[0]) and _LISTED.match(rest) is not None
