"""Minting of keys: IRIs relative to the base under which the data is published.

A key is made from what a thing is, never from the order of reading, so it lasts across rebuilds and the same act cited in four
languages is one node. `absolute` puts the base in front of a key.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

DEFAULT_BASE = "https://w3id.org/jarlyk/id/"
VOCABULARY_BASE = "https://w3id.org/jarlyk/vocabulary/"  # fixed: concepts do not move with the data
# The Languages Named Authority List of the Publications Office of the European Union, whose IRIs `eli:language` takes.
LANGUAGE_IRIS = {
    "ky": "http://publications.europa.eu/resource/authority/language/KIR",
    "kk": "http://publications.europa.eu/resource/authority/language/KAZ",
    "ru": "http://publications.europa.eu/resource/authority/language/RUS",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
_RESERVED = re.compile(r"[^\w.~-]")
_NOT_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)  # the names of a document are folded again wherever they stand
def fold(text: str) -> str:
    """The text in lower case, with every run of other than letters and digits made one hyphen."""
    return _NOT_LETTERS.sub("-", unicodedata.normalize("NFC", text).casefold()).strip("-")


def digest(*parts: str | None) -> str:
    """Twelve hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\x1f".join([p or "" for p in parts]).encode()).hexdigest()[:12]


def segment(text: str) -> str:
    """A path segment of a key: letters of any script stay (RFC 3987), all else that is reserved is percent-encoded."""
    return _RESERVED.sub(lambda match: quote(match[0], safe=""), text)


def document_key(sha256: str) -> str:
    """The key of a document, from the hash of its content."""
    return f"document/{sha256[:16]}"


def registered_body_key(jurisdiction: str, identifier: str) -> str:
    """The key of a body of the registry."""
    return f"body/{jurisdiction.lower()}/{segment(identifier)}"


def registered_event_key(jurisdiction: str, identifier: str) -> str:
    """The key of a change of bodies that the registry knows."""
    return f"event/{jurisdiction.lower()}/{segment(identifier)}"


@lru_cache(maxsize=4096)  # and so do the bodies that it names
def document_body_key(document: str, name: str) -> str:
    """The key of a body that only a document names: by its document and its name."""
    folded = fold(name)
    return f"{document}/body/{segment(folded)[:120]}-{digest(folded)[:6]}"


def registered_act_key(jurisdiction: str, identifier: str) -> str:
    """The key of an act without a number that the registry knows."""
    return f"act/{jurisdiction.lower()}/{segment(identifier)}"


def numbered_act_key(jurisdiction: str, kind: str, date: str, number: str) -> str:
    """The key of an act by jurisdiction, type, date and number: the same in every language."""
    return f"act/{jurisdiction.lower()}/{kind}/{date}/{segment(fold(number))}"


def titled_act_key(jurisdiction: str | None, kind: str, title: str, period: tuple[int | None, int | None] = (None, None)) -> str:
    """The key of an act without a number: by its normalised title and period."""
    years = "-".join(str(y) for y in period if y)
    folded = fold(title)
    tail = f"{segment(folded)[:80]}-{digest(folded, years)}"
    return f"act/{(jurisdiction or 'zz').lower()}/{kind}/{years + '/' if years else ''}{tail}"


def fact_key(document: str, kind: str, *parts: str | None) -> str:
    """The key of a fact: by its document and what it says."""
    return f"{document}/{kind}/{digest(*parts)}"


def expression_key(document: str, act: str) -> str:
    """The key of an act's text as one document gives it: by the document and the act."""
    return f"{document}/expression/{digest(act)}"


def evidence_key(document: str, start: int, end: int, method: str) -> str:
    """The key of an evidence: by document, place (RFC 5147) and method."""
    return f"{document}/evidence/{segment(method)}#char={start},{end}"


def inference_key(rule: str, subject: str, predicate: str, value: str) -> str:
    """What a rule drew: its name and the triple, as IRIs."""
    return f"inference/{digest(rule, subject, predicate, value)}"


def concept_iri(scheme: str, notation: str) -> str:
    """The absolute IRI of a concept of our vocabularies."""
    return f"{VOCABULARY_BASE}{scheme}/{notation}"


def scheme_iri(scheme: str) -> str:
    """The absolute IRI of a concept scheme of our vocabularies."""
    return f"{VOCABULARY_BASE}{scheme}"


def absolute(base: str, key: str) -> str:
    """The key under the base; a key that is an absolute IRI already stays as it is."""
    return key if key.startswith(("http://", "https://", "urn:")) else base + key
