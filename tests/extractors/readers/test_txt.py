from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractors.readers.reader import read_bytes, read_file
from ontology.errors import DocumentError

KAZAKH = "Қазақстан Республикасының Ұлттық қауіпсіздік комитеті (бұдан әрі – ҰҚК) № 5"
RUSSIAN = "Министерство внутренних дел Кыргызской Республики – № 5"


def test_the_text_is_what_the_file_holds_line_ends_included(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = "Бир\r\nэки\tүч\n".encode()
    path.write_bytes(data)
    assert read_file(path).text == "Бир\r\nэки\tүч\n"
    assert read_file(path).sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (KAZAKH, "utf-8", "UTF-8"),
        (KAZAKH, "utf-16-le", "UTF-16LE"),
        (KAZAKH, "utf-16-be", "UTF-16BE"),
        (KAZAKH, "kz1048", "KZ-1048"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("Plain English.", "ascii", "UTF-8"),
        ("Plain English, wide.", "utf-16-le", "UTF-16LE"),
    ],
)
def test_the_encoding_is_found_and_named(text: str, codec: str, encoding: str) -> None:
    file = read_bytes(text.encode(codec), "a.txt")
    assert (file.text, file.encoding, file.format) == (text, encoding, "txt")


def test_marks_of_the_encoding() -> None:
    assert read_bytes("\ufeffБир".encode(), "a").text == "\ufeffБир"  # offsets are those of the file decoded as UTF-8
    for codec in ("utf-16", "utf-32"):
        assert read_bytes("Бир".encode(codec), "a").text == "Бир"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"ab\x00c", "NUL"),
        (bytes([0, 200, 255, 0, 1]), "binary"),
        ("МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ".encode("cp1251"), "no other encoding"),  # in KOI8-R these bytes are words as well
        ("Министерство внутренних дел".encode("koi8-r"), "no other encoding"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office file"),
        (b"\x89PNG\r\n", "an image"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"PK\x03\x04....", "broken"),
        (b"From: <a@b>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "web archive"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        read_bytes(data, "some.txt")
    assert str(caught.value).startswith("some.txt: ")


def test_a_file_that_is_missing_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    with pytest.raises(DocumentError, match="limit"):
        read_file(tmp_path / "a.txt", max_bytes=9)
