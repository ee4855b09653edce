"""Tells the format of a file by what it holds; its name counts only where the content leaves it open."""

from __future__ import annotations

import re

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
_HEAD = 4096
_PDF_WITHIN = 1024  # readers of PDF accept its mark this far into the file
_HTML = re.compile(
    rb"(?>\s++|\xef\xbb\xbf|<!--.*?-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(rb"<(?:p|div|table|h[1-6]|span|br|meta|article)\b[^<>]*>", re.IGNORECASE)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)
_HTML_ENDINGS = (".html", ".htm", ".xhtml")


def format_of(data: bytes, name: str) -> str:
    """One of 'txt', 'html', 'docx', 'odt', 'rtf', 'pdf'. Raises DocumentError with what the file looks like where it is none."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        from extractors.readers.package_formats import format_of_package  # which needs `zipfile`: no text does

        return format_of_package(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise unread(name, what)
    plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _HTML.match(plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "html"
    if name.lower().endswith(_HTML_ENDINGS) and _TAG.search(plain):
        return "html"
    if plain.lstrip().startswith(b"<?xml"):
        raise unread(name, "an XML file")
    if _MHTML.match(plain):
        raise unread(name, "a web archive (MHTML)")
    return "txt"


def unread(name: str, what: str) -> DocumentError:
    """The error that tells what a file is that is not read."""
    return DocumentError(f"{name}: looks like {what}, which is not read; save it as one of {READ}")
