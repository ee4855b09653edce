"""The heading of a paper that no number tells: 'Memorandum of Understanding between A and B', 'Terms of Reference of the Board'.

The heading opens the document with the words of its kind, and goes on over the lines below for as long as these continue it: with
'between', 'and', 'on', in small letters, or in capitals as the first line is. Where titles end with the word of the kind, the
lines above lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.acts.own_instruments import MAX_TITLE, OwnTitle
from extractors.acts.records import Citation
from extractors.acts.tables import CitationTable
from extractors.acts.tokens import scan
from extractors.blocks import Block
from extractors.list_marks import mark_of
from extractors.reading import Reading

OPENING = 6  # blocks from the start among which the heading stands
MAX_LINE = 600  # characters of one line of it: that of a memorandum names all its parties
MAX_LINES = 9
MAX_ADJECTIVES = 3  # words before the one that tells the kind of a study
STUDY = "study"
_STOPS = (".", ":", ";", ",")
_WORD = re.compile(r"[^\W\d_]+")


def paper_heading(reading: Reading, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The document's own title where the words of a kind of paper head it; None where there is no such."""
    blocks = [block for block in reading.blocks[: OPENING + MAX_LINES] if block.kind != "cell"]
    for place, block in enumerate(blocks[:OPENING]):
        table = tables[block.language]
        text = _text(reading, block)
        if len(text) > MAX_LINE:
            return None
        kind = _kind(
            text.lower(), table, _alone(reading, block) or _approved_below(reading, blocks[place + 1 : place + 2], table)
        )
        if kind is None:
            continue
        lines = _lines(reading, blocks, place, table)
        return _title(reading, lines, kind, table) if _tells(reading, lines) else None
    return None


def _alone(reading: Reading, block: Block) -> bool:
    """Whether the first line of a block is in capitals and the next one goes on in small letters."""
    first, _, rest = reading.document.text[block.start : block.end].partition("\n")
    return first.isupper() and rest.lstrip()[:1].islower()


def _approved_below(reading: Reading, below: Sequence[Block], table: CitationTable) -> bool:
    """Whether the line below a heading says who approved it: '(approved by Order ...)'."""
    words = f"{next(iter(_text(reading, below[0]).lower().strip('([').split()), '')} " if below else ""
    rows = (row for row in table.links if row.type == "approves" and row.place == "before" and row.source == "mention")
    return any(row.pattern.search(words) for row in rows)


def _text(reading: Reading, block: Block) -> str:
    return reading.text.printed(block.start, block.end).strip(" *#")


def _kind(text: str, table: CitationTable, stands_alone: bool) -> str | None:
    """The type that the words of a heading tell: they open it, and no more follows than what narrows them.

    Words that stand alone on a line in capitals need no such word behind them: 'RULES / of keeping dogs'.
    """
    for words, kind in table.papers.items():
        if table.head_final:
            if text.endswith(words) and not text[: -len(words)][-1:].isalnum():
                return kind
        elif text.startswith(words):
            rest = text[len(words) :].split()
            if not rest or (not text[len(words)].isalnum() and rest[0] in table.words["own_leads"]):
                return kind
            if stands_alone and not text[len(words)].isalnum():
                return kind
        elif kind == STUDY and _names_study(text, words, table):
            return kind
    return None


def _names_study(text: str, words: str, table: CitationTable) -> bool:
    """Whether a study is headed so: adjectives may stand before the word of its kind, or what it is about."""
    before, word, after = text.rpartition(words)
    if not word or (before and before[-1].isalnum()) or text.endswith(_STOPS):
        return False
    rest, narrowing = after.split(), before.split()
    leads = table.words["own_leads"]
    if not rest:
        return bool(narrowing)
    return not after[0].isalnum() and rest[0] in leads and len(narrowing) <= MAX_ADJECTIVES and not {*narrowing} & {*leads}


def _lines(reading: Reading, blocks: Sequence[Block], place: int, table: CitationTable) -> list[Block]:
    """The blocks that the heading fills."""
    if table.head_final:
        before = [block for block in blocks[:place] if not _text(reading, block).endswith(_STOPS)]
        return [*before, blocks[place]] if len(before) == place else [blocks[place]]
    lines = [blocks[place]]
    capitals = _text(reading, blocks[place]).isupper()
    joints = (*table.words["own_leads"], *table.words["conjunctions"])
    for block in blocks[place + 1 : place + MAX_LINES]:
        text = _text(reading, block)
        opens = _WORD.match(text)
        leads = opens is not None and opens[0].lower() in joints
        hangs = _text(reading, lines[-1]).lower().split()[-1] in joints
        goes_on = leads or (opens is not None and text[0].islower()) or (capitals and text.isupper() and hangs)
        whole = sum(line.end - line.start for line in lines) + len(text)
        if not goes_on or whole > MAX_TITLE or len(text) > MAX_LINE or text.endswith(_STOPS) or _marked(reading, block, table):
            break
        lines.append(block)
    return lines


def _marked(reading: Reading, block: Block, table: CitationTable) -> bool:
    """Whether a number or a day opens the block: it is a point, or says when and where the paper was signed."""
    start, end = reading.text.normal(block.start), reading.text.normal(block.end - 1) + 1
    dated = any(token.kind == "date" and "-" in token.value for token in scan(reading.text, start, end, table).all)
    return dated or mark_of(reading.document.text, block.start, block.end) is not None


def _tells(reading: Reading, lines: Sequence[Block]) -> bool:
    """Whether the heading says more than the kind of the paper."""
    return len(" ".join(_text(reading, line) for line in lines).split()) > 2


def _title(reading: Reading, lines: Sequence[Block], kind: str, table: CitationTable) -> OwnTitle:
    first, last = lines[0].start, lines[-1].end
    start, end = reading.text.normal(first), reading.text.normal(last - 1) + 1
    words = reading.text.printed(first, last).strip(" *#.")
    stem = next(stem for stem, row in table.by_stem.items() if row.key == kind)
    signs = frozenset(("own-heading",))
    citation = Citation(kind, start, end, start, end, table.language, words, None, signs, start, stem=stem)
    return OwnTitle(citation, first, words, (first, last))
