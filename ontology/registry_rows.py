"""One row of a registry file, read key by key: whatever departs from the schema is told with file, row, key and next step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from ontology.errors import RowError
from ontology.faults import fault
from ontology.toml_lines import RowPath, row_line

LANGUAGES = ("ky", "kk", "ru", "en")
JURISDICTIONS = ("KG", "KZ", "RU", "UN", "INT")
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


class Row:
    """A table of a registry file under the eyes of the schema. Every method raises `DataError` on what it cannot take."""

    def __init__(self, path: Path, table: str, place: int, values: Mapping[str, object], within: Row | None = None) -> None:
        self._path, self._table, self._values = path, table, values
        self._name = str(values.get("identifier") or f"number {place}")
        self._place, self._within = place, within

    def fault(self, place: str, of: str, /, **values: object) -> NoReturn:
        """Refuse the row at one of its keys, for a fault of `faults.toml` whose gaps take the values."""
        line = row_line(self._path.read_text(encoding="utf-8"), self._way(), place) or 1
        raise RowError(self._path, line, self._table, self._name, place, fault(of, **values), self._outermost())

    def _outermost(self) -> tuple[str, int]:
        """The table and the place of the row in the file; place 0 is the head of the file."""
        if self._within is not None:
            return self._within._outermost()
        return self._table, 0 if self._table == "file" else self._place

    def _way(self) -> RowPath:
        """The tables in which the row stands, the outermost first; none for the head of the file."""
        if self._table == "file":
            return ()
        return (*(self._within._way() if self._within else ()), (self._table, self._place))

    def only(self, allowed: frozenset[str]) -> None:
        """Refuse keys that the schema does not know."""
        for key in self._values:
            if key not in allowed:
                self.fault(key, "unknown-key", allowed=", ".join(sorted(allowed)))

    def has(self, key: str) -> bool:
        """Whether the row has the key."""
        return key in self._values

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.optional_text(key)
        if value is None:
            self.fault(key, "missing")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the row has none."""
        value = self._values.get(key)
        return None if value is None else self._checked(key, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the row has none."""
        return self._list(key, self._values.get(key, []))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text out of a closed list."""
        value = default if default is not None and not self.has(key) else self.text(key)
        if value not in allowed:
            self.fault(key, "not-in-list", value=value, allowed=", ".join(allowed))
        return value

    def identifier(self) -> str:
        """The row's own identifier: small Latin letters, digits and single hyphens."""
        value = self.text("identifier")
        if not _IDENTIFIER.fullmatch(value):
            self.fault("identifier", "identifier", value=value)
        return value

    def date(self, key: str) -> str | None:
        """An ISO date, `YYYY` or `YYYY-MM`; None where the row has none."""
        value = self.optional_text(key)
        if value is not None and not _DATE.fullmatch(value):
            self.fault(key, "date", value=value)
        return value

    def period(self, key: str) -> tuple[int | None, int | None]:
        """First and last year, `[2018, 2022]`; a nought stands for an end that is not set."""
        value = self._values.get(key, [0, 0])
        years = value if isinstance(value, list) else []
        if len(years) != 2 or not all(isinstance(y, int) and (y == 0 or 1900 <= y <= 2200) for y in years):
            self.fault(key, "period", value=repr(value))
        if years[0] and years[1] and years[0] > years[1]:
            self.fault(key, "period-order")
        return years[0] or None, years[1] or None

    def wikidata(self) -> str | None:
        """The Wikidata item, or None."""
        value = self.optional_text("wikidata")
        if value is not None and not _WIKIDATA.fullmatch(value):
            self.fault("wikidata", "wikidata", value=value)
        return value

    def names(self, key: str) -> dict[str, str]:
        """Names by language, at least one."""
        names = {language: self._checked(key, value) for language, value in self._by_language(key).items()}
        if not names:
            self.fault(key, "no-name", key=key)
        return names

    def name_lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Lists of names by language; empty where the row has none."""
        return {language: self._list(f"{key}.{language}", value) for language, value in self._by_language(key).items()}

    def rows(self, key: str, allowed: frozenset[str]) -> tuple[Row, ...]:
        """The tables inside the row under a key (`[[body.former]]`), each as a row of its own; none where it has none."""
        listed = self._values.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(values, dict) for values in listed):
            self.fault(key, "no-tables", table=self._table, key=key)
        found = tuple(
            Row(self._path, f"{self._table}.{key}", place, {"identifier": f"{self._name}, {place}", **values}, self)
            for place, values in enumerate(listed, start=1)
        )
        for row in found:
            row.only(allowed | {"identifier"})
        return found

    def _by_language(self, key: str) -> Mapping[str, object]:
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, "not-by-language", key=key)
        for language in value:
            if language not in LANGUAGES:
                self.fault(f"{key}.{language}", "unknown-language", allowed=", ".join(LANGUAGES))
        return value

    def _list(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            self.fault(key, "no-list")
        texts = tuple(self._checked(key, item) for item in value)
        if len(set(texts)) != len(texts):
            self.fault(key, "twice")
        return texts

    def _checked(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value or value != " ".join(value.split()):
            self.fault(key, "no-plain-text", value=repr(value))
        return value
