"""`jarlyk doctor`, `backup` and `restore` as they are used: what is wrong is named with the next step, and mended by it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from api.cli import DONE, FAILED, REPORTED, run
from graph.generation import open_current, text_path


@pytest.fixture
def store(library: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(library, tmp_path / "store"))


def looked_at(store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, object]]]:
    capsys.readouterr()
    code = run(["doctor", "--store", str(store), "--format", "json"])
    return code, {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)["examined"]}


def test_a_sound_store_is_told_as_such(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = looked_at(store, capsys)
    assert code == DONE and all(entry["sound"] for entry in found.values())
    assert {"program", "store", "workers", "search", "texts", "files not read", "room on the disk"} <= set(found)
    assert run(["doctor", "--store", str(store)]) == DONE
    assert capsys.readouterr().out.startswith("ok      program: jarlyk ")


def test_no_store_is_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--store", str(tmp_path)]) == REPORTED
    out = capsys.readouterr().out
    assert "not ok  store:" in out and "jarlyk build" in out


def test_a_changed_text_is_found_and_a_backup_mends_it(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "b.tar.gz"
    assert run(["backup", "--store", str(store), "--output", str(archive)]) == DONE
    generation = open_current(store)
    text = text_path(generation.texts_path, generation.manifest.documents[0].text)
    text.write_text("другие слова", encoding="utf-8")
    code, found = looked_at(store, capsys)
    assert code == REPORTED and not found["texts"]["sound"] and "backup" in str(found["texts"]["next_step"])
    assert run(["restore", str(archive), "--store", str(store)]) == DONE
    assert looked_at(store, capsys)[0] == DONE


@pytest.mark.parametrize(("part", "name"), [("search", "search"), ("store", "default graph")])
def test_a_damaged_part_does_not_hide_the_others(store: Path, part: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(open_current(store).path / part)
    code, found = looked_at(store, capsys)
    assert code == REPORTED and not found[name]["sound"] and found["texts"]["sound"]


def test_a_file_that_is_no_backup_is_refused(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"no archive")
    assert run(["restore", str(tmp_path / "x.tar.gz"), "--store", str(store)]) == FAILED
    assert "x.tar.gz: is no whole backup" in capsys.readouterr().err
