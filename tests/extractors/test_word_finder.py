"""Words found in one pass are those that a pattern of alternatives finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.word_finder import SharedFinder, WordFinder


def test_a_word_starts_a_word_and_the_longest_counts() -> None:
    finder = WordFinder(["закон", "законопроект", "план мер", "мер"])
    text = "законопроект и подзаконный план мер, закон"
    assert list(finder.find(text)) == [(0, 12, "законопроект"), (27, 35, "план мер"), (37, 42, "закон")]


def test_bounds_are_kept_and_what_stands_before_them_counts() -> None:
    finder = WordFinder(["закон"])
    assert list(finder.find("подзакон закон", 3)) == [(9, 14, "закон")]
    assert list(finder.find("закон закон", 6, 10)) == []


@given(st.lists(st.text("ab ", min_size=1, max_size=4).map(str.strip).filter(len), min_size=1), st.text("ab .", max_size=40))
def test_finds_what_a_pattern_finds(words: list[str], text: str) -> None:
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")
    assert list(WordFinder(words).find(text)) == [(*match.span(), match[0]) for match in pattern.finditer(text)]


@given(
    st.lists(st.lists(st.text("ab ", min_size=1, max_size=4).map(str.strip).filter(len), min_size=1)),
    st.text("ab .", max_size=40),
)
def test_finders_that_share_a_pass_find_what_they_find_alone(lists: list[list[str]], text: str) -> None:
    finders = [WordFinder(words) for words in lists]
    assert SharedFinder(finders).find(text) == {finder: list(finder.find(text)) for finder in finders}
