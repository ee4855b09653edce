"""What an act approves need bear no word of a type: its name then stands in the act's title and again behind the word 'approved'.

'"On the approval of the System of Planning" resolution ... approved System of Planning': the second is an instrument too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.acts.records import WORD, Citation, Region

_MIN_NAME = 12  # letters of a name that can be told from other words


def approved_objects(region: Region, citations: Sequence[Citation]) -> Iterator[tuple[int, int, int, str | None]]:
    """The start, end and end of the base form of each such name in a region, and the jurisdiction of its act."""
    lower = region.text.lower
    for citation in citations:
        if citation.quoted is None or citation.number is None:
            continue
        name = approved_name(region, citation)
        approval = next((w for w in region.table.words["approvals"] if _follows(lower, citation.end, w, region.end)), None)
        if name is None or approval is None:
            continue
        start = lower.index(approval, citation.end) + len(approval) + 1
        taken = any(start <= other.start < start + len(name) or other.start <= start < other.end for other in citations)
        if not taken and lower.startswith(name, start):
            end = _word_end(lower, start + len(name), region.end)
            yield start, end, _base_end(region, start + len(name), end), citation.jurisdiction


def approved_name(region: Region, citation: Citation) -> str | None:
    """What the title of an act says that it approves, without its case ending, in lower case."""
    quotes = (t for t in region.tokens.of("quote", citation.start, citation.end) if t.end <= citation.end)
    quote = min(quotes, key=lambda t: t.end, default=None)
    if quote is None:
        return None
    title = region.text.lower[quote.start + 1 : quote.end - 1]
    for match in WORD.finditer(title):
        rest = title[match.end() :]
        if any(row.type == "approves" and row.place == "nested-after" and row.pattern.match(rest) for row in region.table.links):
            return _without_case(region, title[: match.end()])
    return None


def _without_case(region: Region, name: str) -> str | None:
    for length in (3, 2, 1):
        suffix = region.table.suffix.match(name, len(name) - length)
        if suffix and suffix["case"] and suffix.end() == len(name) and not suffix["plural"]:
            kept = suffix.end() - len(suffix["case"])
            return name[:kept] if kept >= _MIN_NAME else None
    return None


def _follows(lower: str, position: int, word: str, limit: int) -> bool:
    return bool(re.compile(rf"(?: ?\]\([^)]*\))? ?(?:\w+ )?{re.escape(word)} ").match(lower, position, limit))


def _word_end(lower: str, position: int, limit: int) -> int:
    while position < limit and lower[position].isalnum():
        position += 1
    return position


def _base_end(region: Region, stem_end: int, end: int) -> int:
    suffix = region.table.suffix.match(region.text.lower, stem_end, end)
    return end - len(suffix["case"] or "") if suffix and suffix.end() == end else end
