"""What the readers of tables work with: the document, the words, the bodies that it names, the instruments it sets out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from extractors.reading import Reading
from extractors.tables.unlisted import UnlistedBodies
from extractors.tables.words import TableWords
from extractors.wording import clean_cell, collapse, words_of
from ontology import iri
from ontology.records import Evidence, Label, Mandate, Unresolved


class NamedBody(Protocol):
    """A stretch of the document that names a body whose key is settled."""

    @property
    def start(self) -> int:
        """Where the name starts."""

    @property
    def end(self) -> int:
        """Where the name ends."""

    @property
    def key(self) -> str:
        """The key of the body."""


def _of_no_kind(_: str) -> str | None:
    return None


Resolve = Callable[[int, int], Sequence[NamedBody]]  # the bodies named within a span, outermost names only


@dataclass(frozen=True)
class TableContext:
    """One document under work. `programme` and `plan` are keys of instruments; where there is but one, they are the same."""

    reading: Reading
    languages: tuple[TableWords, ...]
    resolve: Resolve
    programme: str
    plan: str
    kind_of: Callable[[str], str | None] = _of_no_kind  # the kind of a body, by its key
    type: str | None = "programme"  # of the instrument `programme`
    shorts: Mapping[str, str] = field(default_factory=dict)  # short forms of a list of them, and what each stands for
    unlisted: UnlistedBodies = field(default_factory=lambda: UnlistedBodies("", None))  # that tables alone name

    @property
    def text(self) -> str:
        """The document's text."""
        return self.reading.document.text

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words that the document prints somewhere in full."""
        return words_of(self.text)

    @cached_property
    def languages_used(self) -> tuple[TableWords, ...]:
        """The words of the languages that the document is written in."""
        codes = {self.reading.document.language, *(block.language for block in self.reading.blocks)}
        return tuple(words for words in self.languages if words.language in codes)

    def words_at(self, position: int) -> TableWords:
        """The words of the language there."""
        language = self.reading.language_at(position)
        return next((words for words in self.languages if words.language == language), self.languages[0])

    def clean(self, text: str) -> str:
        """The words of a cell as printed, but for what its narrowness and footnotes put in."""
        return clean_cell(text, lambda word: word in self.known_words)

    def label(self, start: int, end: int) -> Label:
        """The text of a span, in the language that stands there."""
        return Label(collapse(self.text[start:end]), self.reading.language_at(start))

    def key(self, kind: str, *parts: str | None) -> str:
        """The key of a fact of this document."""
        return iri.fact_key(self.reading.document.key, kind, *parts)

    def mandate(self, holder: str, role: str, concerns: str, by: str, evidence: Evidence) -> Mandate:
        """A mandate that the document gives."""
        return Mandate(self.key("mandate", holder, role, concerns), holder, role, concerns, by, (evidence,))

    def unresolved(self, kind: str, start: int, end: int, reason: str, method: str) -> Unresolved:
        """Words that could not be settled."""
        return Unresolved(kind, collapse(self.text[start:end]), reason, Evidence(start, end, method, 0.5))
