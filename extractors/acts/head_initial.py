"""Reads a citation rightwards from its type's word, as Russian and English build it: TYPE of the issuer of date No. "title".

A few words before the type belong to it: adjectives that agree with it, or the capitalised words of an English name. The unquoted
title (`title_ahead.py`) runs on to its period ('for 2018-2022'), else to a comma, a verb or the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.acts.records import ACTS, WORD, WORLDLY, Anchor, Parts
from extractors.acts.title_ahead import TitleAhead
from extractors.acts.tokens import Token

ISSUER_REACH = 160  # characters between the type's word and its date or number
ISSUER_WORDS = 16
ADJECTIVES = 5
PLURAL_LIKE = ("ы", "и", "я")  # endings that a plural nominative shares with a singular genitive
_STOPS = '.;:()"\n'


class HeadInitial(TitleAhead):
    """The reading of one region."""

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
        self._issuer_before(parts, anchor)
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
            if (
                not fits
                or text.endswith(self.words["participle_endings"])
                or text in self._not_adjectives()
                or (self.cased[start].isupper() and not self.cased[word[0]].isupper())
            ):
                break
            start = word[0]
        return start

    def _issuer_before(self, parts: Parts, anchor: Anchor) -> None:
        """A body right before the type's word, where such need no case: 'Cabinet of Ministers Resolution No. 5'."""
        body = (
            self.region.body_ends.get(anchor.start - 1)
            if anchor.row.key in ACTS and not self.words["adjective_endings"]
            else None
        )
        if body is not None and self.cased[anchor.start - 1] == " ":
            parts.start, parts.issuer, parts.jurisdiction = min(parts.start, body.start), body.key, body.jurisdiction

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
            if end is None and self.cased[position] == "(":
                end = self._bracketed(parts, self._behind_type(position + 1, anchor))
            if end is None:
                end = self._across_issuer(parts, position, anchor)
            if end is None:
                return
            parts.end = end

    def _bracketed(self, parts: Parts, position: int) -> int | None:
        """The end of a bracket that holds nothing but the date and number: 'Law "On Water" (of 3 May 1994, No. 7)'."""
        found: list[Token] = []
        links = sorted(self.words["issuer_links"], key=len, reverse=True)
        while position < self.region.end and self.cased[position] != ")":
            token = self.region.tokens.starts.get(position)
            link = next((link for link in links if self._starts_with(position, link)), "")
            if token is not None and token.kind in ("date", "number"):
                found.append(token)
                position = token.end
            elif not link and self.cased[position] not in " ,":
                return None
            position = self.skip(position + len(link) + (self.cased[position : position + 1] == ","))
        kinds = {token.kind for token in found}
        if len(kinds) != len(found) or "number" not in kinds or kinds & parts.signs or position >= self.region.end:
            return None
        for token in found:
            parts.take(token)
        return position + 1

    def _behind_type(self, position: int, anchor: Anchor) -> int:
        """The place behind the type's word where it is said again: 'joint order of the ministers (order of 3 May, No. 5)'."""
        word = WORD.match(self.lower, position)
        return self.skip(word.end()) if word and word[0].startswith(anchor.stem) else position

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

    def _across_issuer(self, parts: Parts, position: int, anchor: Anchor) -> int | None:
        """The date or number after the name of an issuer that is not registered."""
        missing = {"date", "number"} - parts.signs
        if anchor.row.needs.isdisjoint({"date"}) or not missing or self.cased[position] in _STOPS:
            return None
        reach = min(self.region.end, position + ISSUER_REACH)
        tokens = [t for kind in ("date", "number") for t in self.region.tokens.of(kind, position + 1, reach)]
        token = min(tokens, key=lambda t: t.start, default=None)
        if token is None or token.kind not in missing:
            return None
        bracket = self.cased.find("(", position, token.start)
        if bracket >= 0 and self._plain(self.cased[position:bracket]):
            return self._bracketed(parts, self._behind_type(bracket + 1, anchor))
        if not self._plain(self.cased[position : token.start]):
            return None
        return token.end if parts.take(token) else None

    def _plain(self, between: str) -> bool:
        words, links = between.lstrip(" ,").split(), self._link_words()
        while words and words[0].lower() in links:
            words.pop(0)
        while words and words[-1].lower() in links:
            words.pop()
        if words and words[0].lower() in self.words["conjunctions"]:  # 'of the Ministry of Justice and the Ministry of Finance'
            words.pop(0)
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


def _share_date(items: Sequence[Parts]) -> None:
    """The one date of a list is that of all its numbers: 'orders No. 1 and No. 2 of 3 May 2020'."""
    dates = {item.date for item in items if item.date}
    if len(items) > 1 and len(dates) == 1 and all(item.number for item in items):
        for item in items:
            item.date = next(iter(dates))
            item.signs.add("date")
