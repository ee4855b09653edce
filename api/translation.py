"""The four languages of the pages: words from `translations/`, dates and numbers from CLDR, and the order of the alphabet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from ontology.errors import DataError

LANGUAGES = ("ky", "kk", "ru", "en")
OWN_NAMES = {"ky": "Кыргызча", "kk": "Қазақша", "ru": "Русский", "en": "English"}
# Fallback for a name that is missing in the language of the page: the nearest languages first.
_NEAREST = {"ky": "ky kk ru en", "kk": "kk ky ru en", "ru": "ru ky kk en", "en": "en ru ky kk"}
# Browsers and CLDR's root order put і, ә, ғ and others in the wrong place; these are the alphabets as they are taught.
_ALPHABETS = {
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "",
}
_FALLBACK = "en"
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the pages."""

    language: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: Any) -> str:  # noqa: ANN401 - anything that can be shown
        """The words for a key, with the values put in.

        Raises:
            DataError: no such key.
        """
        try:
            text = self.table[key]
        except KeyError:
            raise DataError(f"api/translations/{self.language}.toml: no key '{key}'; add it to all four files") from None
        return text.format(**values) if values else text

    def get(self, key: str) -> str | None:
        """The words for a key that need not be there."""
        return self.table.get(key)

    def date(self, text: str) -> str:
        """An ISO date, or a month of a year, in words; what is neither (a year) stays as it is."""
        match = _DATE.fullmatch(text)
        if match is None:
            return text
        try:
            day = date(int(match[1]), int(match[2]), int(match[3] or 1))
        except ValueError:
            return text
        if match[3] is None:
            return format_skeleton("yMMMM", day, locale=_locale(self.language))
        return format_date(day, "long", locale=_locale(self.language))

    def number(self, value: float | Decimal | str) -> str:
        """A number with the marks of the language; what is none stays as it is."""
        try:
            return format_decimal(Decimal(str(value)), locale=_locale(self.language))
        except InvalidOperation:
            return str(value)

    def currency_name(self, code: str) -> str:
        """The name of a currency by its ISO code; the code itself where it is not known."""
        return _locale(self.language).currencies.get(code) or code

    def language_name(self, code: str) -> str:
        """The name of a language in this one; the code itself where it is not known."""
        return _locale(self.language).languages.get(code) or code

    def rank(self, code: str) -> int:
        """How near another language is, for choosing among names: 0 is this one."""
        order = _NEAREST[self.language].split()
        return order.index(code) if code in order else len(order)

    def sort_key(self, text: str) -> tuple[tuple[int, int], ...]:
        """Puts names in the order of this language's alphabet, other letters after it, marks and digits before."""
        alphabet = _ALPHABETS[self.language]
        return tuple(_rank_letter(letter, alphabet) for letter in text.casefold() if letter.isalnum() or letter == " ")


def _rank_letter(letter: str, alphabet: str) -> tuple[int, int]:
    place = alphabet.find(letter)
    if place >= 0:
        return 1, place
    return (2 if letter.isalpha() else 0), ord(letter)


def preferred_language(header: str | None) -> str:
    """The language of ours with the highest q-value; English where none is named."""
    best, quality = _FALLBACK, 0.0
    for item in (header or "").split(",")[:32]:
        tag, _, parameter = item.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            weight = 0.0
        if code in LANGUAGES and weight > quality:
            best, quality = code, weight
    return best


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def load_words(language: str) -> Words:
    """The words of one of LANGUAGES.

    Raises:
        DataError: the table cannot be read.
    """
    path = files("api").joinpath("translations", f"{language}.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"api/translations/{language}.toml: {error}") from error
    return Words(language, dict(_flat(table)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
