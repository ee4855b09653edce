"""IRIs of the graph ↔ addresses of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from starlette.requests import Request

_ENCODED_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_SAFE = "/-._~%:@!$&'()*+,;="


def root_address(public_url: str, request: Request) -> str:
    """The address under which people reach this service, without a slash at its end: as set, else that of the request."""
    return (public_url or str(request.base_url)).rstrip("/")


def data_path(base: str, iri: str, extension: str) -> str:
    """Where the triples of a node are, in the format of this extension; a place stands in one file with its neighbours."""
    key = iri.removeprefix(base).partition("#")[0]
    if not iri.startswith(base) or "?" in key or not key:
        return f"/data?iri={quote(iri, safe='')}&format={extension}"
    return f"/data/{quote(key, safe=_SAFE)}.{extension}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of pages for the IRIs under a base; an IRI outside it is passed as a parameter."""

    base: str

    def page(self, language: str, iri: str) -> str:
        """The page of a node."""
        key = iri.removeprefix(self.base)
        if key == iri or "#" in key or "?" in key:
            return f"/{language}/entity?iri={quote(iri, safe='')}"
        if key.startswith("document/") and key.count("/") == 1:
            return f"/{language}/{key}"
        return f"/{language}/id/{quote(key, safe=_SAFE)}"

    def place(self, language: str, document: str, start: int, end: int) -> str:
        """The document's page, opened at the marked words."""
        key = document.removeprefix(self.base)
        if key == document or not key.startswith("document/"):
            return self.page(language, document)
        return f"/{language}/{quote(key, safe=_SAFE)}?at={start}-{end}#quote"

    def report(self, language: str, document: str) -> str:
        """The page that tells what was read out of a document."""
        key = document.removeprefix(self.base)
        if key == document or not key.startswith("document/"):
            return self.page(language, document)
        return f"/{language}/report/{quote(key.removeprefix('document/'), safe=_SAFE)}"

    def iri(self, encoded_key: str) -> str:
        """The IRI for the path of a page as it came in: letters decoded, `%2F` and other reserved marks left as they are."""
        return self.base + _ENCODED_LETTERS.sub(_letters, encoded_key)


def _letters(match: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
