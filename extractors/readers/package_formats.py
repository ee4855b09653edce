"""Tells the format of a zip archive by the parts that it holds."""

from __future__ import annotations

import io
import zipfile

from extractors.readers.formats import unread
from extractors.readers.packages import BROKEN, PACKINGS, check_directory
from ontology.errors import DocumentError

_PARTS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("META-INF/container.xml", "an e-book (.epub)"),
)
_ODT = b"application/vnd.oasis.opendocument.text"
_LONGEST_KIND = 4096  # bytes of the part that names the kind


def format_of_package(data: bytes, name: str) -> str:
    """'docx' or 'odt'. Raises DocumentError with what the archive looks like where it is neither."""
    check_directory(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            first = archive.getinfo("mimetype") if "mimetype" in names else None
            known = first is not None and first.compress_type in PACKINGS and first.file_size < _LONGEST_KIND
            kind = archive.read("mimetype").strip() if known else b""
    except BROKEN as error:
        raise DocumentError(f"{name}: begins as a zip archive but is broken; fetch or save it again") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(each.startswith("word/") for each in names)):
        return "docx"
    if kind.startswith(_ODT):
        return "odt"
    raise unread(name, next((what for part, what in _PARTS if part in names), "a zip archive"))
