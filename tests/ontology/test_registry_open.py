"""The list in `docs/registry.md` of what nobody has checked is that of the registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_of_what_is_open_is_fresh() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "registry_open.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
