"""Of which day the text of an act is: 'as amended on ...' near its start (`eli:version_date`)."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.acts.tables import CitationTable
from extractors.acts.tokens import read_date
from extractors.reading import Reading

REACH = 3_000  # characters from the start in which the note on the version stands


def version_date(reading: Reading, tables: Mapping[str, CitationTable]) -> str | None:
    """The ISO date of the version that the document prints; None where it prints none, or several that differ."""
    table = tables.get(reading.document.language)
    if table is None:
        return None
    found = {read_date(match, table) for row in table.versions for match in row.pattern.finditer(reading.text.lower, 0, REACH)}
    return found.pop() if len(found) == 1 else None
