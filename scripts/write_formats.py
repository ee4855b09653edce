"""Writes the plain texts of a folder in another format, tables as real tables: make demo FORMAT=docx, and the tests of readers.

usage: write_formats.py SOURCE TARGET FORMAT     FORMAT: html, docx, odt, rtf or pdf

These are the smallest files that the formats allow, made so that each reader can be held against the plain text.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from write_pdf import pdf_of

from extractors.tables.cells import read_tables

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_DOCX_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LINE_END = re.compile(r"\n\s*")

Cell = list[str]  # its paragraphs
Flow = list[str | list[list[Cell]]]  # paragraphs, and tables of rows of cells


def flow_of(text: str) -> Flow:
    """The paragraphs and tables of a plain text in their order."""
    flow: Flow = []
    place = 0
    for table in read_tables(text):
        flow.extend(_paragraphs(text[place : table.start]))
        flow.append([[_paragraphs(cell.text) for cell in row.cells] for row in table.rows])
        place = table.end
    return [*flow, *_paragraphs(text[place:])]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _LINE_END.split(text) if part.strip()]


@dataclass(frozen=True, slots=True)
class Markup:
    """How a format writes a paragraph, one in a cell, a cell, a row and a table: templates with one place to fill."""

    paragraph: str
    in_cell: str
    cell: str
    row: str
    table: str

    def body(self, flow: Flow, quote: Callable[[str], str] = escape) -> str:
        """A document's body."""
        return "".join(self.paragraph % quote(item) if isinstance(item, str) else self._table(item, quote) for item in flow)

    def _table(self, rows: list[list[Cell]], quote: Callable[[str], str]) -> str:
        written = []
        for row in rows:
            cells = ("".join(self.in_cell % quote(each) for each in cell or [""]) for cell in row)
            written.append(self.row % "".join(self.cell % cell for cell in cells))
        return self.table % "".join(written)


def html(flow: Flow) -> bytes:
    """A page."""
    markup = Markup("<p>%s</p>\n", "<p>%s</p>", "<td>%s</td>", "<tr>%s</tr>\n", "<table border='1'>%s</table>\n")
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>{markup.body(flow)}</body></html>".encode()


def docx(flow: Flow) -> bytes:
    """A Word document."""
    paragraph = '<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>'
    markup = Markup(paragraph, paragraph, "<w:tc>%s</w:tc>", "<w:tr>%s</w:tr>", "<w:tbl>%s</w:tbl>")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_DOCX_KIND}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    document = f'<w:document xmlns:w="{_W}"><w:body>{markup.body(flow)}</w:body></w:document>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document})


def odt(flow: Flow) -> bytes:
    """An OpenDocument text."""
    paragraph = "<text:p>%s</text:p>"
    markup = Markup(
        paragraph,
        paragraph,
        "<table:table-cell>%s</table:table-cell>",
        "<table:table-row>%s</table:table-row>",
        "<table:table>%s</table:table>",
    )
    names = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    body = f"<office:body><office:text>{markup.body(flow)}</office:text></office:body>"
    content = f'<office:document-content {names} office:version="1.2">{body}</office:document-content>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(flow: Flow) -> bytes:
    """An RTF document; all cells end where no other row's do, as the small writer gives no widths."""
    markup = Markup("\\pard %s\\par\n", "\\pard\\intbl %s\\par", "%s\\cell", "\\trowd %s\\row\n", "%s\\pard\\par\n")
    body = markup.body(flow, _rtf_quoted).replace("\\par\\cell", "\\cell")
    return f"{{\\rtf1\\ansi\\ansicpg1251\\uc1 {body}}}".encode("ascii")


def _rtf_quoted(text: str) -> str:
    text = re.sub(r"[\\{}]", r"\\\g<0>", text)
    return "".join(c if c.isascii() else "".join(f"\\u{unit}?" for unit in _units(c)) for c in text)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-le")
    return [int.from_bytes(data[place : place + 2], "little") for place in range(0, len(data), 2)]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


WRITERS: Mapping[str, Callable[[Flow], bytes]] = {"html": html, "docx": docx, "odt": odt, "rtf": rtf, "pdf": pdf_of}


def main() -> None:
    """Writes all texts of a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("format", choices=sorted(WRITERS))
    given = parser.parse_args()
    given.target.mkdir(parents=True, exist_ok=True)
    for path in sorted(given.source.glob("*.txt")):
        data = WRITERS[given.format](flow_of(path.read_text(encoding="utf-8")))
        (given.target / f"{path.stem}.{given.format}").write_bytes(data)


if __name__ == "__main__":
    main()
