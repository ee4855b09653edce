"""The title of a project's page or document, told by what stands round it: a heading, a label, or rows of a project's facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.acts.own_instruments import MAX_TITLE, OwnTitle
from extractors.acts.records import Citation
from extractors.acts.tables import CitationTable
from extractors.blocks import Block
from extractors.reading import Reading

OPENING_BLOCKS = 6
LABELLED_BLOCKS = 14
FACT_BLOCKS = 24  # among which a page tells the facts of its project
LABEL_REACH = 2_000  # characters from the start among whose lines a project tells its number and years
FACTS = 2  # rows of facts that tell a page of a project, one of them such as projects alone have
MIN_TITLE = 3  # words
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MARKS = " \t\u00a0#*|"
# a path through a site, parts in a row, a line that begins with a figure
_CRUMBS = re.compile(r"\]\(#?[^()\n]*\)|\s[>›/|»]\s|^\W*\d")


def project_title(reading: Reading, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The heading of a project's page, which is told by the heading below it: 'general information about the project'."""
    for first, block in zip(reading.blocks[:1] * OPENING_BLOCKS, reading.blocks[1:OPENING_BLOCKS], strict=False):
        table = tables[block.language]
        text = reading.text.printed(block.start, block.end).lower().strip(" :")
        if text in table.words["own_about"] and first.end - first.start <= MAX_TITLE:
            return _project(reading, first.start, first.end, table)
    return _above_facts(reading, tables)


def _above_facts(reading: Reading, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The first line of a page that stands above rows such as 'Duration', 'Donor', 'Implemented by'."""
    blocks = reading.blocks[:FACT_BLOCKS]
    rows = [(place, kind) for place, block in enumerate(blocks) for kind in _facts(reading, block, tables[block.language])]
    if len(rows) < FACTS or "own_facts" not in (kind for _, kind in rows):
        return None
    above = (block for block in blocks[: rows[0][0]] if block.kind != "cell")
    title = next(_titles(reading, above), None)
    return _project(reading, *title, tables[reading.document.language]) if title else None


def _facts(reading: Reading, block: Block, table: CitationTable) -> Iterator[str]:
    """The lists of labels with which the lines of a block open: of what projects alone tell, or of their time."""
    for line in reading.document.text[block.start : block.end].lower().splitlines():
        label = (line if block.kind == "cell" else line.partition(":")[0]).strip(_MARKS)
        yield from (words for words in ("own_facts", "own_periods") if label in table.words[words])


def _titles(reading: Reading, blocks: Iterator[Block]) -> Iterator[tuple[int, int]]:
    """The lines that may be the title of a page, without the marks round them."""
    for block in blocks:
        raw = reading.document.text[block.start : block.end]
        words = raw.strip(_MARKS)
        if len(words.split()) >= MIN_TITLE and len(words) <= MAX_TITLE and not _CRUMBS.search(words) and words[-1] not in ".;,:":
            start = block.start + raw.index(words)
            yield start, start + len(words)


def labelled_title(reading: Reading, tables: Mapping[str, CitationTable]) -> OwnTitle | None:
    """The project's title behind a label, with its number and years behind others: 'Project title: Clean Rivers'."""
    span = _labelled(reading, tables, "own_labels")
    if span is None:
        return None
    block = reading.block_at(span[0])
    title = _project(reading, *span, tables[block.language if block else reading.document.language])
    said = _behind_label(reading, tables, "own_numbers")
    years = [int(year) for year in _YEAR.findall(_behind_label(reading, tables, "own_periods"))]
    citation = title.citation._replace(
        number=said if any(c.isdigit() for c in said) and len(said.split()) == 1 else None,
        period=(min(years), max(years)) if len(years) > 1 else (None, None),
    )
    return title._replace(citation=citation)


def _behind_label(reading: Reading, tables: Mapping[str, CitationTable], labels: str) -> str:
    """The words behind one of the labels, on a line of its own or in the cell beside it."""
    span = _labelled(reading, tables, labels)
    if span is not None:
        return reading.document.text[slice(*span)].split("\n", 1)[0].strip()
    for line in reading.document.text[:LABEL_REACH].splitlines():
        words, _, rest = line.partition(":")
        if words.strip(" *").lower() in tables[reading.document.language].words[labels]:
            return rest.strip(" *")
    return ""


def _labelled(reading: Reading, tables: Mapping[str, CitationTable], labels: str) -> tuple[int, int] | None:
    """Where the words stand that follow one of the labels, on its line or in the cell beside it."""
    blocks = reading.blocks[:LABELLED_BLOCKS]
    for place, block in enumerate(blocks):
        text = reading.text.printed(block.start, block.end).lower()
        label = next((label for label in tables[block.language].words[labels] if text.startswith(label)), None)
        if label is None:
            continue
        raw = reading.document.text[block.start : block.end]
        inline = len(raw) - len(raw[len(label) :].lstrip(' :"«“*'))
        if raw[inline:].strip() and ":" in raw[:inline]:
            return block.start + inline, block.start + len(raw.rstrip(' ."»”*'))
        if not raw[len(label) :].strip(" :*") and place + 1 < len(blocks) and blocks[place + 1].end - block.end <= MAX_TITLE:
            return blocks[place + 1].start, blocks[place + 1].end
    return None


def _project(reading: Reading, first: int, last: int, table: CitationTable) -> OwnTitle:
    start, end = reading.text.normal(first), reading.text.normal(last - 1) + 1
    words = reading.text.printed(first, last)
    stem = next(stem for stem, row in table.by_stem.items() if row.key == "project")
    signs = frozenset(("own-heading",))
    return OwnTitle(Citation("project", start, end, start, end, table.language, words, None, signs, start, stem=stem), first)
