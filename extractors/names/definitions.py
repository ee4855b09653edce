"""Finds the short forms that a document defines: '(hereinafter - X)', 'NAME (ACR)', and key lists 'ACR - full name' line by line.

It says where the words stand, not what they mean: whether the words before the bracket name a body or an act is for the stages
of bodies and of citations.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.kept_patterns import compiled
from extractors.names.tables import NameWords
from extractors.text import MatchText

_ACRONYM = re.compile(r' \((?<=[^\W_] \(|" \(|\) \()("?(?:[^\W\d_a-z][^\W\d_]{1,9})(?:[ /][^\W\d_]{2,10})?"?)\)')
_KEY_LINE = re.compile(r'("?[^\W_][^\W_]*"?(?: [^\W_]+){0,2}) - {0,2}(?="|[^\W\d_])')
# of English contracts, without a marker: (the "Board"), ("the Board"), (the Board)
_QUOTED_SHORT = re.compile(r' \((?:the "|"the )([^"()\n]{2,60})"\)| \(the ((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,3})\)')
_KEY_IN_LINE = re.compile(r'(?:(?<=[;:] )|\A)("?[^\W_a-zа-яё][^\W_]*"?(?: [^\W_]+)?) - (?="|[^\W\d_])')
# a term and the dash behind it, at the start of an item: its number, words without a mark
_TERM = re.compile(r"(?:[^\W_]{1,3}[.)] |- )?([^\W\d_][^-:;,.()\"\d]{3,60}?) - {0,2}(?:the )?(?=[^\W\d_]|\")")
_MARK = re.compile(r"[,;(]")
_WORDS = re.compile(r"[^\W\d_]+")
_NAME = 12  # words of a name before the bracket with its abbreviation
_MAX_SHORT = 80
_SIGNER = 120  # characters before a bracket in which words say who signs for the body
_MAX_KEY = 30
_MAX_KEYS = 2000  # characters of a paragraph that is a list of keys


class Definition(NamedTuple):
    """The short form `text[short_start:short_end]` of the document stands for the words that end at `full_end`.

    Where those words begin is known only for lines of a key list; else `full_start` is None.
    """

    short: str
    short_start: int
    short_end: int
    full_start: int | None
    full_end: int
    form: str  # 'bracket', 'acronym' or 'key'
    language: str


class DefinitionFinder:
    """Finds the definitions of any document. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._brackets = {table.language: _bracket(table) for table in tables}
        self._named = {table.language: _between_commas(table) for table in tables}
        self._signers = {table.language: _signed_for(table) for table in tables}
        self._roles = {table.language: table.roles for table in tables}

    def find(self, text: MatchText, blocks: Sequence[Block]) -> tuple[Definition, ...]:
        """All definitions of the text, in its order."""
        found: list[Definition] = []
        for language in sorted({block.language for block in blocks}):
            for match in self._brackets[language].finditer(text.lower):
                full_end = match.start() - text.lower.startswith(" ", max(0, match.start() - 1))
                signer = self._signers[language].search(text.lower, max(0, full_end - _SIGNER), full_end)
                full_end = signer.start() if signer else full_end
                found.append(_made(text, match.span(1), (None, full_end), "bracket", language))
            if '"' in text.lower:
                for match in self._named[language].finditer(text.lower):
                    found.append(_made(text, match.span(1), (None, match.start()), "bracket", language))
            if language == "en":
                for match in _QUOTED_SHORT.finditer(text.cased):
                    found.append(_made(text, match.span(match.lastindex or 1), (None, match.start()), "bracket", language))
        taken = {definition.short_start for definition in found}
        for match in _ACRONYM.finditer(text.cased):
            definition = _made(text, match.span(1), (None, match.start()), "acronym", "")
            if definition.short_start not in taken and _is_acronym(definition.short, text.cased[: match.start()]):
                found.append(definition)
        found += _key_lines(text, blocks)
        found += self._role_terms(text, blocks, {definition.short_start for definition in found})
        return tuple(sorted(found, key=lambda d: d.short_start))

    def _role_terms(self, text: MatchText, blocks: Sequence[Block], taken: Collection[int]) -> Iterator[Definition]:
        """What a list of terms says of a role: 'operator of the register - the company "Oak", which keeps it'.

        Of the words behind the dash the name ends at the first mark or at the end of the item; whether it is one is for others.
        """
        for block in blocks:
            if block.kind in ("cell", "heading"):
                continue
            start, end = text.normal(block.start), text.normal(block.end - 1) + 1
            match = _TERM.match(text.cased, start, end)
            if match is None or self._roles[block.language].search(match[1].lower()) is None:
                continue
            stretch = text.cased[match.end() : end]
            mark = _MARK.search(stretch)
            for stop in dict.fromkeys((mark.start() if mark else 0, len(stretch.rstrip(" ;,.")))):
                made = _made(text, match.span(1), (match.end(), match.end() + stop), "key", block.language)
                if made.short_start not in taken and stop:
                    yield made._replace(short=made.short[0].lower() + made.short[1:])


def _is_acronym(short: str, before: str) -> bool:
    """Whether letters in a bracket are an abbreviation: capitals, or capitals and the last word of the name before."""
    parts = short.replace('"', "").split()
    if all(part.removesuffix("s").isupper() or (number and before.endswith(f" {part}")) for number, part in enumerate(parts)):
        return True
    return (
        len(parts) == 1
        and sum(letter.isupper() for letter in parts[0]) > 1
        and _initials(parts[0], _WORDS.findall(before)[-_NAME:])
    )


def _initials(short: str, words: Sequence[str]) -> bool:
    """Whether letters of both kinds, as in 'MoIA', are the initials of words of the name before, some small ones left out."""
    for first, word in enumerate(words):
        left = short
        for place, word in enumerate(words[first:], first):
            if left and word[0].lower() == left[0].lower() and (word[0].isupper() or left[0].islower()):
                left = left[1:]
            elif word[0].isupper() and (left or place == first):
                break
            if not left:
                return place + 1 == len(words) or words[place + 1][0].islower()
    return False


def _bracket(words: NameWords) -> re.Pattern[str]:
    markers = "|".join(map(re.escape, words.markers))
    verbs = "|".join(map(re.escape, words.short_words)) or "(?!)"
    return compiled(rf'\((?:{markers})(?:[ ,]*(?:{verbs}))*[ ,:-]*"?([^()";\n]{{1,{_MAX_SHORT}}}?)"? ?\)')


def _signed_for(words: NameWords) -> re.Pattern[str]:
    """Who signs for a body, between its name and the bracket."""
    signers = "|".join(map(re.escape, words.signers)) or "(?!)"
    return compiled(rf", (?:{signers}) [^();:]{{2,80}}\Z")


def _between_commas(words: NameWords) -> re.Pattern[str]:
    """As in contracts, without a bracket: 'the Ministry of Justice, hereinafter referred to as "the Ministry", and'."""
    markers = "|".join(map(re.escape, words.markers))
    verbs = "|".join(map(re.escape, words.short_words)) or "(?!)"
    return compiled(rf', (?:{markers})(?:[ ,]*(?:{verbs}))*[ ,:-]*"([^()";\n]{{1,{_MAX_SHORT}}}?)"')


def _made(text: MatchText, short: tuple[int, int], full: tuple[int | None, int], form: str, language: str) -> Definition:
    start, end = text.original(*short)
    full_end = text.original(full[1] - 1, full[1])[1] if full[1] else 0
    full_start = None if full[0] is None else text.position(full[0])
    said = text.cased[short[0] : short[1]].strip(" ")
    said = said if said.strip('"').count('"') else said.strip('" ')  # of '"Oak" LLP' the quotes are a part
    return Definition(said, start, end, full_start, full_end, form, language)


def _key_lines(text: MatchText, blocks: Sequence[Block]) -> list[Definition]:
    """Lines 'ACR - full name': two of them at least must follow each other, one alone is a sentence with a dash."""
    found: list[tuple[int, Definition]] = []
    for place, block in enumerate(blocks):
        if block.kind == "cell" or block.end - block.start > 400:
            continue
        start, end = text.normal(block.start), text.normal(block.end)
        match = _KEY_LINE.match(text.cased, start, end)
        if match and match.end(1) - start <= _MAX_KEY and _short_form(match[1]):
            full = (match.end(), match.end() + len(text.cased[match.end() : end].rstrip(" ;,.")))
            found.append((place, _made(text, match.span(1), full, "key", block.language)))
    places = {place for place, _ in found}
    lines = [definition for place, definition in found if place - 1 in places or place + 1 in places]
    taken = {definition.short_start for definition in lines}
    return lines + [d for block in blocks for d in _keys_in_line(text, block) if d.short_start not in taken]


def _keys_in_line(text: MatchText, block: Block) -> list[Definition]:
    """Keys one behind the other: 'ACR - full name; ACR - full name', two of them at least."""
    if block.kind == "cell" or block.end - block.start > _MAX_KEYS:
        return []
    start, end = text.normal(block.start), text.normal(block.end)
    if text.cased.count(" - ", start, end) < 2:
        return []
    stretch = text.cased[start:end]
    made: list[Definition] = []
    for match in _KEY_IN_LINE.finditer(stretch):
        if not match[1].split()[0].strip('"').isupper():
            continue
        stop = stretch.find(";", match.end())
        full = stretch[match.end() : stop if stop > 0 else len(stretch)].rstrip(" .,")
        place = start + match.start(1), start + match.end(1)
        made.append(_made(text, place, (start + match.end(), start + match.end() + len(full)), "key", block.language))
    return made if len(made) > 1 else []


def _short_form(words: str) -> bool:
    """Whether it looks like an abbreviation: a word of it in capitals, or one word alone."""
    parts = words.replace('"', "").split()
    return len(parts) == 1 or any(len(part) > 1 and part.isupper() for part in parts)
