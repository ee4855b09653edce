"""DOCX, ODT, RTF: the examples, written as office files by the small writers below, give the very records of their plain text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from extractors.pipeline import Extractor
from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError
from ontology.registered import load_registry

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT = "urn:oasis:names:tc:opendocument:xmlns"
KINDS = ("bodies", "instruments", "links", "tasks", "functions", "measures", "indicators", "mandates")
EXAMPLES = ("kz-programme-2018-2022.kk.txt", "kz-programme-2018-2022.ru.txt", "kg-programme-2023-2027.ky.txt")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def paragraphs(text: str, form: str) -> str:
    return "".join(form.format(escape(" ".join(p.split()))) for p in re.split(r"\n\s*\n", text) if p.strip())


def office(text: str, paragraph: str, cell: str, row: str, table: str) -> str:
    """The text in the markup of an office format, its tables as real tables."""
    parts, place = [], 0
    for found in read_tables(text):
        parts.append(paragraphs(text[place : found.start], paragraph))
        rows = ("".join(cell.format(paragraphs(c.text, paragraph) or paragraph.format("")) for c in r.cells) for r in found.rows)
        parts.append(table.format("".join(row.format(r) for r in rows)))
        place = found.end
    return "".join([*parts, paragraphs(text[place:], paragraph)])


def docx(text: str, head: str = "") -> bytes:
    body = office(
        text,
        '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>',
        "<w:tc>{}</w:tc>",
        "<w:tr>{}</w:tr>",
        "<w:tbl>{}</w:tbl>",
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped(**{"[Content_Types].xml": types, "word/document.xml": document})


def odt(text: str) -> bytes:
    body = office(
        text,
        "<text:p>{}</text:p>",
        "<table:table-cell>{}</table:table-cell>",
        "<table:table-row>{}</table:table-row>",
        "<table:table>{}</table:table>",
    )
    names = " ".join(f'xmlns:{n}="{ODT}:{n}:1.0"' for n in ("office", "text", "table"))
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(text: str) -> bytes:
    body = office(text, "\\pard\\intbl {}\\par", "{}\\cell", "\\trowd {}\\row", "{}\\pard")
    parts = re.split(r"(\\trowd.*?\\row\\pard)", body.replace("\\par\\cell", "\\cell"))
    body = "".join(part if place % 2 else part.replace("\\intbl", "") for place, part in enumerate(parts))
    coded = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in body)
    return f"{{\\rtf1\\ansi {coded}}}".encode()


def html(text: str) -> bytes:
    return f"<html><body>{office(text, '<p>{}</p>', '<td>{}</td>', '<tr>{}</tr>', '<table>{}</table>')}</body></html>".encode()


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("write", [html, docx, odt, rtf])
def test_records_are_equal_whatever_the_format(
    name: str, write: Callable[[str], bytes], extractor: Extractor, root: Path
) -> None:
    text = (root / "examples" / "corpus" / name).read_text(encoding="utf-8")
    read = read_bytes(write(text), name)
    plain, found = (extractor.extract(name, "0" * 64, t) for t in (text, read.text))
    for kind in KINDS:
        assert {r.key for r in getattr(found, kind)} == {r.key for r in getattr(plain, kind)}, kind


def test_document_type_in_office_xml_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(DocumentError, match=r"x\.docx"):
        read_bytes(docx("Мыйзам", bomb), "x.docx")


def test_archive_that_swells_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"x\.docx"):
        read_bytes(docx("а" * 90_000_000), "x.docx")


def test_broken_archive_is_named() -> None:
    with pytest.raises(DocumentError, match=r"x\.docx"):
        read_bytes(docx("Мыйзам")[:200], "x.docx")


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7\n1 0 obj\n", "PDF")])
def test_format_that_is_known_but_not_read_is_named_with_the_next_step(data: bytes, kind: str) -> None:
    with pytest.raises(DocumentError, match=f"is {kind}, .*save it as"):
        read_bytes(data, "x")


def test_letters_that_are_only_lifted_are_raised_too() -> None:
    run = '<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:position w:val="8"/><w:sz w:val="19"/></w:rPr><w:t>1</w:t></w:r>'
    document = f'<w:document xmlns:w="{W}"><w:body><w:p>{run}</w:p></w:body></w:document>'
    assert read_bytes(zipped(**{"word/document.xml": document}), "x.docx").text == "12¹\n"
    assert read_bytes(rb"{\rtf1 12{\up8 1}{\up0 2}}", "x.rtf").text == "12¹2\n"


def test_raised_letters_of_an_open_document() -> None:
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:text-position="{place}"/></style:style>'
        for name, place in (("up", "33% 80%"), ("down", "-33% 80%"))
    )
    names = " ".join(f'xmlns:{n}="{ODT}:{n}:1.0"' for n in ("office", "text", "style"))
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
        '<text:p>12<text:span text:style-name="up">1</text:span><text:span text:style-name="down">2</text:span></text:p>'
        "</office:text></office:body></office:document-content>"
    )
    data = zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert read_bytes(data, "x.odt").text == "12¹2\n"
