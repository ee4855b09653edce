"""What the later stages receive: the document, its text as matchers see it, its blocks and the country that it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extractors.blocks import Block
from extractors.tables.grid import Table
from extractors.text import MatchText
from ontology.records import Document


@dataclass(frozen=True)
class Reading:
    """One document under work. Offsets are those of the document's text; `text.normal` and `text.original` convert."""

    document: Document
    text: MatchText
    blocks: tuple[Block, ...]
    jurisdiction: str | None  # notation of 'jurisdiction': the country whose bodies and acts an unqualified name means
    tables: tuple[Table, ...] = ()
    sentences: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)  # for stages that need them again

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def has_cells(self) -> bool:
        """Whether the document has tables."""
        return any(block.kind == "cell" for block in self.blocks)

    def block_at(self, position: int) -> Block | None:
        """The block that holds the character at the position; None between blocks."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return None
        block = self.blocks[place]
        return block if position < block.end else None

    def places(self, patterns: Mapping[str, re.Pattern[str]], text: str) -> Iterator[tuple[Block, re.Match[str]]]:
        """Where the pattern of its language is met within a block. `text` is the normalised text, cased or lower."""
        used = {block.language for block in self.blocks}
        found = [(match.start(), language) for language in used for match in patterns[language].finditer(text)]
        for start, language in sorted(found):
            block = self.block_at(self.text.position(start))
            match = patterns[language].match(text, start, self.text.normal(block.end)) if block else None
            if block and match and block.language == language:
                yield block, match

    def language_at(self, position: int) -> str:
        """The language of the block there; between blocks the document's."""
        block = self.block_at(position)
        return block.language if block else self.document.language
