"""Bodies by a name in quotation marks beside the form of a legal person: 'JSC "Oak"'; said again in quotation marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.names.covered import Covered
from extractors.names.inflection import declined, is_abbreviation
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.open_names import front_russian, in_nominative
from extractors.names.tables import NameWords
from extractors.phrases import any_of
from extractors.reading import Reading
from extractors.text import normalise_pattern
from ontology.iri import document_body_key

_QUOTED = re.compile(r'"(?<![\w.,;:!?]")(?! )([^"\n]{2,80})(?<! )"(?![^\W_])')
# A name that opens with one in quotation marks of its own; where two marks meet, one is left out: '"Oak" centre of trees" fund'.
_NESTED = re.compile(r'""?(?<![\w.,;:!?]")(?! )[^"\n]{2,60}" (?=[^\W\d_])[^"\n]{2,120}[^\W_]"(?=[ ])')
_BESIDE = 90  # characters beside a quotation in which the legal form stands


class _Forms(NamedTuple):
    """The legal forms of a language, their kinds and base forms, and how they stand before and after a name."""

    kinds: dict[str, tuple[str, str]]
    before: re.Pattern[str]
    after: re.Pattern[str]


class QuotedFinder:
    """Finds the legal persons of any document. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._tables = {table.language: table for table in tables}
        self._forms = cache(lambda language: _forms(self._tables[language]))  # made when a document in the language quotes

    def find(self, reading: Reading, mentions: Sequence[BodyMention]) -> list[BodyMention]:
        """The legal persons outside the mentions found so far."""
        cased = reading.text.cased
        if '"' not in cased:
            return []
        covered = Covered(reading, mentions)
        found: dict[str, BodyMention] = {}
        made = self._nested(reading, covered)
        alone: list[re.Match[str]] = []
        for match in _QUOTED.finditer(cased):
            if covered.touches(*match.span()):
                continue
            mention = self._person(reading, match)
            if mention:
                found.setdefault(match[1].lower(), mention)
                made.append(mention)
            else:
                alone.append(match)
        return made + list(_again(reading, alone, found))

    def extended(self, reading: Reading, mentions: Sequence[BodyMention]) -> list[BodyMention]:
        """The mentions; a name that fills quotation marks goes on over them and over the legal form beside them."""
        if '"' not in reading.text.cased:
            return list(mentions)
        normal = reading.text.normal
        quoted = {match.start(1): match for match in _QUOTED.finditer(reading.text.cased)}
        begun = ((normal(mention.start), mention) for mention in mentions) if quoted else ()
        places = {(start, normal(m.end - 1) + 1): m for start, m in begun if start in quoted}
        grown: dict[BodyMention, BodyMention] = {}
        for match in quoted.values():
            mention = places.get(match.span(1))
            person = self._person(reading, match) if mention else None
            if mention and person:
                whole = mention.match._replace(start=person.start, end=person.end)
                grown[mention] = mention._replace(start=person.start, end=person.end, match=whole)
        return [grown.get(mention, mention) for mention in mentions]

    def _nested(self, reading: Reading, covered: Covered) -> list[BodyMention]:
        """The legal persons whose name opens with a quotation of its own, in languages in which the form stands last."""
        made: list[BodyMention] = []
        for match in _NESTED.finditer(reading.text.cased):
            block = reading.block_at(reading.text.position(match.start()))
            if block is None or not self._tables[block.language].suffixed:
                continue
            person = self._person(reading, match)
            if person is not None:
                covered.add(reading.text.normal(person.start), reading.text.normal(person.end - 1) + 1, person.key)
                made.append(person)
        return made

    def _person(self, reading: Reading, match: re.Match[str]) -> BodyMention | None:
        block = reading.block_at(reading.text.position(match.start()))
        if block is None:
            return None
        cased, language, words = reading.text.cased, block.language, self._tables[block.language]
        limit = reading.text.normal(block.start), reading.text.normal(block.end - 1) + 1
        if match.end() > limit[1]:
            return None
        forms = self._forms(language)
        before = forms.before.search(cased, max(limit[0], match.start() - _BESIDE), match.start())
        after = None if words.inflections else forms.after.match(cased, match.end(), limit[1])
        suffix = words.suffix.match(reading.text.lower, after.end()) if after else None
        if before and (not words.suffixed or (match.re is _QUOTED and is_abbreviation(before["form"]))):
            start, end, form = before.start(), match.end(), before["form"]
            start = front_russian(cased, start, limit[0], words) if words.inflections else start
        elif after and suffix:
            start, end, form = match.start(), suffix.end(), after["form"]
        else:
            return None
        kind, base = forms.kinds[form]
        narrowed = f"{after['between']}{base}" if after else base
        name = f"{base} {match[0]}" if start < match.start() else f"{match[0]} {narrowed}"
        if before and start < before.start():
            front = reading.text.printed(*reading.text.original(start, before.start() - 1))
            name = f"{in_nominative(front, base)} {name}"
        key = document_body_key(reading.document.key, match[match.re.groups].strip('"').lower())
        raw = reading.text.original(start, end)
        return BodyMention(*raw, key, NameMatch(*raw, (key,), "candidate", name, language, kind))


def _again(reading: Reading, alone: Sequence[re.Match[str]], found: dict[str, BodyMention]) -> Iterator[BodyMention]:
    for match in alone:
        first = found.get(match[1].lower())
        if first:
            raw = reading.text.original(*match.span())
            whole = first.match
            yield BodyMention(*raw, first.key, NameMatch(*raw, (first.key,), "candidate", whole.name, whole.language, whole.kind))


def _forms(words: NameWords) -> _Forms:
    kinds = _kinds(words)
    found = any_of(kinds)
    between = rf"{_between(words)}(?:{found} )?" if words.suffixed else ""
    return _Forms(kinds, compiled(rf"(?<![^\W_])(?P<form>{found}) \Z"), compiled(rf" (?P<between>{between})(?P<form>{found})"))


def _between(words: NameWords) -> str:
    """What may stand between a quotation and the form behind it: '"Spring" (raising skills) (national) centre'."""
    small = r"(?-i:[^\W\d_A-ZА-ЯЁІҢҒҚҰҮӘӨҺ])[^\W\d_]*"
    doing = rf"{small}[нтд][ыиуүі] {small}(?:уу|үү|оо|өө|[^\W\d_]у) "
    return rf"(?:{doing})?(?:{small}{any_of(words.relational)} ){{0,3}}"


def _kinds(words: NameWords) -> dict[str, tuple[str, str]]:
    """Each form of a legal form, in all cases, with its kind and base; the first letter may be a capital."""
    found: dict[str, tuple[str, str]] = {}
    for row in words.named:
        for base in row.forms:
            plain = normalise_pattern(base)
            inflected = words.inflections and not is_abbreviation(plain)
            for form in declined(plain, words) if inflected else (plain,):
                found[form] = found[form[0].upper() + form[1:]] = found[form if form.isupper() else form.title()] = row.kind, base
    return found
