"""Reads how one instrument bears on another: from the verbs between, before and after the mentions, from labels, notes and annexes.

Each rule is a row of the `citations` tables. Where no rule holds between the document's instrument and one that it names, it cites it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.blocks import Block
from extractors.citation_records import Region
from extractors.citation_tables import CitationTable, LinkRow
from extractors.head_final import ACTS
from extractors.instrument_index import InstrumentIndex, InstrumentMention
from extractors.instruments import InstrumentFacts
from extractors.mentions import BodyIndex
from extractors.own_instruments import ANNEX_REACH, annex_places
from extractors.reading import Reading
from extractors.sentences import sentence_bounds
from ontology import iri
from ontology.records import Evidence, InstrumentLink

MAX_LIST = 25  # items of a list that share a lead-in
_GLUE = re.compile(r"^(?:\]\([^)]*\))?(?: ?\([^)]*\))?[ ,;\[]*$")


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    source: str
    target: str
    start: int  # of the document
    end: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its mentions; offsets of the sentence are normalised, those of the mentions are the document's."""

    start: int
    end: int
    mentions: tuple[InstrumentMention, ...]  # outermost
    region: Region


def find_links(
    reading: Reading, facts: InstrumentFacts, bodies: BodyIndex, tables: Mapping[str, CitationTable]
) -> tuple[InstrumentLink, ...]:
    """All links that the document states, one record for each source, target and type."""
    finder = _Links(reading, facts, bodies, tables)
    found = [*finder.stated(), *finder.annexes(), *finder.labels()]
    found += finder.citations(found)
    return _records(reading, found)


def _records(reading: Reading, found: Sequence[_Found]) -> tuple[InstrumentLink, ...]:
    places: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    for link in found:
        if link.source != link.target:
            places.setdefault((link.type, link.source, link.target), set()).add((link.start, link.end))
    return tuple(
        InstrumentLink(
            iri.fact_key(reading.document.key, "link", *names),
            names[1],
            names[2],
            names[0],
            tuple(Evidence(start, end, f"link-{names[0]}", 0.8 if names[0] == "cites" else 0.95) for start, end in sorted(spans)),
        )
        for names, spans in places.items()
    )


class _Links:
    def __init__(self, reading: Reading, facts: InstrumentFacts, bodies: BodyIndex, tables: Mapping[str, CitationTable]) -> None:
        self.reading, self.facts, self.bodies, self.tables = reading, facts, bodies, tables
        self.index: InstrumentIndex = facts.index
        self.own = {own.key for own in self.index.own}
        self.lower = reading.text.lower

    # -- sentences

    def stated(self) -> Iterator[_Found]:
        """Links that a sentence states."""
        for sentence in self._sentences():
            rows = sentence.region.table.links
            for row in rows:
                yield from self._of_row(row, sentence)
            yield from self._nested(sentence)
            yield from self._creations(sentence)
        yield from self._planned()

    def _sentences(self) -> Iterator[_Sentence]:
        for place in self.facts.cited:
            region = place.region
            for start, end in sentence_bounds(self.reading.text.cased, region.start, region.end):
                first, last = self.reading.text.original(start, end)
                mentions = tuple(self.index.outermost(first, last))
                if mentions:
                    yield _Sentence(start, end, mentions, region)

    def _normal(self, mention: InstrumentMention) -> tuple[int, int]:
        if mention.form == "title":
            return self.reading.text.normal(mention.start), self.reading.text.normal(mention.end - 1) + 1
        return mention.citation.start, mention.citation.end

    def _of_row(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        match row.place:
            case "between" | "between-own":
                yield from self._between(row, sentence)
            case "after":
                yield from self._after(row, sentence)
            case "before":
                yield from self._before(row, sentence)
            case "sentence":
                yield from self._whole(row, sentence)
            case "enacting":
                yield from self._enacted(row, sentence)
            case "note":
                yield from self._note(row, sentence)

    def _between(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        for left, right in zip(sentence.mentions, sentence.mentions[1:], strict=False):
            between = _unlinked(self.lower[self._normal(left)[1] : self._normal(right)[0]])
            if not row.pattern.search(between):
                continue
            if row.place == "between-own" and not (left.key in self.own and "capital" in right.citation.signs):
                continue
            source, target = (left, right) if row.source == "left" else (right, left)
            if row.place == "between-own" and right.key in self.own:
                continue
            if row.type == "part_of" and right.citation.type != "action-plan":
                continue
            yield _Found(row.type, source.key, target.key, left.start, right.end)

    def _after(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        for place, mention in enumerate(sentence.mentions):
            end = self._normal(mention)[1]
            match = row.pattern.match(_unlinked(self.lower[end : sentence.end]))
            if not match or self._intruder(sentence, place, end + match.end()):
                continue
            group = self._group_before(sentence, place, row)
            yield from self._with_source(row, sentence, group, end + match.end())

    def _intruder(self, sentence: _Sentence, place: int, end: int) -> bool:
        return any(self._normal(m)[0] < end - 3 and m.key not in self.own for m in sentence.mentions[place + 1 :])

    def _before(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        for place, mention in enumerate(sentence.mentions):
            start = self._normal(mention)[0]
            match = row.pattern.search(_unlinked(self.lower[sentence.start : start]).lstrip('"«'))
            if not match or (row.source == "mention" and any(m.key not in self.own for m in sentence.mentions[:place])):
                continue
            yield from self._with_source(row, sentence, self._group_after(sentence, place, row), start)
        text = self.lower[sentence.start : sentence.end].rstrip()
        if row.source != "mention" and text.endswith(":") and row.pattern.search(f"{_unlinked(text[:-1])} "):
            source = self.index.act if row.source == "own-act" else self._subject(sentence, sentence.end)
            if source is not None:
                yield from self._listed(row, source, self.reading.text.position(sentence.end - 1))

    def _group_before(self, sentence: _Sentence, place: int, row: LinkRow) -> list[InstrumentMention]:
        """The mention and those before it that a comma or 'and' joins to it."""
        group = [sentence.mentions[place]]
        while place > 0 and self._glued(sentence.mentions[place - 1], sentence.mentions[place], sentence.region.table, row):
            place -= 1
            group.append(sentence.mentions[place])
        return group

    def _group_after(self, sentence: _Sentence, place: int, row: LinkRow) -> list[InstrumentMention]:
        group = [sentence.mentions[place]]
        while place + 1 < len(sentence.mentions) and self._glued(
            sentence.mentions[place], sentence.mentions[place + 1], sentence.region.table, row
        ):
            place += 1
            group.append(sentence.mentions[place])
        return group

    def _glued(self, left: InstrumentMention, right: InstrumentMention, table: CitationTable, row: LinkRow) -> bool:
        between = self.lower[self._normal(left)[1] : self._normal(right)[0]]
        approvals = [other for other in table.links if other.type == "approves" and other.place == "between"]
        if row.type == "based_on" and any(other.pattern.search(_unlinked(between)) for other in approvals):
            return True  # 'the strategy, approved by the decree, and ...' goes on
        for word in (*table.words["conjunctions"], *table.words["articles"]):
            between = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", between)
        return bool(_GLUE.match(between))

    def _whole(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        match = row.pattern.search(self.lower, sentence.start, sentence.end)
        if not match:
            return
        after = [m for m in sentence.mentions if self._normal(m)[0] >= match.end() and m.key not in self.own]
        before = [m for m in sentence.mentions if self._normal(m)[1] <= match.start() and m.key not in self.own]
        source = self._subject(sentence, match.end())
        begin = self.reading.text.position(sentence.start)
        if source is None:
            return
        for mention in after or before:
            yield _Found(row.type, source, mention.key, min(begin, mention.start), mention.end)
        if not after and not before and self.lower[sentence.start : sentence.end].rstrip().endswith(":"):
            yield from self._listed(row, source, self.reading.text.position(sentence.end - 1))

    def _enacted(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        """The grounds that an act gives in the words by which it is enacted."""
        text = self.lower[sentence.start : sentence.end]
        match = row.pattern.search(text)
        source = self.index.act
        if source is None or not match or not any(word in text for word in sentence.region.table.words["own_enacting"]):
            return
        for mention in sentence.mentions:
            if self._normal(mention)[0] >= sentence.start + match.start() and mention.key not in self.own:
                yield _Found(row.type, source, mention.key, mention.start, mention.end)

    def _listed(self, row: LinkRow, source: str, position: int) -> Iterator[_Found]:
        """The items of a list below a lead-in that ends in a colon."""
        following = [block for block in self.reading.blocks if block.start > position][:MAX_LIST]
        for block in following:
            text = self.reading.document.text[block.start : block.end]
            if block.kind != "item" and not text.endswith(";") and text[0] not in "-•–—":
                break
            for mention in self.index.outermost(block.start, block.end):
                if mention.key not in self.own or row.type == "approves":
                    yield _Found(row.type, source, mention.key, mention.start, mention.end)

    def _note(self, row: LinkRow, sentence: _Sentence) -> Iterator[_Found]:
        """A publisher's note: the acts in it changed what the note stands at."""
        region = sentence.region
        block = self.lower[region.start : region.end]
        notes = region.table.words["own_notes"]
        within = self.lower[sentence.start : sentence.end].strip(" ([")
        if not (within.startswith(notes) or block.startswith(notes) or any(f"{n}." in block for n in notes)):
            return
        if not row.pattern.search(within):
            return
        acts = [m for m in sentence.mentions if m.citation.type in ACTS and m.form == "citation" and m.citation.number]
        objects = [m.key for m in sentence.mentions if m.key in self.own or m.form == "short"]
        target = objects[0] if objects else self.index.owner_at(sentence.mentions[0].start)
        if target is not None:
            start = objects and sentence.mentions[0].start
            for act in acts:
                yield _Found(row.type, act.key, target, min(start or act.start, act.start), act.end)

    def _with_source(self, row: LinkRow, sentence: _Sentence, group: Sequence[InstrumentMention], reach: int) -> Iterator[_Found]:
        end = self.reading.text.original(sentence.start, min(reach, sentence.end))[1]
        for mention in group:
            if row.source == "mention":
                target = self.index.owner_at(mention.start)
                if target is not None and mention.key not in self.own:
                    yield _Found(row.type, mention.key, target, mention.start, max(end, mention.end))
                continue
            source = self.index.act if row.source == "own-act" else self._subject(sentence, self._normal(mention)[0])
            if source is None or (mention.key in self.own and row.type not in ("approves", "succeeds", "amends")):
                continue
            yield _Found(row.type, source, mention.key, mention.start, max(end, mention.end))

    def _subject(self, sentence: _Sentence, before: int) -> str | None:
        """The instrument of the document that a sentence speaks of: named in it, else the one whose text this is."""
        named = [m.key for m in sentence.mentions if m.key in self.own and self._normal(m)[0] < before]
        return named[0] if named else self.index.owner_at(self.reading.text.position(sentence.start))

    # -- one name inside another

    def _nested(self, sentence: _Sentence) -> Iterator[_Found]:
        for outer in sentence.mentions:
            for inner in self.index.find(outer.start, outer.end):
                if inner.key == outer.key or (inner.start, inner.end) == (outer.start, outer.end):
                    continue
                yield from self._pair(outer, inner, sentence.region)

    def _pair(self, outer: InstrumentMention, inner: InstrumentMention, region: Region) -> Iterator[_Found]:
        start, end = self._title_bounds(outer, inner, region)
        first, last = self._normal(inner)
        before, after = self.lower[start:first].lstrip('" '), self.lower[last:end].rstrip(" .")
        for row in region.table.links:
            if row.place == "nested-after" and row.pattern.match(after):
                yield _Found(row.type, outer.key, inner.key, outer.start, outer.end)
            elif row.place == "nested-before" and row.pattern.search(before):
                yield _Found(row.type, outer.key, inner.key, outer.start, outer.end)

    def _title_bounds(self, outer: InstrumentMention, inner: InstrumentMention, region: Region) -> tuple[int, int]:
        start, end = self._normal(outer)
        first = self._normal(inner)[0]
        quotes = [
            t for t in region.tokens.all if t.kind == "quote" and t.start <= first < t.end and t.start >= start and t.end <= end
        ]
        if quotes and outer.form != "title":
            quote = max(quotes, key=lambda t: t.end - t.start)
            return quote.start + 1, quote.end - 1
        return start, end if outer.form == "title" or not region.table.head_final else outer.citation.head

    # -- bodies, plans to come, annexes, labels

    def _creations(self, sentence: _Sentence) -> Iterator[_Found]:
        first, last = self.reading.text.original(sentence.start, sentence.end)
        for row in (r for r in sentence.region.table.links if r.place in ("body-after", "body-before")):
            for body in self.bodies.outermost(first, last):
                for mention in sentence.mentions:
                    ahead = row.place == "body-after"
                    left, right = (mention.end, body.start) if ahead else (body.end, mention.start)
                    if not left <= right <= left + 80:
                        continue
                    between = _unlinked(self.lower[self.reading.text.normal(left) : self.reading.text.normal(right)])
                    if row.pattern.search(between):
                        spans = (mention.start, body.start, mention.end, body.end)
                        yield _Found("creates", mention.key, body.key, min(spans[:2]), max(spans[2:]))

    def _planned(self) -> Iterator[_Found]:
        """A plan that is still to be drawn up under the document's instrument carries it out."""
        rows = {language: [r for r in table.links if r.place == "planned"] for language, table in self.tables.items()}
        for mention in self.index.mentions:
            main = self.index.main
            if main is None or mention.key in self.own or "planned" not in mention.citation.signs:
                continue
            around = self.lower[max(0, mention.citation.start - 80) : mention.citation.end + 80]
            for row in rows[mention.citation.language]:
                if row.pattern.search(around):
                    yield _Found(row.type, mention.key, main, mention.start, mention.end)

    def annexes(self) -> Iterator[_Found]:
        """What is headed 'annex' is a part of what the heading names, or of the document's first instrument."""
        for end in annex_places(self.reading, self.tables):
            annexed = next((own for own in self.index.own if 0 <= own.start - end <= ANNEX_REACH), None)
            block = self._block_ending(end)
            if annexed is None or block is None:
                continue
            named = [m for m in self.index.outermost(block.start, block.end) if m.key != annexed.key]
            if named:
                last = named[-1] if self.tables[block.language].head_final else named[0]
                yield _Found("part_of", annexed.key, last.key, block.start, block.end)
            elif (first := next((own for own in self.index.own if own.start < annexed.start), None)) is not None:
                yield _Found("part_of", annexed.key, first.key, block.start, block.end)

    def _block_ending(self, end: int) -> Block | None:
        return self.reading.block_at(end - 1)

    def labels(self) -> Iterator[_Found]:
        """The cell beside a label such as 'grounds for drawing up'."""
        blocks = self.reading.blocks
        for block, following in zip(blocks, blocks[1:], strict=False):
            if block.end - block.start > 120:
                continue
            label = self.lower[self.reading.text.normal(block.start) : self.reading.text.normal(block.end - 1) + 1].strip(" .:")
            for row in self.tables[block.language].links:
                source = self.index.main
                if row.place == "label" and source is not None and row.pattern.search(label):
                    for mention in self.index.outermost(following.start, following.end):
                        if mention.key not in self.own:
                            yield _Found(row.type, source, mention.key, mention.start, mention.end)

    # -- what is left

    def citations(self, stated: Sequence[_Found]) -> Iterator[_Found]:
        """A citation, where nothing stronger holds between the two."""
        linked = {(f.source, f.target) for f in stated} | {(f.target, f.source) for f in stated}
        outermost = {id(m) for m in self.index.outermost(0, len(self.reading.document.text))}
        for mention in self.index.mentions:
            owner = self.index.owner_at(mention.start)
            if owner is None or mention.key in self.own or (owner, mention.key) in linked or mention.form == "short":
                continue
            if id(mention) in outermost or self._inside_treaty(mention):
                yield _Found("cites", owner, mention.key, mention.start, mention.end)

    def _inside_treaty(self, mention: InstrumentMention) -> bool:
        around = [m for m in self.index.mentions if m.start <= mention.start and mention.end <= m.end and m is not mention]
        return bool(around) and all(m.citation.type == "treaty" for m in around)


def _unlinked(text: str) -> str:
    """The text without the marks of links, so that patterns need not know them."""
    return re.sub(r"\]\([^)\s]*\)|\[", "", text)
