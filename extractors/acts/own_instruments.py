"""Which of the citations are titles of the document itself: its act, its programme, the plan annexed to it.

A title fills its line or lines. The act is looked for near the start; a policy paper there too, or behind the word 'annex'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.acts.citations import CitedRegion
from extractors.acts.records import ACTS, POLICIES, Citation
from extractors.acts.tables import CitationTable
from extractors.reading import Reading

ACT_REACH = 3_000  # characters from the start in which the title of the document's act stands
POLICY_REACH = 8_000
HEAD_REACH = 400  # the same for a treaty, code or regulation: they have no number that tells them
_OTHERS = frozenset(("treaty", "code", "regulation"))
ANNEX_REACH = 700  # characters between the word 'annex' and the title of what is annexed
MAX_TITLE = 600
STAMP_REACH = 40  # characters beside an act in which words say that it approved what follows
MAX_NOTE = 250  # characters behind an act's number that say where it was registered
LINE_OF_TEXT = 60  # characters of a paragraph that is text, and no line of a heading
_LINE = re.compile(r"^[ \t\u00a0]*([^\n]*?)[ \t\r\u00a0]*$", re.MULTILINE)
_CLOSED = (")", ").", "](#))")
_BLANKS = " \t\r\u00a0\ufeff#*|"
_OPENERS = _BLANKS + '(["«“'
_QUOTES = '"«»“”„'


class OwnTitle(NamedTuple):
    """A title of the document. `text` and `span` (of the document) are given where the title stands apart from the citation."""

    citation: Citation
    start: int  # in the document
    text: str | None = None
    span: tuple[int, int] | None = None


def own_titles(
    reading: Reading, cited: Sequence[CitedRegion], tables: Mapping[str, CitationTable], annexes: Sequence[int]
) -> list[OwnTitle]:
    """The document's own titles in the order of the text, at most one of each type."""
    found: dict[str, OwnTitle] = {}
    listed = _listed(reading, cited, tables) if not annexes else frozenset()
    for place in cited:
        for citation in place.citations:
            start, end = reading.text.original(citation.start, citation.end)
            if citation.type in ACTS and _in_stamp(reading, citation, tables[citation.language]):
                annexes = (*annexes, end)
                continue
            if citation.type in found or (citation.type in ACTS and any(t in ACTS for t in found)):
                continue
            if not _fills_lines(reading.document.text, start, end, tables[citation.language]) or not _nominative(citation, place):
                continue
            if citation in listed:
                continue
            if citation.type in ACTS and start <= ACT_REACH and not citation.signs & {"list"}:
                found[citation.type] = _act_title(reading, citation, start, end, tables[citation.language])
            elif (
                (citation.type in _OTHERS and start <= HEAD_REACH and not found)
                or ("own-heading" in citation.signs and not found)
                or (citation.type in POLICIES and _is_policy_title(citation, start, found, annexes))
                or (citation.type == "regulation" and any(0 <= start - place <= ANNEX_REACH for place in annexes))
            ):
                found[citation.type] = OwnTitle(citation, start)
    return sorted(found.values(), key=lambda title: title.start)


def _in_stamp(reading: Reading, citation: Citation, table: CitationTable) -> bool:
    """Whether an act is named as the one that approved what follows: 'Approved by Order ...'."""
    lower = reading.text.lower
    before = lower[max(0, citation.start - STAMP_REACH) : citation.start].lstrip()
    after = ""
    rows = [row for row in table.links if row.type == "approves" and row.source == "mention"]
    if table.head_final:
        block = reading.block_at(reading.text.position(citation.end - 1))
        after = lower[citation.end : reading.text.normal(block.end)] if block else after
        return any(row.pattern.match(after.rstrip(" .*")) for row in rows)
    return any(row.pattern.search(before) for row in rows)


def _listed(reading: Reading, cited: Sequence[CitedRegion], tables: Mapping[str, CitationTable]) -> frozenset[Citation]:
    """The titles of a page that lists acts, none its own: lines that name acts without a number, with text between them."""
    named: dict[str, Citation] = {}
    for place in cited:
        for citation in place.citations:
            if citation.type not in ACTS | _OTHERS or citation.signs & {"number", "date", "own-heading"}:
                continue
            start, end = reading.text.original(citation.start, citation.end)
            if _fills_lines(reading.document.text, start, end, tables[citation.language]) and _nominative(citation, place):
                named.setdefault((citation.quoted or citation.title or "").lower(), citation)
    titles = list(named.values())
    apart = len(titles) > 1 and titles[0].language == titles[1].language and _prose(reading, titles[0].end, titles[1].start)
    return frozenset(titles) if apart else frozenset()


def _prose(reading: Reading, start: int, end: int) -> bool:
    """Whether a paragraph of text begins between two places of the normalised text."""
    first, last = reading.text.position(start), reading.text.position(end)
    return any(first < block.start < last and block.end - block.start >= LINE_OF_TEXT for block in reading.blocks)


def annex_places(reading: Reading, tables: Mapping[str, CitationTable]) -> list[int]:
    """Where the word 'annex' heads an annex: the ends of the blocks that hold it, in the document."""
    found: list[int] = []
    for block, _ in reading.places({language: table.annexes for language, table in tables.items()}):
        if block.end - block.start > MAX_TITLE or block.end in found:
            continue
        text = reading.text.printed(block.start, block.end).lower()
        if any(row.place == "annex" and row.pattern.search(text) for row in tables[block.language].links):
            found.append(block.end)
    return found


def _is_policy_title(citation: Citation, start: int, found: Mapping[str, OwnTitle], annexes: Sequence[int]) -> bool:
    if any(0 <= start - place <= ANNEX_REACH for place in annexes):
        return True
    own_policy = any(type_ in POLICIES for type_ in found)
    if citation.type == "action-plan" and own_policy:
        return bool(citation.signs & {"absorbed", "period"})
    return start <= POLICY_REACH and not own_policy


def _nominative(citation: Citation, place: CitedRegion) -> bool:
    """Whether the type's word stands in the nominative, as it does in a title."""
    table = place.region.table
    if table.head_final:
        return not citation.case
    base = table.by_stem[citation.stem].base
    return not base or not base.startswith(citation.stem) or base == citation.stem + citation.case


def _fills_lines(raw: str, start: int, end: int, table: CitationTable) -> bool:
    first = start
    while first and raw[first - 1] in _OPENERS:
        first -= 1
    article = raw[raw.rfind("\n", 0, first) + 1 : first].strip(_BLANKS).lower()
    stop = raw.find("\n", end)
    after = raw[end : stop if stop >= 0 else len(raw)].strip(_BLANKS)
    bracketed = "(" in raw[first:start]
    if (first and raw[first - 1] != "\n" and article not in table.words["articles"]) or (bracketed and after not in _CLOSED):
        return False
    if bracketed:
        return True  # an act in brackets below its title
    if after in ("", ".", "](#)") or (after.startswith(("(", "](")) and after.rstrip(".").endswith(")")):
        return True
    return len(after) <= MAX_NOTE and after[0] in ".," and any(word in after.lower() for word in table.words["registrations"])


def _act_title(reading: Reading, citation: Citation, start: int, end: int, table: CitationTable) -> OwnTitle:
    """The title of an act may stand on the line before its number, or after it."""
    if citation.quoted or "about" in citation.signs:
        return OwnTitle(citation, start)
    raw = reading.document.text
    for first, last in (_line_before(raw, start), _line_after(raw, end)):
        text = reading.text.printed(first, last)
        if text and len(text) <= MAX_TITLE and reads_as_title(text.lower(), table):
            return OwnTitle(citation, min(start, first), _unquoted(text), (first, last))
    for match in reversed(list(_LINE.finditer(raw, 0, start))):
        text = reading.text.printed(*match.span(1))
        if text and len(text) <= MAX_TITLE and reads_as_title(text.lower(), table):
            return OwnTitle(citation, match.start(1), _unquoted(text), match.span(1))
    return OwnTitle(citation, start)


def _unquoted(text: str) -> str:
    """A title without the marks that stand round the whole of it."""
    text = text.rstrip(".")
    whole = len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES and not any(c in _QUOTES for c in text[1:-1])
    return text[1:-1] if whole else text


def _line_before(raw: str, start: int) -> tuple[int, int]:
    head = raw[:start].rstrip(_BLANKS + "\n")
    first = head.rfind("\n") + 1
    return first + len(head[first:]) - len(head[first:].lstrip(_BLANKS)), len(head)


def _line_after(raw: str, end: int) -> tuple[int, int]:
    match = re.compile(r"[.\s\u00a0]*([^\n]*)").match(raw, end)
    return match.span(1) if match else (end, end)


def reads_as_title(text: str, table: CitationTable) -> bool:
    """Whether words in small letters begin, or end, as the title of an act does."""
    endings = table.words["title_endings"]
    text = text.strip(_QUOTES)
    if table.head_final:
        return text.rstrip(" .").endswith(endings)
    return any(text.startswith(f"{word} ") for word in endings) and not text.endswith(":")  # 'For the purposes of ..., resolves:'
