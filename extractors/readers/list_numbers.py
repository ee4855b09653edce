"""The numbers of list items as text, in the styles that word processors and HTML share."""

from __future__ import annotations

import re

_ITEM = re.compile(r"[-–—•*·]|\(?\d{1,4}(?:\.\d{1,3}){0,4}[.)]|\(?[^\W\d_]\)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_MAX_ROMAN = 3999


def starts_as_item(paragraph: str) -> bool:
    """Whether a paragraph has a number or dash of its own, so that none is put before it."""
    return _ITEM.match(paragraph) is not None


def list_number(style: str, number: int) -> str:
    """The mark of an item in a list of an HTML style ('1', 'a', 'A', 'i', 'I', '-')."""
    return "-" if style == "-" else f"{counted(style, number)}."


def counted(style: str, number: int) -> str:
    """A number in a style: '1' digits, 'a' Latin letters, 'i' Roman digits, 'а' Cyrillic letters; a capital gives capitals."""
    plain = style.lower()
    if plain == "a":
        text = _letters(number, "abcdefghijklmnopqrstuvwxyz")
    elif plain == "а":  # the Cyrillic letter
        text = _letters(number, _RUSSIAN)
    elif plain == "i":
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if style != plain else text


def _letters(number: int, alphabet: str) -> str:
    """a, b .. z, aa, bb: as word processors count."""
    if not 1 <= number <= len(alphabet) * 10:
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= _MAX_ROMAN:
        return str(number)
    text = ""
    for value, digits in (*_ROMAN, *_ROMAN_SMALL):
        text += digits * (number // value)
        number %= value
    return text
