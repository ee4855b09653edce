"""Searches for the first word of an unquoted title, to the left of its type's word.

A policy paper has an unquoted title more often than not: the words are walked to the left until a capital letter, a period, a
word that ends the title ('approved', 'and') or the end of the sentence shows where it begins.
"""

from __future__ import annotations

import re

from extractors.acts.leftward import Leftward
from extractors.acts.records import WORD, Anchor, Parts, anchor_capital
from extractors.acts.tokens import Token

MAX_WORDS = 26
ASIDE = 30  # characters of a remark in brackets within a title
POSSESSED_WORDS = 9  # words between 'its' and the type's word
CASE_WORD = 4  # letters: a shorter word is not told to bear a case by its ending
_IN_OR_FROM = re.compile(r"[дт][аеоө]н?\Z")  # cases in which an instrument is no part of another's title


class TitleWalk:
    """The search for the first word of an unquoted title."""

    def __init__(self, reader: Leftward, parts: Parts, anchor: Anchor) -> None:
        self.reader, self.parts, self.anchor = reader, parts, anchor
        self.region = reader.region
        self.position = parts.start  # how far it has come
        self.fallback: int | None = None  # where the title begins when no capital letter is found
        self.capital: int | None = None  # where a run of capitalised words begins
        self.commas = 0
        self.about = reader.word_ending(reader.skip(parts.start), reader.words["title_endings"]) is not None
        self.own_capital = not self.about and parts.start == anchor.start and anchor_capital(reader.region, anchor)
        if self.own_capital:
            self.capital = anchor.start

    def run(self) -> None:
        """Walks, and writes what was found into the parts."""
        reader, parts = self.reader, self.parts
        for _ in range(MAX_WORDS):
            place = reader.skip(self.position)
            if place <= self.region.start or not self._step(place):
                break
        start = self.capital if self.capital is not None else self.fallback
        if start is None or (start >= self.anchor.start and not parts.signs):
            return
        start = self._possessed(start)
        parts.title = (start, self.anchor.base_end)
        parts.start = min(start, self.position) if "date" in parts.signs else start
        self._sign(start)

    def _possessed(self, start: int) -> int:
        """Behind 'its' the title begins, and the instrument named before is whose it is."""
        reader = self.reader
        if "period" in self.parts.signs:
            return start
        words = reader.words_left(start)[-POSSESSED_WORDS:]
        for word in reversed(words):
            if reader.cased[word[1] : start].strip(" [") and any(c in reader.cased[word[1] : start] for c in ',.;:()"'):
                return start
            if reader.lower[slice(*word)] in reader.words["possessives"]:
                if reader.lower[word[1] + 1 : start + 1].startswith(reader.words["possessive_adverbs"] or "?"):
                    return start  # 'among them'
                self.parts.jurisdiction = reader.done.last.jurisdiction if reader.done.last else None
                return reader.region.text.cased.index(" ", word[1]) + 1
        return start

    def _sign(self, start: int) -> None:
        reader, signs = self.reader, self.parts.signs
        if reader.word_ending(reader.skip(start), reader.words["approvals"]) is not None:
            signs.add("approval")
        if self.capital is None or start == self.anchor.start:
            return
        named = self._capitals(start) > 1 or not self.region.sentence_start(start)
        signs.add("name" if named else "initial")
        if self.about:
            signs.add("about")

    def _capitals(self, start: int) -> int:
        words = [m.group() for m in WORD.finditer(self.region.text.cased, start, self.anchor.start)]
        return sum(word[0].isupper() for word in words)

    def _step(self, place: int) -> bool:
        """Goes one word, period, citation or quote further to the left; False where the title cannot reach further."""
        reader, parts = self.reader, self.parts
        absorbed = reader.done.ending.get(place)
        if absorbed is not None and _IN_OR_FROM.search(reader.lower, absorbed.start, absorbed.end):
            return False
        if absorbed is not None and (self.capital is None or self.own_capital):
            self.capital, self.fallback = None, absorbed.start
            parts.signs.add("absorbed")
            return False
        token = self.region.tokens.ends.get(place)
        if token is not None and token.kind in ("period", "date"):
            return self._years(token)
        before = reader.cased[place - 1]
        if before == '"':
            return self._quoted(place)
        if before == ",":
            self.commas += 1
            self.position = place - 1
            return self.capital is None and self.fallback is None and self.commas <= 1
        return self._aside(place) if before == ")" else self._word(place)

    def _aside(self, place: int) -> bool:
        """A word or two in brackets that only say the word before them in another way."""
        opened = self.reader.cased.rfind("(", max(self.region.start, place - ASIDE), place)
        if opened < 0 or self.capital is not None or not self.reader.cased[opened + 1 : place - 1].replace(" ", "").islower():
            return False
        self.position = opened
        return True

    def _years(self, token: Token) -> bool:
        if token.kind == "date" and (not token.attributive or self.capital is None):
            return False
        if not self.parts.take(token):
            return False
        self.position = token.start
        if token.kind == "date":
            return False
        self.fallback = token.start
        self.capital = token.start if self.capital is not None else None
        return self._beyond_period(token)

    def _quoted(self, place: int) -> bool:
        token = self.reader.quote_left(self.anchor.start)
        if token is not None and token.end == place and self.capital is None and self.parts.take(token):
            self.fallback = token.start
        return False

    def _beyond_period(self, token: Token) -> bool:
        """A period opens a title in some languages; in others words may stand before it."""
        reader = self.reader
        place = reader.skip(token.start)
        if place <= self.region.start or reader.cased[place - 1] in ',.;:()"':
            return False
        country = reader.country_ending(place)
        if country is not None:
            self.fallback = country[0]
            self.capital = None
            self.parts.jurisdiction = country[1]
            return False
        word = self._last_word(place)
        if self.capital is not None or word is None or (self.region.table.period_first and not self._leads_on(word)):
            return False
        return reader.lower[slice(*word)] not in (*reader.words["boundaries"], *reader.words["conjunctions"])

    def _leads_on(self, word: tuple[int, int]) -> bool:
        """A genitive that is no name: 'of the development ... until 2030 strategy'."""
        return self.reader.genitive(word) and not self.reader.capital(word)

    def _last_word(self, place: int) -> tuple[int, int] | None:
        lower, start = self.reader.lower, place
        while start > self.region.start and lower[start - 1].isalnum():
            start -= 1
        return (start, place) if start < place else None

    def _word(self, place: int) -> bool:
        reader = self.reader
        word = self._last_word(place)
        if word is None:
            return self._initial(place)
        text, capital = reader.lower[slice(*word)], reader.capital(word)
        if text in (*reader.words["demonstratives_own"], *reader.words["demonstratives_said"]):
            return False
        if self.capital is not None and (not capital or self._another_part(place, word) or self._opens_with_country()):
            return False
        if not capital and text in reader.words["boundaries"] and (text not in reader.words["conjunctions"] or self._touches()):
            return self._bounded(text)
        if capital and self._is_type(word) and (self.capital is not None or self._before_conjunction(word)):
            return False
        if capital and self.capital is not None and self._opens_sentence(word, text):
            return False
        if self.own_capital and not self.anchor.possessive:
            return False
        self.position = word[0]
        if capital:
            self.capital = word[0]
        return True

    def _opens_sentence(self, word: tuple[int, int], text: str) -> bool:
        """A word whose capital only the sentence's start gives it: a pronoun, or one in a case that no name's first word has."""
        reader, table = self.reader, self.region.table
        if (
            not self.region.sentence_start(word[0])
            or reader.genitive(word)
            or text in {form.split()[0] for form, _ in table.countries}
        ):
            return False
        return text in reader.words["boundaries"] or (len(text) > CASE_WORD and text.endswith(table.cases))

    def _is_type(self, word: tuple[int, int]) -> bool:
        match = self.region.table.anchor.match(self.reader.lower, word[0])
        return match is not None and self.region.table.suffix.match(self.reader.lower, match.end()) is not None

    def _before_conjunction(self, word: tuple[int, int]) -> bool:
        """A short form and 'and' to the left ('the Concept and the plan ...'): the title begins after 'and'."""
        after = self.reader.cased[word[1] : self.position].lstrip(" ")
        following = self.reader.lower[word[1] : self.anchor.start].split()
        if after or not following or following[0] not in self.reader.words["conjunctions"]:
            return False
        self.fallback = self.reader.lower.index(following[0], word[1]) + len(following[0]) + 1
        self.parts.signs.add("name")
        return True

    def _bounded(self, text: str) -> bool:
        if text in self.reader.words["approvals"] and self.fallback is None and self.position < self.anchor.start:
            self.fallback = self.position
        return False

    def _touches(self) -> bool:
        return self.position in self.region.tokens.starts or self.position == self.anchor.start

    def _initial(self, place: int) -> bool:
        """An initial with its dot, inside a run of capitalised words."""
        if self.capital is None or self.reader.cased[place - 1] != ".":
            return False
        word = self._last_word(place - 1)
        if word is None or word[1] - word[0] != 1 or not self.reader.capital(word):
            return False
        self.position = self.capital = word[0]
        return True

    def _opens_with_country(self) -> bool:
        """Whether the title of an act has come to the state whose it is: it begins there."""
        return self.about and any(self.reader.lower.startswith(form, self.capital) for form, _ in self.region.table.countries)

    def _another_part(self, place: int, word: tuple[int, int]) -> bool:
        """A body in the nominative is the subject of the sentence; and a treaty is not a country's."""
        country = self.reader.country_ending(place)
        if country is not None:
            return self.anchor.row.key == "treaty" and country[1] not in ("UN", "INT")
        return place in self.region.body_ends and not self.reader.genitive(word)
