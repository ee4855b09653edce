"""Each example of docs/use.md runs as it stands, but for the address, against a live service over the examples."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import httpx
import pytest

from api.settings import Settings
from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.findings.catalogue import findings_step
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry
from tests.api.conftest import serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "use.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
RUN = [(language, code) for language, code in BLOCKS if language != "text"]
PROGRAMS = {"sh": ["bash", "-eu", "-c"], "python": [sys.executable, "-c"], "r": ["Rscript", "-e"]}
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    registry = load_registry()
    folder = tmp_path_factory.mktemp("demo")
    options = BuildOptions(registry=registry, steps=(findings_step(DEFAULT_BASE),))
    build([ROOT / "examples" / "corpus"], folder, Extractor.load(registry).read, options)
    with serving(Settings(store=folder)) as client:
        yield client


def test_there_are_examples_of_every_kind() -> None:
    assert {kind: sum(language == kind for language, _ in BLOCKS) for kind in ("sh", "python", "r", "text")} == {
        "sh": 3,
        "python": 4,
        "r": 1,
        "text": 1,
    }
    assert all(ADDRESS in code for language, code in BLOCKS if language != "text")


@pytest.mark.parametrize(("language", "code"), RUN, ids=[f"{language}-{number}" for number, (language, _) in enumerate(RUN)])
def test_each_example_runs(demo: httpx.Client, language: str, code: str) -> None:
    if "import pandas" in code and find_spec("pandas") is None:
        pytest.skip("pandas is not installed; it is too large for the tests")
    own = code.replace(ADDRESS, str(demo.base_url).rstrip("/"))
    if which(PROGRAMS[language][0]) is None:
        pytest.skip(f"{PROGRAMS[language][0]} is not installed")
    ran = subprocess.run([*PROGRAMS[language], own], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() and not ran.stderr


def test_the_problem_is_in_the_language_asked_for(demo: httpx.Client) -> None:
    answer = demo.get("/api/search?q=мост&size=0", headers={"Accept-Language": "ky"})
    assert answer.json()["detail"].endswith("бүтүн сан керек")
