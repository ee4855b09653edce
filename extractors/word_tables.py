"""Reads the word tables of a language, `languages/<code>/<stage>.toml`, strictly: a slip in a table is named, not ignored."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import cast

from ontology.errors import DataError
from ontology.parsed_toml import parsed_toml

LANGUAGES = ("ky", "kk", "ru", "en")


class WordTable:
    """One TOML table whose keys are all asked for by name and type; `done` complains about any that nobody asked for."""

    def __init__(self, place: str, values: dict[str, object]) -> None:
        self.place = place
        self._values = values
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the table holds the key."""
        self._asked.add(key)
        return key in self._values

    def text(self, key: str) -> str:
        """The string under the key."""
        return _undotted(cast(str, self._value(key, str, "a string")))

    def flag(self, key: str, default: bool) -> bool:
        """The boolean under the key, or the default where it is left out."""
        return cast(bool, self._value(key, bool, "true or false")) if self.has(key) else default

    def number(self, key: str) -> float:
        """The number under the key."""
        return float(cast(float, self._value(key, (int, float), "a number")))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under the key."""
        found = cast("list[object]", self._value(key, list, "a list of strings"))
        if not all(isinstance(item, str) and item for item in found):
            raise DataError(f"{self.place}: '{key}' must be a list of strings, none of them empty")
        return tuple(map(_undotted, cast("list[str]", found)))

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under the key; empty where it is left out."""
        return self.texts(key) if self.has(key) else ()

    def mapping(self, key: str) -> dict[str, str]:
        """The table of strings under the key."""
        found = cast("dict[str, object]", self._value(key, dict, "a table of strings"))
        if not all(isinstance(item, str) for item in found.values()):
            raise DataError(f"{self.place}: '{key}' must be a table of strings")
        return {name: _undotted(item) for name, item in cast("dict[str, str]", found).items()}

    def table(self, key: str) -> WordTable:
        """The table under the key."""
        return WordTable(f"{self.place} [{key}]", cast("dict[str, object]", self._value(key, dict, "a table")))

    def rows(self, key: str) -> tuple[WordTable, ...]:
        """The array of tables under the key, each named by its place in the file."""
        found = cast("list[object]", self._value(key, list, "an array of tables"))
        if not all(isinstance(item, dict) for item in found):
            raise DataError(f"{self.place}: '{key}' must be an array of tables ([[{key}]])")
        tables = cast("list[dict[str, object]]", found)
        return tuple(WordTable(f"{self.place} [[{key}]] {i}", row) for i, row in enumerate(tables, 1))

    def done(self) -> None:
        """Complains about keys that were not asked for."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            raise DataError(f"{self.place}: unknown key {', '.join(map(repr, unknown))}; correct or remove it")

    def _value(self, key: str, kind: type | tuple[type, ...], wanted: str) -> object:
        self._asked.add(key)
        if key not in self._values:
            raise DataError(f"{self.place}: the key '{key}' is missing")
        value = self._values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise DataError(f"{self.place}: '{key}' must be {wanted}")
        return value


def _undotted(text: str) -> str:
    """The text with 'е' for 'ё', as the matchers see texts (`text.py`)."""
    return text.replace("ё", "е").replace("Ё", "Е") if "ё" in text or "Ё" in text else text


def parse_table(text: str, place: str) -> WordTable:
    """The table that a TOML text holds. Raises DataError where it is no TOML."""
    try:
        return WordTable(place, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{place}: {error}") from error


def load_table(language: str, stage: str) -> WordTable:
    """The words of a stage ('letters', 'names', 'citations', 'tables', 'mandates', 'unheld') in a language. Raises DataError."""
    place = f"languages/{language}/{stage}.toml"
    try:
        return WordTable(place, parsed_toml(Path(__file__).parent / "languages" / language / f"{stage}.toml"))
    except FileNotFoundError as error:
        raise DataError(f"{place}: there is no such table") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{place}: {error}") from error
