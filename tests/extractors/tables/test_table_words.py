from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from extractors.tables.grid import Cell
from extractors.tables.headers import column_of
from extractors.tables.words import SCALES, TableWords, read_table_words
from extractors.text import normalise
from extractors.word_tables import LANGUAGES, parse_table
from ontology.errors import DataError


def source(language: str) -> str:
    return files("extractors").joinpath("languages", language, "tables.toml").read_text(encoding="utf-8")


def keys(table: dict[str, object], prefix: str = "") -> set[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    return {prefix + key for key in table} | {k for key, value in inner.items() for k in keys(value, f"{prefix}{key}.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_opens_with_a_comment_that_says_source_and_date(language: str):
    head = source(language).split("\n\n")[0]
    assert head.startswith("# ")
    assert "Source:" in head
    assert "compiled 20" in head


def test_all_languages_have_the_same_keys():
    tables = [keys(tomllib.loads(source(language))) for language in LANGUAGES]
    assert all(table == tables[0] for table in tables)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[rows]", '[rows]\ncolour = ["red"]'), "unknown key 'colour'"),
        (('head = "first"', 'head = "middle"'), "'head' must be one of last, first"),
        (("decimal =", "comma ="), "'decimal' is missing"),
        (('"december|dec."', '"december", "undecimber"'), "must list twelve months, not 13"),
    ],
)
def test_a_slip_in_a_table_is_named(change: tuple[str, str], message: str, tmp_path: Path):
    with pytest.raises(DataError, match=message):
        read_table_words(parse_table(source("en").replace(*change), "en/tables.toml"), "en")


def examples(language: str) -> dict[str, dict[str, list[list[str]]]]:
    path = Path(__file__).parent / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def compiled(words: TableWords) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Every pattern of a language by table and key."""
    yield from (("top", "conjunctions", words.conjunctions), ("top", "units", words.units))
    for table in ("rows", "passport", "notes", "sources", "currencies"):
        yield from ((table, key, pattern) for key, pattern in getattr(words, table).items())
    yield from (("scales", key, words.scales[size]) for key, size in SCALES.items())
    yield from (("dates", "year", words.year), ("dates", "standing", words.standing))
    yield from (("money", "programme", words.budget), ("money", "instrument", words.instrument))
    yield from (
        ("money", "carrying_out", words.carrying_out),
        ("money", "needed", words.needed),
        ("money", "need", words.need),
        ("money", "stage", words.stage),
        ("money", "giving", words.giving),
    )
    yield "report", "words", words.report
    if not words.report_after:  # languages in which a report stands before its recipient, and a sum before its source
        yield from (("report", "prepositions", words.report_prepositions), ("money", "from", words.budget_from))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pattern_meets_its_examples_and_leaves_near_misses(language: str, table_words: Mapping[str, TableWords]):
    said = examples(language)
    patterns = list(compiled(table_words[language]))
    assert {(t, k) for t, k, _ in patterns} == {(t, k) for t, keys in said.items() if t != "columns" for k in keys}
    for table, key, pattern in patterns:
        meets, misses = said[table][key]
        assert meets and misses, (table, key)
        wrong = [text for text in meets if not pattern.search(normalise(text).lower)]
        wrong += [text for text in misses if pattern.search(normalise(text).lower)]
        assert wrong == [], (table, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_heading_is_read_as_its_column_and_as_no_other(language: str, table_words: Mapping[str, TableWords]):
    words, said = table_words[language], examples(language)["columns"]
    assert said.keys() == words.columns.keys()
    for key, (meets, misses) in said.items():
        roles = {text: column_of(Cell(0, len(text), text), words).role for text in (*meets, *misses)}
        assert [text for text in meets if roles[text] != key] == [], (key, roles)
        assert misses and [text for text in misses if roles[text] == key] == [], (key, roles)


@pytest.mark.parametrize(
    ("heading", "year"), [("2024 год", 2024), ("План на 2025 год", 2025), ("Базовое значение (2023 г.)", 2023)]
)
def test_a_heading_with_one_year_is_a_column_of_that_year(heading: str, year: int, table_words: Mapping[str, TableWords]):
    column = column_of(Cell(0, len(heading), heading), table_words["ru"])
    assert (column.role, column.year) == ("year", year)


@pytest.mark.parametrize("heading", ["Срок до 2025 года", "Мероприятия 2024 года", "2024–2026 годы"])
def test_a_year_in_another_heading_makes_no_column_of_it(heading: str, table_words: Mapping[str, TableWords]):
    assert column_of(Cell(0, len(heading), heading), table_words["ru"]).role != "year"
