"""What begins a pattern is found, and a search by it finds what the pattern finds."""

from __future__ import annotations

import random
import re

import pytest

from extractors.acts.tables import LinkRow, load_citation_tables
from extractors.duties.rules import load_duty_words
from extractors.names.tables import load_name_words
from extractors.openings import OpenedPattern, needed, openings
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


NEEDED = {
    "указ": ("указ",),
    r"(?:заң|жарл?ық)(?!\w)": ("жар", "заң"),
    r"(?:утвержден[ао]?|одобрен) $": ("одобрен", "утвержден"),
    "a(?:xx)?bcd": ("bcd",),
    "(?:abc|de)+f": ("abc", "de"),
    "ab?c|d": ("a", "d"),
    "ab*c{2}": ("a",),
    r"x(?=foo)yz\.": ("xyz.",),
    r"\w+(?:a|)": None,
    "(?:ab|c?)": None,
    "ab(?i:cd)": None,
}


@pytest.mark.parametrize("pattern", NEEDED)
def test_letters_that_a_match_needs(pattern: str) -> None:
    assert needed(re.compile(pattern)) == NEEDED[pattern]
    assert needed(re.compile(pattern, re.IGNORECASE)) is None


LINKS = [row for table in load_citation_tables().values() for row in table.links]


@pytest.mark.parametrize("row", LINKS, ids=[f"{place}-{row.type}" for place, row in enumerate(LINKS)])
def test_what_a_rule_of_links_needs_stands_where_it_matches(row: LinkRow) -> None:
    letters = needed(row.pattern)
    assert letters
    chance = random.Random(1)
    words = [*letters, *re.split(r"[^\w ]|\\.", row.pattern.pattern), " ", ""]
    for _ in range(2_000):
        text = "".join(chance.choice(words) for _ in range(chance.randint(1, 5)))
        match = row.pattern.search(text)
        assert match is None or (any(one in match[0] for one in letters)), text
