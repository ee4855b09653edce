"""Groups that no table lists: a head noun of bodies, organisations or people with an office, in the plural, and what narrows it.

A group counts where it has a part in what is said. Where a group of bodies has one anywhere, all places that name it count.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.names.collectives import PLACES
from extractors.names.covered import Covered, word_end
from extractors.names.group_parts import EVERYWHERE, Forms, PartRules, case_of
from extractors.names.group_phrases import Phrase, phrase_around, phrase_before
from extractors.names.group_words import GroupHead, GroupWords
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.parts import without_country
from extractors.names.shared_heads import heads_shared
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import FoundWord, WordFinder
from extractors.wording import with_hyphens
from ontology.iri import document_body_key

_MAX_PASSES = 3  # over the members of lists


class _Finder(NamedTuple):
    words: GroupWords
    names: NameWords
    forms: Forms
    rules: PartRules
    known: dict[str, str]  # forms of the collectives of the tables: their names
    states: tuple[str, ...]  # names of states as they stand before what is theirs


class _Group(NamedTuple):
    phrase: Phrase
    row: GroupHead
    name: str
    key: str
    part: bool  # whether its words give it a part in what is said
    case: str
    language: str


class GroupFinder:
    """Finds the groups of any document. Built once."""

    def __init__(self, tables: Sequence[GroupWords], names: Sequence[NameWords]) -> None:
        by_language = {table.language: table for table in names}
        self._finders = {table.language: _finder(table, by_language[table.language]) for table in tables}
        self.finders = {language: WordFinder(finder.forms) for language, finder in self._finders.items()}

    def find(
        self,
        reading: Reading,
        mentions: Sequence[BodyMention],
        named: Container[int] = (),
        blocks: Container[int] | None = None,
    ) -> list[BodyMention]:
        """The groups outside the mentions found so far; only in the blocks that start there.

        `named` are the places, in the normalised text, where a short form is defined: what stands before them is a body's name.
        """
        covered, lower = Covered(reading, mentions), reading.text.lower
        shorts = _short_forms(reading, mentions)
        found: list[_Group] = []
        for block, head in reading.places(self.finders):
            if blocks is not None and block.start not in blocks:
                continue
            group = _group(self._finders[block.language], reading, head, block, covered, named)
            if group is None:
                continue
            short = shorts.get(group.name.lower()) if shorts else None
            group = group._replace(key=short) if short else group
            found.append(group)
            if group.part or group.row.use == "qualified":
                covered.add(group.phrase.start, group.phrase.end, group.key)
        found = _merged(found, lower, self._finders)
        rules = {language: finder.rules for language, finder in self._finders.items()}
        parts = [group for group in found if group.part]
        rest = [group for group in found if not group.part]
        for _ in range(_MAX_PASSES):  # each member of a list that is found may be the neighbour of another
            more = [g for g in rest if rules[g.language].in_list(lower, g.phrase, g.case, covered)]
            if not more:
                break
            for group in more:
                covered.add(group.phrase.start, group.phrase.end, group.key)
            parts += more
            known = set(map(id, more))
            rest = [group for group in rest if id(group) not in known]
        acting = {group.key for group in parts if group.row.use in EVERYWHERE}
        kept = [*parts, *(group for group in rest if group.key in acting)]
        made = [_mention(reading, group, self._finders[group.language].words) for group in kept]
        for finder in self._finders.values():
            made += heads_shared(reading, [*mentions, *made], finder.words, finder.names, finder.known)
        return made


def _short_forms(reading: Reading, mentions: Sequence[BodyMention]) -> dict[str, str]:
    """What the document calls its bodies, in small letters, with their keys."""
    text = reading.text
    defined = (mention for mention in mentions if mention.match.form == "defined")
    return {text.lower[text.normal(m.start) : text.normal((m.match.stem_end or m.end) - 1) + 1]: m.key for m in defined}


def _finder(words: GroupWords, names: NameWords) -> _Finder:
    forms = words.head_forms()
    for soft, hard in names.softened.items():
        forms |= {f"{b[:-1]}{soft}": (head, f"{b[:-1]}{soft}", case) for b, (head, _, case) in forms.items() if b.endswith(hard)}
    known = {normalise_pattern(form).lower(): row.name for row in names.collectives for form in (row.name, *row.forms)}
    states = tuple(form for country in names.countries for form in country.before)
    return _Finder(words, names, forms, PartRules.of(words, names, forms), known, states)


def _group(
    finder: _Finder, reading: Reading, word: FoundWord, block: Block, covered: Covered, named: Container[int]
) -> _Group | None:
    """The group of a head noun, were it to have a part; None where it is none."""
    words, lower = finder.words, reading.text.lower
    suffix = finder.names.suffix.match(lower, word.end)
    if suffix is None or covered.touches(word.start, word.end):
        return None
    limit = reading.span(block)[0], reading.text.normal(block.end - 1) + 1
    if suffix.end() > limit[1]:
        return None
    after = suffix.end() + 1
    if words.tied and lower[after - 1 : after] == " " and lower[after : word_end(lower, after)] in words.tied:
        return None  # 'between departments'
    row, base, case = finder.forms[word.word]
    possessive = suffix.groupdict().get("possessive") or ""
    head, end = word.start, suffix.end()
    if words.order == "before":
        phrase = phrase_before(lower, (head, end), limit[0], bool(possessive), words, covered)
    else:
        phrase = phrase_around(reading.text.cased, lower, (head, end), limit, words, covered)
    narrowed = phrase.start < head or phrase.end > end
    places = finder.names.places_before.search(reading.text.cased[max(limit[0], phrase.start - PLACES) : phrase.start])
    if places and possessive and words.order == "before" and not covered.ending(phrase.start - 1):
        phrase = phrase._replace(start=phrase.start - len(places[0]))
    said = lower[phrase.near : phrase.end]
    if not _may_be(row, phrase, narrowed, bool(possessive)) or any(threat in said for threat in words.threats):
        return None
    if row.use == "delegate" and not finder.rules.heads.search(
        lower, *((phrase.start, head) if phrase.start < head else (end, phrase.end))
    ):
        return None
    if row.use in ("unit", "council") and phrase.owner and not _without_empty(lower[phrase.owner.end : head], words).strip():
        return None  # 'the said committee' of a body
    case = case or case_of(suffix.groupdict(), words)
    part = (
        (row.use == "plain" and narrowed)
        or phrase.end in named
        or finder.rules.has_part(lower, phrase, row, case, limit, block.kind)
    )
    near, full = _names(reading, phrase, head, base + possessive, end, finder)
    name = near if phrase.near < head or phrase.end > end else _without_owners(full, words)
    name = next((bare for country in finder.names.countries if (bare := without_country(name, country))), name).lower()
    key = finder.known.get(name) or (name.removesuffix(possessive) if words.order == "before" else name)
    return _Group(phrase, row, full, document_body_key(reading.document.key, key), part, case, words.language)


def _may_be(row: GroupHead, phrase: Phrase, narrowed: bool, possessed: bool) -> bool:
    if row.use in ("qualified", "council"):
        return narrowed
    if row.use == "unit":
        return narrowed and possessed
    return row.use != "delegate" or (narrowed and phrase.owner is None)


def _names(reading: Reading, phrase: Phrase, head: int, base: str, end: int, finder: _Finder) -> tuple[str, str]:
    """The name of a group in the nominative, without its complement and with it."""
    cased, lower, words = reading.text.cased, reading.text.lower, finder.words
    front, small = cased[phrase.near : head], lower[phrase.near : head]
    for empty in words.empty if front else ():
        if empty in small:
            front = re.sub(rf"(?<![^\W_]){re.escape(empty)} ", "", front, flags=re.IGNORECASE)
            small = front.lower()
    if words.forms:
        front = "".join(f"{_nominative(word, words)} " for word in front.split())
    near = front + base + cased[end : phrase.end]
    full = cased[phrase.start : phrase.near] + near
    if phrase.owner is None and not full[1:2].isupper() and not full.startswith(finder.states):
        full = full[0].lower() + full[1:]
    return near, full


def _without_empty(front: str, words: GroupWords) -> str:
    for empty in words.empty:
        front = re.sub(rf"(?<![^\W_]){re.escape(empty)} ", "", front, flags=re.IGNORECASE)
    return front


def _nominative(word: str, words: GroupWords) -> str:
    ending = next((ending for ending in words.forms if word.endswith(ending)), None)
    return word if ending is None else word.removesuffix(ending) + words.forms[ending]


def _without_owners(name: str, words: GroupWords) -> str:
    """The name without the endings of owners in its complement: they may be left out."""
    if words.order != "before":
        return name
    return " ".join(_bare(word, words.genitive) if len(word) > 5 else word for word in name.split(" "))


def _bare(word: str, endings: tuple[str, ...]) -> str:
    return word.removesuffix(next((ending for ending in endings if word.endswith(ending)), ""))


def _merged(found: list[_Group], lower: str, finders: Mapping[str, _Finder]) -> list[_Group]:
    """'Ministries and other agencies' is one group: what follows a bare noun of bodies in a list goes with it."""
    kept: list[_Group] = []
    for group in found:
        last = kept[-1] if kept else None
        between = lower[last.phrase.end : group.phrase.start] if last else ""
        tied = between in finders[group.language].rules.joints and (group.row.joins or not between.startswith(","))
        if last and tied and last.row.use == "plain" and group.row.use == "qualified":
            phrase = last.phrase._replace(end=group.phrase.end)
            kept[-1] = last._replace(phrase=phrase, name=f"{last.name}{between}{group.name}", part=last.part or group.part)
        else:
            kept.append(group)
    return kept


def _mention(reading: Reading, group: _Group, words: GroupWords) -> BodyMention:
    raw = reading.text.original(group.phrase.start, group.phrase.end)
    kind = words.kind_of(group.name.lower(), group.row.kind)
    owner = group.phrase.owner.key if group.phrase.owner else None
    name = with_hyphens(group.name, reading.text.printed(*raw))
    match = NameMatch(*raw, (group.key,), "group", name, group.language, kind, None, owner)
    return BodyMention(*raw, group.key, match)
