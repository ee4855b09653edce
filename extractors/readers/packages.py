"""The parts of an office document: a zip archive, read within limits, and its XML, read without entities or DOCTYPE."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from ontology.errors import DocumentError

MAX_PARTS = 2_000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_TOTAL_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200  # of a part's size to its packed size, from which on it is a bomb; small parts may pack better
MAX_DEPTH = 1_000  # of elements in each other
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 5 * MAX_PARTS  # so many with those of archives that stand in the document
_SMALL_PART = 1024 * 1024
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that word processors use
BROKEN = (  # what `zipfile` raises for archives that are damaged or forged
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
)


class Package:
    """An office document's archive. All sizes are checked before anything is unpacked."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises DocumentError for a broken archive or one beyond the limits."""
        self._name = name
        check_directory(data, name)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise DocumentError(f"{name}: its zip archive is broken; fetch or save it again") from error
        parts = self._archive.infolist()
        if len(parts) > MAX_PARTS:
            raise DocumentError(f"{name}: {len(parts):,} parts are more than the limit of {MAX_PARTS:,}; it is no usual document")
        if sum(part.file_size for part in parts) > MAX_TOTAL_BYTES:
            raise DocumentError(f"{name}: would unpack to more than {MAX_TOTAL_BYTES:,} bytes; remove its pictures or split it")

    def part(self, path: str) -> bytes | None:
        """The bytes of a part; None where there is none of that path. Raises DocumentError for a broken or too large one."""
        try:
            part = self._archive.getinfo(path)
        except KeyError:
            return None
        if part.file_size > MAX_PART_BYTES:
            raise DocumentError(f"{self._name}: {path} is larger than {MAX_PART_BYTES:,} bytes; split the document")
        if part.file_size > _SMALL_PART and part.file_size > MAX_RATIO * part.compress_size:
            raise DocumentError(f"{self._name}: {path} is packed more than {MAX_RATIO} times, as in a zip bomb; save it anew")
        if part.compress_type not in PACKINGS:
            raise DocumentError(f"{self._name}: {path} is packed in a way that no word processor uses; save the document anew")
        if part.flag_bits & 1:
            raise DocumentError(f"{self._name}: is protected by a password; save it without one")
        try:
            with self._archive.open(part) as stream:  # gives no more bytes than the part's checked size
                return stream.read()
        except BROKEN as error:
            raise DocumentError(f"{self._name}: {path} is broken; fetch or save the file again") from error

    def parse(self, path: str, handler: Handler, namespaces: Mapping[str, str]) -> bool:
        """Parses a part of XML; False where there is no such part. Raises DocumentError for what is no plain XML."""
        data = self.part(path)
        if data is None:
            return False
        parse_xml(data, handler, namespaces, f"{self._name}: {path}")
        return True


def check_directory(data: bytes, name: str) -> None:
    """Raises DocumentError for an archive of so many parts that its list alone would fill the memory."""
    if data.count(_DIRECTORY_ENTRY) > _MOST_ENTRIES:
        raise DocumentError(f"{name}: the archive has more than {MAX_PARTS:,} parts; it is no usual document")


class Handler(Protocol):
    """What takes the elements of a part in their order. Names are written with the short prefix of their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""

    def end(self, tag: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """Characters between tags."""


def parse_xml(data: bytes, handler: Handler, namespaces: Mapping[str, str], name: str) -> None:
    """Parses XML; `namespaces` maps those of interest to their prefixes. Raises DocumentError; a DOCTYPE is refused."""
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    known: dict[str, str] = {}
    depth = 0

    def short(full: str) -> str:
        if full not in known:
            namespace, _, local = full.rpartition("}")
            prefix = namespaces.get(namespace, "other") if namespace else ""
            known[full] = f"{prefix}:{local}" if prefix else local
        return known[full]

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise DocumentError(f"{name} has more than {MAX_DEPTH:,} elements in each other; save the document anew")
        handler.start(short(tag), {short(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(short(tag))

    def doctype(*_: object) -> None:
        raise DocumentError(f"{name} has a DOCTYPE, which no word processor writes; save the document anew")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise DocumentError(f"{name} is no well-formed XML ({error}); save the document anew") from error
