from __future__ import annotations

import pytest

from graph.coverage import Field, Places, Stretch, measure_coverage, merge, split_blocks

TEXT = "Көпүрөлөр жөнүндө\n\nКМ көпүрөнү карайт.\n\nЖол тууралуу сөз.\n\n***\n"


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in split_blocks(text)]


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n\t\n***\n – \n", []),
        ("Бир.\n\nЭки.", ["Бир.", "Эки."]),
        ("Бір.\r\n \r\nЕкі.\r\n", ["Бір.", "Екі."]),
        ("The bridge is\ninspected yearly.\nThe road is not.", ["The bridge is\ninspected yearly.", "The road is not."]),
        ("Министрлик:\nкарайт;\nоңдойт.", ["Министрлик:", "карайт;", "оңдойт."]),
        ("Мост\nДорога", ["Мост", "Дорога"]),
        ("1\tКөпір\t2024\n\t\n95,7\n\t\n", ["1", "Көпір", "2024", "95,7"]),
        ("\xa0\xa0 1. Мост. \xa0\n", ["1. Мост."]),
    ],
)
def test_a_text_parts_into_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_blocks_are_told_by_what_touches_them() -> None:
    places = Places(facts=(place(TEXT, "көпүрөнү карайт"),), names=(place(TEXT, "КМ"),), unresolved=(place(TEXT, "Жол"),))
    found = measure_coverage(TEXT, places)
    assert (found.blocks, found.with_facts, found.only_named, found.only_unresolved, found.silent_blocks) == (3, 1, 0, 1, 1)
    assert found.silent == (Stretch(0, 17, 1),)
    assert found.letters_covered == len("КМкөпүрөнүкарайт")
    assert found.letters == sum(letter.isalpha() for letter in TEXT)


def test_a_name_alone_is_no_fact() -> None:
    found = measure_coverage(TEXT, Places(names=(place(TEXT, "КМ"),)))
    assert (found.with_facts, found.only_named, found.silent_blocks) == (0, 1, 2)


def test_a_place_that_ends_where_a_block_begins_does_not_touch_it() -> None:
    start = TEXT.index("КМ")
    end = start + len("КМ көпүрөнү карайт.")
    assert measure_coverage(TEXT, Places(facts=((0, start), (end, end + 2)))).with_facts == 1


def test_letters_under_two_places_count_once_and_the_share_is_never_rounded_up() -> None:
    text = "а" * 3000
    assert measure_coverage(text, Places(facts=((0, 2000), (1000, 2999)))).percent == 99.9
    assert measure_coverage(text, Places(facts=((0, 3000),), names=((5, 9),))).percent == 100.0
    assert measure_coverage("12 – 13", Places()).percent is None


def test_cells_side_by_side_are_one_stretch() -> None:
    text = "Кесте туралы.\n\t\nАты\n\t\n2017\n\nжыл\n\t\n2018\n\n\t\nКөпір\n\t\n10\n\t\n\nСоңы."
    found = measure_coverage(text, Places(facts=(place(text, "Көпір"),)))
    assert [text[s.start : s.end].split() for s in found.silent] == [
        ["Кесте", "туралы.", "Аты", "2017", "жыл", "2018"],
        ["10", "Соңы."],
    ]
    assert found.silent_blocks == sum(s.blocks for s in found.silent) == 7


def test_paragraphs_side_by_side_stay_apart() -> None:
    assert len(measure_coverage(TEXT, Places()).silent) == 3


def test_a_cell_that_a_fact_holds_as_a_field_gave_something() -> None:
    text = "7\n\t\nКөпірді жөндеу\n\t\nжыл\nсайын, тоқ-санда\n\t\n100\n\t\n10\n\t\nбасқа сөз"
    start = text.index("Көпірді")
    fields = tuple(Field(start, held) for held in ("7", "жыл сайын, тоқсанда", "100"))
    found = measure_coverage(text, Places(facts=((start, start + 14),), fields=fields))
    assert [text[s.start : s.end] for s in found.silent] == ["10\n\t\nбасқа сөз"]  # a part of the number 100 is another number


def test_a_field_of_a_far_fact_covers_nothing() -> None:
    text = "Жол салу\tжыл сайын\tКөпір салу\tайда\tКеме салу\tжыл сайын"
    first, second, third = (text.index(word) for word in ("Жол", "Көпір", "Кеме"))
    fields = (Field(first, "жыл сайын"), Field(second, "айда"), Field(third, "тоқсан сайын"))
    found = measure_coverage(text, Places(facts=((first, first + 8), (second, second + 10), (third, third + 9)), fields=fields))
    assert [s.start for s in found.silent] == [text.rindex("жыл сайын")]


def test_spans_are_merged() -> None:
    assert merge([(5, 7), (1, 3), (3, 4), (6, 9), (2, 2)]) == [(1, 4), (5, 9)]


def test_a_long_text_is_quick_to_measure() -> None:
    text = "Бул абзацта эч кимдин милдети жок.\n" * 20_000
    assert measure_coverage(text, Places()).silent_blocks == 20_000
