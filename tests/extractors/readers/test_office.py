"""Office documents: what the formats allow beyond paragraphs and tables, and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.readers.reader import read_bytes
from ontology.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT = "urn:oasis:names:tc:opendocument:xmlns"


def docx(text: str, head: str = "") -> bytes:
    body = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return zipped(**{"word/document.xml": f'{head}<w:document xmlns:w="{W}">{body}</w:document>'})


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


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
