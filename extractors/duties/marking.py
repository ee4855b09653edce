"""Which stretches of the normalised text the characters of a marked sentence stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """`length` characters from place `at` on of the marked text, and the normalised stretch `[start, end)` that they stand for.

    Where the two are of equal length, character stands for character; else each stands for the whole: a sign for a name, or, for
    an empty stretch, a blank that was put in.
    """

    at: int
    length: int
    start: int
    end: int

    def span(self, place: int) -> tuple[int, int]:
        """The normalised span of the character at a place of the marked text."""
        if self.end - self.start != self.length:
            return self.start, self.end
        return self.start + place - self.at, self.start + place - self.at + 1


def span_of(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The normalised span of a stretch of the marked text that holds a character at least."""
    return _piece(pieces, start).span(start)[0], _piece(pieces, end - 1).span(end - 1)[1]


def stretch(pieces: Sequence[Piece], start: int, end: int, at: int) -> Iterator[Piece]:
    """The pieces of a stretch of the marked text, as they are where it stands at another place."""
    for piece in pieces:
        first, last = max(piece.at, start), min(piece.at + piece.length, end)
        if first < last:
            whole = piece.end - piece.start != piece.length
            from_, to = (piece.start, piece.end) if whole else (piece.span(first)[0], piece.span(last - 1)[1])
            yield Piece(at + first - start, last - first, from_, to)


def moved(pieces: Sequence[Piece], shift: int) -> Iterator[Piece]:
    """The pieces where so many characters are put before them."""
    return (Piece(piece.at + shift, piece.length, piece.start, piece.end) for piece in pieces)


def _piece(pieces: Sequence[Piece], place: int) -> Piece:
    return pieces[bisect_right(pieces, place, key=_at) - 1]


def _at(piece: Piece) -> int:
    return piece.at
