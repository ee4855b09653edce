"""The files of examples/deployment: systemd finds no fault, the options and settings are those that there are, the probe works."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import httpx
import pytest

from api.commands.serve import serve
from api.settings import Settings
from tests.api.conftest import plain_quad, publish, serving

_WORST = 15  # tenths of systemd's measure of exposure, which goes to 100
_NAMES = {f"JARLYK_{f.name.upper()}" for f in fields(Settings)}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "examples" / "deployment"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_no_fault_and_little_exposure(folder: Path, tmp_path: Path) -> None:
    unit = tmp_path / "jarlyk.service"
    text = (folder / "jarlyk.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/jarlyk/bin/jarlyk", sys.executable), encoding="utf-8")
    for command in (["verify"], ["security", "--offline=true", "--no-pager", f"--threshold={_WORST}"]):
        done = subprocess.run(["systemd-analyze", *command, unit], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "jarlyk.service:" not in done.stderr


def commands(folder: Path) -> list[list[str]]:
    unit = (folder / "jarlyk.service").read_text(encoding="utf-8")
    image = (folder / "Containerfile").read_text(encoding="utf-8")
    started = shlex.split(re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)[0])[1:]
    return [started, json.loads(re.findall(r"^CMD (\[.*\])$", image, re.MULTILINE)[-1])]


def test_what_is_started_is_a_command_that_there_is(folder: Path) -> None:
    for name, *arguments in commands(folder):
        assert name == "serve"
        assert serve.make_context("serve", list(arguments)).params["processes"] == 2


def test_every_setting_that_is_named_is_one(folder: Path, root: Path) -> None:
    places = [*folder.iterdir(), *(root / "docs").glob("*.md"), root / "README.md", root / "SECURITY.md"]
    named = {
        (place.name, name) for place in places for name in re.findall(r"JARLYK_[A-Z_]*[A-Z]", place.read_text(encoding="utf-8"))
    }
    assert len(named) > 10 and not {
        pair for pair in named if not pair[1].startswith("JARLYK_ENGINE_LOGIN") and pair[1] not in _NAMES
    }


def test_every_setting_is_in_the_guide(root: Path) -> None:
    guide = (root / "docs" / "operations.md").read_text(encoding="utf-8").splitlines()
    rows = [
        (f.name.upper(), str(f.default).lower() if isinstance(f.default, bool) else f.default, f.metadata["help"])
        for f in fields(Settings)
    ]
    assert [line for name, default, text in rows if (line := f"| `JARLYK_{name}` | {default} | {text} |") not in guide] == []


def test_the_image_is_given_what_the_wheel_is_built_from(folder: Path, root: Path) -> None:
    given = {
        line.removeprefix("!") for line in (root / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"
    }
    assert {
        "ontology",
        "graph",
        "extractors",
        "api",
        "viz",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "requirements.lock",
    } == given
    assert all((root / name).exists() for name in given)
    image = (folder / "Containerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (\w+)$", image, re.MULTILINE)[-1] == "10001" and ":latest" not in image


def probed(folder: Path, client: httpx.Client) -> int:
    image = (folder / "Containerfile").read_text(encoding="utf-8")
    _, *probe = json.loads(re.findall(r"^  CMD (\[.*\])$", image, re.MULTILINE)[0])
    own = [word.replace("http://127.0.0.1:8000", str(client.base_url).rstrip("/")) for word in probe]
    return subprocess.run([sys.executable, *own], capture_output=True, check=False).returncode


def test_the_probe_of_the_image_tells_a_service_with_a_graph_from_one_without(folder: Path, tmp_path: Path) -> None:
    publish(tmp_path / "full", 1, [plain_quad(1)])
    (tmp_path / "empty").mkdir()
    for name, code in (("full", 0), ("empty", 1)):
        with serving(Settings(store=tmp_path / name)) as client:
            assert probed(folder, client) == code
