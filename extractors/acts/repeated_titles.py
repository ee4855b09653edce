"""Where the document's own paper is named again by its whole title: 'These Rules for the Keeping of Records set out ...'.

The title of a regulation bears no sign of its own in running text; that it heads the document tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.acts.own_instruments import OwnTitle
from extractors.acts.records import WORD, Citation
from extractors.acts.tables import CitationTable
from extractors.reading import Reading

MIN_WORDS = 3  # words of a title beside the type's own: fewer are found where nothing is named


def repeated_titles(reading: Reading, title: OwnTitle, table: CitationTable, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The places, beside those that were read as citations, that hold the words of a title; the type's word in any case."""
    citation, lower = title.citation, reading.text.lower
    final = table.head_final
    span = (citation.start, citation.head) if final else (citation.head_end, citation.end)
    words = lower[slice(*span)].strip(' ".,')
    if title.text is not None or len(WORD.findall(words)) < MIN_WORDS or not citation.stem:
        return
    place = lower.find(words, citation.end)
    while place >= 0:
        end = place + len(words)
        found = _behind(lower, end, citation, table) if final else _before(lower, place, end, citation)
        if found is not None:
            start, stop, head, case = found
            start = place if final else start
            if not any(other.start < stop and start < other.end for other in citations):
                yield citation._replace(start=start, end=stop, head=head, head_end=stop, case=case, signs=frozenset(("short",)))
        place = lower.find(words, end)


def _behind(lower: str, position: int, citation: Citation, table: CitationTable) -> tuple[int, int, int, str] | None:
    """The type's word behind the words of a title: (nothing, its end, its start, its case)."""
    if not lower.startswith(f" {citation.stem}", position):
        return None
    suffix = table.suffix.match(lower, position + 1 + len(citation.stem))
    return (position, suffix.end(), position + 1, suffix["case"] or "") if suffix else None


def _before(lower: str, position: int, end: int, citation: Citation) -> tuple[int, int, int, str] | None:
    """The type's word before the words of a title: (its start, the end of the title, its start, its case)."""
    start = lower.rfind(" ", 0, position - 1) + 1
    start = max(start, lower.rfind("\n", 0, position - 1) + 1)
    word = lower[start : position - 1]
    return (start, end, start, word[len(citation.stem) :]) if word.startswith(citation.stem) else None
