"""Links that the layout states: a name inside another, a label and its cell, an annex; what is still to be drawn up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.acts.index import InstrumentMention
from extractors.acts.link_context import Found, LinkContext, Sentence, bearing
from extractors.acts.own_instruments import ANNEX_REACH
from extractors.acts.records import Region
from extractors.acts.tables import LinkRow
from extractors.blocks import Block
from extractors.list_marks import mark_of
from extractors.text import small

MAX_LABEL = 120
CHANGE_REACH = 3  # items below what names a paper in which the words stand that change it
LEAD_REACH = 12  # characters before a name in which a preposition says that a change is made within it
_LOCATIVE = re.compile(r"[дт][аеоө]\Z")
MAX_LIST = 25  # items of a list that share a lead-in
_BULLETS = "-•–—"
PLANNED_REACH = 80  # characters round a plan in which words say that it is still to be drawn up


def nested_links(context: LinkContext, sentence: Sentence) -> Iterator[Found]:
    """Links of an instrument whose name holds another's: 'plan for carrying out the programme', 'decree on approval of ...'."""
    for whole in sentence.mentions:
        within = context.index.find(whole.start, whole.end)
        for inner in within:
            around = [
                m for m in within if m.start <= inner.start and inner.end <= m.end and m.end - m.start > inner.end - inner.start
            ]
            outer = min(around, key=lambda m: m.end - m.start, default=None)
            if outer is not None and outer.key != inner.key:
                yield from _pair(context, outer, inner, sentence.region)


def _pair(context: LinkContext, outer: InstrumentMention, inner: InstrumentMention, region: Region) -> Iterator[Found]:
    start, end = _title_bounds(context, outer, inner, region)
    first, last = context.normal(inner)
    before, after = context.lower[start:first].lstrip('" '), context.lower[last:end].rstrip(" .")
    for row in region.table.links:
        told = row.place == "nested-after" and row.pattern.match(after)
        if told or (row.place == "nested-before" and row.pattern.search(before)):
            yield Found(row.type, outer.key, inner.key, outer.start, outer.end)


def _title_bounds(context: LinkContext, outer: InstrumentMention, inner: InstrumentMention, region: Region) -> tuple[int, int]:
    """The quoted title that holds the inner name, else the outer name as far as its type's word."""
    start, end = context.normal(outer)
    if outer.form == "title":
        return start, end
    first = context.normal(inner)[0]
    inside = [t for t in region.tokens.of("quote", start, first + 1) if first < t.end <= end]
    if inside:
        quote = max(inside, key=lambda t: t.end - t.start)
        return quote.start + 1, quote.end - 1
    return start, outer.citation.head if region.table.head_final else end


def planned_links(context: LinkContext) -> Iterator[Found]:
    """A plan that is still to be drawn up under the document's instrument carries it out."""
    main = context.index.main
    for mention in context.index.mentions:
        citation = mention.citation
        if main is None or mention.key in context.own or "planned" not in citation.signs:
            continue
        around = context.lower[max(0, citation.start - PLANNED_REACH) : citation.end + PLANNED_REACH]
        for row in context.rows(citation.language, "planned"):
            if row.pattern.search(around):
                yield Found(row.type, mention.key, main, mention.start, mention.end)


def annex_links(context: LinkContext) -> Iterator[Found]:
    """What is headed 'annex' is a part of what the heading names, or of the document's first instrument."""
    for end in context.facts.annexes:
        annexed = next((own for own in context.index.own if 0 <= own.start - end <= ANNEX_REACH), None)
        block = context.reading.block_at(end - 1)
        if annexed is None or block is None:
            continue
        named = [m.key for m in context.index.outermost(block.start, block.end) if m.key != annexed.key]
        first = next((own.key for own in context.index.own if own.start < annexed.start), None)
        whole = (named[-1] if context.tables[block.language].head_final else named[0]) if named else first
        if whole is not None:
            yield Found("part_of", annexed.key, whole, block.start, block.end)


def lead_in_links(context: LinkContext) -> Iterator[Found]:
    """What the items of a list name, below a lead-in that ends in a colon: 'the legal basis is:', 'to approve:'."""
    blocks, raw = context.reading.blocks, context.reading.document.text
    for place, block in enumerate(blocks):
        if raw[block.end - 1] != ":" or block.kind == "cell":
            continue
        words = " ".join(small(raw[block.start : block.end]).split())[:-1]
        rows = [row for row in context.rows(block.language, "before", "sentence") if row.source in ("own", "own-act")]
        for row in rows:
            if row.pattern.search(words if row.place == "sentence" else f"{words} "):
                yield from _listed(context, row, block, blocks[place + 1 : place + 1 + MAX_LIST])


def amended_parts(context: LinkContext) -> Iterator[Found]:
    """What is named where words change its parts, in the same item or below: 'in the Rules: item 7 shall read'."""
    blocks, source = context.reading.blocks, context.index.act
    for place, block in enumerate(blocks if source is not None else ()):
        rows = context.rows(block.language, "part") if block.kind != "cell" else ()
        words = _words_of_change(context, blocks[place : place + 1 + CHANGE_REACH]) if rows else ""
        row = next((row for row in rows if row.pattern.search(words)), None)
        if source is None or row is None:
            continue
        named = (m for m in context.index.outermost(block.start, block.end) if m.key not in context.own)
        changed = next((mention for mention in named if _within(context, mention)), None)
        if changed is not None:
            yield Found(row.type, source, changed.key, changed.start, changed.end)


def _words_of_change(context: LinkContext, blocks: Sequence[Block]) -> str:
    """The words of an item and, as long as these open a list, of those below it."""
    raw = context.reading.document.text
    last = next((place for place, block in enumerate(blocks) if raw[block.end - 1] != ":"), len(blocks) - 1)
    return " ".join(context.words(*context.reading.span(block)) for block in blocks[: last + 1])


def _within(context: LinkContext, mention: InstrumentMention) -> bool:
    """Whether a name is in the case, or behind the preposition, that says where a change is made."""
    table, (start, end) = context.tables[mention.citation.language], context.normal(mention)
    if table.head_final:
        return _LOCATIVE.search(context.lower, start, end) is not None
    return context.words(max(0, start - LEAD_REACH), start).endswith(tuple(f" {word} " for word in table.words["own_within"]))


def tail_links(context: LinkContext) -> Iterator[Found]:
    """What the items of a list name whose one verb stands behind the last of them, as where verbs come last."""
    blocks, raw, normal = context.reading.blocks, context.reading.document.text, context.reading.text.normal
    source = context.index.act
    for place, block in enumerate(blocks):
        if source is None or raw[block.end - 1] != ":" or block.kind == "cell" or not context.tables[block.language].head_final:
            continue
        items = list(_items(raw, block, blocks[place + 1 : place + 1 + MAX_LIST]))
        last = context.index.outermost(items[-1].start, items[-1].end) if len(items) > 1 else []
        if not last or not all(raw[item.end - 1] in ";," for item in items[:-1]):
            continue
        words = context.words(context.normal(last[-1])[1], normal(items[-1].end)).removeprefix(")")  # of its short form
        for row in context.rows(block.language, "after"):
            if row.source == "own-act" and row.pattern.match(words):
                for mention in (m for item in items[:-1] for m in context.index.outermost(item.start, item.end)):
                    yield Found(bearing(row.type, mention), source, mention.key, mention.start, mention.end)


def _items(raw: str, lead_in: Block, following: Sequence[Block]) -> Iterator[Block]:
    """The items of the list that a lead-in opens."""
    level = mark_of(raw, lead_in.start, lead_in.end) if lead_in.kind == "item" else None
    for block in following:
        text = raw[block.start : block.end]
        if level is not None and mark_of(raw, block.start, block.end) == level:
            return  # the next point of the act, not an item of this one
        if block.kind != "item" and not text.endswith(";") and text[0] not in _BULLETS:
            return
        yield block


def _listed(context: LinkContext, row: LinkRow, lead_in: Block, items: Sequence[Block]) -> Iterator[Found]:
    named = [m.key for m in context.index.find(lead_in.start, lead_in.end) if m.key in context.own]
    source = context.index.act if row.source == "own-act" else (named[0] if named else context.index.owner_at(lead_in.start))
    for block in _items(context.reading.document.text, lead_in, items):
        for mention in context.index.outermost(block.start, block.end):
            if source is not None and (mention.key not in context.own or row.type == "approves"):
                yield Found(bearing(row.type, mention), source, mention.key, mention.start, mention.end)


def label_links(context: LinkContext) -> Iterator[Found]:
    """What stands behind a label such as 'grounds for drawing up', in the cell beside it or on its line."""
    main, blocks = context.index.main, context.reading.blocks
    rows = {language: context.rows(language, "label") for language in context.tables}
    if main is None:
        return
    for block, following in pairwise((*blocks, None)):
        if block is None:
            break
        words = context.reading.document.text[block.start : block.end]
        colon = words.find(":", 0, MAX_LABEL)
        if block.end - block.start <= MAX_LABEL and following is not None:
            label, place, end = words, following.start, following.end
        elif colon > 0:
            label, place, end = words[:colon], block.start + colon, block.end
        else:
            continue
        if not context.index.find(place, end):
            continue
        label = " ".join(label.lower().split()).strip(" .:")
        for row in rows[block.language]:
            if row.pattern.search(label):
                for mention in _without_approving(context, block.language, context.index.outermost(place, end)):
                    if mention.key not in context.own:
                        yield Found(row.type, main, mention.key, block.start, mention.end)


def _without_approving(context: LinkContext, language: str, named: Sequence[InstrumentMention]) -> Iterator[InstrumentMention]:
    """The papers named, without the act that only approved the one before it: 'Plan, approved by Decree No. 5'."""
    rows = [row for row in context.rows(language, "between") if row.type == "approves" and row.source == "right"]
    normal, lower = context.reading.text.normal, context.reading.text.lower
    last: InstrumentMention | None = None
    for mention in named:
        between = lower[normal(last.end - 1) + 1 : normal(mention.start)] if last else ""
        if last is None or not any(row.pattern.search(between) for row in rows):
            yield mention
        last = mention
