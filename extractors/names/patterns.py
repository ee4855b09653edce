"""From names to what the automaton looks for: stems of Turkic names, the cases of Russian ones, abbreviations as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extractors.names.inflection import declined, forms_of, is_abbreviation
from extractors.names.parts import after_whole, before_whole, whole_forms, without_country
from extractors.names.tables import CountryWords, NameWords
from extractors.text import normalise_pattern
from ontology.registered import RegisteredBody, Registry

_SHORT_NAME = 3  # names of fewer words must begin with a capital letter where theirs does


class NamePattern(NamedTuple):
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
    needs_parent: bool = False  # counts only beside the name of that body
    link: str | None = None  # what stands between the name and that of the body it is a part of, where the latter follows
    weak: bool = False
    capital: bool = False  # must begin with a capital letter
    alone: bool = False
    partner: bool = False  # counts only where words round it say that it takes part
    exact: tuple[tuple[int, int], ...] = ()  # stretches whose case must agree: abbreviations


def registry_patterns(registry: Registry, tables: Iterable[NameWords]) -> Iterator[NamePattern]:
    """The patterns of all registered names, in all languages."""
    for words in tables:
        wholes = _wholes(registry, words)
        for body in registry.bodies.values():
            made: dict[tuple[object, ...], NamePattern] = {}
            for name, weak in _surface_names(body, words.language):
                for p in _of_name(body, name, weak, words, wholes):
                    made.setdefault((p.stem, p.cased, p.needs_country, p.needs_parent, p.link, p.weak), p)
            yield from made.values()


def _wholes(registry: Registry, words: NameWords) -> dict[str, tuple[str, ...]]:
    """How each body that has parts may stand in their names."""
    found: dict[str, tuple[str, ...]] = {}
    for key in dict.fromkeys(body.parent for body in registry.bodies.values() if body.parent):
        body = registry.bodies[key]
        names = (normalise_pattern(name) for name, _ in _surface_names(body, words.language))
        found[key] = whole_forms(names, words, _own_state(body, words))
    return found


def _own_state(body: RegisteredBody, words: NameWords) -> CountryWords | None:
    return next((country for country in words.countries if country.jurisdiction == body.jurisdiction), None)


def collective_patterns(tables: Iterable[NameWords]) -> Iterator[NamePattern]:
    """The patterns of the collectives of all languages."""
    for words in tables:
        for row in words.collectives:
            base = NamePattern(
                "", "", row.name, row.name, "collective", words.language, kind=row.kind, alone=row.alone, partner=row.partner
            )
            for form in (row.name, *row.forms):
                yield from _stems(base._replace(cased=normalise_pattern(form)), words)
            for short in row.abbreviations:
                yield _abbreviation(base._replace(cased=normalise_pattern(short)))


def defined_patterns(short: str, base: NamePattern, words: NameWords) -> Iterator[NamePattern]:
    """The patterns of a short form that a document defines for a body, in all cases: capitals and small letters count.

    One that begins with a small letter has a capital at the start of a sentence.
    """
    cased = normalise_pattern(short)
    inflected = words.inflections and not is_abbreviation(cased.replace(" ", ""))
    for form in declined(cased, words) if inflected else (cased,):
        yield base._replace(
            stem=form.lower(),
            cased=form,
            form="defined",
            needs_country=False,
            needs_parent=False,
            link=None,
            weak=False,
            capital=False,
            alone=False,
            partner=False,
            exact=((int(form[:1].islower()), len(form)),),
        )


def _surface_names(body: RegisteredBody, language: str) -> list[tuple[str, bool]]:
    found = [(name, False) for name in [body.names.get(language, "")] if name]
    found += [(name, False) for name in body.aliases.get(language, ())]
    return found + [(name, True) for name in body.weak_names.get(language, ())]


def _of_name(
    body: RegisteredBody, name: str, weak: bool, words: NameWords, wholes: Mapping[str, tuple[str, ...]]
) -> Iterator[NamePattern]:
    cased = normalise_pattern(name)
    bare = without_country(cased, _own_state(body, words))
    base = NamePattern(
        "", bare or cased, name, body.key, "full", words.language, body.jurisdiction, body.kind, bare is not None, body.parent
    )
    base = base._replace(weak=weak) if weak else base
    bases = [base]
    around = wholes.get(body.parent or "", ())
    rest = after_whole(base.cased, around, words) if words.suffixed else None
    if rest:
        bases.append(base._replace(cased=rest, needs_country=False, needs_parent=True))
    front = None if words.suffixed else before_whole(base.cased, around, words)
    if front:
        bases.append(base._replace(cased=front[0], needs_country=False, needs_parent=True, link=front[1]))
    for made in bases:
        short = is_abbreviation(made.cased.rsplit(" ", 1)[-1])
        yield from [_abbreviation(made._replace(form="abbreviation"))] if short else _stems(made, words)


def _abbreviation(base: NamePattern) -> NamePattern:
    return base._replace(stem=base.cased.lower(), exact=((0, len(base.cased)),))


def _stems(base: NamePattern, words: NameWords) -> Iterator[NamePattern]:
    capital = base.form == "full" and base.cased[:1].isupper() and len(base.cased.split()) < _SHORT_NAME
    plain = not _capitals(base.cased)  # then no form of the name has capitals throughout either
    for cased in forms_of(base.cased, words):
        yield base._replace(stem=cased.lower(), cased=cased, capital=capital, exact=() if plain else _capitals(cased))


def _capitals(cased: str) -> tuple[tuple[int, int], ...]:
    if not any(len(word) > 1 and word.isupper() for word in cased.split(" ")):
        return ()
    return tuple(m.span() for m in re.finditer(r"[^\W_]+", cased) if m.end() - m.start() > 1 and is_abbreviation(m[0]))
