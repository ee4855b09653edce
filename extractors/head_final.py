"""Reads a citation leftwards from its type's word, as Kyrgyz and Kazakh build it: issuer, date, number, "title", TYPE.

A policy paper has an unquoted title more often than not: then the words are walked to the left until a capital letter, a period, a
word that ends the title ('approved', 'and') or the end of the sentence shows where it begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.citation_records import WORD, Anchor, Parts, Region, Span
from extractors.citation_tokens import Token

WALK = 320  # characters of an unquoted title
MAX_WORDS = 26
QUOTE_WORDS = 8  # words between a quoted name and the type's word
ISSUER_WORDS = 14
POSSESSED_WORDS = 9
CASE_WORD = 4  # letters: a shorter word is not told to bear a case by its ending
ACTS = frozenset(("constitutional-law", "law", "decree", "resolution", "order", "decision", "un-resolution"))


class HeadFinal:
    """The reading of one region. `done` holds the citations of the region that were read before."""

    def __init__(self, region: Region, done: Sequence[Span]) -> None:
        self.region = region
        self.lower, self.cased = region.text.lower, region.text.cased
        self.words = region.table.words
        self.done = done

    def read(self, anchor: Anchor) -> Parts:
        """All that stands to the left of the type's word and belongs to it."""
        parts = Parts(anchor.start, anchor.end)
        self._components(parts, anchor)
        if parts.number is None and not anchor.case:
            self._right(parts, anchor)
        if not parts.signs & {"number", "title"} and self._may_walk(parts, anchor):
            _Walk(self, parts, anchor).run()
            walked = parts.start
            self._components(parts, anchor)
            if parts.start < walked and (parts.title is None or parts.title[0] == walked):
                parts.title = (parts.start, anchor.base_end)
        elif parts.quote is None and parts.signs & {"number", "date"}:
            self._about(parts, anchor)
        return parts

    def _right(self, parts: Parts, anchor: Anchor) -> None:
        """Date and number below or in brackets behind the type's word: 'RESOLUTION 3 May 2015 No. 7', 'convention (3 May 2015)'."""
        position, found = self._ahead(anchor.end), []
        bracket = self.cased[position : position + 1] == "("
        position = self._ahead(position + bracket)
        while (token := self.region.tokens.starts.get(position)) is not None and token.kind in ("date", "number"):
            found.append(token)
            position = self._ahead(token.end + self.cased[token.end : token.end + 1].count(","))
        closed = bracket and self.cased[position : position + 1] == ")"
        if not found or bracket != closed or (not bracket and len(found) < 2):
            return
        for token in found:
            parts.take(token)
        parts.end = position + closed if bracket else found[-1].end

    def _ahead(self, position: int) -> int:
        while position < self.region.end and self.cased[position] in " [":
            position += 1
        if self.cased.startswith("](#)", position):
            return self._ahead(position + 4)
        return position

    def _may_walk(self, parts: Parts, anchor: Anchor) -> bool:
        """An act needs quotes or 'on ...' for a title; a constitution has none, nor has a code behind its country."""
        if anchor.row.key in ACTS:
            return self._after_about(parts)
        return anchor.row.key != "constitution" and not (anchor.row.key == "code" and "country" in parts.signs)

    def _after_about(self, parts: Parts) -> bool:
        return self.word_ending(self.skip(parts.start), self.words["title_endings"]) is not None

    def item(self, end: int) -> Parts | None:
        """A further item of a list that shares the type's word; it ends at `end`, before a comma or 'and'."""
        parts = Parts(end, end)
        anchor = Anchor(next(iter(self.region.table.types)), "", end, end, end, end, True, False, "")
        self._components(parts, anchor)
        if not parts.signs:
            start = self.quote_left(end)
            if start is None:
                return None
            parts.quote, parts.start = start, start.start
            parts.signs.add("title")
            parts.title = (start.start, end)
        return parts if parts.signs & {"title", "number"} else None

    def before_list_mark(self, start: int) -> int | None:
        """Where an item before a comma or 'and' would end, when one stands directly before `start`."""
        position = self.skip(start)
        if position > self.region.start and self.cased[position - 1] == ",":
            return self.skip(position - 1)
        found = self.word_ending(position, self.words["conjunctions"])
        return None if found is None else self.skip(found)

    def skip(self, position: int) -> int:
        """The place left of white space and of the marks of a link."""
        floor = self.region.start
        while position > floor:
            if self.cased[position - 1] in " [":
                position -= 1
            elif self.cased[position - 1] == ")" and "](" in self.cased[max(floor, position - 200) : position]:
                opened = self.cased.rfind("](", floor, position)
                if " " in self.cased[opened:position]:
                    return position
                position = opened
            else:
                return position
        return position

    def _components(self, parts: Parts, anchor: Anchor) -> None:
        adopted = False
        while True:
            position = self.skip(parts.start)
            filler = self.word_ending(position, self.words["fillers"])
            adoption = self.word_ending(position, self.words["adoptions"])
            token = self._token_left(position)
            if token and (token.attributive or adopted) and parts.take(token):
                parts.start = token.start
            elif self._title_link(parts, position) or self._issuer(parts, position, anchor):
                adopted = False
                continue
            elif adoption is not None and not adopted and parts.signs & {"number", "title"} and parts.date is None:
                kept = parts.start
                parts.start, adopted = adoption, True
                if not self._adverbial_left(adoption):
                    parts.start = kept
                    return
                continue
            elif filler is not None:
                kept, parts.start = parts.start, filler
                position = self.skip(filler)
                if not (self._token_left(position) or self._issuer(parts, position, anchor)):
                    parts.start = kept
                    return
                continue
            else:
                return
            adopted = False

    def _token_left(self, position: int) -> Token | None:
        token = self.region.tokens.ends.get(position)
        if token is None and self.cased[position - 1 : position] == ",":
            token = self.region.tokens.ends.get(position - 1)
            return token if token and token.kind in ("date", "number") else None
        return None if token and token.kind == "period" else token

    def _adverbial_left(self, position: int) -> bool:
        token = self.region.tokens.ends.get(self.skip(position))
        return token is not None and token.kind == "date"

    def _title_link(self, parts: Parts, position: int) -> bool:
        link = self.word_ending(position, self.words["title_links"])
        if link is None or parts.quote is not None:
            return False
        token = self.region.tokens.ends.get(self.skip(link))
        if token is None or token.kind != "quote":
            return False
        parts.take(token)
        parts.start = token.start
        return True

    def word_ending(self, position: int, words: Sequence[str]) -> int | None:
        """The start of one of the words or phrases that ends at the position."""
        for word in words:
            start = position - len(word)
            if (
                start >= self.region.start
                and self.lower.endswith(word, start, position)
                and not self.lower[start - 1 : start].isalnum()
            ):
                return start
        return None

    # -- who issued it

    def _issuer(self, parts: Parts, position: int, anchor: Anchor) -> bool:
        if anchor.row.key == "treaty":
            return False
        start = self._named_issuer(parts, position)
        if start is None and (parts.signs & {"number", "date"} or anchor.row.key in ("address", "un-resolution")):
            start = self._unnamed_issuer(position)
        if start is None or start >= parts.start:
            return False
        parts.start = start
        return True

    def _named_issuer(self, parts: Parts, position: int) -> int | None:
        body = self.region.body_ends.get(position)
        if body is not None and parts.issuer is None:
            parts.issuer = body.key
            parts.jurisdiction = parts.jurisdiction or body.jurisdiction
            return body.start
        country = self.country_ending(position)
        if country is None:
            return None
        parts.jurisdiction = parts.jurisdiction or country[1]
        parts.signs.add("country")
        return country[0]

    def country_ending(self, position: int) -> tuple[int, str] | None:
        """The start and jurisdiction of the name of a country or world organisation that ends at the position."""
        table = self.region.table
        if not self.lower.endswith(table.country_forms, self.region.start, position):
            return None
        for form, jurisdiction in table.countries:
            start = position - len(form)
            if self.lower.endswith(form, self.region.start, position) and not self.lower[start - 1 : start].isalnum():
                return start, jurisdiction
        return None

    def _unnamed_issuer(self, position: int) -> int | None:
        words = self.words_left(position)
        if not words or words[-1][1] != position or not self.genitive(words[-1]):
            return None
        if not self.capital(words[-1]) and self.lower[slice(*words[-1])] not in self.words["issuer_heads"]:
            return None
        best = None
        for count, word in enumerate(reversed(words)):
            following = position if count == 0 else words[-count][0]
            gap = self.cased[word[1] : following]
            capital = self.capital(word)
            if count and gap.strip(" [") and not (gap.strip() == "." and word[1] - word[0] == 1):
                break
            if best is not None and not capital:
                break
            if count > ISSUER_WORDS or self.lower[slice(*word)] in self.words["demonstratives_own"]:
                break
            best = word[0] if capital else best
        return best

    def genitive(self, word: tuple[int, int]) -> bool:
        """Whether the word ends as a genitive does."""
        return self.lower.endswith(self.region.table.genitive, word[0], word[1])

    # -- an unquoted title

    def _about(self, parts: Parts, anchor: Anchor) -> None:
        """A title without quotes before the number of an act: '... on the approval of ... resolution'."""
        position = self.skip(parts.start)
        if not self._after_about(parts) or anchor.row.key == "treaty":
            return
        sentence = self._sentence_start(position)
        if sentence == self.region.start:
            parts.title = (sentence, position)
            parts.signs.add("about")

    def _sentence_start(self, position: int) -> int:
        stops = [self.cased.rfind(mark, self.region.start, position) for mark in (". ", "; ", ": ", '"')]
        stop = max(stops)
        return self.region.start if stop < 0 else stop + 2

    def words_left(self, position: int) -> list[tuple[int, int]]:
        """The words before the position, as far as a title may reach."""
        floor = max(self.region.start, position - WALK)
        words = [m.span() for m in WORD.finditer(self.lower, floor, position)]
        return words[1:] if words and floor > self.region.start and self.lower[floor - 1].isalnum() else words

    def capital(self, word: tuple[int, int]) -> bool:
        """Whether the word begins with a capital letter."""
        return self.cased[word[0]].isupper()

    def quote_left(self, position: int) -> Token | None:
        """A quoted name a few words left of the position, with nothing but lower-case words between."""
        mark = self.cased.rfind('"', max(self.region.start, position - WALK), position)
        token = self.region.tokens.ends.get(mark + 1) if mark >= 0 else None
        between = self.cased[mark + 1 : position] if token else ""
        if token is None or token.kind != "quote" or any(c in between for c in ",.;:()"):
            return None
        if self.region.table.anchor.search(between.lower()):
            return None
        words = between.split()
        ends = [w for w in self.words["boundaries"] if w not in self.words["conjunctions"]]
        if len(words) > QUOTE_WORDS or any(w.lower() in ends for w in words):
            return None
        return token


class _Walk:
    """The search for the first word of an unquoted title."""

    def __init__(self, reader: HeadFinal, parts: Parts, anchor: Anchor) -> None:
        self.reader, self.parts, self.anchor = reader, parts, anchor
        self.region = reader.region
        self.position = parts.start  # how far it has come
        self.fallback: int | None = None  # where the title begins when no capital letter is found
        self.capital: int | None = None  # where a run of capitalised words begins
        self.commas = 0
        self.own_capital = parts.start == anchor.start and anchor_capital(reader.region, anchor)
        if self.own_capital:
            self.capital = anchor.start

    def run(self) -> None:
        """Walks, and writes what was found into the parts."""
        reader, parts = self.reader, self.parts
        about = reader.word_ending(reader.skip(parts.start), reader.words["title_endings"]) is not None
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
        self._sign(start, about)

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
                self.parts.jurisdiction = reader.done[-1].jurisdiction if reader.done else None
                return reader.region.text.cased.index(" ", word[1]) + 1
        return start

    def _sign(self, start: int, about: bool) -> None:
        reader, signs = self.reader, self.parts.signs
        if reader.word_ending(reader.skip(start), reader.words["approvals"]) is not None:
            signs.add("approval")
        if self.capital is None or start == self.anchor.start:
            return
        named = self._capitals(start) > 1 or not self.region.sentence_start(start)
        signs.add("name" if named else "initial")
        if about and (named or self.region.start == start):
            signs.add("about")

    def _capitals(self, start: int) -> int:
        words = [m.group() for m in WORD.finditer(self.region.text.cased, start, self.anchor.start)]
        return sum(word[0].isupper() for word in words)

    def _step(self, place: int) -> bool:
        """Goes one word, period, citation or quote further to the left; False where the title cannot reach further."""
        reader, parts = self.reader, self.parts
        absorbed = next((c for c in reader.done if c.end == place), None)
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
        return self._word(place)

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
        if self.capital is not None and (not capital or self._another_part(place, word)):
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

    def _another_part(self, place: int, word: tuple[int, int]) -> bool:
        """A body in the nominative is the subject of the sentence; and a treaty is not a country's."""
        country = self.reader.country_ending(place)
        if country is not None:
            return self.anchor.row.key == "treaty" and country[1] not in ("UN", "INT")
        return place in self.region.body_ends and not self.reader.genitive(word)


def anchor_capital(region: Region, anchor: Anchor) -> bool:
    """Whether the type's word bears a capital letter of its own: not at the start of a sentence, nor in words all in capitals."""
    word = region.text.cased[anchor.start : anchor.end]
    return word[0].isupper() and not word.isupper() and not region.sentence_start(anchor.start)
