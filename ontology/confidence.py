"""How far a fact may be trusted: what its rule's author expected, corrected by how often the rule was right on the gold facts.

The confidence is the mean of a Beta distribution: the author's estimate counts as much as a few measured cases, so that a rule
that was met twice is not believed for being right twice, and one that was met often has the precision that was measured.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ontology.errors import DataError

_CASES_OF_THE_ESTIMATE = 10  # measured cases that weigh as much as the author's estimate
_PLACE = "ontology/precision.toml"


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule was right, of how many facts that it gave in the gold documents."""

    right: int
    found: int


def confidence(method: str, estimate: float) -> float:
    """The confidence of a fact that `method` gave, from 0 to 1, in hundredths. Raises DataError where the table is faulty."""
    measured = load_precision().get(method)
    if measured is None:
        return estimate
    weight = _CASES_OF_THE_ESTIMATE
    return round((measured.right + estimate * weight) / (measured.found + weight), 2)


@cache
def load_precision() -> Mapping[str, Measured]:
    """What was measured of each method. Raises DataError where the table is faulty."""
    return parse_precision(files("ontology").joinpath("precision.toml").read_text(encoding="utf-8"))


def parse_precision(text: str) -> Mapping[str, Measured]:
    """The measured methods of a TOML text. Raises DataError for what is no table of [right, found]."""
    try:
        methods = tomllib.loads(text)["methods"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"{_PLACE}: {error}; make it anew with: make eval WRITE=--write") from error
    return MappingProxyType({method: _measured(method, row) for method, row in methods.items()})


def _measured(method: str, row: object) -> Measured:
    match row:
        case [int(right), int(found)] if 0 <= right <= found and found > 0:
            return Measured(right, found)
    raise DataError(f"{_PLACE}: '{method}' must be [right, found]; make it anew with: make eval WRITE=--write")
