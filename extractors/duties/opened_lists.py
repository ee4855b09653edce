"""Lists below a sentence that ends in a colon: 'The Ministry of Justice:', 'The Ministry shall:', 'Members of the Council are:'.

Each item is read as the sentence that it stands for, the words of the opening put before it; so the rules of sentences hold
for items too, and for the items of a list inside a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.blocks import Block
from extractors.duties.clauses import GOVERNOR, Clause, mark, sentences, sign
from extractors.duties.expressions import BothCases
from extractors.duties.marking import Piece, moved, stretch
from extractors.duties.predicates import part
from extractors.duties.rules import DutyWords
from extractors.list_marks import mark_of
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

MAX_ITEMS = 60
MAX_LABEL = 40  # characters of a label
MAX_ARTICLE = 7  # characters before the name of a body that opens a part: 'to the'
MAX_DEPTH = 3  # lists inside lists
_INLINE = re.compile(r":\s+(?=\(?[1аa]\)\s)")
_NEXT = re.compile(r"[;,.]\s+(?=\(?(?:\d{1,2}(?:-\d{1,2})?|[^\W\d_])\)\s)")
_INLINE_MARK = re.compile(r"[;,.\s]*(?:\(?(?:\d{1,2}(?:-\d{1,2})?|[^\W\d_])\)\s+)?")
_COLON = re.compile(r":\s+(?=[^\W\d_])")
_STOP = re.compile(r";\s")
_BULLET = re.compile(r"(?:[-–—•*]\s*)?(?:\(?\d{1,3}(?:\.\d{1,3})*(?:-\d{1,2})?\s*[.)]\s*|\(?(?:[^\W\d_]|[ivx]{2,5})\)\s*)?")


@dataclass(frozen=True, slots=True)
class OpenedList:
    """The clauses that the items of a list stand for, and the normalised ends of the sentences that are thereby read."""

    clauses: list[Clause] = field(default_factory=list)
    read: set[int] = field(default_factory=set)


def opened_lists(reading: Reading, bodies: BodyIndex, words: Mapping[str, DutyWords], taken: frozenset[int]) -> OpenedList:
    """The lists of the running text. `taken`: where the openings end of lists that another stage has read."""
    found = OpenedList()
    for block in reading.blocks:
        _read_inline(reading, bodies, block, words[block.language], found)
        _read_labelled(reading, bodies, block, words[block.language], found)
        _read_carried(reading, bodies, block, words[block.language], found)
    for place, block in enumerate(reading.blocks[:-1]):
        if block.kind == "cell" or not _opens(reading, block):
            continue
        start, end = sentences(reading, block.start, block.end)[-1]
        if end in found.read or reading.text.original(start, end)[1] in taken:
            continue
        items = list(_items(reading, place))
        if not items or not bodies.find(block.start, reading.blocks[items[-1]].end):
            continue
        named = bodies.outermost(*reading.text.original(start, end))
        whole = mark(reading, block, start, end, named, words[block.language].cases)
        if whole.endless or words[block.language].enacts.search(whole.marked):  # 'resolves:' opens the points of an act
            continue
        opening = _opening(whole, words[block.language])
        found.read.add(end)
        said = None if opening.bare else words[block.language].relative.search(whole.marked)
        if said:
            found.clauses.append(_cut(whole, 0, said.start())._replace(end=whole.normal(0, said.start())[1]))
        _read(reading, bodies, opening, items, words[block.language], found)
    return found


def _read_inline(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the clauses of lists whose items stand in the sentence that opens them: 'The Ministry: 1) keeps; 2) checks'.

    Items without numbers are told only behind bodies and no more: 'The Ministry: keeps; checks'.
    """
    raw = reading.document.text
    if block.kind == "cell" or raw.find(": ", block.start, block.end) < 0 or raw.find(";", block.start, block.end) < 0:
        return
    cased = reading.text.cased
    for start, end in sentences(reading, block.start, block.end):
        numbered = _INLINE.search(cased, start, end)
        colon = numbered or _COLON.search(cased, start, end)
        if not colon or cased.find(";", colon.end(), end) < 0 or not bodies.find(*reading.text.original(start, end)):
            continue
        named = bodies.outermost(*reading.text.original(start, colon.start()))
        opening = _opening(mark(reading, block, start, colon.start(), named, table.cases), table)
        if not numbered and not opening.bare:
            continue
        found.read.add(end)
        first = colon.end()
        for last in (*(match.start() for match in (_NEXT if numbered else _STOP).finditer(cased, first, end)), end):
            bullet = _INLINE_MARK.match(cased, first, last)
            span = (bullet.end() if bullet else first, last)
            found.clauses.append(_joined(reading, bodies, opening, block, span, table))
            first = last


def _read_labelled(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the clauses of what a label names behind the first semicolon too: 'Donors: the Bank - USD 5; the Fund - USD 3'."""
    raw = reading.document.text
    if block.kind == "cell" or raw.find(";", block.start, block.end) < 0:
        return
    first, *others = _between_semicolons(reading, block) or [(0, 0)]
    colon = reading.text.cased.find(": ", first[0], min(first[1], first[0] + MAX_LABEL))
    if colon < 0 or not others or bodies.find(*reading.text.original(first[0], colon)):
        return
    label = mark(reading, block, first[0], colon + 1, [], table.cases)
    label = label._replace(opening=(first[0], colon))
    for span in others:
        if not _opens_with_body(reading, bodies, span):
            return
        found.clauses.append(_joined(reading, bodies, label, block, span, table))


def _read_carried(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the parts behind semicolons for which the first one says a word: 'Recommend to A to ...; to B to ...'."""
    if block.kind == "cell" or reading.document.text.find(";", block.start, block.end) < 0:
        return
    first, *others = _between_semicolons(reading, block) or [(0, 0)]
    said = table.carried.match(reading.text.lower[slice(*first)]) if others else None
    if said is None:
        return
    keep = (first[0] + said.start("keep"), first[0] + said.end("keep"))
    opening = mark(reading, block, *keep, [], table.cases)._replace(opening=keep)
    whole = mark(reading, block, *first, bodies.outermost(*reading.text.original(*first)), table.cases)
    parts = [part for part in others if _opens_with_body(reading, bodies, part)]
    clauses = [_joined(reading, bodies, opening, block, part, table) for part in parts]
    bodied = [clause for clause in clauses if whole.bodies and _leading(clause) in (_leading(whole), sign("unmarked"))]
    if not bodied:
        return
    found.clauses.extend(bodied)
    found.read.update(clause.end for clause in bodied)
    if whole.end not in {end for _, end in sentences(reading, block.start, block.end)}:
        found.clauses.append(whole)


def _leading(clause: Clause) -> str:
    """The sign of the body that it names first."""
    return clause.marked[min(clause.bodies)]


def _opens_with_body(reading: Reading, bodies: BodyIndex, part: tuple[int, int]) -> bool:
    start = reading.text.position(part[0])
    return any(mention.start - start <= MAX_ARTICLE for mention in bodies.find(*reading.text.original(*part))[:1])


def _between_semicolons(reading: Reading, block: Block) -> list[tuple[int, int]]:
    """The parts of the first sentences of a block that only semicolons part."""
    cased = reading.text.cased
    found: list[tuple[int, int]] = []
    for start, end in sentences(reading, block.start, block.end):
        for match in _STOP.finditer(cased, start, end):
            found.append((start, match.start()))
            start = match.end()
        found.append((start, end))
        if cased[end : end + 1] != ";":
            break
    return found


def _opens(reading: Reading, block: Block) -> bool:
    return reading.document.text[block.end - 1] == ":" and bool(sentences(reading, block.start, block.end))


def _opening(whole: Clause, table: DutyWords) -> Clause:
    """The words of the opening that each item shares: bodies and no more, where what stands round them only announces a list."""
    whole = whole._replace(opening=(whole.start, whole.end))
    text = BothCases.of(whole.marked.rstrip(" :"))
    match = next(filter(None, (pattern.fullmatch(text) for pattern in table.openings)), None)
    if match is None:
        return _cut(whole, 0, len(text.text))
    listed = _listed(whole, *match.span("list"), table) if "list" in match.re.groupindex else None
    group = "keep" if "keep" in match.re.groupindex else "list"
    opening = listed or _cut(whole, *match.span(group))
    owned = bool(text.text[match.end(group) :].strip())  # 'the functions of the Ministry': what its items tell, the Ministry does
    marked = opening.marked.replace(sign("genitive"), sign("nominative")) if owned else opening.marked
    return opening._replace(marked=marked, bare=True)


def _listed(whole: Clause, start: int, end: int, table: DutyWords) -> Clause:
    """The bodies of a list in which others stand that are not named as bodies: those in the case of the first one."""
    places = [
        place
        for place in sorted(whole.bodies)
        if start <= place < end and not table.governed.search(whole.marked, max(0, place - GOVERNOR), place)
    ]
    alike = [(place, place + 1) for place in places if whole.marked[place] in (whole.marked[places[0]], sign("unmarked"))]
    return part(whole, *alike, between=", ")._replace(start=whole.start, end=whole.end)


def _cut(clause: Clause, start: int, end: int) -> Clause:
    return part(clause, (start, end))._replace(start=clause.start, end=clause.end)


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
        clause = _joined(reading, bodies, opening, block, first, table)
        inner = list(_items(reading, place)) if depth < MAX_DEPTH and not others and _opens(reading, block) else []
        found.read.add(first[1])
        if inner:
            shared = opening if _heads(clause, table) else _cut(clause, 0, len(clause.marked.rstrip(" :")))._replace(bare=False)
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


def _joined(reading: Reading, bodies: BodyIndex, opening: Clause, item: Block, span: tuple[int, int], table: DutyWords) -> Clause:
    clause = mark(reading, item, *span, bodies.outermost(*reading.text.original(*span)), table.cases)
    shift = len(opening.marked) + 1
    named = {place + shift: mention for place, mention in clause.bodies.items()}
    return clause._replace(
        marked=f"{opening.marked} {clause.marked}",
        pieces=(*opening.pieces, Piece(shift - 1, 1, span[0], span[0]), *moved(clause.pieces, shift)),
        bodies={**opening.bodies, **named},
        opening=opening.opening,
        shared=len(opening.marked),
        bare=opening.bare,
    )
