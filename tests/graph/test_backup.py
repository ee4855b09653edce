"""A backup holds all that is published, and a damaged or made-up one publishes nothing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.backup import Restored, restore_backup, write_backup
from graph.build import build
from graph.errors import BuildLockedError, StoreError
from graph.export import export_file
from graph.generation import current_number, open_current
from graph.layout import Layout
from graph.lock import build_lock
from graph.written_reviews import Review, read_reviews, write_review

_BASE = "https://example.org/id/"
_KILLED = 9
# Restores, and is killed after the given one of the calls that change the disk for good.
_RESTORING = """
import os, sys
from pathlib import Path
left = int(sys.argv[1])
def counted(call):
    def counting(*given, **named):
        global left
        left -= 1
        result = call(*given, **named)
        if left == 0:
            os._exit(9)
        return result
    return counting
from graph.backup import restore_backup
for name in ("open", "replace", "rename", "rmdir"):
    setattr(os, name, counted(getattr(os, name)))
restore_backup(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[3]) / "tokens.json")
"""


@pytest.fixture
def store(tmp_path: Path, toy: dict[str, Any]) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("one", "two"):
        (source / f"{name}.txt").write_text(f"Токтом {name}: министрлик көпүрөнү оңдойт.\n", encoding="utf-8")
    build([source], tmp_path / "store", toy["read"])
    return tmp_path / "store"


@pytest.fixture
def backup(store: Path, tmp_path: Path) -> Path:
    write_backup(store, tmp_path / "b.tar.gz")
    return tmp_path / "b.tar.gz"


def exported(store: Path, output: Path) -> bytes:
    export_file(open_current(store).open_store(), "nquads", output)
    return output.read_bytes()


def test_what_is_restored_is_what_was_published(store: Path, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert restore_backup(backup, other) == Restored(1, 0, None)
    before, after = open_current(store), open_current(other)
    assert after.manifest == before.manifest and before.manifest.documents
    assert [after.text(entry.iri) for entry in after.manifest.documents] == [
        before.text(entry.iri) for entry in before.manifest.documents
    ]
    assert exported(other, tmp_path / "a.nq") == exported(store, tmp_path / "b.nq")
    assert sorted(path.name for path in other.iterdir()) == ["current", "generations", "lock", "texts"]


def test_a_restored_generation_is_the_newest_and_the_last_one_stays(store: Path, backup: Path) -> None:
    number = current_number(store)
    assert number is not None
    assert restore_backup(backup, store).generation == number + 1 == current_number(store)
    assert Layout(store).generation(number).is_dir()


def test_builds_go_on_from_a_restored_generation(backup: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    restore_backup(backup, tmp_path / "other")
    report = build([tmp_path / "source"], tmp_path / "other", toy["read"])
    assert (len(report.kept), report.generation) == (2, 2)


def test_no_backup_is_taken_while_a_build_runs(store: Path, tmp_path: Path) -> None:
    with build_lock(Layout(store).lock), pytest.raises(BuildLockedError):
        write_backup(store, tmp_path / "b.tar.gz")
    assert not list(tmp_path.glob("b.tar.gz*"))


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def changed(content: bytes) -> bytes:
    return repacked(content, lambda name, data: data[:-1] + bytes([data[-1] ^ 1]) if name.startswith("texts/") else data)


def with_one_more(content: bytes) -> bytes:
    return repacked(content, lambda _, data: data, extra="generation/extra")


def outside(content: bytes) -> bytes:
    def listed(name: str, data: bytes) -> bytes:
        if name != "backup.json":
            return data
        table = json.loads(data)
        table["files"]["generation/../../escaped"] = [1, "0"]
        return json.dumps(table).encode()

    return repacked(content, listed, extra="generation/../../escaped")


def of_the_future(content: bytes) -> bytes:
    return repacked(content, lambda name, data: data.replace(b'"format": 2', b'"format": 9') if name == "backup.json" else data)


def repacked(content: bytes, change: Callable[[str, bytes], bytes], extra: str = "") -> bytes:
    sink = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as source, tarfile.open(fileobj=sink, mode="w:gz") as target:
        members = [(member.name, change(member.name, source.extractfile(member).read())) for member in source]  # type: ignore[union-attr]
        for name, data in [*members, *([(extra, b"x")] if extra else [])]:
            head = tarfile.TarInfo(name)
            head.size = len(data)
            target.addfile(head, io.BytesIO(data))
    return sink.getvalue()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (cut, "no whole backup"),
        (changed, "not as listed"),
        (with_one_more, "not as listed"),
        (outside, "not as listed"),
        (of_the_future, "format is 9"),
        (lambda _: b"no archive at all", "no whole backup"),
    ],
)
def test_a_damaged_backup_is_named_and_publishes_nothing(
    backup: Path, store: Path, tmp_path: Path, damage: Callable[[bytes], bytes], told: str
) -> None:
    number = current_number(store)
    backup.write_bytes(damage(backup.read_bytes()))
    for folder in (store, tmp_path / "other"):
        with pytest.raises(StoreError, match=told) as caught:
            restore_backup(backup, folder)
        assert str(backup) in str(caught.value)
    assert current_number(store) == number and current_number(tmp_path / "other") is None
    assert not list(tmp_path.rglob("escaped")) and not list(tmp_path.rglob("restore-*"))


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        restore_backup(tmp_path / "none.tar.gz", tmp_path / "other")


def reviewed(store: Path, *reasons: str) -> list[Review]:
    reviews = [Review("urn:a", "rejected", "A", reason, f"2026-11-26T10:00:0{n}.000Z") for n, reason in enumerate(reasons)]
    for review in reviews:
        write_review(Layout(store).reviews, review, _BASE)
    return reviews


def all_of(reviews: list[Review]) -> list[Any]:
    return [triple for review in reviews for triple in review.triples(_BASE)]


def test_reviews_and_tokens_come_back_in_an_empty_folder(store: Path, tmp_path: Path) -> None:
    reviews = reviewed(store, "one", "two\n#\nlines")
    with Layout(store).reviews.open("ab") as stream:
        stream.write(b"<urn:half> <urn:")  # what a crash left
    tokens, output, other = store / "tokens.json", tmp_path / "b.tar.gz", tmp_path / "other"
    tokens.write_text('{"tokens": []}', encoding="utf-8")
    write_backup(store, output, tokens)
    assert output.stat().st_mode & 0o777 == 0o600
    put = other / "tokens.json"
    assert restore_backup(output, other, put) == Restored(1, 2, True)
    assert read_reviews(Layout(other).reviews) == all_of(reviews)
    assert put.read_bytes() == tokens.read_bytes() and put.stat().st_mode & 0o777 == 0o600


def test_a_store_keeps_its_later_reviews_and_its_tokens(store: Path, tmp_path: Path) -> None:
    first = reviewed(store, "one")
    tokens = store / "tokens.json"
    tokens.write_text("old", encoding="utf-8")
    write_backup(store, tmp_path / "b.tar.gz", tokens)
    tokens.write_text("with one taken back", encoding="utf-8")
    later = reviewed(store, "two")
    assert restore_backup(tmp_path / "b.tar.gz", store, tokens) == Restored(2, 0, False)
    assert read_reviews(Layout(store).reviews) == all_of(first + later)
    assert tokens.read_text(encoding="utf-8") == "with one taken back"


def test_a_backup_of_the_first_format_is_read(backup: Path, tmp_path: Path) -> None:
    old = repacked(backup.read_bytes(), lambda name, data: data.replace(b'"format": 2', b'"format": 1', 1))
    backup.write_bytes(old)
    assert restore_backup(backup, tmp_path / "other").generation == 1


def test_a_restore_killed_at_any_step_leaves_nothing_half_and_can_be_done_again(store: Path, tmp_path: Path) -> None:
    reviews = reviewed(store, "one", "two")
    tokens, output = store / "tokens.json", tmp_path / "b.tar.gz"
    tokens.write_text('{"tokens": []}', encoding="utf-8")
    write_backup(store, output, tokens)
    for step in range(1, 100):
        other = tmp_path / f"killed-{step}"
        command = [sys.executable, "-c", _RESTORING, str(step), str(output), str(other)]
        code = subprocess.run(command, check=False).returncode
        if code == 0:
            break
        assert code == _KILLED
        held, put = read_reviews(Layout(other).reviews), other / "tokens.json"
        assert held in ([], all_of(reviews))
        assert not put.exists() or put.read_bytes() == tokens.read_bytes()
        if current_number(other) is not None:
            assert open_current(other).open_store() and held and put.exists()
        restore_backup(output, other, put)
        assert read_reviews(Layout(other).reviews) == all_of(reviews) and put.read_bytes() == tokens.read_bytes()
        assert not list(other.glob("restore-*"))
    assert step > 5
