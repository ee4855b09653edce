"""Tables kept beside their files are those that the files hold now."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from ontology.kept import FOLDER
from ontology.parsed_toml import parsed_toml

SHIPPED = sorted(
    path
    for folder in ("ontology/registry", "extractors/languages")
    for path in (Path(__file__).resolve().parents[2] / folder).rglob("*.toml")
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "words.toml"
    path.write_text('words = ["заң", "указ"]\n', encoding="utf-8")
    return path


def kept(table: Path) -> list[Path]:
    return sorted((table.parent / FOLDER).glob("*.json"))


@pytest.mark.parametrize("path", SHIPPED, ids=[f"{path.parent.name}/{path.stem}" for path in SHIPPED])
def test_what_is_kept_of_each_table_is_what_it_holds(path: Path) -> None:
    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    assert parsed_toml(path) == parsed
    assert parsed_toml(path) == parsed  # by now it is kept, if it can be


def test_a_table_is_parsed_once(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = parsed_toml(table)
    monkeypatch.setattr(tomllib, "loads", None)
    assert parsed_toml(table) == first == {"words": ["заң", "указ"]}


def test_a_changed_table_is_read_anew_and_the_older_one_goes(table: Path) -> None:
    parsed_toml(table)
    (before,) = kept(table)
    table.write_text('words = ["заң", "укас"]\n', encoding="utf-8")
    assert parsed_toml(table) == {"words": ["заң", "укас"]}
    (after,) = kept(table)
    assert before != after


def test_what_was_kept_and_is_damaged_is_not_taken(table: Path) -> None:
    parsed_toml(table)
    (file,) = kept(table)
    for damage in (b'{"words": [', b'["words"]', b"\xff"):
        file.write_bytes(damage)
        assert parsed_toml(table) == {"words": ["заң", "указ"]}


def test_nothing_is_kept_where_nothing_may_be_written(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parsed_toml(table) == {"words": ["заң", "указ"]}
    assert not (table.parent / FOLDER).exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (table.parent / FOLDER).write_text("", encoding="utf-8")  # no folder can be made there
    assert parsed_toml(table) == {"words": ["заң", "указ"]}
