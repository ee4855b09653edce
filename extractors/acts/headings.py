"""The heading of an act apart from its date and number: 'DECREE of the President', the town, then '12 April 2022 No. 5'.

The heading is a block near the start that holds the word of a type and the issuer or country, and nothing else. Its date and
number stand in a short block below it (or above), its title in a block that begins or ends as titles do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.acts.citations import CitedRegion
from extractors.acts.making import printed
from extractors.acts.own_instruments import MAX_TITLE, OwnTitle, reads_as_title
from extractors.acts.records import ACTS, Anchor, Citation, Region, anchors
from extractors.acts.regions import region_of
from extractors.acts.tables import CitationTable
from extractors.acts.tokens import Token, scan
from extractors.blocks import Block
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

OPENING = 8  # blocks from the start among which the heading stands
REACH = 6  # blocks round the heading among which its date, number and title stand
CLOSING = 8  # blocks at the end of a document among which its date and number may stand
ENACTING_REACH = 6_000  # characters from the start in which an act is enacted
MAX_HEADING = 200
MAX_SIGNATURE = 140  # characters of the block with date, number and town
JOINT = 3  # characters between two issuers of a joint act: a line end, a comma, 'and'
PLACE_WORDS = 7  # words beside the date and number: the town, 'from', the letters of a series
_MARKS = re.compile(r"[\W_]+")


def act_heading(reading: Reading, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The title of the document's act where heading, date and title are blocks of their own; None where there is no such."""
    blocks = [block for block in reading.blocks[: OPENING + REACH] if block.kind != "cell"]
    for place, block in enumerate(blocks[:OPENING]):
        if block.end - block.start > MAX_HEADING:
            continue
        table = tables[block.language]
        heading = _heading(_single(region_of(reading, block, bodies, tables), block, reading))
        if heading is None or _stamped(reading, blocks, place, table):
            continue
        near = [*blocks[place + 1 : place + 1 + REACH], *reversed(blocks[max(0, place - 2) : place])]
        heading = _with_issuer(heading, blocks, place, bodies)
        signed = next((found for other in near if (found := _signed(reading, blocks, other, table))), None)
        signed = signed or _signed_in_cells(reading, block, table)
        title = next((other for other in near if _is_title(reading, other, table)), None)
        signed = signed or (_closing(reading, table) if title is not None else None)
        if (signed is None and title is None) or (
            heading.issuer is None and heading.jurisdiction is None and not (signed and title)
        ):
            continue
        day, number = signed or (None, None)
        signs = frozenset(("own-heading", *(("date",) if day else ()), *(("number",) if number else ())))
        citation = heading._replace(date=day.value if day else None, number=number.value if number else None, signs=signs)
        start = reading.text.original(heading.start, heading.end)[0]
        if title is None:
            return OwnTitle(citation, start)
        end = _before_note(reading, title)
        words = reading.text.printed(title.start, end).rstrip(".")
        citation = citation if signed else citation._replace(title=words, quoted=words)
        return OwnTitle(citation, min(start, title.start), words, (title.start, end))
    return None


def _signed_in_cells(reading: Reading, heading: Block, table: CitationTable) -> tuple[Token | None, Token | None] | None:
    """The date and number below the heading on a line with the town set off by tabs, in one cell or in two."""
    below = [block for block in reading.blocks[: OPENING + REACH] if block.start >= heading.end and block.kind == "cell"]
    for place, block in enumerate(below):
        signed = _signature(reading, block, table)
        beside = below[place + 1] if place + 1 < len(below) else None
        if signed and not signed[1] and beside is not None and (beside.table, beside.row) == (block.table, block.row):
            signed = (signed[0], _signature_number(reading, beside, table))
        if signed and signed[1]:
            return signed
    return None


def _before_note(reading: Reading, title: Block) -> int:
    """Where a title ends, before a remark in brackets on a line of its own: '(as amended by ...)'."""
    raw = reading.text.raw
    line = raw.rfind("\n", title.start, title.end)
    bracketed = line > 0 and raw[line:].lstrip().startswith("(") and raw[line : title.end].rstrip().endswith(")")
    return line if bracketed else title.end


def _stamped(reading: Reading, blocks: Sequence[Block], place: int, table: CitationTable) -> bool:
    """Whether 'approved by' stands above a heading: then it is that of another act."""
    if not place:
        return False
    before = f"{reading.text.printed(blocks[place - 1].start, blocks[place - 1].end).lower()} "
    rows = (row for row in table.links if row.type == "approves" and row.place == "before" and row.source == "mention")
    return any(row.pattern.search(before) for row in rows)


def enacted_act(
    reading: Reading, cited: Sequence[CitedRegion], bodies: BodyIndex, tables: Mapping[str, CitationTable]
) -> OwnTitle | None:
    """The act whose title heads the document and whose type its enacting words tell; its number may stand in an annex's stamp."""
    for block in reading.blocks[:OPENING]:
        table = tables[block.language]
        if block.kind == "cell" or not _is_title(reading, block, table):
            continue
        kinds = [(reading.text.lower.find(word, 0, ENACTING_REACH), kind) for word, kind in table.enacting.items()]
        told = min(((place, kind) for place, kind in kinds if place >= 0), default=None)
        if told is None or reading.text.position(told[0]) < block.end:
            return None
        words = reading.text.printed(block.start, block.end).lstrip("# ").rstrip(".")
        stamps = [c for c in _stamps(cited) if c.type == told[1]]
        if len({(c.number, c.date) for c in stamps}) == 1:
            return OwnTitle(stamps[0], block.start, words, (block.start, block.end))
        start, end = reading.text.normal(block.start), reading.text.normal(block.end - 1) + 1
        stem = next(stem for stem, row in table.by_stem.items() if row.key == told[1])
        signs = frozenset(("own-heading",))
        citation = Citation(told[1], start, end, start, end, table.language, words, None, signs, start, stem=stem)
        return OwnTitle(citation, block.start)
    return None


def _stamps(cited: Sequence[CitedRegion]) -> Iterator[Citation]:
    """The numbered acts in stamps 'approved by ...', which fill a stretch of their own."""
    for place in cited:
        region = place.region
        for citation in place.citations:
            before = region.text.lower[region.start : citation.start].strip(" *>(")
            after = region.text.lower[citation.end : region.end].strip(" *>)")
            beside = f" {after}" if region.table.head_final else f"{before} "
            rows = [r for r in region.table.links if r.type == "approves" and r.source == "mention"]
            told = any(row.pattern.search(beside) for row in rows)
            if told and citation.number and len(before) + len(after) < PLACE_WORDS * 4:
                yield citation


def _closing(reading: Reading, table: CitationTable) -> tuple[Token | None, Token | None] | None:
    """The date and number at the end of the document, below who signs: on one line or on two."""
    blocks = [block for block in reading.blocks[-CLOSING:] if block.kind != "cell"]
    for place in range(len(blocks) - 1, -1, -1):
        signed = _signed(reading, blocks, blocks[place], table)
        if signed is not None and signed[1] is not None:
            return signed
    return None


def _signed(
    reading: Reading, blocks: Sequence[Block], block: Block, table: CitationTable
) -> tuple[Token | None, Token | None] | None:
    """The date and number of a short block; the number may stand alone on the line below."""
    signed, place = _signature(reading, block, table), blocks.index(block) + 1
    if signed is None or signed[1] is not None or place == len(blocks):
        return signed
    return signed[0], _signature_number(reading, blocks[place], table)


def _signature_number(reading: Reading, block: Block, table: CitationTable) -> Token | None:
    start, end = reading.text.normal(block.start), reading.text.normal(block.end - 1) + 1
    numbers = [t for t in scan(reading.text, start, end, table).all if t.kind == "number"]
    return numbers[0] if numbers and numbers[0].start == start and numbers[0].end == end else None


def _single(region: Region, block: Block, reading: Reading) -> Region:
    """The region cut to the block: the lines of a heading are told apart here, not joined."""
    start, end = reading.text.normal(block.start), reading.text.normal(block.end)
    bodies = tuple(body for body in region.bodies if start <= body.start and body.end <= end)
    return Region(region.text, start, end, region.table, block.kind, bodies, (block,))


def _heading(region: Region) -> Citation | None:
    for anchor in anchors(region):
        if anchor.row.key not in ACTS or anchor.plural:
            continue
        outer = [b for b in region.bodies if not any(o != b and o.start <= b.start and b.end <= o.end for o in region.bodies)]
        issuer = next((body for body in outer if body.start >= anchor.end or body.end <= anchor.start), None)
        country = next(
            ((form, key) for form, key in region.table.countries if form in region.text.lower[region.start : region.end]), None
        )
        rest = _without(region, anchor, issuer.start if issuer else 0, issuer.end if issuer else 0, country[0] if country else "")
        if rest:
            continue
        jurisdiction = (issuer.jurisdiction if issuer else None) or (country[1] if country else None)
        return Citation(
            type=anchor.row.key,
            start=region.start,
            end=region.end,
            head=anchor.start,
            head_end=anchor.end,
            language=region.table.language,
            title=printed(region.text, region.start, region.end),
            quoted=None,
            signs=frozenset(("own-heading",)),
            block=region.start,
            issuer=issuer.key if issuer else None,
            jurisdiction=jurisdiction,
            stem=anchor.stem,
        )
    return None


def _without(region: Region, anchor: Anchor, start: int, end: int, country: str) -> str:
    """The words of the block beside the type's word, the issuer and the country."""
    lower = region.text.lower
    taken = ((anchor.start, anchor.end), (start, end))
    kept = "".join(" " if any(a <= i < b for a, b in taken) else lower[i] for i in range(region.start, region.end))
    kept = kept.replace(country, " ", 1) if country else kept
    links = {word for key in ("issuer_links", "articles") for link in region.table.words[key] for word in link.split()}
    links |= set(region.table.words["own_joint"])
    return " ".join(word for word in _MARKS.sub(" ", kept).split() if word not in links)


def _with_issuer(heading: Citation, blocks: Sequence[Block], place: int, bodies: BodyIndex) -> Citation:
    """The heading with the body that fills the block above or below it, where it names none itself."""
    if heading.issuer is not None or heading.jurisdiction is not None:
        return heading
    issuer = _topmost(blocks[:place], bodies) or next((_filling(other, bodies) for other in blocks[place + 1 : place + 2]), None)
    return heading._replace(issuer=issuer, jurisdiction=bodies.bodies[issuer].jurisdiction) if issuer else heading


def _topmost(above: Sequence[Block], bodies: BodyIndex) -> str | None:
    """The body that fills the block at the end of those above a heading; of a joint act, the first of its issuers."""
    issuer = None
    for block in reversed(above):
        filled = _filling(block, bodies)
        if filled is None:
            return issuer
        issuer = filled
    return issuer


def _filling(block: Block, bodies: BodyIndex) -> str | None:
    """The body that fills a block; the first of those that do, where an act is a joint one."""
    named = bodies.outermost(block.start, block.end)
    filled = sum(mention.end - mention.start + JOINT for mention in named) - JOINT
    return named[0].key if named and filled > (block.end - block.start) - PLACE_WORDS else None


def issuer_above(reading: Reading, bodies: BodyIndex, start: int) -> str | None:
    """The body that fills a block right above the title of an act, which is then its issuer; None where none does."""
    blocks = [block for block in reading.blocks[: OPENING + REACH] if block.kind != "cell" and block.end <= start]
    return _topmost(blocks, bodies) or _topmost(blocks[:-1], bodies)


def _signature(reading: Reading, block: Block, table: CitationTable) -> tuple[Token | None, Token | None] | None:
    """The date and number of a short block that says little else."""
    if block.end - block.start > MAX_SIGNATURE:
        return None
    start, end = reading.text.normal(block.start), reading.text.normal(block.end)
    if reading.text.lower[start:end].lstrip("([ *").startswith(table.words["own_notes"]):
        return None
    if _names_another(Region(reading.text, start, end, table, block.kind, (), (block,))):
        return None
    tokens = scan(reading.text, start, end, table).all
    day = next((t for t in tokens if t.kind == "date" and "-" in t.value), None)
    number = next((t for t in tokens if t.kind == "number"), None)
    if day is None:
        return None
    words = list(_beside(reading.text.lower, start, end, [t for t in (day, number) if t]))
    return (day, number) if len(words) <= PLACE_WORDS else None


def _names_another(region: Region) -> bool:
    """Whether a line with date and number tells of another act, in an oblique case: '(as worded by the Law of ... No. 5)'."""
    if not region.table.head_final:
        return False
    return any(anchor.row.key in ACTS and anchor.case for anchor in anchors(region))


def _beside(lower: str, start: int, end: int, tokens: Sequence[Token]) -> Iterator[str]:
    kept = "".join(lower[i] if not any(t.start <= i < t.end for t in tokens) else " " for i in range(start, end))
    yield from _MARKS.sub(" ", kept).split()


def _is_title(reading: Reading, block: Block, table: CitationTable) -> bool:
    text = reading.text.printed(block.start, block.end).lower().rstrip(" .")
    return 0 < len(text) <= MAX_TITLE and reads_as_title(text, table)
