"""Checks of one word table, wherever it lies: what a person edited is read as the program would read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.acts.tables import read_citation_table
from extractors.duties.rules import read_duty_words
from extractors.language import read_letters
from extractors.names.group_words import read_group_words
from extractors.names.tables import read_name_words
from extractors.tables.words import read_table_words
from extractors.word_tables import WordTable, parse_table


def _read_duties(table: WordTable, language: str) -> None:
    """Reads the duty words, and compiles the patterns, which a program does only when it first needs one."""
    words = read_duty_words(table, language)
    patterns = [form.pattern for rule in words.rules for form in rule.forms]
    patterns += [pattern for chain in words.chains for pattern in (chain.shared, chain.border)]
    patterns += [*(company.pattern for company in words.companies), *words.openings]
    for pattern in patterns:
        _ = pattern.compiled


_READERS: Mapping[str, Callable[[WordTable, str], object]] = {
    "citations": lambda table, language: read_citation_table(language, table),
    "groups": read_group_words,
    "letters": read_letters,
    "mandates": _read_duties,
    "names": read_name_words,
    "tables": read_table_words,
}
STAGES = frozenset(_READERS)


def check_words(text: str, language: str, stage: str) -> None:
    """Reads a table as that of a stage, one of STAGES, in a language.

    Raises:
        DataError: it is no TOML, a key is missing, unknown or of another kind, or a pattern is none; the message has the place.
    """
    _READERS[stage](parse_table(text, f"{language}/{stage}.toml"), language)
