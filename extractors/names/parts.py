"""Names that hold another name: that of the state, or that of the body that the named one is a part of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.names.inflection import declined
from extractors.names.tables import CountryWords, NameWords


def without_country(cased: str, own: CountryWords | None) -> str | None:
    """The name without that of its state; None where it does not hold it at its edge."""
    if own is None:
        return None
    for form in own.before:
        if cased.startswith(form + " "):
            return cased[len(form) + 1 :]
    for form in own.after:
        if cased.endswith(" " + form):
            return cased[: -len(form) - 1]
    return None


def whole_forms(names: Iterable[str], words: NameWords, own: CountryWords | None) -> tuple[str, ...]:
    """How the names of a body may stand in the names of its parts: without the state, and in all cases."""
    bare = dict.fromkeys(without_country(name, own) or name for name in names)
    return tuple(form for name in bare for form in (declined(name, words) if words.inflections else (name,)))


def after_whole(name: str, wholes: Sequence[str], words: NameWords) -> str | None:
    """What is left of a name that begins with one of the whole's, suffixes included."""
    for whole in wholes:
        match = words.suffix.match(name.lower(), len(whole)) if name.startswith(whole) else None
        if match and name[match.end() : match.end() + 1] == " ":
            return name[match.end() + 1 :]
    return None


def before_whole(name: str, wholes: Sequence[str], words: NameWords) -> tuple[str, str] | None:
    """What is left of a name that ends with one of the whole's, and the words that part the two."""
    for whole in wholes:
        if name.endswith(" " + whole):
            front = name[: -len(whole) - 1]
            link = next((link for link in words.part_links if front.endswith(" " + link)), "")
            return (front.removesuffix(" " + link) if link else front), link
    return None
