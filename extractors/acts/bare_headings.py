"""The heading of a paper that is the word of its type and little else, its title in the block beside it.

'MEMORANDUM OF UNDERSTANDING', and below it 'between the one and the other on forests'; where names end with the word of the type,
the title stands above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.acts.own_instruments import MAX_TITLE, OwnTitle
from extractors.acts.records import POLICIES, Citation, anchors
from extractors.acts.regions import region_of
from extractors.acts.tables import CitationTable
from extractors.blocks import Block
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

OPENING = 4  # blocks from the start among which the heading stands
MAX_BARE = 90  # characters of a heading that is little more than the word of its type
_TYPES = POLICIES | {"treaty"}


def bare_heading(reading: Reading, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The document's own title where its type's word, in capitals, is a block of its own; None where there is no such."""
    blocks = [block for block in reading.blocks[:OPENING] if block.kind != "cell"]
    for place, block in enumerate(blocks):
        words = reading.text.printed(block.start, block.end)
        if len(words) > MAX_BARE or not words.isupper():
            continue
        region = region_of(reading, block, bodies, tables)
        start, end = reading.text.normal(block.start), reading.text.normal(block.end - 1) + 1
        named = [a for a in anchors(region) if start <= a.start < end and a.row.key in _TYPES and not a.plural]
        if len(named) != 1:
            continue
        title = _title(reading, blocks, place, tables[block.language])
        if title is None:
            continue
        anchor, text = named[0], reading.text.printed(title.start, title.end).rstrip(".")
        whole = f"{text} {words}" if tables[block.language].head_final else f"{words} {text}"
        citation = Citation(
            type=anchor.row.key,
            start=start,
            end=end,
            head=anchor.start,
            head_end=anchor.end,
            language=block.language,
            title=whole,
            quoted=None,
            signs=frozenset(("own-heading",)),
            block=start,
            stem=anchor.stem,
        )
        return OwnTitle(citation, min(block.start, title.start), whole, (title.start, title.end))
    return None


def _title(reading: Reading, blocks: Sequence[Block], place: int, table: CitationTable) -> Block | None:
    """The block that goes on with the heading, or leads to it."""
    if table.head_final:
        before = blocks[place - 1] if place else None
        leads = before is not None and reading.text.printed(before.start, before.end).lower().endswith(
            table.words["title_endings"]
        )
        return before if leads and before is not None and before.end - before.start <= MAX_TITLE else None
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if after is None or after.end - after.start > MAX_TITLE or not reading.text.printed(after.start, after.end)[:1].islower():
        return None
    return after
