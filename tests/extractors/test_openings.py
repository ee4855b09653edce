"""What begins a pattern is found, and a search by it finds what the pattern finds."""

from __future__ import annotations

import random
import re

import pytest

from extractors.duties.rules import load_duty_words
from extractors.names.tables import load_name_words
from extractors.openings import OpenedPattern, openings
from extractors.word_tables import LANGUAGES

TOLD = {
    "указ": ("указ",),
    r"(?<!\w)(?:заң|жарл?ық)(?!\w)": ("жарлық", "жарық", "заң"),
    r"\bал|\bалар": ("ал",),
    "ab*c": ("ab", "ac"),
    "(?P<x>a{2,3}|b)?c": ("a", "bc", "c"),
    r"a\.b|x(?=y)z": ("a.b", "xz"),
    r"no\s+longer|a[bc]d": ("a", "no"),
    r"(?:\s)?b": None,
    r"(?:a\s)?b|c??d": ("a", "b", "cd", "d"),
    r"(?:ab\w|c)?d": ("ab", "cd", "d"),
    r"\w+ing": None,
    "[ab]c": None,
    "(?:a|)b": ("ab", "b"),
    "(?:a|b|)": None,
    "(?:a(?i:b)|c)d": None,
    r"(a)(?:\1|b)": ("a",),
    "a|(?(1)b|c)": None,
    "а" * 40: ("а" * 12,),
}


@pytest.mark.parametrize("pattern", TOLD)
def test_openings(pattern: str) -> None:
    assert openings(pattern) == TOLD[pattern]


SEARCHED = [
    *[words.officer.pattern for words in load_name_words()],
    *[load_duty_words(language).stand_ins.pattern.pattern for language in LANGUAGES],
    *[load_duty_words(language).not_asserted for language in LANGUAGES],
]


@pytest.mark.parametrize("pattern", SEARCHED, ids=range(len(SEARCHED)))
def test_a_search_by_openings_finds_what_the_pattern_finds(pattern: re.Pattern[str]) -> None:
    words = sorted({word for part in re.split(r"[^\w\s]|\\.", pattern.pattern) for word in part.split()} | {"указ"})
    chance = random.Random(1)
    texts = ["".join(chance.choice(words) + chance.choice(("", " ", " ", ", ", "ы ")) for _ in range(200)) for _ in range(30)]
    opened = OpenedPattern(pattern)
    for text in texts:
        for start, end in ((0, len(text)), (7, len(text) - 9)):
            assert [m.span() for m in opened.finditer(text, start, end)] == [m.span() for m in pattern.finditer(text, start, end)]
            found, expected = opened.search(text, start, end), pattern.search(text, start, end)
            assert (found and found.span()) == (expected and expected.span())


def test_an_opening_is_not_told_where_case_is_passed_over() -> None:
    assert [m[0] for m in OpenedPattern(re.compile("указ", re.IGNORECASE)).finditer("Указ, указ")] == ["Указ", "указ"]
