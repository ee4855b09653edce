"""Finds where a text names instruments: a word of a type, and round it date, number, title, period and issuer.

Only stretches that hold a word of a type are looked at. What is read there counts as a citation when the type's row of the table
says that one of the signs found is enough; a bare 'the law' or 'state programmes' is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from extractors.acts.approvals import approved_before, approved_by_number, approved_by_order, approved_in_title, past_attached
from extractors.acts.approved_objects import approved_objects
from extractors.acts.head_final import HeadFinal
from extractors.acts.head_initial import HeadInitial
from extractors.acts.making import approved_citation, built_citation, named_jurisdiction, printed
from extractors.acts.records import POLICIES, Anchor, Citation, Done, Parts, Region, Span, anchor_capital, anchors, taken_up
from extractors.acts.regions import regions
from extractors.acts.signs import annexed, heads, hopeless, is_quote, planned
from extractors.acts.tables import CitationTable
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

CARRIED_REACH = 80  # characters before a plan in which the paper that it carries out is named
BARE_TITLE = 4  # words of a title that holds nothing but type and period
OPENING = 600  # characters from the start in which a project's page has its heading


class CitedRegion(NamedTuple):
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


def _anchors(region: Region) -> tuple[Anchor, ...]:
    """The words of types that stand in no body's name, as they do in 'Collective Security Treaty Organisation'."""
    bodies = sorted((body.start, body.end) for body in region.bodies)
    reached = list(accumulate((end for _, end in bodies), max, initial=region.start))  # by the bodies so far

    def within(anchor: Anchor) -> bool:
        """Whether the word is a part of a body's name: its last one too, as in 'Development Programme'."""
        before = bisect_left(bodies, (anchor.start, 0))
        beside = bisect_left(bodies, (anchor.start + 1, 0), before)
        return reached[before] >= anchor.end or any(end > anchor.end for _, end in bodies[before:beside])

    return tuple(anchor for anchor in anchors(region) if not within(anchor))


def _region_citations(region: Region, words: Sequence[Anchor]) -> list[Citation]:
    found: list[Citation] = []
    done = Done()
    for anchor in words:
        if hopeless(region, anchor):
            continue
        for citation in _read(region, anchor, done):
            found.append(citation)
            done.add(Span(citation.start, citation.end, citation.type, citation.jurisdiction))
    ending: defaultdict[int, list[Citation]] = defaultdict(list)
    for citation in found:
        ending[citation.end].append(citation)
    found = [c for c in found if not _period_of_whole(c, ending[c.end])]
    alike: defaultdict[tuple[str, str | None, str | None], list[Citation]] = defaultdict(list)
    for citation in found:
        alike[citation.type, citation.number, citation.date].append(citation)
    found = [c for c in found if not (c.number and any(_holds(o, c) for o in alike[c.type, c.number, c.date]))]
    if region.table.head_final:
        found += [approved_citation(region, *place) for place in approved_objects(region, found)]
    return found


def _holds(outer: Citation, inner: Citation) -> bool:
    """Whether an act is told again within its own citation: 'joint order of A and B (order of 3 May 2020, No. 5)'."""
    return outer.start < inner.start and inner.end <= outer.end


def _opens(region: Region, parts: Parts) -> bool:
    """Whether a name may head its region: where the type's word comes first, nothing stands before it."""
    return region.table.head_final or not region.text.cased[region.start : parts.start].strip()


def _adjective_opens(region: Region, parts: Parts) -> bool:
    """Whether an adjective in the plural, and nothing else, stands before the words in the region: 'Model rules of ...'."""
    before = region.text.lower[region.start : parts.start].split()
    return len(before) == 1 and before[0].endswith(region.table.words["heading_endings"] or ("\0",))


def _for_carrying_out(region: Region, anchor: Anchor, parts: Parts) -> None:
    """A plan told by the paper that it carries out, named by a short form: 'plan for carrying out the Programme'."""
    lower, cased = region.text.lower, region.text.cased
    floor = max(region.start, anchor.start - CARRIED_REACH)
    for word in region.table.anchors.find(lower, floor, anchor.start):
        suffix = region.table.suffix.match(lower, word.end)
        if suffix is None or region.table.by_stem[word.word].key not in POLICIES or not cased[word.start].isupper():
            continue
        between = lower[suffix.end() : anchor.start].rstrip()
        rows = (row for row in region.table.links if row.type == "implements" and row.place == "nested-after")
        if any((told := row.pattern.match(between)) and told.end() >= len(between) - 1 for row in rows):
            parts.start, parts.title = word.start, (word.start, anchor.base_end)
            parts.signs.add("absorbed")


def _period_of_whole(citation: Citation, ending: Sequence[Citation]) -> bool:
    """Whether the period that alone tells this instrument is that of the one around: 'plan for the Programme for 2021-2025'.

    `ending`: the citations that end where this one does.
    """
    if citation.signs - {"capital", "country"} != {"period"} or len((citation.title or "").split()) > BARE_TITLE:
        return False
    return any(o.start < citation.start and o.period == citation.period for o in ending)


def _read(region: Region, anchor: Anchor, done: Done) -> Iterator[Citation]:
    if region.table.head_final:
        reader = HeadFinal(region, done)
        parts = reader.read(anchor)
        citation = _citation(region, anchor, parts)
        if citation is not None:
            yield from _with_items(region, reader, anchor, citation)
    else:
        for parts in HeadInitial(region).read_all(anchor):
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
        item = built_citation(region, anchor, parts)
        title = f"{printed(region.text, item.start, end)} {region.text.cased[anchor.start : anchor.stem_end]}"
        item = item._replace(title=(item.quoted and item.title) or title)
        yield item._replace(end=end, signs=item.signs | {"list"}, head=end, head_end=end)
        start = parts.start
    yield citation


def _citation(region: Region, anchor: Anchor, parts: Parts) -> Citation | None:
    """The citation, when what was read is enough for the type."""
    row, signs = anchor.row, parts.signs
    if row.key == "regulation" and _adjective_opens(region, parts) and annexed(region):
        parts.start = region.start
        parts.title = (region.start, parts.title[1]) if parts.title else None
    parts.jurisdiction = parts.jurisdiction or named_jurisdiction(region, parts, anchor)
    if (row.key in POLICIES or (row.key == "regulation" and _opens(region, parts) and annexed(region))) and heads(
        region, anchor, parts
    ):
        signs.add("heading")
    if row.key == "project" and region.start < OPENING and heads(region, anchor, parts):
        signs.add("own-heading")
    if anchor_capital(region, anchor) and not taken_up(region, anchor):
        signs.add("capital")
    if "planned" in row.needs and planned(region, anchor):
        signs.add("planned")
    if parts.jurisdiction in ("UN", "INT"):
        signs.add("world")
    approved = approved_in_title if region.table.head_final else approved_before
    told = approved(region, anchor, parts) or approved_by_number(region, anchor, parts)
    if told or approved_by_order(region, anchor, parts):
        signs.add("approval")
    named = past_attached(region, parts.start) if region.table.head_final else parts.start
    if parts.start < named < anchor.start:
        parts.start = named
        parts.title = (named, parts.title[1]) if parts.title else None
    if is_quote(region, anchor, parts):
        return None
    if region.table.head_final and row.key == "action-plan" and not signs & row.needs:
        _for_carrying_out(region, anchor, parts)
    if "about" in signs and signs & {"name", "country", "capital", *(("initial",) if row.key == "regulation" else ())}:
        signs.add("name-about")
    if "world" in signs and signs & {"name", "capital"}:
        signs.add("name-world")
    enough = bool(signs & row.needs) or "always" in row.needs or "heading" in signs
    if anchor.plural and not row.plural and not signs & {"number", "title", "period"}:
        return None
    return built_citation(region, anchor, parts) if enough else None
