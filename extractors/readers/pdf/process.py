"""The process that opens a PDF: the file comes in by the standard input, what it says goes out by the standard output as JSON.

PDFium is native code and PDFs come from anywhere, so before the first byte of one is looked at, the process gives up memory,
time and the right to open any file or socket. Run it as `python -I -m extractors.readers.pdf.process`.
"""

from __future__ import annotations

import heapq  # noqa: F401 - what Counter.most_common takes at its first call, when no file can be opened any more
import json
import resource
import sys
from dataclasses import asdict
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.readers.pdf.flow import PageParts, flow_of, parts_of
from extractors.readers.pdf.page import read_page
from extractors.readers.pdf.tables import RuledTable

MAX_MEMORY = 1024 * 1024 * 1024
MAX_PAGES = 5_000
MAX_GLYPHS = 16_000_000
_UNKNOWN = 0.3  # of the letters without meaning, from which on a text is none


def main() -> None:
    """Reads one PDF. What is wrong with it goes out as {"error": ...}; the caller reports it."""
    seconds = int(sys.argv[1])
    _give_up_rights(seconds)
    try:
        answer: dict[str, Any] = {"flow": read(sys.stdin.buffer.read())}
    except UnreadableError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "needs more memory than is given to one PDF; split it"}
    sys.stdout.write(json.dumps(answer))


def _give_up_rights(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


class UnreadableError(Exception):
    """Why a PDF is not read, and the next step."""


def read(data: bytes) -> list[Any]:
    """The paragraphs and tables of a PDF, ready for JSON."""
    document = _opened(data)
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"{len(document):,} pages are more than the limit of {MAX_PAGES:,}; split the file")
    parts: list[PageParts] = []
    glyphs = unknown = images = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise UnreadableError(f"page {index + 1} is broken; fetch the file or make it again") from error
        found = read_page(page)
        page.close()
        glyphs, unknown, images = glyphs + len(found.glyphs), unknown + found.unknown, images + found.images
        if glyphs > MAX_GLYPHS:
            raise UnreadableError(f"more than {MAX_GLYPHS:,} letters; split the file")
        parts.append(parts_of(found))
    if unknown > _UNKNOWN * (glyphs + unknown):
        raise UnreadableError("its letters have no meaning in Unicode, so its text cannot be taken; run OCR and give the result")
    if not any(part.lines or part.tables for part in parts):
        what = "holds scanned pages without a text layer" if images else "has no text"
        raise UnreadableError(f"{what}; run OCR and give the result")
    return [asdict(item) if isinstance(item, RuledTable) else item for item in flow_of(parts)]


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = pdfium_c.FPDF_GetLastError()
        if code == pdfium_c.FPDF_ERR_PASSWORD:
            raise UnreadableError("is encrypted with a password; save it without one") from error
        if code == pdfium_c.FPDF_ERR_SECURITY:
            raise UnreadableError("is encrypted in a way that is not known; save it without encryption") from error
        raise UnreadableError("is no whole PDF; fetch the file or make it again") from error


if __name__ == "__main__":
    main()
