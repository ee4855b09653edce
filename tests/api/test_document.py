from __future__ import annotations

import pytest

from api.document import context, parse_place, read_part

TEXT = "Биринчи сап.\n\nЭкинчи сап, узун.\nҮчүнчү\tуяча\n"


def marked(text: str, start: int, end: int, size: int = 1000) -> str:
    part = read_part(text, (start, end), None, size)
    return "".join(piece.text for paragraph in part.paragraphs for piece in paragraph if piece.marked)


@pytest.mark.parametrize("start", range(len(TEXT)))
def test_just_the_words_asked_for_are_marked(start: int) -> None:
    for end in range(start + 1, len(TEXT) + 1):
        assert marked(TEXT, start, end) == TEXT[start:end].replace("\n", "")


@pytest.mark.parametrize("size", [7, 13, 1000])
def test_the_parts_of_a_text_are_the_text(size: int) -> None:
    first = read_part(TEXT, None, 1, size)
    parts = [read_part(TEXT, None, page, size) for page in range(1, first.pages + 1)]
    assert "".join(p.text for part in parts for paragraph in part.paragraphs for p in paragraph) == TEXT.replace("\n", "")


@pytest.mark.parametrize("size", [7, 13])
def test_a_place_chooses_its_part(size: int) -> None:
    start = TEXT.index("Үчүнчү")
    part = read_part(TEXT, (start, start + 3), None, size)
    assert any(piece.marked and piece.first for paragraph in part.paragraphs for piece in paragraph)
    assert part.page > 1


@pytest.mark.parametrize("place", [(5, 5), (-1, 3), (3, len(TEXT) + 1), (9, 2)])
def test_a_place_outside_the_text_is_told(place: tuple[int, int]) -> None:
    assert read_part(TEXT, place, None, 100).outside


def test_an_empty_text_is_one_empty_part() -> None:
    part = read_part("", None, 5, 100)
    assert (part.page, part.pages, part.paragraphs) == (1, 1, ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1-2", (1, 2)),
        ("", None),
        (None, None),
        ("1", None),
        ("-1-2", None),
        ("1-2-3", None),
        ("٣-٤", (3, 4)),
        ("9" * 13 + "-1", None),
    ],
)
def test_places_are_read(text: str | None, place: tuple[int, int] | None) -> None:
    assert parse_place(text) == place


def test_context_shows_cells_and_ends_at_words() -> None:
    text = "Көпүрөнү оңдоо иштери\tКМ,\nЖМ\t2024-жыл жана андан кийинки жылдар"
    start = text.index("КМ")
    assert context(text, start, start + 2) == ("Көпүрөнү оңдоо иштери | ", ", | ЖМ | 2024-жыл жана андан кийинки жылдар")
    assert context(text, start, start + 2, reach=12) == ("иштери | ", ", | ЖМ")
    assert context("а", 0, 1) == ("", "")
