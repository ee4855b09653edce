"""From names to what the automaton looks for: stems of Turkic names, the cases of Russian ones, abbreviations as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.name_tables import CountryWords, NameWords
from extractors.text import normalise_pattern
from ontology.registered import RegisteredBody, Registry

_SHORT_NAME = 3  # names of fewer words must begin with a capital letter where theirs does


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One way in which a name may stand in a text, before the suffixes. `stem` is in lower case, `cased` as the table has it."""

    stem: str
    cased: str
    name: str  # the nominative
    key: str  # of a registered body; the name itself for a collective
    form: str  # 'full', 'abbreviation' or 'collective'
    language: str
    jurisdiction: str | None = None
    kind: str | None = None
    needs_country: bool = False  # counts only beside the name of its state
    parent: str | None = None  # key of the body it is a part of
    needs_parent: bool = False  # counts only after the name of that body
    weak: bool = False
    capital: bool = False  # must begin with a capital letter
    alone: bool = False
    exact: tuple[tuple[int, int], ...] = ()  # stretches whose case must agree: abbreviations


def registry_patterns(registry: Registry, tables: Iterable[NameWords]) -> Iterator[NamePattern]:
    """The patterns of all registered names, in all languages."""
    by_language = {table.language: table for table in tables}
    for body in registry.bodies.values():
        for language, words in by_language.items():
            names = _surface_names(body, language)
            parents = list(_parent_names(body, registry, language))
            seen: set[str] = set()
            for name, weak in names:
                for pattern in _of_name(body, name, weak, words, parents):
                    mark = f"{pattern.stem}|{pattern.cased}|{pattern.needs_country}|{pattern.needs_parent}|{pattern.weak}"
                    if mark not in seen:
                        seen.add(mark)
                        yield pattern


def collective_patterns(tables: Iterable[NameWords]) -> Iterator[NamePattern]:
    """The patterns of the collectives of all languages."""
    for words in tables:
        for row in words.collectives:
            base = NamePattern("", "", row.name, row.name, "collective", words.language, kind=row.kind, alone=row.alone)
            for form in (row.name, *row.forms):
                yield from _stems(replace(base, cased=normalise_pattern(form)), words)
            for short in row.abbreviations:
                yield _abbreviation(replace(base, cased=normalise_pattern(short)))


def defined_pattern(short: str, name: str, key: str, language: str, kind: str | None) -> NamePattern:
    """The pattern of a short form that a document defines for a body: its case counts."""
    cased = normalise_pattern(short)
    return NamePattern(cased.lower(), cased, name, key, "defined", language, kind=kind, exact=((0, len(cased)),))


def is_abbreviation(name: str) -> bool:
    """Whether a name is written in capitals throughout, so that its case tells it from common words."""
    return name.isupper() and 2 <= sum(map(str.isalpha, name)) <= 14


def _surface_names(body: RegisteredBody, language: str) -> list[tuple[str, bool]]:
    found = [(name, False) for name in [body.names.get(language, "")] if name]
    found += [(name, False) for name in body.aliases.get(language, ())]
    return found + [(name, True) for name in body.weak_names.get(language, ())]


def _parent_names(body: RegisteredBody, registry: Registry, language: str) -> Iterator[str]:
    if body.parent:
        yield from (normalise_pattern(name) for name, _ in _surface_names(registry.bodies[body.parent], language))


def _of_name(body: RegisteredBody, name: str, weak: bool, words: NameWords, parents: list[str]) -> Iterator[NamePattern]:
    base = NamePattern(
        "",
        normalise_pattern(name),
        name,
        body.key,
        "full",
        words.language,
        body.jurisdiction,
        body.kind,
        parent=body.parent,
        weak=weak,
    )
    own = next((country for country in words.countries if country.jurisdiction == body.jurisdiction), None)
    bare = _without_country(base.cased, own) if own else None
    bases = [replace(base, cased=bare, needs_country=True)] if bare else [base]
    rest = _after_parent(base.cased, parents, words, own)
    if rest:
        bases.append(replace(base, cased=rest, needs_parent=True))
    for made in bases:
        yield from (
            [_abbreviation(replace(made, form="abbreviation"))]
            if is_abbreviation(made.cased.split(" ")[-1])
            else _stems(made, words)
        )


def _without_country(cased: str, own: CountryWords) -> str | None:
    for form in own.before:
        if cased.startswith(form + " "):
            return cased[len(form) + 1 :]
    for form in own.after:
        if cased.endswith(" " + form):
            return cased[: -len(form) - 1]
    return None


def _after_parent(cased: str, parents: list[str], words: NameWords, own: CountryWords | None) -> str | None:
    """What is left of a name that begins with the name of the body it is a part of."""
    if not words.suffixed:
        return None
    name = (_without_country(cased, own) if own else None) or cased
    for parent in parents:
        bare = (_without_country(parent, own) if own else None) or parent
        match = words.suffix.match(name.lower(), len(bare)) if name.startswith(bare) else None
        if match and name[match.end() : match.end() + 1] == " ":
            return name[match.end() + 1 :]
    return None


def _abbreviation(base: NamePattern) -> NamePattern:
    return replace(base, stem=base.cased.lower(), exact=((0, len(base.cased)),))


def _stems(base: NamePattern, words: NameWords) -> Iterator[NamePattern]:
    capital = base.form == "full" and base.cased[:1].isupper() and len(base.cased.split()) < _SHORT_NAME
    exact = _capitals(base.cased)
    for cased in declined(base.cased, words) if words.inflections else _cut(base.cased, words):
        yield replace(base, stem=cased.lower(), cased=cased, capital=capital, exact=_capitals(cased) if exact else ())


def _capitals(cased: str) -> tuple[tuple[int, int], ...]:
    if not any(len(word) > 1 and word.isupper() for word in cased.split(" ")):
        return ()
    return tuple(m.span() for m in re.finditer(r"[^\W_]+", cased) if m.end() - m.start() > 1 and is_abbreviation(m[0]))


def _cut(cased: str, words: NameWords) -> Iterator[str]:
    """The name itself, or its stem before the possessive vowel, hard and soft."""
    ending = next((vowel for vowel in words.final_vowels if cased.endswith(vowel)), "") if " " in cased else ""
    last = cased.rsplit(" ", 1)[-1]
    if not ending or len(last) - len(ending) < 3:
        yield cased
        return
    stem = cased[: -len(ending)]
    yield stem
    if stem[-1] in words.softened:
        yield stem[:-1] + words.softened[stem[-1]]


def declined(cased: str, words: NameWords) -> Iterator[str]:
    """All cases of a name: its adjectives and its head change, what follows the head stays."""
    parts = cased.split(" ")
    changing: list[tuple[str, tuple[str, ...]]] = []
    for part in parts:
        rules = [rule for rule in words.inflections if part.lower().endswith(rule.ending)]
        rule = max(rules, key=lambda rule: len(rule.ending), default=None)
        if rule is None or is_abbreviation(part) or not part[-1].isalpha():
            break
        changing.append((part[: len(part) - len(rule.ending)], rule.forms))
        if not rule.adjective:
            break
    tail = parts[len(changing) :]
    cases = zip(*(forms for _, forms in changing), strict=True) if changing else ()
    cases_of = [" ".join([stem + ending for (stem, _), ending in zip(changing, case, strict=True)] + tail) for case in cases]
    yield from dict.fromkeys([cased, *cases_of])
