"""The words of a document say the same however its lines are laid out: facts that a layout loses are faults of reading."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from extractors.readers.reader import read_bytes
from ontology.registered import load_registry

# The share of facts that a layout may lose, in thousandths: what was reached, and a little more.
MOST = {
    "without blank lines": 10,
    "a blank line behind each line": 8,
    "blanks in empty lines": 0,
    "a column": 20,
    "tables without marks": 12,
    "tables with bars": 4,
}
EACH = 2  # of the documents, the second, the fourth ...


@pytest.fixture(scope="module")
def layouts(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "scripts" / "layouts.py"))


@pytest.fixture(scope="module")
def texts(root: Path, layouts: dict[str, Any]) -> list[str]:
    files = [*sorted((root / "examples" / "corpus").glob("*.txt")), *sorted((root / "tests" / "quality" / "gold").glob("*.txt"))]
    read = [file.read_text(encoding="utf-8") for file in files[::EACH]]
    return [text for text in read if layouts["can_be_laid_out"](text)]


@pytest.mark.parametrize("layout", MOST)
def test_a_layout_loses_few_facts(layout: str, texts: list[str], layouts: dict[str, Any]) -> None:
    extractor = Extractor.load(load_registry())
    assert set(MOST) == set(layouts["LAYOUTS"])
    results = [layouts["kept"](extractor, text, layouts["LAYOUTS"][layout]) for text in texts]
    lost, whole = sum(less.total() for less, _, _ in results), sum(total for _, _, total in results)
    assert len(texts) > 30 and whole > 2_000
    assert lost * 1_000 <= whole * MOST[layout]


def test_the_layouts_change_line_ends_alone(layouts: dict[str, Any]) -> None:
    text = "Приложение\nк приказу № 5\n\n" + "Министерство ведет учет лесов и рек страны. " * 5 + "\n\nа\tб\tв\n\nКонец."
    for layout in layouts["LAYOUTS"].values():
        assert layout(text) != text and "".join(layout(text).replace("|", "").split()) == "".join(text.split())
    assert layouts["without_blank_lines"]("а\n\nб\n \nв") == "а\nб\nв"
    assert layouts["spaced"]("а\nб\n\nв") == "а\n\nб\n\nв"
    assert max(len(line) for line in layouts["column"](text).split("\n")) <= layouts["WIDTH"]


@pytest.mark.corpus
def test_real_documents_say_the_same_as_pages(
    root: Path, corpus_dir: Path, layouts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(root / "scripts")
    formats = runpy.run_path(str(root / "scripts" / "write_formats.py"))
    extractor = Extractor.load(load_registry())
    for path in sorted(corpus_dir.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        page = read_bytes(formats["html"](formats["flow_of"](text)), "a.html").text
        before, after = (layouts["facts"](extractor.extract("a", "0" * 64, each)) for each in (text, page))
        assert before.total() > 20
        assert (before - after).total() * 50 <= before.total(), path.name  # lines broken inside a sentence are paragraphs there
