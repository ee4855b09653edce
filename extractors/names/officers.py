"""The officers of a body: 'the director of the Agency', 'члены Совета', 'председатель' where it is clear of which collegial body.

Each is an actor of the document, and a part of its body. One that stands alone is that of the only collegial body for which the
document defines a short form. Where a sentence says who holds the office, the words name nobody but that one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import NameWords, Officer
from extractors.reading import Reading
from ontology.iri import document_body_key

_GAP = 14  # characters of an article or a link between an officer and its body
_REACH = 200  # characters behind an officer in which it is said who that is
_SUFFIX = 4  # letters of a suffix
_GENITIVE = re.compile(r"[нтд][ыиуүіөо][нң]")  # as written in languages with suffixes
_OWNER = re.compile(r"[нтд][ыиуүі][нң]\Z")
_OBLIQUE = re.compile(r"(?:[нтд][ыиуүі]|[гғкқн][аеоө]|[тд][аеоө]н?|[мпб]ен)\Z")  # another case, of what owns nothing
_APPOSED = re.compile(r"\s*(?:[;)]|$)")  # behind 'the Minister of Justice, chairman;' in a list of members
_NAMING = re.compile(r"\s*(?:-|$)")


_SINGLE = ("full", "abbreviation", "defined", "candidate", "foreign")  # mentions of one body


class _Found(NamedTuple):
    start: int  # normalised, as is `end`
    end: int
    officer: Officer
    body: BodyMention


def officers(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions of officers."""
    made: list[BodyMention] = []
    for language in sorted({block.language for block in reading.blocks}):
        words = tables[language]
        found = list(words.officer.finditer(reading.text.lower)) if words.officers else []
        names = {mention.match.name for mention in mentions} if found else ()
        collegial = {name for name in names if words.collegial.search(name.lower())}
        if found:
            made += _Search(reading, mentions, collegial, words).read(found, language)
    return made


class _Search:
    """The search through one document in one language."""

    def __init__(self, reading: Reading, mentions: Sequence[BodyMention], names: Container[str], words: NameWords) -> None:
        """`names` are those of the collegial bodies."""
        self._reading, self._words = reading, words
        collegial = [m for m in mentions if m.match.name in names]
        defined = {m.key: m for m in collegial if m.match.form == "defined"}
        self._alone = next(iter(defined.values())) if len(defined) == 1 else None
        self._taken = [self._span(m) for m in mentions]
        self._starts = {self._span(m)[0]: m for m in sorted(mentions, key=lambda m: m.end)}
        self._collegial = {m.key for m in collegial}
        single = [m for m in mentions if m.match.form in _SINGLE and m.match.kind not in ("group", "person")]
        self._ends = {self._span(m)[1]: m for m in sorted(single, key=lambda m: (-m.start, -m.end))}

    def _span(self, mention: BodyMention) -> tuple[int, int]:
        return self._reading.text.normal(mention.start), self._reading.text.normal(mention.end - 1) + 1

    def read(self, matches: Sequence[re.Match[str]], language: str) -> Iterator[BodyMention]:
        """The officers where the words for them match, those left out of whom a sentence only says who holds the office."""
        holders: dict[tuple[str, str], set[str]] = {}
        found: list[_Found] = []
        for one, naming in self._all(matches):
            if naming is None:
                found.append(one)
            elif one.officer.held and naming:
                holders.setdefault((one.body.key, one.officer.name), set()).add(naming)
        for one in found:
            held = holders.get((one.body.key, one.officer.name), set())
            yield _mention(self._reading, one, language, next(iter(held)) if len(held) == 1 else None)

    def _all(self, matches: Sequence[re.Match[str]]) -> Iterator[tuple[_Found, str | None]]:
        """Each officer, and who is said to hold the office there: '' where that is no body, None where no such is said."""
        lower, words = self._reading.text.lower, self._words
        for match in matches:
            start, end = match.span()
            if any(s < end and start < e for s, e in self._taken) or self._is_predicate(start):
                continue
            officer = next(row for row in words.officers if row.pattern.match(lower, start))
            if words.suffixed:
                body = self._owner_before(start, officer)
                start = self._span(body)[0] if body else start
            else:
                link = words.officer_link.match(lower, end, end + _GAP)
                body = self._starts.get(link.end()) if link else None
                if body and not self._has(body, officer):
                    continue  # an officer of another body
                end = self._span(body)[1] if body else end
            owner = body or (
                self._alone if officer.alone and words.officer_alone.search(lower[max(0, start - _GAP) : start]) else None
            )
            after = lower[end : end + _REACH].split("\n", 1)[0]
            if body is None and lower[start - 2 : start] == ", " and _APPOSED.match(after):
                continue
            named = words.officer_named.match(after)
            if (
                owner is None
                or (not named and not officer.anywhere and _NAMING.match(after))
                or (officer.kind == "group" and after.lstrip().startswith(":"))
            ):
                continue
            holder = self._starts.get(end + named.end()) if named else None
            yield _Found(start, end, officer, owner), (holder.key if holder else "") if named else None

    def _is_predicate(self, start: int) -> bool:
        """Whether the words only say what others are: 'are members of the Board'."""
        if self._words.suffixed:
            return False
        return any(self._reading.text.lower.endswith(f" {copula} ", 0, start) for copula in self._words.copulas)

    def _has(self, body: BodyMention, officer: Officer) -> bool:
        """Whether a body may have such officers."""
        return body.key in self._collegial or (officer.anywhere and body.match.form in _SINGLE and body.match.kind != "group")

    def _owner_before(self, start: int, officer: Officer) -> BodyMention | None:
        """The body that ends right before a place; of a short form only the stem is told, and the genitive may follow it."""
        lower = self._reading.text.lower
        end = start - 1
        while end > 0 and lower[end - 1].isalnum() and start - 1 - end <= _SUFFIX:
            body = self._ends.get(end)
            if body and self._has(body, officer) and (end == start - 1 or _GENITIVE.fullmatch(lower, end, start - 1)):
                owns = body.match.form in ("defined", "abbreviation") or _OWNER.search(lower, 0, start - 1)
                return None if self._is_oblique(body) or (officer.anywhere and not owns) else body
            end -= 1
        return None

    def _is_oblique(self, body: BodyMention) -> bool:
        stem = body.match.stem_end if body.match.form == "defined" else None
        return stem is not None and _OBLIQUE.search(self._reading.document.text[stem : body.end].lower()) is not None


def _mention(reading: Reading, found: _Found, language: str, holder: str | None) -> BodyMention:
    start, end = reading.text.original(found.start, found.end)
    officer = found.officer
    key = holder or document_body_key(reading.document.key, f"{found.body.key} {officer.name}")
    form, kind = ("defined", None) if holder else ("candidate", officer.kind)
    said = officer.pattern.match(reading.text.lower, found.start)
    behind = reading.text.cased[said.end() : found.end] if said else ""
    before = f"{reading.text.printed(found.body.start, found.body.end)} " if officer.anywhere and not said else ""
    name = f"{before}{officer.name}{behind}"
    match = NameMatch(start, end, (key,), form, name, language, kind, None, None if holder else found.body.key)
    return BodyMention(start, end, key, match)
