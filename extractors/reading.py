"""What the later stages receive: the document, its text as matchers see it, its blocks and the country that it speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractors.blocks import Block
from extractors.lines import Line, is_spaced, lines_of_text
from extractors.tables.grid import Table
from extractors.text import MatchText
from extractors.word_finder import FoundWord, WordFinder
from ontology.records import Document, Unresolved


@dataclass(frozen=True)
class Reading:
    """One document under work. Offsets are those of the document's text; `text.normal` and `text.original` convert."""

    document: Document
    text: MatchText
    blocks: tuple[Block, ...]
    jurisdiction: str | None  # notation of 'jurisdiction': the country whose bodies and acts an unqualified name means
    tables: tuple[Table, ...] = ()
    words: Mapping[WordFinder, Sequence[FoundWord]] = field(default_factory=dict)  # what was found in one pass for the stages
    unread: tuple[Unresolved, ...] = ()  # stretches in a script that is not read
    sentences: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)  # for stages that need them again
    words_at: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # the same: see `extractors.names.covered`

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where the blocks start and end in the normalised text."""
        normals = self.text.normals
        return list(normals(block.start for block in self.blocks)), list(normals(block.end for block in self.blocks))

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        return dict(zip(self._starts, zip(*self._bounds, strict=True), strict=True))

    @cached_property
    def has_cells(self) -> bool:
        """Whether the document has tables."""
        return any(block.kind == "cell" for block in self.blocks)

    @cached_property
    def _spaced(self) -> bool:
        """Whether a blank line parts all lines of the running text: see `is_spaced`."""
        lines: list[Line] = []
        place = 0
        for table in self.tables:
            lines += (*lines_of_text(self.document.text, place, table.start), Line(table.start, table.start, "", True))
            place = table.end
        return is_spaced([*lines, *lines_of_text(self.document.text, place, len(self.document.text))])

    def line_ends(self, block: Block, following: Block) -> int:
        """How many line ends part two blocks: in a text whose lines are all parted by blank ones, these are left out."""
        ends = self.document.text.count("\n", block.end, following.start)
        return 1 if ends == 2 and self._spaced else ends

    def place_of_block(self, position: int) -> int:
        """The place among the blocks of the last one that starts at the position or before it; -1 where there is none."""
        return bisect_right(self._starts, position) - 1

    def block_at(self, position: int) -> Block | None:
        """The block that holds the character at the position; None between blocks."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        block = self.blocks[place]
        return block if position < block.end else None

    def span(self, block: Block) -> tuple[int, int]:
        """Where a block starts and ends in the normalised text."""
        return self._spans[block.start]

    def found(self, finder: WordFinder) -> Sequence[FoundWord]:
        """The words of a finder in the normalised text in small letters."""
        return self.words[finder] if finder in self.words else list(finder.find(self.text.lower))

    def places(self, finders: Mapping[str, WordFinder]) -> Iterator[tuple[Block, FoundWord]]:
        """Where a block holds a word of its language's finder."""
        starts, ends = self._bounds
        used = {block.language for block in self.blocks}
        found = [(word, language) for language in used for word in self.found(finders[language])]
        for word, language in sorted(found):
            place = bisect_right(starts, word.start) - 1
            if place >= 0 and word.end <= ends[place] and self.blocks[place].language == language:
                yield self.blocks[place], word

    def language_at(self, position: int) -> str:
        """The language of the block there; between blocks the document's."""
        block = self.block_at(position)
        return block.language if block else self.document.language
