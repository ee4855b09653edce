"""Locks carry hashes and no registry's address; nothing that is committed names a machine's path."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "requirements-fuzz.lock"]
)
def test_lock_carries_hashes_and_no_address(name: str, root: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+(?: ; .*)? \\$", text, re.MULTILINE)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_nothing_committed_names_a_registry_or_a_machine(root: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split()
    words = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "/wo" + "rk/", "/ro" + "ot/"]
    named = [
        (name, word)
        for name in tracked
        for word in words
        if (root / name).is_file() and word.encode() in (root / name).read_bytes()
    ]
    assert not named
