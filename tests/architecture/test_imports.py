"""The arrows between the rooms: ontology <- extractors, graph <- viz <- api, and nothing upward."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MAY_IMPORT = {
    "ontology": set(),
    "extractors": {"ontology"},
    "graph": {"ontology"},
    "viz": {"ontology", "graph"},
    "api": {"ontology", "extractors", "graph", "viz"},
}


def imported_rooms(source: str) -> set[str]:
    """The rooms that a module's source imports, wherever in the module the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names & MAY_IMPORT.keys()


def arrows_upward(room: str, source: str) -> set[str]:
    return imported_rooms(source) - MAY_IMPORT[room] - {room}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_room_imports_only_what_it_may(room: str, root: Path) -> None:
    modules = sorted((root / room).rglob("*.py"))
    assert modules
    wrong = {str(m.relative_to(root)): found for m in modules if (found := arrows_upward(room, m.read_text(encoding="utf-8")))}
    assert not wrong


def test_walker_catches_an_arrow_upward() -> None:
    assert arrows_upward("graph", "def f():\n    from extractors.text import normalise") == {"extractors"}
    assert arrows_upward("viz", "import api.cli") == {"api"}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_files_stay_small_enough_to_read_at_a_sitting(room: str, root: Path) -> None:
    lengths = {str(m.relative_to(root)): len(m.read_text(encoding="utf-8").splitlines()) for m in (root / room).rglob("*.py")}
    assert not {name: n for name, n in lengths.items() if n > 500 and not name.endswith("terms.py")}


def test_no_module_is_named_for_nothing(root: Path) -> None:
    vague = {"utils", "helpers", "common", "misc", "core"}
    assert not [m for room in MAY_IMPORT for m in (root / room).rglob("*.py") if m.stem in vague]
