from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from extractors.tables.words import read_table_words
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
