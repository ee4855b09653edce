"""The small graph of `plan_store.py` as a fixture."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

_MODULE: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("plan_store.py")))


@pytest.fixture(scope="session")
def plan_engine() -> Any:
    """An engine over the small graph."""
    return _MODULE["StoreEngine"](_MODULE["plan_store"]())


@pytest.fixture(scope="session")
def work_engine() -> Any:
    """An engine over the small graph and a paper on watching, coordinating, reporting, terms and secrets."""
    return runpy.run_path(str(Path(__file__).with_name("work_store.py")))["work_engine"]()


@pytest.fixture(scope="session")
def unnumbered_engine() -> Any:
    """The same without the reading order, as a graph that no build of ours made."""
    return runpy.run_path(str(Path(__file__).with_name("work_store.py")))["work_engine"](numbered=False)


@pytest.fixture(scope="session")
def plan_tools() -> dict[str, Any]:
    """What `plan_store.py` defines, to build other small graphs with."""
    return _MODULE
