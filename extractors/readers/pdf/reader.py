"""Reads PDF files through a process of its own, which cannot harm this one."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from extractors.readers.building import FlowMaker
from extractors.readers.characters import Characters
from extractors.readers.file_text import says_nothing
from extractors.readers.layout import write
from ontology.errors import DocumentError

_SECONDS = 8  # for any file ...
_SECONDS_PER_MB = 2  # ... and more for a large one
_MB = 1024 * 1024
_PROCESS = "extractors.readers.pdf.process"


def read_pdf(data: bytes, name: str) -> Characters:
    """The text layer of a PDF, ruled tables kept as cells, running headers and footers left out.

    Raises DocumentError for a PDF that is broken, encrypted, scanned without a text layer, or beyond the limits.
    """
    seconds = _SECONDS + _SECONDS_PER_MB * (len(data) // _MB)
    answer = _answer(data, name, seconds)
    if "error" in answer:
        raise DocumentError(f"{name}: {answer['error']}")
    maker = FlowMaker(name)
    for item in answer["flow"]:
        if isinstance(item, str):
            maker.add(item)
        else:
            _add_table(maker, item["rows"])
    text = write(maker.flow)
    if says_nothing(text):
        raise DocumentError(f"{name}: the document has no text; if it holds scanned pages, run OCR first")
    return Characters(text, "Unicode")


def _answer(data: bytes, name: str, seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", _PROCESS, str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=3 * seconds, check=False
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{name}: took more than {seconds} s; save it as a new PDF or split it") from error
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise DocumentError(f"{name}: the PDF needs more than {seconds} s or 1 GB, or breaks its reader; save it as a new PDF")
    return answer


def _add_table(maker: FlowMaker, rows: list[list[dict[str, Any]]]) -> None:
    maker.open_table()
    for row in rows:
        maker.row()
        for cell in row:
            maker.open_cell(cell["columns"], cell["rows"])
            for paragraph in cell["paragraphs"]:
                maker.add(paragraph)
            maker.close_cell()
    maker.close_table()
