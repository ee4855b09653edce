"""Mistakes of registry files are found with file and line, whoever's file it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ontology import registered, registry_mistakes
from ontology.registry_mistakes import find_mistakes


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the registry that ships, in the place of it."""
    copy = tmp_path / "registry"
    shutil.copytree(Path(registered.__file__).parent / "registry", copy)
    for module in (registered, registry_mistakes):
        monkeypatch.setattr(module, "registry_files", lambda: tuple(sorted(copy.glob("*.toml"))))
    return copy


def test_a_fault_between_rows_that_ship_is_told_where_no_file_is_the_users(shipped: Path) -> None:
    events = shipped / "kz-events.toml"
    lines = events.read_text(encoding="utf-8").splitlines()
    row = lines.index('identifier = "emergency-ministry-2020"')
    day = next(number for number in range(row, row + 5) if lines[number].startswith("date = "))
    lines[day] = 'date = "2020-09-10"'
    events.write_text("\n".join(lines), encoding="utf-8")
    (mistake,) = find_mistakes(())
    assert (mistake.path, mistake.line) == (events, row + 1)
    assert "2020-09-10" in mistake.wrong and "2020-09-09" in mistake.wrong


def test_the_registry_that_ships_has_no_mistakes() -> None:
    assert list(find_mistakes(())) == []
