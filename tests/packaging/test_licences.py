"""Nothing that we ship with is under the GPL: the licences of all that the program needs at run time, as the packages state them."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==", re.MULTILINE)
FORBIDDEN = re.compile(r"\bA?L?GPL|General Public License", re.IGNORECASE)


def stated_licence(name: str) -> str:
    """All that a package states of its licence; a package for another platform is not installed and states nothing here."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    classifiers = [c for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    free_text = (metadata.get("License") or "").split("\n")[0]  # some packages put the whole text there
    return " ".join([metadata.get("License-Expression") or "", free_text, *classifiers])


def test_no_package_of_the_runtime_is_under_the_gpl(root: Path) -> None:
    names = PIN.findall((root / "requirements.lock").read_text(encoding="utf-8"))
    stated = {name: stated_licence(name) for name in names}
    assert len([name for name, licence in stated.items() if licence.strip()]) > 30
    assert not {name: licence for name, licence in stated.items() if FORBIDDEN.search(licence)}
