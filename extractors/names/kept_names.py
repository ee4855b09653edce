"""The patterns of all names, made once: to decline some thousand names takes longer than to read a document.

They are kept under the hash of what they are made from - the names of the registry, the tables of the languages and the modules
that make them - so that a change of any of these makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from extractors.names.patterns import NamePattern, collective_patterns, registry_patterns
from extractors.names.tables import NameWords
from ontology.kept import kept
from ontology.registered import Registry

BODY_FIELDS = ("key", "kind", "jurisdiction", "parent", "names", "aliases", "weak_names")
WORD_FIELDS = (
    "language",
    "suffix",
    "final_vowels",
    "suffixed",
    "softened",
    "inflections",
    "spellings",
    "part_links",
    "countries",
)
GROUP_FIELDS = ("name", "kind", "forms", "abbreviations", "alone", "partner")
MODULES = ("names/patterns.py", "names/inflection.py", "names/parts.py", "names/kept_names.py", "text.py")  # which make them
_ROOM = Path(__file__).resolve().parents[1]


def name_patterns(registry: Registry, tables: Sequence[NameWords]) -> list[NamePattern]:
    """The patterns of all registered names and of the collectives, in all languages."""

    def make() -> dict[str, Any]:
        return _packed([*registry_patterns(registry, tables), *collective_patterns(tables)])

    with suppress(OSError):  # a program without its sources
        sources = b"".join((_ROOM / module).read_bytes() for module in MODULES)
        return _unpacked(kept(_ROOM / "names", "names", sources + _basis(registry, tables), make))
    return _unpacked(make())


def _basis(registry: Registry, tables: Sequence[NameWords]) -> bytes:
    bodies = [[getattr(body, field) for field in BODY_FIELDS] for body in registry.bodies.values()]
    words = [
        [
            *(getattr(table, field) for field in WORD_FIELDS),
            table.suffix.pattern,
            [[getattr(row, field) for field in GROUP_FIELDS] for row in table.collectives],
        ]
        for table in tables
    ]
    return repr((bodies, words)).encode()


def _packed(patterns: Iterable[NamePattern]) -> dict[str, Any]:
    """The patterns in their order: the forms of those that have all else in common, the rest of their fields but for the stem."""
    alike = groupby(patterns, key=lambda pattern: (*pattern[2:-1], pattern.exact))
    return {"names": [[[pattern.cased for pattern in group], *rest] for rest, group in alike]}


def _unpacked(packed: dict[str, Any]) -> list[NamePattern]:
    found: list[NamePattern] = []
    for forms, *rest, exact in packed["names"]:
        end = (*rest, tuple(map(tuple, exact)))
        found += [NamePattern._make((cased.lower(), cased, *end)) for cased in forms]
    return found
