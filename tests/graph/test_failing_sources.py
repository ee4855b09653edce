"""A file that cannot be taken is named with its reason, and the others are built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.build import BuildOptions, build


def test_link_to_nothing_is_named_and_the_others_are_built(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    (papers / "gone.txt").symlink_to(papers / "nothing.txt")
    report = build([papers], tmp_path / "store", toy["read"], BuildOptions())
    assert [Path(f.path).name for f in report.failures] == ["gone.txt"]
    assert len(report.read) == 3


def test_all_files_of_the_same_bytes_are_named(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    for name in ("x.txt", "y.txt"):
        (papers / name).write_text("", encoding="utf-8")
    (failure,) = build([papers], tmp_path / "store", toy["read"], BuildOptions()).failures
    assert "x.txt" in failure.path
    assert "y.txt" in failure.path


def test_fault_of_the_program_over_one_document_does_not_lose_the_others(
    papers: Path, tmp_path: Path, toy: dict[str, Any]
) -> None:
    def read(path: Path) -> Any:
        if path.name == "b.txt":
            raise RuntimeError("made up")
        return toy["read"](path)

    report = build([papers], tmp_path / "store", read, BuildOptions())
    assert len(report.read) == 2
    (failure,) = report.failures
    assert failure.path.endswith("b.txt")
    assert "RuntimeError: made up" in failure.reason
