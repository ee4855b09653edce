"""What the characters of a marked sentence stand for."""

from extractors.duties.marking import Piece, moved, span_of, stretch

# 'ab', a sign for a name of five letters at 12, an aside left out, 'cd', and a blank of two characters put in
PIECES = (Piece(0, 2, 10, 12), Piece(2, 1, 12, 17), Piece(3, 2, 30, 32), Piece(5, 2, 32, 32))


def test_span_of_characters_and_signs() -> None:
    assert span_of(PIECES, 0, 1) == (10, 11)
    assert span_of(PIECES, 1, 3) == (11, 17)
    assert span_of(PIECES, 2, 3) == (12, 17)
    assert span_of(PIECES, 2, 5) == (12, 32)
    assert span_of(PIECES, 4, 7) == (31, 32)


def test_a_stretch_stands_for_what_it_stood_for() -> None:
    length = 7
    for start in range(length):
        for end in range(start + 1, length + 1):
            cut = tuple(stretch(PIECES, start, end, 0))
            assert sum(piece.length for piece in cut) == end - start
            for place in range(start, end):
                assert span_of(cut, place - start, place - start + 1) == span_of(PIECES, place, place + 1)


def test_pieces_behind_others() -> None:
    assert list(moved(PIECES[1:3], 4)) == [Piece(6, 1, 12, 17), Piece(7, 2, 30, 32)]
