"""Which lines of running text make one paragraph, in papers of our own."""

from __future__ import annotations

import pytest

from extractors.language import load_letters
from extractors.lines import Line, is_spaced, line_rules, lines_of_text, paragraphs, width_of, without_spacing

RULES = line_rules(load_letters())


def cut(text: str) -> list[str]:
    """The paragraphs of a text, a line end shown as a bar."""
    lines = lines_of_text(text, 0, len(text))
    lines = without_spacing(lines) if is_spaced(lines) else lines
    found = (text[first.start : last.end] for first, last in paragraphs(lines, RULES))
    return [paragraph.replace("\n\n", "|").replace("\n", "|") for paragraph in found if paragraph.strip()]


@pytest.mark.parametrize(
    "lines",
    [
        # a numbered heading is apart from the title above it
        ["Кыргыз Республикасында суу пайдаланууну өнүктүрүүнүн", "КОНЦЕПЦИЯСЫ", "I. Жалпы жоболор"],
        ["Токой жөнүндө", "ЖОБО", "1-глава. Жалпы жоболор"],
        ["Орман туралы", "ЕРЕЖЕ", "1-тарау. Жалпы ережелер"],
        ["Правила охраны вод", "Глава 1. Общие положения"],
        ["Rules for wells", "Chapter 1. Scope"],
        ["Токой жөнүндө 2024-жылдын планы", "1-милдет. Токойду коргоо"],
        # the word of an act in capitals is apart from the body above it and the day below it
        ["МИНИСТЕРСТВО ЛЕСА", "ПРИКАЗ", "от 3 мая 2021 года № 4"],
        ["МИНИСТЕРСТВО ЛЕСА", "СОВМЕСТНЫЙ ПРИКАЗ", "город Ош, 3 мая 2021 года № 4"],
        ["MINISTRY OF WATER", "ORDER", "of 3 May 2021 No. 4"],
        # so is the word of a paper from the stamp above it
        ["от 3 мая 2021 года № 4", "ПРОГРАММА"],
        # a title that begins with years stands below a stamp or a day
        ["№ 763 токтому менен бекитилген", "2025-2029-жылдарга Кыргыз Республикасында суу чарбасын өнүктүрүү программасы"],
        [
            "Бишкек шаары, 2024-жылдын 18-июну, № 327",
            "2024-2028-жылдарга Кыргыз Республикасында токой чарбасын өнүктүрүү жөнүндө",
        ],
        # a whole paragraph is not gone on with, whatever mark opens the next
        [
            "Қазақстан Республикасы Президентінің 2025 жылғы 6 мамырдағы № 874 Жарлығы",
            '"Орман туралы" Заңға сәйкес ' + ("қаулы " * 30).strip(),
        ],
        ["(Министрлер Кабинетинин № 5 токтомуна)", "(кыскача)"],
    ],
)
def test_lines_that_stand_apart(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["Тиркеме", "(Кыргыз", "Республикасынын", "2020-жылдын 15-", "мартындагы", "№ 1)"],
        ["Утверждено", "распоряжением Председателя Кабинета Министров", "Кыргызской Республики", "от 5 июня 2023 года № 3"],
        ["ЗАКОН", "КЫРГЫЗСКОЙ РЕСПУБЛИКИ"],
        [
            "Кеңештин чечими Президенттин 2018-жылдын",
            "31-октябрындагы № 221 Жарлыгы менен",
            "2019-жылы күчүнө кирген жана азыр да колдонулат.",
        ],
        ["Иш статьянын", "27-беренесине ылайык жүргүзүлөт."],
    ],
)
def test_lines_that_go_on(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == ["|".join(lines)]


def test_in_a_column_a_line_goes_on_where_the_next_word_had_no_room() -> None:
    words = "Министерство лесов Кыргызской Республики и Государственное агентство рек ведут учет вод. " * 6
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) >= 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    column = "\n".join([*lines, line])
    head = "Учет вод.\nЗдесь короткая строка."
    assert any(line[0].isupper() for line in lines[1:])
    assert cut(f"{head}\n\n{column}\n\n1. Пункт.\n2. Пункт.")[1:] == [
        "Здесь короткая строка.",
        column.replace("\n", "|"),
        "1. Пункт.",
        "2. Пункт.",
    ]
    twice = f"{column}\n\n{column}"
    assert width_of(lines_of_text(twice, 0, len(twice))) == max(map(len, lines))


def test_what_is_no_column_has_no_width() -> None:
    long = "\n".join(["Слово " * 40, "Короткая строка"] * 10)
    short = "\n".join(["Слово", "Два слова здесь", "И три слова здесь же"] * 3)
    assert width_of(lines_of_text(long, 0, len(long))) is None
    assert width_of(lines_of_text(short, 0, len(short))) is None


def test_where_a_blank_line_follows_each_line_those_of_a_stamp_are_one() -> None:
    stamp = ["Приложение", "к постановлению Кабинета Министров", "Кыргызской Республики", "от 3 мая 2021 года № 4"]
    rest = ["СТРАТЕГИЯ", "Вода есть.", "Лес есть.", "Задачи", "учет вод", "учет лесов"]
    assert cut("\n\n".join([*stamp, *rest])) == ["|".join(stamp), *rest]


def test_a_text_with_lines_side_by_side_is_not_spaced() -> None:
    text = "Одна строка\nи другая\n\nТретья\n\nЧетвертая\n\nПятая"
    assert not is_spaced(lines_of_text(text, 0, len(text)))
    assert is_spaced(lines_of_text(text.replace("\nи", "\n\nи"), 0, len(text) + 1))


def test_a_title_may_be_wider_than_the_column_below_it() -> None:
    lines = ["Б" * 70, "", *["а" * (60 - place % 3) for place in range(14)]]
    text = "\n".join(lines)
    assert width_of(lines_of_text(text, 0, len(text))) == 60


def test_the_width_of_a_long_column_is_told_in_one_pass() -> None:
    lines = [Line(0, 0, "а" * (60 + number % 20), False) for number in range(200_000)]
    assert width_of(lines) == 79
