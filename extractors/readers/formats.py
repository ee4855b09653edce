"""Tells the format of a file by what it holds; its name counts only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from extractors.readers.packages import BROKEN, PACKINGS, check_directory
from ontology.errors import DocumentError

READ = "txt, html, docx, odt, rtf and pdf"
# What files of formats that are not read begin with, and what they are.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls) or a new one with a password"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"AT&TFORM", "a DjVu scan"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_PARTS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("META-INF/container.xml", "an e-book (.epub)"),
)
_HEAD = 4096
_PDF_WITHIN = 1024  # readers of PDF accept its mark this far into the file
_HTML = re.compile(
    rb"(?>\s++|\xef\xbb\xbf|<!--.*?-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(rb"<(?:p|div|table|h[1-6]|span|br|meta|article)\b[^<>]*>", re.IGNORECASE)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_ODT = b"application/vnd.oasis.opendocument.text"


def format_of(data: bytes, name: str) -> str:
    """One of 'txt', 'html', 'docx', 'odt', 'rtf', 'pdf'. Raises DocumentError with what the file looks like where it is none."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise _unread(name, what)
    plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _HTML.match(plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "html"
    if name.lower().endswith(_HTML_ENDINGS) and _TAG.search(plain):
        return "html"
    if plain.lstrip().startswith(b"<?xml"):
        raise _unread(name, "an XML file")
    if _MHTML.match(plain):
        raise _unread(name, "a web archive (MHTML)")
    return "txt"


def _package(data: bytes, name: str) -> str:
    check_directory(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            first = archive.getinfo("mimetype") if "mimetype" in names else None
            known = first is not None and first.compress_type in PACKINGS and first.file_size < _HEAD
            kind = archive.read("mimetype").strip() if known else b""
    except BROKEN as error:
        raise DocumentError(f"{name}: begins as a zip archive but is broken; fetch or save it again") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(each.startswith("word/") for each in names)):
        return "docx"
    if kind.startswith(_ODT):
        return "odt"
    raise _unread(name, next((what for part, what in _PARTS if part in names), "a zip archive"))


def _unread(name: str, what: str) -> DocumentError:
    return DocumentError(f"{name}: looks like {what}, which is not read; save it as one of {READ}")
