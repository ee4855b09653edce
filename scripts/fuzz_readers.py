"""Looks for files that break a reader or a later stage: atheris over mutated examples of one format (make fuzz SECONDS=60).

usage: fuzz_readers.py KIND SECONDS [FOLDER]     KIND: txt, html, docx, odt, rtf, pdf, or zip for damaged archives

Inputs that were worth keeping stay in FOLDER (.jarlyk/fuzz/KIND); one that breaks something is written beside it. For docx and
odt the XML is mutated and packed afterwards, as a damaged archive is refused before its XML is looked at.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from write_formats import WRITERS, flow_of, zipped

from extractors.pipeline import Extractor
from extractors.readers.pdf.process import UnreadableError, read
from extractors.readers.reader import read_bytes
from graph.mapping import to_quads
from ontology.errors import DocumentError
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
XML = {"docx": "word/document.xml", "odt": "content.xml"}
KINDS = ("txt", "html", "docx", "odt", "rtf", "pdf", "zip")
_LONGEST = 100_000  # characters that go through the later stages
_NO_TEXT = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000))))
_RICH = (
    rb"{\rtf1{\listtext 1.\tab}{\super\chftn}{\footnote\pard{\super\chftn} a\par}\trowd\cellx9\pard\intbl\itap2 b\nestcell"
    rb"{\*\nesttableprops\trowd\cellx5\nestrow}\pard\intbl c\cell\row}"
)


def seeds(kind: str) -> list[bytes]:
    """Whole files of a kind, or what is mutated of them."""
    flows = [flow_of(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "examples" / "corpus").glob("*.txt"))]
    if kind == "txt":
        return [path.read_bytes() for path in sorted((ROOT / "examples" / "corpus").glob("*.txt"))]
    if kind == "zip":
        return [WRITERS[each](flows[0]) for each in XML]
    files = [WRITERS[kind](flow) for flow in flows]
    if kind in XML:
        files = [_part(file, XML[kind]) for file in files]
    return [*files, _RICH] if kind == "rtf" else files


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def packed(kind: str, data: bytes) -> bytes:
    """The file that a mutated input stands for."""
    if kind not in XML:
        return data
    kinds: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text"} if kind == "odt" else {}
    return zipped({**kinds, XML[kind]: data})


def checker(kind: str, extractor: Extractor) -> Callable[[bytes], None]:
    """What a mutated input is put to. It raises what no file may cause: anything but DocumentError."""

    def check(data: bytes) -> None:
        try:
            if kind == "pdf":
                read(data)  # in this process, so that a crash of PDFium is seen
                return
            file = read_bytes(packed(kind, data), f"a.{kind}")
        except (DocumentError, UnreadableError):
            return
        if file.format != "txt" and _NO_TEXT & set(file.text):
            raise ValueError("the text holds characters that are no text")
        list(to_quads(extractor.extract("a", "0" * 64, file.text[:_LONGEST])))

    return check


def main() -> None:
    """Fuzzes until the time is over; ends with another code than 0 where something broke."""
    import atheris  # the extra `fuzz`

    kind, seconds = sys.argv[1], int(sys.argv[2])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / ".jarlyk" / "fuzz" / kind
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(kind)):
        (folder / f"seed-{number}").write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=1024",
        "-max_len=60000",
        f"-artifact_prefix={folder}/../{kind}-",
    ]
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *options, str(folder)], checker(kind, Extractor.load(load_registry())))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
