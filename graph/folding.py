"""Words as the search compares them: lower case, and letters that a keyboard may lack made the ones that stand in for them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")


@cache
def fold_table() -> dict[int, str]:
    """The table of `fold.toml`, for `str.translate`."""
    table = tomllib.loads(files("graph").joinpath("fold.toml").read_text(encoding="utf-8"))
    return str.maketrans(table["letters"])


def lower(text: str) -> str:
    """The text in lower case, composed."""
    return unicodedata.normalize("NFC", text.lower())


def folded(text: str) -> str:
    """The text in lower case with its letters folded."""
    return lower(text).translate(fold_table())


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits."""
    return _WORD.findall(text)
