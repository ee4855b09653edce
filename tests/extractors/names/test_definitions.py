"""Key lists: the stop that ends a line is no part of the name."""

from __future__ import annotations

import pytest

from extractors.blocks import Block
from extractors.names.definitions import DefinitionFinder, _is_acronym
from extractors.names.tables import load_name_words
from extractors.text import normalise


def test_a_line_of_a_key_list_ends_before_its_stop() -> None:
    lines = ["АМ – Алма министрлиги;", "БК – Бак кызматы."]
    text = "\n".join(lines)
    blocks = [Block(0, len(lines[0]), "paragraph", "ky"), Block(len(lines[0]) + 1, len(text), "paragraph", "ky")]
    found = DefinitionFinder(load_name_words()).find(normalise(text), blocks)
    assert [(d.short, text[d.full_start : d.full_end]) for d in found] == [("АМ", "Алма министрлиги"), ("БК", "Бак кызматы")]


@pytest.mark.parametrize(
    ("short", "before", "known"),
    [
        ("MoLG", "the Ministry of Local Government of the Union", True),
        ("CoBS", "run by the Centre of Border Studies", True),
        ("МинФин", "Министерство и финансы", False),
        ("Bank", "the house of the bank", False),
        ("McLeod", "the house of Malcolm Leod", False),
        ("MoLG", "the Ministry of Labour", False),
    ],
)
def test_letters_of_both_kinds_are_an_abbreviation_of_the_words_whose_initials_they_are(
    short: str, before: str, known: bool
) -> None:
    assert _is_acronym(short, before) is known
