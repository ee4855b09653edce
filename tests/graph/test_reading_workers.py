"""Files read by several processes: the order stays, and one that dies or hangs costs its own file alone."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from graph import reading_workers as workers_module
from graph.build import BuildOptions, build
from graph.export import export_file
from graph.generation import open_current
from graph.manifest import Failure
from graph.reading_workers import reading_workers, useful_workers
from graph.sources import Source, find_sources
from ontology.errors import DocumentError
from ontology.records import Extraction


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"Жол {number} салу\n", encoding="utf-8")
    return folder


def sources(folder: Path) -> tuple[Source, ...]:
    return find_sources([folder]).documents


def nquads(store: Path, target: Path) -> bytes:
    export_file(open_current(store).open_store(), "nquads", target)
    return target.read_bytes()


def test_what_is_read_comes_in_the_order_of_the_files(many: Path, toy: dict[str, Any]) -> None:
    def read(path: Path) -> Any:
        time.sleep(0.02 if path.name.startswith("0") else 0)  # the first are the slowest
        return toy["read"](path)

    with reading_workers(read, 3) as readers:
        outcomes = list(readers.outcomes(sources(many)))
    assert [outcome.document.file_name for outcome in outcomes if isinstance(outcome, Extraction)] == [
        f"{number:02}.txt" for number in range(40)
    ]


def test_several_processes_build_what_one_builds(many: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    for name, workers in (("one", 0), ("several", 3)):
        build([many], tmp_path / name, toy["read"], BuildOptions(workers=workers))
    assert nquads(tmp_path / "one", tmp_path / "1.nq") == nquads(tmp_path / "several", tmp_path / "2.nq")


def test_a_process_that_dies_costs_the_file_that_it_read(many: Path, toy: dict[str, Any]) -> None:
    def read(path: Path) -> Any:
        if path.name in ("07.txt", "08.txt", "39.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        return toy["read"](path)

    with reading_workers(read, 2) as readers:
        outcomes = list(readers.outcomes(sources(many)))
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert [Path(failure.path).name for failure in failures] == ["07.txt", "08.txt", "39.txt"]
    assert all("signal 9" in failure.reason for failure in failures)
    assert len(outcomes) == 40


def test_a_file_that_takes_too_long_is_named(many: Path, toy: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "_AT_LEAST_S", 1)

    def read(path: Path) -> Any:
        while path.name == "05.txt":
            pass
        return toy["read"](path)

    with reading_workers(read, 2) as readers:
        outcomes = list(readers.outcomes(sources(many)))
    (failure,) = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert Path(failure.path).name == "05.txt"
    assert "within 1 s" in failure.reason


def test_a_fault_in_a_process_names_the_file(many: Path, toy: dict[str, Any]) -> None:
    def read(path: Path) -> Any:
        if path.name == "05.txt":
            raise RuntimeError("made up")
        return toy["read"](path)

    with reading_workers(read, 2) as readers:
        outcomes = list(readers.outcomes(sources(many)))
    (failure,) = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert "RuntimeError: made up" in failure.reason


def test_no_process_outlives_the_build(many: Path, toy: dict[str, Any]) -> None:
    with reading_workers(toy["read"], 2) as readers:
        outcomes = readers.outcomes(sources(many))
        next(outcomes)
        running = [worker.process for worker in readers._workers]
    assert not any(process.is_alive() for process in running)


def test_the_collector_is_kept_from_what_a_process_has_loaded(many: Path) -> None:
    def read(_path: Path) -> Any:
        raise DocumentError(f"{gc.get_freeze_count() > 0}, {gc.get_threshold()[0]}")

    usual = gc.get_threshold()
    with reading_workers(read, 1) as readers:
        outcomes = list(readers.outcomes(sources(many)[:1]))
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Failure)] == ["True, 50000"]
    assert gc.get_threshold() == usual and not gc.get_freeze_count()  # the build's own process stays as it was


def test_few_small_files_are_worth_one_process(many: Path, tmp_path: Path) -> None:
    assert useful_workers(sources(many), 8) == 1
    assert useful_workers((), 8) == 0
    for number in range(3):
        (many / f"large{number}.txt").write_text(f"{number}" * 700_000, encoding="utf-8")
    assert useful_workers(sources(many), 8) == 8
    assert useful_workers(sources(many), 2) == 2
