"""Reads a citation rightwards from its type's word, as Russian and English build it: TYPE of the issuer of date No. "title".

A few words before the type belong to it: adjectives that agree with it, or the capitalised words of an English name. The unquoted
title of a policy paper runs on to its period ('for 2018-2022'), else to a comma, a verb or the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.acts.records import ACTS, WORD, WORLDLY, Anchor, Parts, Region, Span
from extractors.acts.tokens import Token

ISSUER_REACH = 160  # characters between the type's word and its date or number
ISSUER_WORDS = 16
TITLE_REACH = 330
MIN_WORDS = 2  # of a title with neither a period nor a preposition nor a capital
TITLE_WORDS = 16  # of a title without a period
ADJECTIVES = 5
ARTICLE_REACH = 70  # characters behind "and the" in which the word of another type stands
SHORT_WORD = 4  # letters: a shorter word is not told to be a verb by its ending
PLURAL_LIKE = ("ы", "и", "я")  # endings that a plural nominative shares with a singular genitive
_STOPS = '.;:()"\n'


class HeadInitial:
    """The reading of one region. `done` holds the citations of the region that were read before."""

    def __init__(self, region: Region, done: Sequence[Span]) -> None:
        self.region = region
        self.lower, self.cased = region.text.lower, region.text.cased
        self.words = region.table.words
        self.done = done

    def read_all(self, anchor: Anchor) -> list[Parts]:
        """The citation at the type's word, and the further items of a list that shares a plural ('laws No. 1 and No. 2')."""
        first = self.read(anchor)
        found = [first]
        shared = anchor.plural or anchor.case in PLURAL_LIKE
        while (start := self._list_mark(found[-1].end)) is not None and (shared or self._number_at(start, first)):
            parts = Parts(start, start, jurisdiction=first.jurisdiction, issuer=first.issuer)
            self._components(parts, anchor)
            if not parts.signs & {"number", "title"}:
                break
            parts.title = (parts.start, parts.end)
            parts.signs.add("list")
            found.append(parts)
        _share_date(found)
        return found

    def _number_at(self, position: int, first: Parts) -> bool:
        """Whether a further number stands there, as in 'joint order No. 1 and No. 2'."""
        token = self.region.tokens.starts.get(position)
        return "number" in first.signs and token is not None and token.kind == "number"

    def read(self, anchor: Anchor) -> Parts:
        """All that stands round the type's word and belongs to it."""
        parts = Parts(self._left(anchor), anchor.end, worldly=anchor.row.key in WORLDLY)
        self._quote_before(parts)
        self._components(parts, anchor)
        if not parts.signs & {"number", "title"} and self._may_run_on(parts, anchor):
            self._title(parts, anchor)
            named = parts.end
            self._components(parts, anchor)
            parts.title = (parts.start, named) if parts.end > named and parts.quote is None else None
        if parts.start < anchor.start and self.cased[parts.start].isupper() and not self.region.sentence_start(parts.start):
            parts.signs.add("name")
        parts.title = parts.title or (parts.start, parts.end)
        return parts

    def _may_run_on(self, parts: Parts, anchor: Anchor) -> bool:
        """An act needs quotes or 'on ...' for a title; a constitution has none, nor has a code behind its country."""
        if anchor.row.key in ACTS or (anchor.row.key == "code" and "country" in parts.signs):
            start = self.skip(parts.end)
            return any(self._starts_with(start, word) for word in self.words["title_endings"])
        return anchor.row.key != "constitution"

    def skip(self, position: int) -> int:
        """The place right of white space and of the marks of a link."""
        while position < self.region.end:
            if self.cased[position] in " [":
                position += 1
            elif self.cased.startswith("](", position) and (closed := self.cased.find(")", position, position + 200)) > 0:
                position = closed + 1
            else:
                return position
        return position

    # -- before the type's word

    def _left(self, anchor: Anchor) -> int:
        start = anchor.start
        words = [m.span() for m in WORD.finditer(self.lower, max(self.region.start, start - 120), start)]
        endings = self.words["adjective_endings"]
        for word in reversed(words[-ADJECTIVES:]):
            text = self.lower[slice(*word)]
            if self.cased[word[1] : start].strip(" ["):
                break
            fits = text.endswith(endings) if endings else self.cased[word[0]].isupper()
            if not fits or text in self._not_adjectives() or (self.cased[start].isupper() and not self.cased[word[0]].isupper()):
                break
            start = word[0]
        return start

    def _not_adjectives(self) -> tuple[str, ...]:
        return (
            *self.words["demonstratives_own"],
            *self.words["demonstratives_said"],
            *self.words["fillers"],
            *self.words["approvals"],
            *self.words["boundaries"],
        )

    def _quote_before(self, parts: Parts) -> None:
        """A name in quotes before the type's word: 'the "Clean Water" project'."""
        position = parts.start
        while position > self.region.start and self.cased[position - 1] in " [":
            position -= 1
        token = self.region.tokens.ends.get(position)
        if token is not None and token.kind == "quote" and self.words["small_words"] and parts.take(token):
            parts.start = token.start

    # -- issuer, date, number, quoted title

    def _components(self, parts: Parts, anchor: Anchor) -> None:
        while True:
            position = self.skip(parts.end)
            if position >= self.region.end:
                return
            end = self._component(parts, position, anchor)
            if end is None and self.cased[position] == ",":
                end = self._after_comma(parts, self.skip(position + 1))
            if end is None:
                end = self._across_issuer(parts, position, anchor)
            if end is None:
                return
            parts.end = end

    def _after_comma(self, parts: Parts, position: int) -> int | None:
        """A date or number behind a comma, the words of a date before it: ', signed on 3 May 2015'."""
        link = next((link for link in self.words["issuer_links"] if self._starts_with(position, link)), "")
        return self._token(parts, self.skip(position + len(link)), ("date", "number"))

    def _component(self, parts: Parts, position: int, anchor: Anchor) -> int | None:
        end = self._token(parts, position) or self._issuer(parts, position)
        if end is not None:
            return end
        for link in (*self.words["issuer_links"], *self.words["title_links"]):
            if self._starts_with(position, link):
                place = self.skip(position + len(link))
                end = self._token(parts, place) or self._issuer(parts, place)
                if end is not None:
                    return end
        return None

    def _token(self, parts: Parts, position: int, kinds: tuple[str, ...] = ("date", "number", "quote", "period")) -> int | None:
        token = self.region.tokens.starts.get(position)
        return token.end if token is not None and token.kind in kinds and parts.take(token) else None

    def _issuer(self, parts: Parts, position: int) -> int | None:
        body = self.region.body_starts.get(position)
        if body is not None and parts.issuer is None and not self._subject(body):
            parts.issuer = body.key
            parts.jurisdiction = parts.jurisdiction or body.jurisdiction
            return body.end
        for form, jurisdiction in self.region.table.countries:
            if self._starts_with(position, form) and self.cased[position].isupper():
                parts.jurisdiction = parts.jurisdiction or jurisdiction
                parts.signs.add("country")
                return position + len(form)
        return None

    def _subject(self, body: Span) -> bool:
        """Whether a body stands in the nominative, where nouns bear cases: the sentence is about it."""
        return body.nominative and bool(self.words["adjective_endings"])

    def _starts_with(self, position: int, words: str) -> bool:
        end = position + len(words)
        return self.lower.startswith(words, position) and not self.lower[end : end + 1].isalnum()

    def _across_issuer(self, parts: Parts, position: int, anchor: Anchor) -> int | None:
        """The date or number after the name of an issuer that is not registered."""
        missing = {"date", "number"} - parts.signs
        if anchor.row.needs.isdisjoint({"date"}) or not missing or self.cased[position] in _STOPS:
            return None
        reach = min(self.region.end, position + ISSUER_REACH)
        tokens = [t for t in self.region.tokens.all if t.kind in ("date", "number") and position < t.start < reach]
        token = min(tokens, key=lambda t: t.start, default=None)
        if token is None or token.kind not in missing or not self._plain(self.cased[position : token.start]):
            return None
        return token.end if parts.take(token) else None

    def _plain(self, between: str) -> bool:
        words, links = between.split(), self._link_words()
        while words and words[0].lower() in links:
            words.pop(0)
        while words and words[-1].lower() in links:
            words.pop()
        if words and words[0].lower() in self.words["issuer_heads"]:
            between = between.replace(words[0], "", 1)
        elif words and not words[0][0].isupper():
            return False
        if len(words) > ISSUER_WORDS or any(c in between for c in '.;:()"') or self.region.table.anchor.search(between.lower()):
            return False
        return not any(word.strip(",").lower().startswith(self.words["stops"]) for word in words)

    def _link_words(self) -> set[str]:
        return {word for link in self.words["issuer_links"] for word in link.split()}

    def _list_mark(self, position: int) -> int | None:
        place = self.skip(position)
        if self.cased[place : place + 1] == ",":
            return self.skip(place + 1)
        for word in self.words["conjunctions"]:
            if self._starts_with(place, word):
                return self.skip(place + len(word))
        return None

    # -- an unquoted title

    def _title(self, parts: Parts, anchor: Anchor) -> None:
        start = self.skip(parts.end)
        if self._is_short_form(parts.start):
            return
        capital = self.cased[anchor.start].isupper() and not self.region.sentence_start(anchor.start)
        endings = self.words["title_endings"] + (self.words["treaty_endings"] if capital and anchor.row.key == "treaty" else ())
        about = any(self._starts_with(start, word) for word in endings)
        end = self._title_end(start, parts, anchor)
        if end <= start:
            return
        words = [m.group() for m in WORD.finditer(self.cased, start, end)]
        if "period" not in parts.signs and words and words[0].lower() in self.words["title_bars"]:
            return
        if "period" not in parts.signs and not about and len(words) < MIN_WORDS and not any(w[0].isupper() for w in words):
            return
        parts.end = end
        if about:
            parts.signs.add("about")
        if capital or any(word[0].isupper() for word in words):
            parts.signs.add("name")

    def _is_short_form(self, start: int) -> bool:
        """Whether 'this' or 'the said' stands before: then the type's word is all that names the instrument."""
        words = self.lower[max(self.region.start, start - 40) : start].split()
        return bool(words) and words[-1] in (*self.words["demonstratives_own"], *self.words["demonstratives_said"])

    def _title_end(self, start: int, parts: Parts, anchor: Anchor) -> int:
        """Where the title ends: after its period, else before the first word or mark that no title has."""
        limit = min(self.region.end, start + TITLE_REACH)
        words = [m.span() for m in WORD.finditer(self.lower, start, limit)]
        period = self._period(start, limit, words)
        if period is not None and parts.take(period):
            return period.end
        last = start
        capitals = self._in_capitals(words, anchor)
        for count, word in enumerate(words[:TITLE_WORDS]):
            if word[0] < last:
                continue
            body = self.region.body_starts.get(word[0])
            if body is not None and self._subject(body):
                break
            if body is not None and not self._breaks(self.cased[last : word[0]]):
                last = body.end
                continue
            soft = capitals and self._soft_comma(last, word)
            ends = self._small_word(word) if capitals and not count else bool(count) and self._stops(word, capitals)
            if ends or self._stop_word(word) or (self._breaks(self.cased[last : word[0]]) and not soft):
                break
            last = word[1]
        return self._trimmed(start, last)

    def _small_word(self, word: tuple[int, int]) -> bool:
        """A word without a capital that names in capitals do not hold."""
        first = self.cased[word[0]]
        return not first.isupper() and not first.isdigit() and self.lower[slice(*word)] not in self.words["small_words"]

    def _period(self, start: int, limit: int, words: Sequence[tuple[int, int]]) -> Token | None:
        """The period that the title runs on to, with nothing before it that ends a title."""
        tokens = [t for t in self.region.tokens.all if t.kind == "period" and start <= t.start < limit]
        token = min(tokens, key=lambda t: t.start, default=None)
        if token is None:
            return None
        last = start
        for word in words:
            if word[0] >= token.start:
                return token
            another = self._type_at(word[0]) and not self._absorbs(word[0])
            broken = self._breaks(self.cased[last : word[0]]) and not self._soft_comma(last, word)
            if another or broken or self._stop_word(word):
                return None
            last = word[1]
        return token

    def _in_capitals(self, words: Sequence[tuple[int, int]], anchor: Anchor) -> bool:
        """Whether the words of the title bear capitals, as names in English do: then one that does not ends it."""
        small = self.words["small_words"]
        first = next((w for w in words if self.lower[slice(*w)] not in small), None)
        return (
            bool(small)
            and first is not None
            and (self.cased[first[0]].isupper() or not anchor.row.needs & {"about", "name-about"})
        )

    def _soft_comma(self, last: int, word: tuple[int, int]) -> bool:
        """A comma in a list of capitalised words that 'and' ends: 'Terrorism, Separatism and Extremism'."""
        after = self.lower[word[1] : word[1] + 8].strip().split(" ")[0]
        listed = after in self.words["conjunctions"] or self.cased[word[1] : word[1] + 1] == ","
        return self.cased[last : word[0]].strip() == "," and self.cased[word[0]].isupper() and listed

    def _breaks(self, gap: str) -> bool:
        return bool(gap.strip(" [-/&'"))

    def _stop_word(self, word: tuple[int, int]) -> bool:
        text = self.lower[slice(*word)]
        stops = self.words["stops"]
        if self.words["small_words"]:
            return text in stops
        verb = len(text) > SHORT_WORD and text.endswith(self.words["stop_endings"]) and not self.cased[word[0]].isupper()
        return verb or text.startswith(stops)

    def _stops(self, word: tuple[int, int], capitals: bool) -> bool:
        """Whether a word in the middle ends the title: another type, 'and' before one, or a small letter among capitals."""
        text = self.lower[slice(*word)]
        if text in self.words["conjunctions"] and self._another_after(word[1]):
            return True
        if self._type_at(word[0]):
            return not self._absorbs(word[0])
        return capitals and self._small_word(word)

    def _another_after(self, position: int) -> bool:
        """Whether what follows 'and' is another instrument: its type's word, or an article and a type's word a little later."""
        after = self.skip(position)
        if self._type_at(after):
            return True
        article = next((word for word in self.words["articles"] if self._starts_with(after, word)), None)
        if article is None:
            return False
        ahead = re.split(r"[,.;:()]", self.cased[after : after + ARTICLE_REACH])[0]
        return self.region.table.anchor.search(ahead.lower()) is not None

    def _type_at(self, position: int) -> bool:
        match = self.region.table.anchor.match(self.lower, position)
        return match is not None and self.region.table.suffix.match(self.lower, match.end()) is not None

    def _absorbs(self, position: int) -> bool:
        """Whether another instrument is part of the title: 'plan of measures for carrying out the programme ...'."""
        before = self.lower[max(self.region.start, position - 60) : position]
        return any(
            row.place == "nested-before" and row.type == "implements" and row.pattern.search(self._plain_before(before, position))
            for row in self.region.table.links
        )

    def _plain_before(self, before: str, position: int) -> str:
        words = before.split(" ")
        endings = self.words["adjective_endings"]
        if self.words["small_words"]:  # a row of capital words belongs to the other's name
            cased = self.cased[position - len(before) : position].split(" ")
            while len(words) > 2 and cased[-2][:1].isupper():
                del words[-2], cased[-2]
        while len(words) > 2 and endings and words[-2].endswith(endings):
            del words[-2]
        return " ".join(words)

    def _trimmed(self, start: int, end: int) -> int:
        """The end without small words and conjunctions that dangle."""
        loose = (*self.words["small_words"], *self.words["conjunctions"], *self.words["boundaries"], *self.words["title_endings"])
        words = [m.span() for m in WORD.finditer(self.lower, start, end)]
        while words and self.lower[slice(*words[-1])] in loose:
            words.pop()
        return words[-1][1] if words else start


def _share_date(items: Sequence[Parts]) -> None:
    """The one date of a list is that of all its numbers: 'orders No. 1 and No. 2 of 3 May 2020'."""
    dates = {item.date for item in items if item.date}
    if len(items) > 1 and len(dates) == 1 and all(item.number for item in items):
        for item in items:
            item.date = next(iter(dates))
            item.signs.add("date")
