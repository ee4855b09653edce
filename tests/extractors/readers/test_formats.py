"""The same document gives the same records in every format.

Equal means: every record and field alike, and each piece of evidence the same words; where they stand belongs to the text that
the reader made.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractors.pipeline import Extractor
from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.records import Evidence, Extraction
from ontology.registered import load_registry

FORMATS = ("html", "docx", "odt", "rtf", "pdf")
EXAMPLES = sorted(path.name for path in (Path(__file__).parents[3] / "examples" / "corpus").glob("*.txt"))
NOT_FACTS = ("document", "unread")  # the text itself, and the stretches of it that gave nothing


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def plain(value: Any, text: str) -> Any:
    """A record as data that can be compared, its evidence as words."""
    if isinstance(value, Evidence):
        return " ".join(text[value.start : value.end].split()), value.method, value.confidence
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), text) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(each, text) for each in value]
    return value


def facts(extraction: Extraction) -> dict[str, Any]:
    found = {field.name: getattr(extraction, field.name) for field in fields(extraction) if field.name not in NOT_FACTS}
    return {name: plain(value, extraction.document.text) for name, value in found.items()}


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_records_are_equal_whatever_the_format(
    name: str, kind: str, formats: ModuleType, extractor: Extractor, root: Path
) -> None:
    text = (root / "examples" / "corpus" / name).read_text(encoding="utf-8")
    file = read_bytes(formats.WRITERS[kind](formats.flow_of(text)), f"{name}.{kind}")
    assert file.format == kind
    expected, found = (facts(extractor.extract(name, "0" * 64, each)) for each in (text, file.text))
    for record, value in expected.items():
        assert found[record] == value, record


@pytest.mark.corpus
def test_real_documents_are_one_text_in_all_formats_that_keep_paragraphs(formats: ModuleType, corpus_dir: Path) -> None:
    for path in sorted(corpus_dir.glob("*.txt")):
        flow = formats.flow_of(path.read_text(encoding="utf-8"))
        texts = {kind: read_bytes(formats.WRITERS[kind](flow), f"a.{kind}").text for kind in ("html", "docx", "odt", "rtf")}
        assert len(set(texts.values())) == 1, path.name


@pytest.mark.corpus
def test_ruled_tables_of_real_documents_keep_their_cells(formats: ModuleType, corpus_dir: Path) -> None:
    for path in sorted(corpus_dir.glob("*.txt")):
        flow = formats.flow_of(path.read_text(encoding="utf-8"))
        page, pdf = (read_bytes(formats.WRITERS[kind](flow), f"a.{kind}").text for kind in ("html", "pdf"))
        expected, found = (
            [["".join(cell.text.split()) for cell in row.cells] for table in read_tables(text) for row in table.rows]
            for text in (page, pdf)
        )
        missed = [row for row in expected if row not in found]
        assert len(missed) <= 0.02 * len(expected), (path.name, missed[:3])
