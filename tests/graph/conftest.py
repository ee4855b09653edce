"""Fixtures of the graph's tests: the toy reader, and stores built with it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

_TOY = Path(__file__).with_name("toy_reader.py")


@pytest.fixture(scope="session")
def toy() -> dict[str, Any]:
    """What `toy_reader.py` defines."""
    return runpy.run_path(str(_TOY))


@pytest.fixture(scope="session")
def toy_program() -> Path:
    """The toy reader as a program that builds and dies."""
    return _TOY


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with three documents."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("a.txt", "Мектеп салу\n"), ("b.txt", "Көпір жөндеу\n"), ("c.txt", "Өзенді тазалау\n")):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
