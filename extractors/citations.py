"""Finds where a text names instruments: a word of a type, and round it date, number, title, period and issuer.

Only stretches that hold a word of a type are looked at. What is read there counts as a citation when the type's row of the table says
that one of the signs found is enough; a bare 'the law' or 'state programmes' is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.approved_objects import approved_objects
from extractors.base_forms import nominative_title
from extractors.blocks import Block
from extractors.citation_records import Anchor, Citation, Parts, Region, Span, anchors
from extractors.citation_tables import CitationTable
from extractors.head_final import HeadFinal, anchor_capital
from extractors.head_initial import HeadInitial
from extractors.mentions import BodyIndex
from extractors.reading import Reading
from extractors.text import MatchText

POLICIES = frozenset(("programme", "strategy", "concept", "action-plan"))
MAX_HEADING = 400
MIN_TITLE = 2  # words of a title beside the type's own
MIN_VERB = 4
OPENING = 600  # characters from the start in which a project's page has its heading
_NUMBER_OPENS = ("№", "no.", "no ", "#")  # the number of an act on the line below its issuer
_ENDS = ".;:!?,"
_LINK_TAIL = re.compile(r"\]\([^)\s]*\)")
_BROKEN = re.compile(r"(?<=\d)- (?=\w)")  # a date cut by a line end


@dataclass(frozen=True, slots=True)
class CitedRegion:
    """A stretch with the words of types in it and the citations that were read there."""

    region: Region
    anchors: tuple[Anchor, ...]
    citations: tuple[Citation, ...]


def find_citations(reading: Reading, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> tuple[CitedRegion, ...]:
    """All places where the document names an instrument by itself (short forms are another stage), in the order of the text."""
    found: list[CitedRegion] = []
    for region in regions(reading, bodies, tables):
        words = _anchors(region)
        citations = sorted(_region_citations(region, words), key=lambda c: (c.start, -c.end))
        found.append(CitedRegion(region, words, tuple(citations)))
    return tuple(found)


def regions(reading: Reading, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> Iterator[Region]:
    """The stretches that hold a word of a type, in the order of the text."""
    lower = reading.text.lower
    seen: set[int] = set()
    places: list[tuple[int, str]] = []
    for language in sorted({block.language for block in reading.blocks}):
        places += [(match.start(), language) for match in tables[language].anchor.finditer(lower)]
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
    first = last = bisect_left(blocks, block.start, key=lambda b: b.start)
    while first > 0 and _cut(reading, blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _cut(reading, blocks[last], blocks[last + 1]):
        last += 1
    start, end = blocks[first].start, blocks[last].end
    normal = reading.text.normal
    named = [
        Span(normal(m.start), normal(m.end), m.key, bodies.bodies[m.key].jurisdiction if m.key in bodies.bodies else None)
        for m in bodies.find(start, end)
    ]
    return Region(
        reading.text, normal(start), normal(end), tables[block.language], block.kind, tuple(named), blocks[first : last + 1]
    )


def _cut(reading: Reading, block: Block, following: Block) -> bool:
    """Whether two paragraphs are one that a line end has cut."""
    raw = reading.document.text
    if "cell" in (block.kind, following.kind) or block.language != following.language:
        return False
    if raw[block.end - 1] in _ENDS or raw.count("\n", block.end, following.start) != 1:
        return False
    if raw[following.start : following.start + 3].lower().startswith(_NUMBER_OPENS):
        return following.end - following.start < MAX_HEADING
    return block.kind != "heading" and following.kind == "paragraph" and not raw[following.start].isupper()


def _anchors(region: Region) -> tuple[Anchor, ...]:
    """The words of types that stand in no body's name, as they do in 'Collective Security Treaty Organisation'."""
    return tuple(a for a in anchors(region) if not any(b.start <= a.start and a.end < b.end for b in region.bodies))


def _region_citations(region: Region, words: Sequence[Anchor]) -> list[Citation]:
    found: list[Citation] = []
    done: list[Span] = []
    for anchor in words:
        for citation in _read(region, anchor, done):
            found.append(citation)
            done.append(Span(citation.start, citation.end, citation.type, citation.jurisdiction))
    if region.table.head_final:
        found += [_approved(region, *place) for place in approved_objects(region, found)]
    return found


def _approved(region: Region, start: int, end: int, base_end: int, jurisdiction: str | None) -> Citation:
    return Citation(
        type="other",
        start=start,
        end=end,
        head=start,
        head_end=end,
        language=region.table.language,
        title=printed(region.text, start, base_end),
        quoted=None,
        signs=frozenset(("approval",)),
        block=region.start,
        jurisdiction=jurisdiction,
    )


def _read(region: Region, anchor: Anchor, done: list[Span]) -> Iterator[Citation]:
    if region.table.head_final:
        reader = HeadFinal(region, done)
        parts = reader.read(anchor)
        citation = _citation(region, anchor, parts)
        if citation is not None:
            yield from _with_items(region, reader, anchor, citation)
    else:
        for parts in HeadInitial(region, done).read_all(anchor):
            citation = _citation(region, anchor, parts)
            if citation is not None:
                yield citation


def _with_items(region: Region, reader: HeadFinal, anchor: Anchor, citation: Citation) -> Iterator[Citation]:
    """The citation and, where its type's word is a plural, the items before it that share the word."""
    start = citation.start
    while anchor.plural and (end := reader.before_list_mark(start)) is not None:
        parts = reader.item(end)
        if parts is None:
            break
        parts.jurisdiction = parts.jurisdiction or citation.jurisdiction
        parts.issuer = parts.issuer or citation.issuer
        item = _built(region, anchor, parts)
        title = f"{printed(region.text, item.start, end)} {region.text.cased[anchor.start : anchor.stem_end]}"
        item = replace(item, title=item.quoted and item.title or title)
        yield replace(item, end=end, signs=item.signs | {"list"}, head=end, head_end=end)
        start = parts.start
    yield citation


def _citation(region: Region, anchor: Anchor, parts: Parts) -> Citation | None:
    """The citation, when what was read is enough for the type."""
    row, signs = anchor.row, parts.signs
    parts.jurisdiction = parts.jurisdiction or _jurisdiction(region, parts, anchor)
    if row.key in POLICIES and _heads(region, anchor, parts):
        signs.add("heading")
    if row.key == "project" and region.start < OPENING and _heads(region, anchor, parts):
        signs.add("own-heading")
    if anchor_capital(region, anchor):
        signs.add("capital")
    if "planned" in row.needs and _planned(region, anchor):
        signs.add("planned")
    if parts.jurisdiction in ("UN", "INT"):
        signs.add("world")
    if region.table.head_final and _approved_in_title(region, anchor, parts):
        signs.add("approval")
    if _is_quote(region, parts):
        return None
    if "about" in signs and signs & {"name", "country", "capital"}:
        signs.add("name-about")
    if {"name", "world"} <= signs:
        signs.add("name-world")
    enough = bool(signs & row.needs) or "always" in row.needs or "heading" in signs
    if anchor.plural and not row.plural and not signs & {"number", "title", "period"}:
        return None
    return _built(region, anchor, parts) if enough else None


def _approved_in_title(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the quoted title of an act says that it approves this: then the name begins where the title does."""
    start, end = _title_around(region, anchor)
    if start < 0 or anchor.row.key not in POLICIES | {"regulation"} or parts.signs & {"absorbed", "period", "title"}:
        return False
    rest = region.text.lower[anchor.end : end].rstrip(" .")
    if not any(row.type == "approves" and row.place == "nested-after" and row.pattern.match(rest) for row in region.table.links):
        return False
    parts.start = start
    parts.title = (start, anchor.base_end)
    return True


def _title_around(region: Region, anchor: Anchor) -> tuple[int, int]:
    """The quoted title round a word, or the block when it is a title of its own; (-1, -1) where there is neither."""
    quote = region.tokens.covering("quote", anchor.start)
    if quote is not None:
        return quote.start + 1, quote.end - 1
    words = region.text.lower[region.start : region.end].rstrip(" .")
    if region.kind != "cell" and len(words) <= MAX_HEADING and words.endswith(region.table.words["title_endings"]):
        return region.start, region.end
    return -1, -1


def _is_quote(region: Region, parts: Parts) -> bool:
    """A name that fills its quotation marks is a term, or the name of something whose type stands outside of them."""
    token = region.tokens.starts.get(parts.start - 1)
    return token is not None and token.kind == "quote" and parts.end + 1 >= token.end


def _heads(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the name of a policy fills its block: then the block is its title."""
    if region.kind == "cell" or anchor.plural or region.end - region.start > MAX_HEADING:
        return False
    return _heads_final(region, anchor, parts) if region.table.head_final else _heads_initial(region, anchor, parts)


def _heads_final(region: Region, anchor: Anchor, parts: Parts) -> bool:
    cased = region.text.cased
    rest, before = cased[anchor.end : region.end].strip(" *"), cased[region.start : anchor.start]
    if anchor.case or len(before.split()) < MIN_TITLE or not _is_bracket(rest) or _has_stop(before):
        return False
    parts.start = region.start
    parts.title = (region.start, anchor.base_end)
    return True


def _heads_initial(region: Region, anchor: Anchor, parts: Parts) -> bool:
    cased = region.text.cased
    rest = cased[anchor.end : region.end]
    if cased[region.start : parts.start].strip() or not cased[parts.start].isupper():
        return False
    if not _is_bracket(cased[parts.end : region.end].strip(" *")):
        words = rest.lower().split()
        stops, endings = region.table.words["stops"], region.table.words["stop_endings"]
        verbs = [
            w for w in words if w in stops or (endings and len(w) > MIN_VERB and (w.startswith(stops) or w.endswith(endings)))
        ]
        if len(words) < MIN_TITLE or _has_stop(rest) or rest.rstrip().endswith((".", ":", ";", ",")) or verbs:
            return False
        parts.end = region.end
        parts.title = (parts.start, region.end)
    return parts.end - parts.start > anchor.end - anchor.start


def _is_bracket(rest: str) -> bool:
    return not rest or (rest.startswith("(") and rest.endswith(")")) or rest.startswith("](")


def _has_stop(text: str) -> bool:
    return any(mark in text for mark in (". ", "; ", ": "))


def _planned(region: Region, anchor: Anchor) -> bool:
    around = region.text.lower[max(region.start, anchor.start - 60) : min(region.end, anchor.end + 60)]
    return any(word in around for word in region.table.words["planned"])


def _built(region: Region, anchor: Anchor, parts: Parts) -> Citation:
    quote = parts.quote
    span = parts.title or (parts.start, max(anchor.base_end, parts.start))
    period = parts.period
    title = printed(region.text, *span)
    if not region.table.head_final and "list" not in parts.signs:
        before, after = printed(region.text, span[0], anchor.start), printed(region.text, anchor.end, span[1])
        title = nominative_title(region, anchor, title, before, after)
    if "list" in parts.signs and not parts.quote and not region.table.head_final:
        title = f"{anchor.stem} {title}"
    world = anchor.row.key == "resolution" and parts.jurisdiction == "UN"
    return Citation(
        type="un-resolution" if world else anchor.row.key,
        start=_after_provision(region, parts.start),
        end=_with_provision(region, parts.end),
        head=anchor.start,
        head_end=anchor.end,
        language=region.table.language,
        title=title,
        quoted=printed(region.text, quote.start + 1, quote.end - 1) if quote else None,
        signs=frozenset(parts.signs),
        block=region.start,
        number=parts.number,
        date=parts.date,
        period=period,
        issuer=parts.issuer,
        jurisdiction=parts.jurisdiction,
        plural=anchor.plural,
        stem=anchor.stem,
        case=anchor.case,
    )


def printed(text: MatchText, start: int, end: int) -> str:
    """The words as printed, on one line and without the marks of links."""
    first, last = text.original(start, end)
    kept = _LINK_TAIL.sub("", text.raw[first:last]).replace("[", "")
    return _BROKEN.sub("-", " ".join(kept.split())).strip(" ,;")


def _after_provision(region: Region, start: int) -> int:
    """Where the article that is cited begins, in languages that name it first: 'article 5 of the law'."""
    if region.table.head_final:
        return start
    before = region.text.lower[max(region.start, start - 90) : start]
    found = [match.start() for row in region.table.provisions for match in [row.pattern.search(before)] if match]
    return start - len(before) + min(found) if found else start


def _with_provision(region: Region, end: int) -> int:
    for row in region.table.provisions if region.table.head_final else ():
        match = row.pattern.match(region.text.lower, end, region.end)
        if match:
            return match.end()
    return end


def _jurisdiction(region: Region, parts: Parts, anchor: Anchor) -> str | None:
    """A country or world organisation named within the citation: the one that stands first."""
    stretch = region.text.lower[parts.start : max(anchor.start, parts.end)]
    found = []
    for form, jurisdiction in region.table.countries:
        place = stretch.find(form)
        whole = (
            place >= 0
            and not stretch[place - 1 : place].isalnum()
            and not stretch[place + len(form) : place + len(form) + 1].isalnum()
        )
        if whole and (len(form) > 4 or region.text.cased[parts.start + place].isupper()):
            found.append((place, -len(form), jurisdiction))
    return min(found)[2] if found else None
