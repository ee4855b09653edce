"""Tables whose cells semicolons part."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractors.tables.semicolons import read_semicolon_tables
from extractors.tables.words import TableWords

HEADS = {
    "ky": "Көрсөткүч; базалык маани (2023); максаттуу маани (2027); жооптуу",
    "kk": "Көрсеткіш; базалық мән (2023); нысаналы мән (2027); жауапты",
    "ru": "Показатель; базовое значение (2023); целевое значение (2027); ответственный",
    "en": "Indicator; baseline (2023); target (2027); responsible",
}


@pytest.mark.parametrize("language", HEADS)
def test_a_line_of_headings_opens_a_table(language: str, table_words: Mapping[str, TableWords]):
    text = f"A\n\n{HEADS[language]}\n1. A; 10; 15; B\n\n2. C; 20; 35; D;\n\nE; F\n"
    (table,) = read_semicolon_tables(text, (), [table_words[language]])
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [["1. A", "10", "15", "B"], ["2. C", "20", "35", "D"]]
    assert text[table.start :].startswith(HEADS[language])


@pytest.mark.parametrize(
    "text",
    [
        "Indicator; baseline (2023); target (2027); responsible\n\nThe end.",  # no row below
        "The plan names; the bodies; and the deadlines\n\na; b; c",  # no headings
        "a) measures; b) deadlines; c) bodies; d) other things of many kinds and sorts that nobody counts at all, as they say\n\na; b; c; d",
    ],
)
def test_other_lines_open_none(text: str, table_words: Mapping[str, TableWords]):
    assert read_semicolon_tables(text, (), [table_words["en"]]) == ()
