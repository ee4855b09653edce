"""The text of a document as paragraphs, with the words in question marked, a part of a long document at a time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_AT = re.compile(r"(\d{1,12})-(\d{1,12})")
_BREAKS = re.compile(r"\s*[\n\r\t][\s|]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `marked` when it belongs to the words in question, `first` for the first such run of the page.

    `names` are the places that begin with it, as fragments of the document's address (RFC 5147).
    """

    text: str
    marked: bool = False
    first: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What one page shows. `page` counts from 1; `outside` when the words asked for are no place of the text."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    page: int
    pages: int
    outside: bool


def parse_place(text: str | None) -> tuple[int, int] | None:
    """`START-END` in code points; None for anything else."""
    match = _AT.fullmatch(text or "")
    return (int(match[1]), int(match[2])) if match else None


def read_part(
    text: str, place: tuple[int, int] | None, page: int | None, size: int, places: Iterable[tuple[int, int]] = ()
) -> DocumentPart:
    """The part of a text that holds the place, or the page asked for; parts end at line ends where they can.

    `places` are those that can be linked to.
    """
    cuts = _cuts(text, size)
    pages = len(cuts) - 1
    outside = place is not None and not 0 <= place[0] < place[1] <= len(text)
    if outside:
        place = None
    if page is None:
        page = next((n for n in range(1, pages + 1) if place is not None and place[0] < cuts[n]), 1)
    page = min(max(page, 1), pages)
    start, end = cuts[page - 1], cuts[page]
    names: dict[int, list[str]] = {}
    for first, last in places:
        names.setdefault(first, []).append(f"char={first},{last}")
    return DocumentPart(tuple(_paragraphs(text[start:end], start, place, names)), page, pages, outside)


def context(text: str, start: int, end: int, reach: int = 70) -> tuple[str, str]:
    """The words before and after a place, on one line, cut at words; cells and lines are parted by a stroke."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    if start > reach:
        before = re.sub(r"^\S*\s+", "", before)
    if end + reach < len(text):
        after = re.sub(r"\s+\S*$", "", after)
    return _one_line(before).lstrip(), _one_line(after).rstrip()


def _one_line(text: str) -> str:
    parted = _BREAKS.sub(" | ", text)
    return re.sub(r" {2,}", " ", parted)


def _cuts(text: str, size: int) -> list[int]:
    cuts = [0]
    while len(text) - cuts[-1] > size:
        line_end = text.rfind("\n", cuts[-1], cuts[-1] + size)
        cuts.append(line_end + 1 if line_end >= cuts[-1] else cuts[-1] + size)
    return [*cuts, len(text)]


def _paragraphs(
    part: str, offset: int, place: tuple[int, int] | None, names: Mapping[int, Sequence[str]]
) -> list[tuple[Piece, ...]]:
    paragraphs, position, begun = [], offset, False
    for line in part.split("\n"):
        pieces = tuple(_named(_pieces(line, position, place, begun), position, names))
        begun = begun or any(piece.marked for piece in pieces)
        position += len(line) + 1
        if line.strip():
            paragraphs.append(pieces)
    return paragraphs


def _named(pieces: Sequence[Piece], position: int, names: Mapping[int, Sequence[str]]) -> Iterator[Piece]:
    """The pieces, cut where a place begins."""
    for piece in pieces:
        end = position + len(piece.text)
        cuts = [position, *(at for at in range(position + 1, end) if at in names), end] if names else [position, end]
        for start, stop in itertools.pairwise(cuts):
            first = piece.first and start == position
            text = piece.text[start - position : stop - position]
            yield Piece(text, piece.marked, first, tuple(names.get(start, ())))
        position = end


def _pieces(line: str, position: int, place: tuple[int, int] | None, begun: bool) -> tuple[Piece, ...]:
    if place is None:
        return (Piece(line),)
    start, end = (min(max(mark - position, 0), len(line)) for mark in place)
    if start >= end:
        return (Piece(line),)
    around = (Piece(line[:start]), Piece(line[start:end], marked=True, first=not begun), Piece(line[end:]))
    return tuple(piece for piece in around if piece.text)
