from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractors.readers.txt import decode, read
from ontology.errors import DocumentError


def test_the_text_is_what_the_file_holds_line_ends_included(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = "Бир\r\nэки\tүч\n".encode()
    path.write_bytes(data)
    assert read(path).text == "Бир\r\nэки\tүч\n"
    assert read(path).sha256 == hashlib.sha256(data).hexdigest()


def test_marks_of_the_encoding() -> None:
    assert decode("\ufeffБир".encode(), "a") == "\ufeffБир"  # offsets are those of the file decoded as UTF-8
    assert decode("Бир".encode("utf-16"), "a") == "Бир"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"ab\x00c", "NUL"),
        (bytes([0, 200, 255, 0, 1]), "binary"),
        ("Министерство внутренних дел".encode("cp1251"), "WINDOWS-1251"),
        ("Қазақстан Республикасының Ұлттық қауіпсіздік комитеті".encode("kz1048"), "KZ-1048"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\xff\xfe\x00", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        decode(data, "some.txt")
    assert str(caught.value).startswith("some.txt: ")


def test_a_file_that_is_missing_or_too_large(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read(tmp_path / "none.txt")
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    with pytest.raises(DocumentError, match="limit"):
        read(tmp_path / "a.txt", max_bytes=9)
