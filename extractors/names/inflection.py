"""The forms of a name: the stem before possessive vowels, the cases of adjectives and head, the other spelling."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.names.tables import NameWords

_MIN_STEM = 3


def is_abbreviation(name: str) -> bool:
    """Whether a name is written in capitals throughout, so that its case tells it from common words."""
    return name.isupper() and 2 <= sum(map(str.isalpha, name)) <= 14


def forms_of(cased: str, words: NameWords) -> Iterator[str]:
    """All forms that the automaton looks for: cases where the language inflects, else stems that take suffixes."""
    for one, other in words.spellings:
        again = _respelt(cased, one, other)
        if again:
            yield from declined(again, words) if words.inflections else _cut(again, words)
    yield from declined(cased, words) if words.inflections else _cut(cased, words)


def _respelt(cased: str, one: str, other: str) -> str | None:
    """The name in its other spelling."""
    for here, there in (
        (one, other),
        (other, one),
        (one.capitalize(), other.capitalize()),
        (other.capitalize(), one.capitalize()),
    ):
        if here in cased and not (there in cased and there.startswith(here)):
            return cased.replace(here, there)
    return None


def _cut(cased: str, words: NameWords) -> Iterator[str]:
    """The name itself, or its stem before the possessive vowel, hard and soft."""
    ending = next((vowel for vowel in words.final_vowels if cased.endswith(vowel)), "") if " " in cased else ""
    last = cased.rsplit(" ", 1)[-1]
    if not ending or len(last) - len(ending) < _MIN_STEM:
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
        lower = part.lower()
        rules = [rule for rule in words.inflections if lower.endswith(rule.ending)]
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


def initials_of(name: str) -> str:
    """The first letters of the words of a name that bear capitals."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
