"""Names that only the document has: the short forms that it defines for bodies it alone names, and their names said again.

A proposed body is told by the form of its name; said again at the start of a sentence, where every word bears a capital, or
without the name of the body it is a part of, it is found by the words that were proposed before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.names.definitions import Definition
from extractors.names.inflection import forms_of, is_abbreviation
from extractors.names.matcher import NameMatcher
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.parts import without_country
from extractors.names.patterns import NamePattern, defined_patterns
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern

_GAP = 8  # characters that may stand between a name and the bracket
_MIN_WORDS = 2  # of a name that is looked for again


def defined_candidate(reading: Reading, candidates: Sequence[BodyMention], definition: Definition) -> BodyMention | None:
    """The proposed body behind whose name the definition stands: the longest such name."""
    raw = reading.document.text
    fits = [
        c
        for c in candidates
        if definition.full_end - _GAP <= c.end <= definition.full_end
        and (definition.full_start is None or c.start <= definition.full_start + 1)
        and not raw[c.end : definition.full_end].strip(' \u00a0"»”](#)')
    ]
    return min(fits, key=lambda c: c.start, default=None)


def short_patterns(found: Sequence[tuple[BodyMention, Definition]], tables: Mapping[str, NameWords]) -> Iterator[NamePattern]:
    """What the document calls its proposed bodies."""
    for mention, definition in found:
        match = mention.match
        words = tables[match.language]
        short = without_article(definition.short, words)
        if fits_name(short, match.name, words):
            base = NamePattern("", "", match.name, mention.key, "defined", match.language, kind=match.kind, parent=match.parent)
            yield from defined_patterns(short, base, words)


def without_article(short: str, words: NameWords) -> str:
    """The short form without an article: 'the Committee' is said as 'Committee' too."""
    first, _, rest = short.partition(" ")
    return rest if rest and not words.suffixed and not words.inflections and first.lower() in ("the", "a", "an") else short


def fits_name(short: str, name: str, words: NameWords) -> bool:
    """Whether a short form may stand for a name: letters begin as a word of it does; a head noun must be the name's own."""
    lowered, full = normalise_pattern(short).lower(), normalise_pattern(name).lower()
    if is_abbreviation(short.replace(" ", "")):
        begins = {word[0] for word in full.split() if word}
        return _script(lowered) != _script(full) or lowered[0] in begins
    heads = {form for head in words.heads for base in head.words for form in _head_forms(base, words)}
    if " " in lowered or not any(lowered.startswith(head) for head in heads):
        return True
    return any(word.startswith(lowered[: max(3, len(lowered) - 2)]) for word in full.split())


def _head_forms(base: str, words: NameWords) -> Iterator[str]:
    stem = normalise_pattern(base).lower()
    yield stem
    yield next((stem.removesuffix(vowel) for vowel in words.final_vowels if stem.endswith(vowel)), stem)


def _script(text: str) -> bool:
    return any("a" <= c <= "z" for c in text)


def said_again(
    reading: Reading,
    mentions: Sequence[BodyMention],
    candidates: Sequence[BodyMention],
    tables: Mapping[str, NameWords],
    matcher: NameMatcher,
) -> list[BodyMention]:
    """The places where a proposed name stands again, outside of the mentions found so far."""
    patterns = [pattern for first in _unique(candidates) for pattern in _full_patterns(first, tables[first.match.language])]
    if not patterns:
        return []
    taken = [(m.start, m.end) for m in mentions]
    made: list[BodyMention] = []
    for found in matcher.instead(patterns).find(reading.text):
        start, end = reading.text.original(found.start, found.end)
        if any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        pattern = found.pattern
        match = NameMatch(
            start, end, (pattern.key,), "candidate", pattern.name, pattern.language, pattern.kind, None, pattern.parent
        )
        made.append(BodyMention(start, end, pattern.key, match))
    return made


def _unique(candidates: Sequence[BodyMention]) -> list[BodyMention]:
    """One mention of each proposed body whose name no other one bears."""
    by_name: dict[str, dict[str, BodyMention]] = {}
    for candidate in candidates:
        by_name.setdefault(candidate.match.name, {}).setdefault(candidate.key, candidate)
    return [next(iter(keys.values())) for keys in by_name.values() if len(keys) == 1]


def _full_patterns(mention: BodyMention, words: NameWords) -> Iterator[NamePattern]:
    cased = normalise_pattern(mention.match.name)
    if len(cased.split()) < _MIN_WORDS:
        return
    match = mention.match
    base = NamePattern(
        "", cased, match.name, mention.key, "full", match.language, kind=match.kind, parent=match.parent, capital=True
    )
    for form in forms_of(cased, words):
        yield base._replace(stem=form.lower(), cased=form)


def united(
    candidates: Sequence[BodyMention], tables: Mapping[str, NameWords], shorts: Sequence[NamePattern] = ()
) -> list[BodyMention]:
    """The candidates with one key for a name that is said now with its state or whole, now without, or that a short form is."""
    wholes: dict[str, dict[str | None, tuple[str, str | None]]] = {}  # by the bare name: by state or whole, the key and whole
    for short in shorts:
        wholes.setdefault(_bare(short.cased, short.language, tables), {})[short.parent] = short.key, short.parent
    for candidate in candidates:
        beside = candidate.match.parent or _state(candidate.match.name, tables[candidate.match.language])
        if beside:
            bare = _bare(candidate.match.name, candidate.match.language, tables)
            wholes.setdefault(bare, {}).setdefault(beside, (candidate.key, candidate.match.parent))
    made = [_united(candidate, wholes, tables) for candidate in candidates]
    again = {old.key: new.key for old, new in zip(candidates, made, strict=True) if old.key != new.key}
    return [_of_whole(candidate, again) for candidate in made] if again else made


def _of_whole(candidate: BodyMention, again: Mapping[str, str]) -> BodyMention:
    """The candidate; where the body that it is a part of goes by another key, by that."""
    parent = candidate.match.parent
    if parent is None or parent not in again:
        return candidate
    return candidate._replace(match=candidate.match._replace(parent=again[parent]))


def _united(
    candidate: BodyMention, wholes: Mapping[str, dict[str | None, tuple[str, str | None]]], tables: Mapping[str, NameWords]
) -> BodyMention:
    match = candidate.match
    found = wholes.get(_bare(match.name, match.language, tables), {})
    said = found.get(match.parent or _state(match.name, tables[match.language]))
    if said is None and match.parent is None and len(set(found.values())) == 1:
        said = next(iter(found.values()))
    if said is None:
        return candidate
    return candidate._replace(key=said[0], match=match._replace(candidates=(said[0],), parent=said[1]))


def _state(name: str, words: NameWords) -> str | None:
    """The state whose name stands in that of a body."""
    plain = normalise_pattern(name)
    return next((country.jurisdiction for country in words.countries if without_country(plain, country)), None)


def _without_state(name: str, words: NameWords) -> str:
    plain = normalise_pattern(name)
    return next((bare for country in words.countries if (bare := without_country(plain, country))), plain)


def _bare(name: str, language: str, tables: Mapping[str, NameWords]) -> str:
    """A name in small letters, without that of its state and without the possessive of its head: a bare head lacks it."""
    words = tables[language]
    lowered = _without_state(name, words).lower()
    if not words.suffixed:
        return lowered
    ending = next((vowel for vowel in words.final_vowels if lowered.endswith(vowel)), "")
    stem = lowered.removesuffix(ending)
    return stem[:-1] + words.softened[stem[-1]] if ending and stem[-1:] in words.softened else stem
