"""The citation tables: the same keys in every language, and every row proved by its own examples."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from extractors.acts.tables import EXAMPLE_MARK, PatternRow, load_citation_tables, read_citation_table
from extractors.acts.tokens import number_value, read_date
from extractors.text import normalise
from extractors.word_tables import LANGUAGES, parse_table
from ontology.errors import DataError
from ontology.iri import concept_iri
from ontology.registered import INSTRUMENT_TYPES

PATTERNS = [
    pytest.param(language, kind, row, id=f"{language}-{kind}-{row.identifier}-{i}")
    for language, table in load_citation_tables().items()
    for kind in ("dates", "versions", "numbers", "periods", "provisions")
    for i, row in enumerate(getattr(table, kind))
]
LINKS = [
    pytest.param(row, id=f"{language}-{row.type}-{row.place}-{i}")
    for language, table in load_citation_tables().items()
    for i, row in enumerate(table.links)
]
TYPES = [
    pytest.param(language, row, id=f"{language}-{row.key}-{i}")
    for language, table in load_citation_tables().items()
    for i, row in enumerate(table.types)
]


def raw_table(language: str) -> str:
    return files("extractors").joinpath("languages", language, "citations.toml").read_text(encoding="utf-8")


TABLES = load_citation_tables()


def value_of(row: PatternRow, kind: str, language: str, text: str) -> str | None:
    view = normalise(text)
    match = row.pattern.search(view.lower)
    if match is None:
        return None
    if kind in ("dates", "versions"):
        return read_date(match, TABLES[language])
    if kind == "numbers":
        return number_value(view, match)
    if kind == "periods":
        groups = match.groupdict()
        return f"{groups.get('from') or ''}-{groups['to']}"
    return match[0]


def test_languages_have_the_same_keys() -> None:
    keys = {language: set(tomllib.loads(raw_table(language))) for language in LANGUAGES}
    assert len(set(map(frozenset, keys.values()))) == 1, keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_common_type_has_words(language: str) -> None:
    keys = {row.key for row in TABLES[language].types}
    assert keys <= set(INSTRUMENT_TYPES)
    common = {
        "constitution",
        "law",
        "code",
        "decree",
        "resolution",
        "order",
        "programme",
        "strategy",
        "concept",
        "action-plan",
        "treaty",
    }
    assert common <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_type_has_words(language: str) -> None:
    wanted = {"approves", "based_on", "implements", "succeeds", "amends", "repeals", "part_of", "creates"}
    assert {row.type for row in TABLES[language].links} == wanted
    assert all(concept_iri("link-type", row.type) for row in TABLES[language].links)


@pytest.mark.parametrize(("language", "kind", "row"), PATTERNS)
def test_pattern_examples(language: str, kind: str, row: PatternRow) -> None:
    for example in row.examples:
        text, _, wanted = example.partition(EXAMPLE_MARK)
        found = value_of(row, kind, language, text)
        assert found == wanted if wanted else found, text
    for text in row.near_misses:
        assert value_of(row, kind, language, text) is None, text


@pytest.mark.parametrize("row", LINKS)
def test_link_examples(row) -> None:
    seek = row.pattern.match if row.place in ("after", "nested-after") else row.pattern.search
    for text in row.examples:
        assert seek(normalise(text).lower), text
    for text in row.near_misses:
        assert not seek(normalise(text).lower), text


@pytest.mark.parametrize(("language", "row"), TYPES)
def test_type_examples(citing, language: str, row) -> None:
    for text in row.examples:
        assert row.key in {c.type for c in citing.cite(text, language)} | (
            {"resolution"} if row.key == "un-resolution" else set()
        ), text
    for text in row.near_misses:
        assert row.key not in {c.type for c in citing.cite(text, language)}, text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('head = "final"', 'head = "middle"', "'head' must be"),
        ('12 = "декабр"', "", "'months' must have the keys 1 to 12"),
        ('place = "between"', 'place = "beside"', "'place' must be one of"),
        ("[[provision]]\npattern = '", "[[provision]]\npattern = '(", "no regular expression"),
        ('head = "final"', 'head = "final"\nhaed = "x"', "unknown key 'haed'"),
    ],
)
def test_a_faulty_table_is_named(old: str, new: str, message: str) -> None:
    text = raw_table("ky")
    assert old in text
    with pytest.raises(DataError, match=re.escape(message)):
        read_citation_table("ky", parse_table(text.replace(old, new, 1), "ky/citations.toml"))
