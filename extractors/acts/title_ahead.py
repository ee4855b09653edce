"""Searches for the end of an unquoted title, to the right of its type's word.

It runs on to its period ('for 2018-2022'), else to a comma, a verb or the end of the sentence; among capitals to a small word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.acts.records import WORD, Anchor, Parts, Region, Span
from extractors.acts.tokens import Token

TITLE_REACH = 330
MIN_WORDS = 2  # of a title with neither a period nor a preposition nor a capital
TITLE_WORDS = 16  # of a title without a period
ARTICLE_REACH = 70  # characters behind "and the" in which the word of another type stands
FULL_DATE = len("2020-01-31")
SHORT_WORD = 4  # letters: a shorter word is not told to be a verb by its ending
_YEAR = re.compile(r" (?:19|20)\d\d(?![\w-])")  # behind a small word: 'ratified the Convention in 1994'


class TitleAhead:
    """A region as it is read from left to right, and the search for the end of a title in it."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.lower, self.cased = region.text.lower, region.text.cased
        self.words = region.table.words

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

    def _subject(self, body: Span) -> bool:
        """Whether a body stands in the nominative, where nouns bear cases: the sentence is about it."""
        return body.nominative and bool(self.words["adjective_endings"])

    def _starts_with(self, position: int, words: str) -> bool:
        end = position + len(words)
        return self.lower.startswith(words, position) and not self.lower[end : end + 1].isalnum()

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
        if "period" not in parts.signs and not about and any(self._starts_with(start, bar) for bar in self.words["title_bars"]):
            return
        if "period" not in parts.signs and not about and len(words) < MIN_WORDS and not any(w[0].isupper() for w in words):
            return
        parts.end = end
        if about:
            parts.signs.add("about")
        states = set() if self.cased[anchor.start].isupper() else self._of_countries()
        if capital or any(word[0].isupper() and word.lower() not in states for word in words):
            parts.signs.add("name")

    def _of_countries(self) -> set[str]:
        """The words of the names of states: they make no name of a common noun before them."""
        return {word for form, _ in self.region.table.countries for word in form.split()}

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
            if self._dated(word[0]):
                break
            body = self.region.body_starts.get(word[0])
            if body is not None and self._subject(body):
                break
            if body is not None and not self._breaks(self.cased[last : word[0]]):
                last = body.end
                continue
            soft = capitals and self._soft_comma(last, word)
            if self.cased[last : word[0]] == " - " and self.cased[word[0]].islower():
                break  # 'the goal of the Programme - to reduce ...'
            ends = self._small_word(word) if capitals and not count else bool(count) and self._stops(word, capitals)
            if ends or self._stop_word(word) or (self._breaks(self.cased[last : word[0]]) and not soft):
                break
            last = word[1]
        return self._trimmed(start, last)

    def _dated(self, position: int) -> bool:
        """Whether a full date stands there: it is the act's own, not part of its title."""
        token = self.region.tokens.starts.get(position)
        return token is not None and token.kind == "date" and len(token.value) == FULL_DATE

    def _small_word(self, word: tuple[int, int]) -> bool:
        """A word without a capital that names in capitals do not hold."""
        first = self.cased[word[0]]
        return not first.isupper() and not first.isdigit() and self.lower[slice(*word)] not in self.words["small_words"]

    def _period(self, start: int, limit: int, words: Sequence[tuple[int, int]]) -> Token | None:
        """The period that the title runs on to, with nothing before it that ends a title."""
        tokens = self.region.tokens.of("period", start, limit)
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
            return text in stops or (text == text[:2] and _YEAR.match(self.lower, word[1]) is not None)
        if text.startswith(self.words["stop_nouns"]):
            return False
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
        suffix = match and self.region.table.suffix.match(self.lower, match.end())
        return bool(suffix and not (suffix["plural"] and self._is_common(position, suffix.end())))

    def _is_common(self, position: int, end: int) -> bool:
        """Whether a plural names no certain instruments: 'the approval of forest plans'."""
        return not self.cased[position].isupper() and not {end, end + 1} & self.region.tokens.starts.keys()

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
        loose = (*loose, *(word for link in self.words["issuer_links"] for word in link.split()))
        words = [m.span() for m in WORD.finditer(self.lower, start, end)]
        while words and self.lower[slice(*words[-1])] in loose:
            words.pop()
        return words[-1][1] if words else start
