"""The short names that a document defines for instruments: '(hereinafter - the Programme)', 'Global Water Strategy (GWS)'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.acts.records import Citation
from extractors.acts.tables import CitationTable
from extractors.names.definitions import Definition
from extractors.reading import Reading

MAX_MARKS = 40  # characters between a name and the bracket, all of them marks of a link
_LINK_MARKS = '](#) \u00a0"»”)'


class DefinedName(NamedTuple):
    """`short` stands for the instrument at the place `key` among the instruments, from `start` (normalised) on."""

    short: str
    key: int
    start: int
    language: str


def defined_names(
    reading: Reading,
    named: Sequence[tuple[Citation, int]],
    definitions: Sequence[Definition],
    own: Mapping[str, int],
    tables: Mapping[str, CitationTable],
) -> list[DefinedName]:
    """The definitions that stand behind a citation, or behind 'this programme' in the document's own programme."""
    found = []
    raw = reading.document.text
    ends = [(reading.text.original(citation.start, citation.end)[1], citation, key) for citation, key in named]
    for definition in definitions:
        language = definition.language or reading.language_at(definition.short_start)
        fitting = [
            (citation.start, key)
            for end, citation, key in ends
            if end <= definition.full_end <= end + MAX_MARKS and not raw[end : definition.full_end].strip(_LINK_MARKS)
        ]
        another = _of_word(definition, reading, named, min(fitting), tables[language]) if fitting else None
        key = (
            (min(fitting)[1] if another is None else another)
            if fitting
            else _own_of_word(_without_article(definition.short, tables[language]).lower(), own, tables[language])
        )
        if key is not None:
            found.append(
                DefinedName(
                    _without_article(definition.short, tables[language]),
                    key,
                    reading.text.normal(definition.short_start),
                    language,
                )
            )
    return found


def _of_word(
    definition: Definition,
    reading: Reading,
    named: Sequence[tuple[Citation, int]],
    nearest: tuple[int, int],
    table: CitationTable,
) -> int | None:
    """The instrument before, where the short name is its type's word, not the nearest's: 'Strategy, approved by Decree'."""
    short = _without_article(definition.short, table).lower()
    match = table.anchor.match(short)
    if not match or not table.suffix.fullmatch(short, match.end()):
        return None
    type_ = table.by_stem[match[0]].key
    if any(citation.type == type_ for citation, key in named if key == nearest[1]):
        return None
    block = reading.block_at(definition.short_start)
    start = reading.text.normal(block.start) if block else nearest[0]
    before = [(citation.start, key) for citation, key in named if citation.type == type_ and start <= citation.start < nearest[0]]
    return max(before)[1] if before else None


def _without_article(short: str, table: CitationTable) -> str:
    article = next((a for a in table.words["articles"] if short.lower().startswith(f"{a} ")), None)
    return short[len(article) + 1 :] if article else short


def _own_of_word(short: str, own: Mapping[str, int], table: CitationTable) -> int | None:
    match = table.anchor.match(short)
    return own.get(table.by_stem[match[0]].key) if match and table.suffix.fullmatch(short, match.end()) else None


def abbreviation_places(
    reading: Reading, names: Sequence[DefinedName], citations: Sequence[Citation], tables: Mapping[str, CitationTable]
) -> Iterator[tuple[int, Citation]]:
    """The places of short names that hold no word of a type, from their definition on, outside of other citations."""
    for name in names:
        table = tables[name.language]
        if table.anchor.match(name.short.lower()):
            continue
        start = reading.text.cased.find(name.short, name.start)
        while start >= 0:
            end = start + len(name.short)
            whole = not reading.text.cased[start - 1 : start].isalnum() and table.suffix.match(reading.text.lower, end)
            if whole and not any(c.start <= start and end <= c.end for c in citations):
                yield name.key, short_citation("other", start, end, name.language)
            start = reading.text.cased.find(name.short, end)


def short_citation(type_: str, start: int, end: int, language: str, stem: str = "", case: str = "") -> Citation:
    """A short form as a citation that says nothing but its type."""
    signs = frozenset(("short",))
    return Citation(type_, start, end, start, end, language, None, None, signs, start, stem=stem, case=case)
