"""Lists below a sentence that ends in a colon: 'The Ministry of Justice:', 'The Ministry shall:', 'Members of the Council are:'.

Each item is read as the sentence that it stands for, the words of the opening put before it; so the rules of sentences hold
for items too, and for the items of a list inside a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.blocks import Block
from extractors.duties.clauses import Clause, mark, sentences, sign
from extractors.duties.list_openings import OpenedList, cut, joined, opening_of
from extractors.duties.marking import Piece, stretch
from extractors.duties.rules import DutyWords
from extractors.duties.sentence_lists import read_in_sentences
from extractors.duties.statutes import Statutes
from extractors.list_marks import mark_of
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

MAX_ITEMS = 60
MAX_DEPTH = 3  # lists inside lists
_BULLET = re.compile(r"(?:[-–—•*]\s*)?(?:\(?\d{1,3}(?:\.\d{1,3})*(?:-\d{1,2})?\s*[.)]\s*|\(?(?:[^\W\d_]|[ivx]{2,5})\)\s*)?")


def opened_lists(reading: Reading, bodies: BodyIndex, words: Mapping[str, DutyWords], taken: frozenset[int]) -> OpenedList:
    """The lists of the running text. `taken`: where the openings end of lists that another stage has read."""
    found = OpenedList()
    statutes = Statutes(reading, bodies, {language: table.statutes for language, table in words.items()})
    for block in reading.blocks:
        read_in_sentences(reading, bodies, block, words[block.language], found)
    for place, block in enumerate(reading.blocks[:-1]):
        if block.kind == "cell" or not _opens(reading, block):
            continue
        start, end = sentences(reading, block.start, block.end)[-1]
        if end in found.read:
            continue
        holder = _holder(reading, bodies, statutes, block, (start, end), words[block.language])
        if reading.text.original(start, end)[1] in taken:
            if holder:  # of tasks, which another stage has read
                tasks = joined(reading, bodies, holder, block, (start, end), words[block.language])
                found.clauses.append(tasks._replace(opening=None, shared=0))
            continue
        items = list(_items(reading, place))
        if items and holder:
            found.read.add(end)
            _read(reading, bodies, holder, items, words[block.language], found)
            continue
        if not items or not bodies.find(block.start, reading.blocks[items[-1]].end):
            continue
        named = bodies.outermost(*reading.text.original(start, end))
        whole = mark(reading, block, start, end, named, words[block.language].cases)
        if whole.endless or words[block.language].enacts.search(whole.marked):  # 'resolves:' opens the points of an act
            continue
        opening = opening_of(whole, words[block.language])
        found.read.add(end)
        said = words[block.language].relative.search(whole.marked)
        if said:
            found.clauses.append(cut(whole, 0, said.start())._replace(end=whole.normal(0, said.start())[1]))
        _read(reading, bodies, opening, items, words[block.language], found)
    return found


def _holder(
    reading: Reading, bodies: BodyIndex, statutes: Statutes, block: Block, span: tuple[int, int], table: DutyWords
) -> Clause | None:
    """The body whose statute it is, as the opening of a list of functions that names no body."""
    mention = statutes.holder(block.start)
    if mention is None or bodies.find(*reading.text.original(*span)):
        return None
    if not table.statutes.own.fullmatch(reading.text.lower[slice(*span)].rstrip(" :")):
        return None
    place = reading.text.normal(mention.start), reading.text.normal(mention.end)
    holder = mark(reading, block, *place, [mention], table.cases)
    return holder._replace(marked=sign("nominative"), opening=place, bare=True)


def _opens(reading: Reading, block: Block) -> bool:
    return reading.document.text[block.end - 1] == ":" and bool(sentences(reading, block.start, block.end))


def _read(
    reading: Reading,
    bodies: BodyIndex,
    opening: Clause,
    items: Sequence[int],
    table: DutyWords,
    found: OpenedList,
    depth: int = 1,
) -> None:
    """Adds the clauses of the items, those of lists inside them too."""
    made: list[Clause] = []
    for place in items:
        block = reading.blocks[place]
        first, *others = _sentences(reading, block)
        clause = joined(reading, bodies, opening, block, first, table)
        inner = list(_items(reading, place)) if depth < MAX_DEPTH and not others and _opens(reading, block) else []
        found.read.add(first[1])
        if inner:
            shared = opening if _heads(clause, table) else cut(clause, 0, len(clause.marked.rstrip(" :")))._replace(bare=False)
            _read(reading, bodies, shared, inner, table, found, depth + 1)
        else:
            made.append(clause)
    found.clauses.extend(_sharing(made, table))


def _heads(item: Clause, table: DutyWords) -> bool:
    """Whether an item of bodies' duties tells no duty but heads a list of them: '1) functions of control:'."""
    words = item.marked[item.shared :].strip(" :").lower()
    return item.bare and table.heads_items.fullmatch(words) is not None


def _sharing(items: Sequence[Clause], table: DutyWords) -> Iterator[Clause]:
    """The items, each with the words that only the last one says for all: '1) to keep X; 2) to publish Y are bound'."""
    last = table.shared_tail.search(items[-1].marked) if len(items) > 1 else None
    for item in items:
        end = len(item.marked.rstrip(" ;,."))
        if last is None or item is items[-1] or not table.shared_end.search(item.marked[:end]):
            yield item
            continue
        tail = last["tail"]
        put_in = (Piece(end + place, 1, *item.normal(end - 1, end)) for place in range(len(tail)))
        yield item._replace(marked=item.marked[:end] + tail, pieces=(*stretch(item.pieces, 0, end, 0), *put_in))


def _items(reading: Reading, place: int) -> Iterator[int]:
    """The items below a block: those that bear one kind of mark, to the next block that bears the opening's own or none."""
    blocks, text = reading.blocks, reading.document.text
    own = _mark(text, blocks[place])
    if place + 1 == len(blocks):
        return
    style = _mark(text, blocks[place + 1])
    if style == own and style is not None:
        return
    for number, block in enumerate(blocks[place + 1 : place + 1 + MAX_ITEMS], place + 1):
        kind = _mark(text, block)
        if block.kind in ("cell", "heading") or (kind is not None and kind == own) or (kind is None and style is not None):
            return
        if kind == style and _sentences(reading, block):
            yield number
        if style is None and text[block.end - 1] != ";":
            return


def _mark(text: str, block: Block) -> str | None:
    return mark_of(text, block.start, block.end) if block.kind in ("item", "heading") else None


def _sentences(reading: Reading, item: Block) -> list[tuple[int, int]]:
    """The sentences of an item, its mark left out."""
    bullet = _BULLET.match(reading.document.text, item.start, item.end)
    return sentences(reading, bullet.end() if bullet else item.start, item.end)
