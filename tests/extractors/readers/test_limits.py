"""Files that are made to do harm, or that no program should have written: each is read cleanly or refused by name."""

from __future__ import annotations

import struct
import subprocess
import sys
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from extractors.pipeline import Extractor
from extractors.readers import reader
from extractors.readers.file_text import MAX_CHARACTERS
from extractors.readers.packages import MAX_PARTS
from extractors.readers.reader import read_bytes
from extractors.tables.cells import read_tables
from ontology.errors import DocumentError
from ontology.registered import load_registry

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def docx(formats: ModuleType, body: str, head: str = "", **parts: str) -> bytes:
    return formats.zipped({"word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **parts})


def odt(formats: ModuleType, body: str, head: str = "") -> bytes:
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return formats.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": head + content})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def refused(data: bytes, reason: str, name: str = "a") -> None:
    with pytest.raises(DocumentError, match=rf"^{name}\b.*{reason}"):
        read_bytes(data, name)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
def test_entities_and_document_types_are_refused(formats: ModuleType, head: str) -> None:
    refused(docx(formats, paragraph("&c;&a;"), head), "DOCTYPE")
    refused(odt(formats, "<text:p>&c;&a;</text:p>", head), "DOCTYPE")
    refused(docx(formats, paragraph("а"), **{"word/styles.xml": f"{head}<a/>"}), "DOCTYPE")


def test_html_knows_no_entities_of_its_own_and_fetches_nothing() -> None:
    page = f"<html>{OUTSIDE}<body><p>&a;</p><iframe src='file:///etc/hostname'></iframe><object data='/etc/hostname'></object></body>"
    assert read_bytes(page.encode(), "a.html").text == "]>\n\n&a;\n"


def test_fields_that_include_files_stay_words(formats: ModuleType) -> None:
    field = r"{\rtf1 a{\field{\*\fldinst INCLUDETEXT /etc/hostname}{\fldrslt b}}\par}"
    assert read_bytes(field.encode(), "a.rtf").text == "ab\n"


def test_archives_that_swell_are_refused(formats: ModuleType) -> None:
    refused(docx(formats, paragraph("а" * 5_000_000)), "zip bomb")
    refused(docx(formats, paragraph("а"), **{f"word/media/{n}": "x" * 50_000_000 for n in range(5)}), "would unpack to more than")
    refused(docx(formats, paragraph("а"), **{f"p{n}": "" for n in range(MAX_PARTS)}), "parts")
    refused(docx(formats, paragraph("а"), **{f"p{n}": "" for n in range(6 * MAX_PARTS)}), "parts")


def test_an_archive_that_lies_about_sizes_is_refused(formats: ModuleType) -> None:
    data = docx(formats, paragraph("а" * 3_000_000))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    place = data.rindex(struct.pack("<I", size))
    refused(data[:place] + struct.pack("<I", 100) + data[place + 4 :], "broken")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_no_word_processor_uses(packing: int) -> None:
    for parts in (("mimetype", "content.xml"), ("word/document.xml",)):
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", packing) as archive:
            for name in parts:
                archive.writestr(name, "application/vnd.oasis.opendocument.text")
        refused(stream.getvalue(), "word processor uses|a zip archive")


def test_a_type_that_does_not_unpack_is_named(formats: ModuleType) -> None:
    data = odt(formats, "<text:p>а</text:p>")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        start = archive.getinfo("mimetype").header_offset + 30 + len("mimetype")
    refused(data[:start] + b"\xff" * 8 + data[start + 8 :], "broken")


def test_packages_without_their_text_part(formats: ModuleType) -> None:
    refused(formats.zipped({"[Content_Types].xml": "<a/>", "word/x.xml": "<a/>"}), "no text part")
    refused(formats.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "no content.xml")
    refused(docx(formats, paragraph("а"))[:-30], "broken")
    refused(docx(formats, "<w:p>"), "no well-formed XML")


def test_elements_without_measure(formats: ModuleType) -> None:
    refused(docx(formats, "<w:tbl><w:tr><w:tc>" * 1000), "in each other")
    refused(odt(formats, "<text:list><text:list-item>" * 1000), "in each other")
    refused(("<html><p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x").encode(), "attributes")
    refused(("<html><p>" + "<b><i>" * 300_000).encode(), "stand open")
    refused(b"<!-- x -->" * 400 + b"\x00", "NUL")


def test_attributes_that_are_many_in_all_are_read() -> None:
    page = "<html>" + "<p class='a' title='<b c=\"d\">' id=x>а</p>" * 3000
    assert read_bytes(page.encode(), "a.html").text.count("а") == 3000


ROWS = 100_000


def test_a_table_of_very_many_rows_is_read(formats: ModuleType, extractor: Extractor) -> None:
    rows = "".join(f"<tr><td>{number}<td>сөз" for number in range(ROWS))
    text = read_bytes(f"<html><table>{rows}".encode(), "a.html").text
    assert len(read_tables(text)[0].rows) == ROWS
    assert extractor.extract("a", "0" * 64, text).measures == ()


def test_tables_with_too_many_cells_are_refused(formats: ModuleType) -> None:
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="1000"><text:p>а</text:p></table:table-cell></table:table-row>'
    refused(odt(formats, f"<table:table>{wide * 401}</table:table>"), "cells")
    refused(("<html><table>" + "<tr><td colspan=1000>x" * 500).encode(), "cells")
    row = (
        r"\trowd"
        + "".join(rf"\cellx{n * 50}" for n in range(1, 1001))
        + r"\pard\intbl"
        + r" а\cell" * 1
        + r"\cell" * 999
        + r"\row"
    )
    refused(("{\\rtf1 " + row * 401 + "}").encode("cp1251"), "cells")


def test_texts_without_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(b"a\n" * 1_300_000, "lines")
    refused(b"a" * (MAX_CHARACTERS + 1), "characters; split the file")
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 5)
    refused("алты сөз".encode(), "characters")


LINES = {
    "words": "сөз жана ",
    "one word": "а",
    "digits": "1234567890",
    "dots": "..... ",
    "tabs": "\t\t\t\tа",
    "brackets": "(",
    "quotes": '"«',
    "numbers": "№ 5 2019 ",
    "directions": "\u200f\u202e\u200b",
}


@pytest.mark.parametrize("name", LINES)
def test_a_single_line_as_long_as_a_text_may_be_is_read_to_the_end(name: str, extractor: Extractor) -> None:
    line = (LINES[name] * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + "а"
    text = read_bytes(line.encode(), "a.txt").text
    assert text == line
    assert extractor.extract("a.txt", "0" * 64, text).document.text == text


# The texts that are most costly to keep in memory, letter by letter: short cells, rows, lines and blocks, and names of acts.
CROWDED = {
    "cells": "\t\nа\n\n",
    "rows": "\tа\tб\t2019\t12,5\n",
    "lines": "а\n",
    "acts": "Закон Кыргызской Республики от 3 мая 2005 года № 7 «О деле» ",
    "bodies": "Министерство внутренних дел, Министерство юстиции ",
}
LETTERS = 60_000
KEPT = 230  # bytes a letter: what 1 GB bears at the greatest length, with 60 MB for the program


@pytest.mark.parametrize("name", CROWDED)
def test_no_text_takes_more_memory_than_its_length_allows(name: str, extractor: Extractor) -> None:
    text = (CROWDED[name] * LETTERS)[:LETTERS]
    extractor.extract("a", "0" * 64, text[:6_000])  # tables of a language are read when it is first met
    tracemalloc.start()
    extractor.extract("a", "0" * 64, text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < KEPT * LETTERS
    assert KEPT * MAX_CHARACTERS < 10**9 - 30_000_000


def test_characters_that_are_no_text(formats: ModuleType, extractor: Extractor) -> None:
    refused("а\x00б".encode(), "NUL")
    assert read_bytes("<p>а\x00б\x01в".encode(), "a.html").text == "аб в\n"
    assert read_bytes(b"{\\rtf1 a\\u-10240?b\x00c}", "a.rtf").text == "a\ufffdbc\n"
    assert read_bytes("<p>а&#xD800;б".encode(), "a.html").text == "а\ufffdб\n"
    refused("а".encode() + b"\xed\xa0\x80", "not UTF-8")  # half of a pair, which is no UTF-8
    refused(b"\xff\xfe\x00\xd8a\x00", "broken")
    refused(docx(formats, paragraph("а&#0;")), "no well-formed XML")
    refused(docx(formats, paragraph("а&#xD800;")), "no well-formed XML")


def test_marks_of_direction_change_no_record(extractor: Extractor) -> None:
    plain = "Закон Республики Казахстан от 13 июля 1999 года № 416 «О противодействии терроризму»."
    marked = "\u200f" + plain.replace(" ", "\u202a \u202c")
    expected, found = (extractor.extract("a", "0" * 64, read_bytes(each.encode(), "a").text) for each in (plain, marked))
    assert [each.key for each in found.instruments] == [each.key for each in expected.instruments] != []


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.odt", "a.rtf", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files_are_named_whatever_they_are_called(name: str, data: bytes) -> None:
    refused(data, "empty", name)


@pytest.mark.parametrize("kind", ["html", "docx", "odt", "rtf", "pdf"])
def test_documents_without_a_word_are_named(kind: str, formats: ModuleType) -> None:
    refused(formats.WRITERS[kind]([" ", "\u00a0"]), "no text")


WATCH = """
import os
import sys
sys.path.insert(0, {scripts!r})
import write_formats
from extractors.pipeline import Extractor
from extractors.readers.reader import read_bytes
from ontology.registered import load_registry

extractor = Extractor.load(load_registry())
flow = write_formats.flow_of({text!r})
files = [(kind, write(flow)) for kind, write in write_formats.WRITERS.items()]
files += [("txt", {text!r}.encode()), ("html", {page!r}.encode())]

def read() -> None:
    for kind, data in files:
        extractor.extract("a", "0" * 64, read_bytes(data, "a." + kind).text)

read()  # takes what is taken once: tables of words, modules
seen = []
watched = ("open", "socket.", "urllib.", "os.listdir", "os.scandir", "os.system", "shutil.", "ftplib.", "http.")
sys.addaudithook(lambda event, given: seen.append((event, given)) if event.startswith(watched) else None)
read()
own = (os.devnull, *range(100))  # pipes to the process that reads PDF
print([(event, given) for event, given in seen if event != "open" or given[0] not in own])
"""


def test_no_other_file_is_opened_and_nothing_is_fetched(formats: ModuleType) -> None:
    text = "План\n\n\t\n№\n\t\nМероприятие\n\n\t\n1\n\t\nДело\n\n\nЗакон от 1 мая 2020 года № 5.\n"
    page = (
        "<html><base href='http://127.0.0.1:9/'><link rel=stylesheet href=a.css><img src=a.png><p>Сөз<script src=b.js></script>"
    )
    scripts = str(Path(formats.__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(scripts=scripts, text=text, page=page)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
