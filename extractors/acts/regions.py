"""The stretches of a document that citations are looked for in: blocks that hold a word of a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.acts.records import POLICIES, Region, Span
from extractors.acts.tables import CitationTable
from extractors.blocks import Block
from extractors.lines import stands_below
from extractors.names.mentions import BodyIndex, BodyMention
from extractors.reading import Reading

MAX_NUMBER_LINE = 400
MAX_CAPITALS = 45  # characters of a first line of a title, in capitals: 'PROGRAMME'
_NUMBER_OPENS = ("№", "no.", "no ", "#", "n ")  # the number of an act on the line below its issuer
_HEAD_FINAL = ("ky", "kk")  # languages whose titles end with the word of the type
_QUOTES = '("«“„'
_ENDS = ".;:!?,"


def regions(reading: Reading, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> Iterator[Region]:
    """The stretches that hold a word of a type, in the order of the text."""
    seen: set[int] = set()
    places: list[tuple[int, str]] = []
    for language in sorted({block.language for block in reading.blocks}):
        places += [(word.start, language) for word in reading.found(tables[language].anchors)]
    for place, language in sorted(places):
        block = reading.block_at(reading.text.position(place))
        if block is None or block.language != language or block.start in seen:
            continue
        region = region_of(reading, block, bodies, tables)
        seen.update(b.start for b in region.blocks)
        yield region


def region_of(reading: Reading, block: Block, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> Region:
    """The stretch round a block: the block, with the paragraphs that only a line end parts from it."""
    blocks = reading.blocks
    first = last = reading.place_of_block(block.start)
    table = tables[block.language]
    while first > 0 and (
        _cut(reading, blocks[first - 1], blocks[first]) or _stamp(reading, blocks[first - 1], blocks[first], table)
    ):
        first -= 1
    titled = _opens_title(reading, blocks[first], table)
    while last + 1 < len(blocks) and (
        _cut(reading, blocks[last], blocks[last + 1]) or (titled and _capitals_go_on(reading, blocks[last], blocks[last + 1]))
    ):
        last += 1
    start, end = blocks[first].start, blocks[last].end
    normal = reading.text.normal
    named = [
        Span(normal(m.start), normal(m.end), m.key, _jurisdiction(bodies, m.key), _nominative(reading, m))
        for m in bodies.find(start, end)
    ]
    return Region(
        reading.text, normal(start), normal(end), tables[block.language], block.kind, tuple(named), blocks[first : last + 1]
    )


def _jurisdiction(bodies: BodyIndex, key: str) -> str | None:
    return bodies.bodies[key].jurisdiction if key in bodies.bodies else None


def _nominative(reading: Reading, mention: BodyMention) -> bool:
    """Whether a body's name stands as it does in the registry; abbreviations bear no case in some languages, and do not count."""
    if mention.match.form not in ("full", "collective"):
        return False
    printed, name = reading.text.printed(mention.start, mention.end).lower(), mention.match.name.lower()
    return printed == name or printed.startswith(f"{name} ")  # the name of the body it is a part of may follow


def _stamp(reading: Reading, block: Block, following: Block, table: CitationTable) -> bool:
    """Whether 'approved by' stands on a line of its own above the act that approved."""
    raw = reading.document.text
    if "cell" in (block.kind, following.kind) or block.end - block.start > MAX_CAPITALS or table.head_final:
        return False
    words = " ".join(raw[block.start : block.end].lower().split())
    if reading.line_ends(block, following) != 1 or not words:
        return False
    rows = (row for row in table.links if row.type == "approves" and row.place == "before" and row.source == "mention")
    return any(row.pattern.fullmatch(f"{words} ") for row in rows)


def _ends_title(raw: str, block: Block, following: Block) -> bool:
    """Whether the last line of a title stands below it in capitals: '... for the protection of forests / PROGRAMME'."""
    last = raw[following.start : following.end]
    return (
        last.isupper()
        and len(last) <= MAX_CAPITALS
        and not raw[block.start : block.end].isupper()
        and block.language in _HEAD_FINAL
    )


def _opens_title(reading: Reading, block: Block, table: CitationTable) -> bool:
    """Whether a line in capitals holds little more than the word of a policy paper: its title goes on below, in capitals too."""
    words = reading.document.text[block.start : block.end]
    if table.head_final or not words.isupper() or len(words) > MAX_CAPITALS:
        return False
    return any(row.key in POLICIES and words.lower().startswith(row.stems) for row in table.types)


def _capitals_go_on(reading: Reading, block: Block, following: Block) -> bool:
    raw = reading.document.text
    capitals = raw[following.start : following.end].isupper() and following.kind == "paragraph"
    return capitals and reading.line_ends(block, following) == 1


def _cut(reading: Reading, block: Block, following: Block) -> bool:
    """Whether two paragraphs are one that a line end has cut."""
    raw = reading.document.text
    if "cell" in (block.kind, following.kind) or block.language != following.language:
        return False
    gap = reading.line_ends(block, following)
    if gap == 1 and raw[block.end - 1] not in _ENDS and _ends_title(raw, block, following):
        return True
    if (
        block.kind == "paragraph"
        and gap == 1
        and block.end - block.start <= MAX_CAPITALS
        and raw[block.start : block.end].isupper()
    ):
        capitals = raw[following.start : following.end].isupper()
        return following.kind == "paragraph" and (not capitals or block.language in _HEAD_FINAL)
    if raw[block.end - 1] in _ENDS or raw.count("\n", block.end, following.start) != 1:
        return False  # where blank lines part all lines, what is cut is told by capitals alone
    if raw[following.start : following.start + 3].lower().startswith(_NUMBER_OPENS):
        return following.end - following.start < MAX_NUMBER_LINE
    line, below = raw[block.start : block.end].rpartition("\n")[2], raw[following.start : following.end]
    opens = below.lstrip(_QUOTES)[:1]
    if opens.isdigit() and stands_below(line, below):
        return False
    return block.kind != "heading" and following.kind == "paragraph" and not opens.isupper()
