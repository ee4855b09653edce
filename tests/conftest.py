"""Fixtures that all rooms share. The smallest data serve each test; the real documents only where a test is marked `corpus`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Corpus tests run wherever the shared corpus is; JARLYK_REQUIRE_CORPUS makes its absence a failure."""
    if (SHARED / "corpus").is_dir() or os.environ.get("JARLYK_REQUIRE_CORPUS"):
        return
    absent = pytest.mark.skip(reason="the shared corpus is not beside this checkout")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The folder of the real documents; a test that asks for it is marked `corpus`."""
    folder = SHARED / "corpus"
    assert any(folder.glob("*.txt")), f"no documents in {folder}"
    return folder


@pytest.fixture(scope="session")
def eval_dir() -> Path:
    """The folder of the gold facts and their scorer; a test that asks for it is marked `corpus`."""
    folder = SHARED / "eval"
    assert (folder / "score.py").is_file(), f"no scorer in {folder}"
    return folder


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """The path of the system's Chromium, or None to let playwright take its own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
