"""A wheel built from the sdist works in another folder, holds all five packages and their data, and owns their names."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOMS = ("ontology", "graph", "extractors", "api", "viz")


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The wheel, built from the unpacked sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--outdir", folder, root, cwd=folder)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    source = next(p for p in folder.iterdir() if p.is_dir())
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, source, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of a new environment that holds the wheel; what it depends on is lent from the environment of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=folder)
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    # A path line lends the packages, not the .pth files beside them: the editable checkout stays unseen.
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_wheel_holds_every_file_of_the_five_packages(wheel: Path, root: Path) -> None:
    tracked = run("git", "ls-files", "-co", "--exclude-standard", *ROOMS, cwd=root).split()
    held = set(zipfile.ZipFile(wheel).namelist())
    assert not set(tracked) - held
    assert all(f"{room}/py.typed" in held for room in ROOMS)


def test_installed_program_builds_and_answers_elsewhere(installed: Path, root: Path) -> None:
    program, folder = installed.parent / "jarlyk", installed.parent.parent.parent
    run(program, "build", root / "examples" / "corpus", "--store", folder / "store", cwd=folder)
    rows = run(program, "ask", "who-is-responsible", "--store", folder / "store", "--format", "csv", cwd=folder)
    assert len(rows.splitlines()) > 1


def test_installed_packages_are_ours_alone(installed: Path) -> None:
    code = (
        "import importlib, importlib.metadata as m, pathlib\n"
        f"rooms = {ROOMS!r}\n"
        "owners = m.packages_distributions()\n"
        "assert all(set(owners[r]) == {'jarlyk'} for r in rooms), owners\n"
        "places = {pathlib.Path(importlib.import_module(r).__file__).parent.parent for r in rooms}\n"
        "assert len(places) == 1, places\n"
        "[e.load() for e in m.distribution('jarlyk').entry_points]\n"
    )
    run(installed, "-c", code, cwd=installed.parent)
