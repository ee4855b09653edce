"""The patterns of names that are kept are those that are made, and all that they are made from is in what they are kept under."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from extractors.names.kept_names import BODY_FIELDS, GROUP_FIELDS, MODULES, WORD_FIELDS, name_patterns
from extractors.names.patterns import collective_patterns, registry_patterns
from extractors.names.tables import load_name_words
from ontology import kept as keeping
from ontology.registered import Registry, load_registry

ROOM = Path(__file__).resolve().parents[3] / "extractors"


class Noted:
    """A record that notes which of its fields are read."""

    def __init__(self, record: object, read: set[str]) -> None:
        self.record, self.read = record, read

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self.record, name)


@pytest.fixture
def registry() -> Registry:
    return load_registry()


def test_what_is_kept_is_what_is_made(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = load_name_words()
    made = [*registry_patterns(registry, tables), *collective_patterns(tables)]
    monkeypatch.setattr(keeping.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(keeping, "FOLDER", str(tmp_path))
    assert name_patterns(registry, tables) == made
    assert [path.name.split(".")[0] for path in tmp_path.iterdir()] == ["names"]
    monkeypatch.setattr("extractors.names.kept_names.registry_patterns", lambda *_: [])
    kept = name_patterns(registry, tables)
    assert kept == made and all(isinstance(span, tuple) for pattern in kept for span in pattern.exact)
    fewer = Registry(dict(list(registry.bodies.items())[:-1]), registry.acts)
    assert name_patterns(fewer, tables) != made  # made anew


def test_every_field_that_is_read_is_told(registry: Registry) -> None:
    bodies: set[str] = set()
    words: set[str] = set()
    groups: set[str] = set()

    class Words(Noted):
        @property
        def collectives(self) -> list[Noted]:
            return [Noted(row, groups) for row in self.record.collectives]  # type: ignore[attr-defined]

    known: Mapping[str, Any] = {key: Noted(body, bodies) for key, body in registry.bodies.items()}
    tables: list[Any] = [Words(table, words) for table in load_name_words()]
    list(registry_patterns(Registry(known, registry.acts), tables))
    list(collective_patterns(tables))
    assert bodies == set(BODY_FIELDS)
    assert words == set(WORD_FIELDS)
    assert groups == set(GROUP_FIELDS)


def test_every_module_that_makes_them_is_told() -> None:
    types_alone = {"names/tables.py"}
    for module in MODULES:
        for node in ast.walk(ast.parse((ROOM / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractors."):
                path = node.module.removeprefix("extractors.").replace(".", "/") + ".py"
                assert path in {*MODULES, *types_alone}, f"{module} imports {path}"
