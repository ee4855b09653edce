"""The nominative of a title whose type stands first: 'of the State programme on ...' with its adjectives and noun put back."""

from __future__ import annotations

from extractors.acts.records import Anchor, Region
from extractors.acts.tables import CitationTable


def nominative_title(region: Region, anchor: Anchor, printed: str, words_before: str, words_after: str) -> str:
    """The title in the nominative; as printed where the table knows no base form, or the words are in capitals."""
    base = anchor.row.base
    head = region.text.cased[anchor.start : anchor.end]
    if not base or head.isupper() or not base.startswith(anchor.stem.split()[0][:4]):
        return printed
    noun = base[0].upper() + base[1:] if head[0].isupper() else base
    adjectives = [adjective_base(word, base, region.table) for word in words_before.split()]
    return " ".join([*adjectives, noun, words_after]).strip()


def adjective_base(word: str, noun: str, table: CitationTable) -> str:
    """The nominative of an adjective that agrees with the noun."""
    first = noun.split()[0]
    gender = "feminine" if first.endswith(("а", "я")) else "neuter" if first.endswith(("о", "е")) else "masculine"
    gender = "plural" if first.lower() in table.plurals else gender
    if gender == "masculine" and word.lower().startswith(table.stressed):
        stem = next(s for s in table.stressed if word.lower().startswith(s))
        return word[: len(stem)] + "ой"
    for ending, nominative in table.adjectives[gender]:
        if word.lower().endswith(ending):
            kept = word[: len(word) - len(ending)]
            return kept + (nominative.upper() if word.isupper() else nominative)
    return word
