"""Key lists: the stop that ends a line is no part of the name."""

from __future__ import annotations

from extractors.blocks import Block
from extractors.names.definitions import DefinitionFinder
from extractors.names.tables import load_name_words
from extractors.text import normalise


def test_a_line_of_a_key_list_ends_before_its_stop() -> None:
    lines = ["АМ – Алма министрлиги;", "БК – Бак кызматы."]
    text = "\n".join(lines)
    blocks = [Block(0, len(lines[0]), "paragraph", "ky"), Block(len(lines[0]) + 1, len(text), "paragraph", "ky")]
    found = DefinitionFinder(load_name_words()).find(normalise(text), blocks)
    assert [(d.short, text[d.full_start : d.full_end]) for d in found] == [("АМ", "Алма министрлиги"), ("БК", "Бак кызматы")]
