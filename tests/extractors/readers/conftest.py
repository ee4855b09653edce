"""The writers of `scripts/`, which make the files that the readers are tried on."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def formats(root: Path) -> Iterator[ModuleType]:
    """`scripts/write_formats.py`: plain text to HTML, DOCX, ODT, RTF and PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "scripts"))
        yield importlib.import_module("write_formats")


@pytest.fixture(scope="session")
def pdfs(formats: ModuleType) -> ModuleType:
    """`scripts/write_pdf.py`: PDFs of given drawings."""
    return importlib.import_module("write_pdf")
