"""The citations of one instrument, and what they say of it together."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.acts.bare_words import bare, bare_number, stems
from extractors.acts.records import Citation
from ontology.registered import RegisteredAct

WORLD = ("UN", "INT")  # where a number alone tells an act: it is counted through, or bears the year of its session
OWN = frozenset(("heading", "own-heading"))  # signs of a title of the document
QUOTED_TITLE = frozenset(
    (
        "constitutional-law",
        "law",
        "code",
        "decree",
        "resolution",
        "order",
        "decision",
        "address",
        "project",
        "un-resolution",
        "treaty",
    )
)


class Said:
    """A citation with its number and titles bared for comparison, each once."""

    __slots__ = ("citation", "figures", "number", "quoted", "stems", "title", "words")

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.number = bare_number(citation.number)
        self.quoted = bare(citation.quoted)
        self.title = bare(citation.title)
        self.words = stems(citation.title)
        self.stems = frozenset(self.words)
        self.figures = frozenset(filter(str.isdigit, self.stems))


@dataclass(slots=True)
class Named:
    """A title that citations of one instrument print: its words, and the signs of all of them."""

    said: Said
    signs: set[str]


@dataclass(slots=True)
class Cluster:
    """The citations of one instrument, with what they say of it together."""

    type: str
    citations: list[Citation] = field(default_factory=list)
    number: str | None = None
    date: str | None = None
    period: tuple[int | None, int | None] = (None, None)
    jurisdiction: str | None = None
    issuer: str | None = None
    title: str | None = None  # a title found apart from the citations: above the number of the document's own act
    registered: RegisteredAct | None = None
    quoted: str | None = None  # the quoted title
    signs: set[str] = field(default_factory=set)
    bare_number: str = ""
    bare_quoted: str = ""
    bare_titles: set[str] = field(default_factory=set)
    longest: int = 0  # words of its longest title
    titles: dict[tuple[str, ...], Named] = field(default_factory=dict)  # by the beginnings of their words
    _fullest: tuple[tuple[int, int], str] | None = None

    def add(self, said: Said) -> None:
        """Counts a citation in; what is known already stays."""
        citation = said.citation
        self.citations.append(citation)
        if not self.number and citation.number:
            self.number, self.bare_number = citation.number, said.number
        if not self.quoted and citation.quoted:
            self.quoted, self.bare_quoted = citation.quoted, said.quoted
        if citation.date and (self.date is None or len(citation.date) > len(self.date)):
            self.date = citation.date
        if self.period == (None, None):
            self.period = citation.period
        self.jurisdiction = self.jurisdiction or citation.jurisdiction
        self.issuer = self.issuer or citation.issuer
        self.signs |= citation.signs
        self.bare_titles.add(said.title)
        self.longest = max(self.longest, len(said.words))
        self.titles.setdefault(said.words, Named(said, set())).signs.update(citation.signs)
        if citation.title:
            fullness = sum(map(str.islower, citation.title)), -sum(map(str.isupper, citation.title))
            if self._fullest is None or fullness > self._fullest[0]:
                self._fullest = fullness, citation.title

    def best_title(self) -> str:
        """The title to show: quoted where the type has quoted titles, else the fullest one that is not in capitals."""
        if self.title:
            return self.title
        if (self.type in QUOTED_TITLE and self.quoted) or self._fullest is None:
            return self.quoted or ""
        return self._fullest[1]
