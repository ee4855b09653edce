"""Many words as one pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.phrases import PhraseTable, any_of, any_word


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("закон", "законопроект", "указ"), "законопроект и указы", ["законопроект", "указ"]),
        (("закон", "указ"), "подзаконный указ", ["указ"]),
        (("a+b", "a"), "a+b a+c", ["a+b", "a"]),
        ((), "anything", []),
    ],
)
def test_finds_the_longest_word_at_each_word_start(words: Sequence[str], text: str, found: list[str]) -> None:
    assert re.findall(any_word(words), text) == found


@given(st.lists(st.text("ab.-", min_size=1, max_size=5)), st.text("ab.- ", max_size=30))
def test_the_tree_finds_what_a_list_from_the_longest_on_finds(words: list[str], text: str) -> None:
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    spans = [match.span() for match in re.finditer(rf"(?:{any_of(words)})", text)]
    assert spans == [match.span() for match in re.finditer(listed, text)]


def test_phrases_within_a_text_are_those_whose_first_letters_stand_there() -> None:
    table = PhraseTable({"executor": ("жауапты орындаушы*", "орындаушылар"), "deadline": ("орындау мерзімі",), "empty": ()})
    for text in ("жауапты орындаушылар", "мерзімі", "орындау мерзімі", "орындаушы", ""):
        within = dict(table.within(text))
        assert list(within) == [key for key in table if key in within]
        assert {key for key, pattern in table.items() if pattern.search(text)} <= within.keys()
    assert not dict(table.within("шара"))
