"""Reads a citation leftwards from its type's word, as Kyrgyz and Kazakh build it: issuer, date, number, "title", TYPE."""

from __future__ import annotations

import re

from extractors.acts.leftward import Leftward
from extractors.acts.records import ACTS, WORLDLY, Anchor, Parts
from extractors.acts.title_walk import TitleWalk
from extractors.acts.tokens import Token

ISSUER_WORDS = 14
TITLED_REACH = 40  # characters behind a quoted title in which the word of a type says that the title is its own
# behind the possessive of a name, and behind a short form
_OBLIQUE = re.compile(r"(?:[ыиіуү](?:н(?:[аеоө]|д[аеоө]|[аеоө]н)?|мен)|[гкғқ][аеоө]|[дт][аеоө]н)\Z")
WORLD = ("UN", "INT")


class HeadFinal(Leftward):
    """The reading of one region."""

    def read(self, anchor: Anchor) -> Parts:
        """All that stands to the left of the type's word and belongs to it."""
        parts = Parts(anchor.start, anchor.end, worldly=anchor.row.key in WORLDLY)
        self._components(parts, anchor)
        if parts.quote is None and anchor.row.key in ACTS:
            self._title_right(parts)
        bracketed = self.cased.startswith("(", self._ahead(parts.end))
        if parts.number is None and (bracketed or not anchor.case):
            self._right(parts, anchor)
        if not parts.signs & {"number", "title"} and self._may_walk(parts, anchor):
            TitleWalk(self, parts, anchor).run()
            walked = parts.start
            self._components(parts, anchor)
            if parts.start < walked and (parts.title is None or parts.title[0] == walked):
                parts.title = (parts.start, anchor.base_end)
        elif parts.quote is None and parts.signs & {"number", "date"}:
            self._about(parts, anchor)
        return parts

    def _title_right(self, parts: Parts) -> None:
        """A quoted title behind the type's word, told by its last word: 'resolution of the Government "Water ... on"'."""
        token = self.region.tokens.starts.get(self._ahead(parts.end))
        if token is None or token.kind != "quote":
            return
        following = self.lower[token.end : min(self.region.end, token.end + TITLED_REACH)]
        of_another = self.cased[self._ahead(token.end) :][:1].isupper() or self.region.table.anchor.search(following)
        if not of_another and self.lower[token.start : token.end].rstrip('" .').endswith(self.words["title_endings"]):
            parts.take(token)
            parts.end = token.end

    def _right(self, parts: Parts, anchor: Anchor) -> None:
        """Date and number below or in brackets behind the type's word: 'RESOLUTION 3 May 2015 No. 7', 'pact (3 May 2015)'."""
        position, found = self._ahead(parts.end), []
        bracket = self.cased[position : position + 1] == "("
        position = self._ahead(position + bracket)
        while (token := self.region.tokens.starts.get(position)) is not None and token.kind in ("date", "number"):
            found.append(token)
            position = self._ahead(token.end + self.cased[token.end : token.end + 1].count(","))
        closed = bracket and self.cased[position : position + 1] == ")"
        if not found or bracket != closed or ((not bracket or anchor.case) and len(found) < 2):
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
        if position > self.region.start and self.cased[position - 1] in ",;":
            return self._before_bracket(self.skip(position - 1))
        found = self.word_ending(position, self.words["conjunctions"])
        return None if found is None else self.skip(found)

    def _before_bracket(self, position: int) -> int:
        """The place before a remark in brackets that ends at the position."""
        if self.cased[position - 1 : position] != ")" or position in self.region.tokens.ends:
            return position
        opened = self.cased.rfind("(", self.region.start, position)
        return self.skip(opened) if opened >= 0 else position

    def _components(self, parts: Parts, anchor: Anchor) -> None:
        adopted = False
        while True:
            position = self.skip(parts.start)
            filler = self.word_ending(position, self.words["fillers"])
            adoption = self.word_ending(position, self.words["adoptions"])
            token = self._token_left(position)
            joint = self._joint_number(parts)
            if token and (token.attributive or adopted) and parts.take(token):
                parts.start = token.start
            elif joint is not None:
                parts.number, parts.start = joint.value, joint.start
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

    def _joint_number(self, parts: Parts) -> Token | None:
        """The number before the one that was read, where bodies issue an act together: 'No. 5 and No. 7 joint order'."""
        end = self.before_list_mark(parts.start) if "number" in parts.signs and parts.date is None else None
        token = self.region.tokens.ends.get(end) if end is not None else None
        return token if token is not None and token.kind == "number" else None

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

    # -- who issued it

    def _issuer(self, parts: Parts, position: int, anchor: Anchor) -> bool:
        if anchor.row.key == "treaty" and not self._is_world(position):
            return False
        start = self._named_issuer(parts, position)
        if start is None and (parts.signs & {"number", "date"} or anchor.row.key in ("address", "un-resolution")):
            start = self._unnamed_issuer(position)
        if start is None or start >= parts.start:
            return False
        parts.start = start
        return True

    def _is_world(self, position: int) -> bool:
        """Whether an organisation of states ends at the position: a treaty may be its own, though not a state's."""
        body, country = self.region.body_ends.get(position), self.country_ending(position)
        return (body is not None and body.jurisdiction in WORLD) or (country is not None and country[1] in WORLD)

    def _named_issuer(self, parts: Parts, position: int) -> int | None:
        body = self.region.body_ends.get(position)
        if body is not None and parts.issuer is None and not self._oblique(position) and not self._is_subject(parts, position):
            parts.issuer = body.key
            parts.jurisdiction = parts.jurisdiction or body.jurisdiction
            return body.start
        country = self.country_ending(position)
        if country is None:
            return None
        parts.jurisdiction = parts.jurisdiction or country[1]
        parts.signs.add("country")
        return country[0]

    def _oblique(self, position: int) -> bool:
        """Whether a name in another case than the genitive ends there: what is sent to a body is not its act."""
        genitive = self.lower.endswith(self.region.table.genitive, self.region.start, position)
        return not genitive and _OBLIQUE.search(self.lower, max(self.region.start, position - 6), position) is not None

    def _is_subject(self, parts: Parts, position: int) -> bool:
        """Whether a name written out, and no genitive, ends before a title in quotes alone: it does something with that act."""
        if (
            parts.quote is None
            or parts.signs & {"number", "date"}
            or self.lower.endswith(self.region.table.genitive, self.region.start, position)
        ):
            return False
        return not self.cased[max(self.region.start, position - 3) : position].isupper()

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
