"""Which citations name the same instrument: by number and date, by title, by the tail of a longer title, by the registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractors.acts.records import Citation
from ontology.registered import RegisteredAct, Registry

SIMILAR = 0.85  # share of common word beginnings of two unquoted titles that are one
PREFIX = 5  # letters of a word that are compared: the rest is suffix
WORLD = ("UN", "INT")  # where a number alone tells an act: it is counted through, or bears the year of its session
OWN = frozenset(("heading", "own-heading"))  # signs of a title of the document
BARE_WORDS = 5  # of a title that holds a type, a preposition and the years of a period
GENERIC_WORDS = 3  # a title of so few words ('plan of measures') says nothing outside of its document
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
_WORDS = re.compile(r"\w+")
_SYMBOL = re.compile(r"^[as]res(?=\d)")


def bare(text: str | None) -> str:
    """Letters and digits only, without case, 'ё' as 'е'."""
    return re.sub(r"[\W_]+", "", text or "").casefold().replace("ё", "е")


def bare_number(number: str | None) -> str:
    """The letters and digits of a number without the symbol of a document: 'S/RES/1373' is resolution 1373."""
    return _SYMBOL.sub("", bare(number))


def stems(text: str | None) -> tuple[str, ...]:
    """The beginnings of the words of a title, those on either side of a hyphen too."""
    return tuple(word[:PREFIX].casefold() for word in _WORDS.findall(text or ""))


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

    def add(self, citation: Citation) -> None:
        """Counts a citation in; what is known already stays."""
        self.citations.append(citation)
        self.number = self.number or citation.number
        if citation.date and (self.date is None or len(citation.date) > len(self.date)):
            self.date = citation.date
        if self.period == (None, None):
            self.period = citation.period
        self.jurisdiction = self.jurisdiction or citation.jurisdiction
        self.issuer = self.issuer or citation.issuer

    @property
    def quoted(self) -> str | None:
        """The quoted title."""
        return next((c.quoted for c in self.citations if c.quoted), None)

    def best_title(self) -> str:
        """The title to show: quoted where the type has quoted titles, else the fullest one that is not in capitals."""
        if self.title:
            return self.title
        if self.type in QUOTED_TITLE and self.quoted:
            return self.quoted
        titles = [c.title for c in self.citations if c.title]
        if not titles:
            return self.quoted or ""
        return max(titles, key=lambda t: (sum(map(str.islower, t)), -sum(map(str.isupper, t))))


def clusters_of(citations: Iterable[Citation], head_final: Mapping[str, bool]) -> list[Cluster]:
    """The citations sorted to instruments; the fullest are settled first, so that shorter names find them."""
    found: list[Cluster] = []
    for citation in sorted(citations, key=_fullness):
        cluster = _same(citation, found) or _by_part(citation, found, head_final[citation.language])
        if cluster is None:
            cluster = Cluster(citation.type)
            found.append(cluster)
        cluster.add(citation)
    return found


def _fullness(citation: Citation) -> tuple[bool, bool, int, int]:
    return (citation.number is None, citation.quoted is None, -len(citation.title or ""), citation.start)


def _same(citation: Citation, found: list[Cluster]) -> Cluster | None:
    return next((cluster for cluster in found if _agree(citation, cluster) and _names_same(citation, cluster)), None)


def _agree(citation: Citation, cluster: Cluster) -> bool:
    """Whether nothing that both say differs."""
    if citation.type != cluster.type:
        return False
    if citation.number and cluster.number and bare_number(citation.number) != bare_number(cluster.number):
        return False
    if citation.date and cluster.date and not (cluster.date.startswith(citation.date) or citation.date.startswith(cluster.date)):
        return False
    if citation.jurisdiction and cluster.jurisdiction and citation.jurisdiction != cluster.jurisdiction:
        return False
    return (None, None) in (citation.period, cluster.period) or citation.period == cluster.period


def _names_same(citation: Citation, cluster: Cluster) -> bool:
    if citation.type == "constitution":
        return True
    if citation.number and cluster.number:
        told = citation.jurisdiction in WORLD or (citation.date and cluster.date)
        return bool(told) or bare(citation.quoted) == bare(cluster.quoted)
    if citation.type == "project" and (citation.signs | {s for c in cluster.citations for s in c.signs}) & OWN:
        return bare(citation.quoted or citation.title) == bare(cluster.quoted or cluster.best_title())
    if citation.quoted and cluster.quoted:
        return bare(citation.quoted) == bare(cluster.quoted)
    if citation.quoted or cluster.quoted or citation.number or cluster.number:
        return bool(citation.date and citation.date == cluster.date and not (citation.quoted and cluster.quoted))
    if any(bare(citation.title) == bare(other.title) for other in cluster.citations):
        return True
    return any(_similar(citation, other) for other in cluster.citations)


def _similar(citation: Citation, other: Citation) -> bool:
    first, second = set(stems(citation.title)), set(stems(other.title))
    return len(first & second) >= SIMILAR * len(first | second) and _figures(first) == _figures(second)


def _figures(words: set[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _by_part(citation: Citation, found: list[Cluster], head_final: bool) -> Cluster | None:
    """The one instrument whose longer title ends (in a language with the type last; else begins) as this title does."""
    if citation.number or citation.quoted or citation.date:
        return None
    words = stems(citation.title)
    if citation.period != (None, None) and len(words) <= BARE_WORDS:
        same = [c for c in found if _agree(citation, c) and c.period == citation.period]
        if len(same) == 1:
            return same[0]  # 'the Action Plan for 2013-2016', with nothing but its type and years
    if None not in citation.period and len(words) > BARE_WORDS:
        own = [c for c in found if _agree(citation, c) and c.period == citation.period and _is_own_within(words, c)]
        if len(own) == 1:
            return own[0]
    frame = citation.type == "register"  # 'UN sanctions list' for 'UN ... sanctions list'
    fitting = [
        c
        for c in found
        if _agree(citation, c)
        and any(_is_part(words, stems(o.title), head_final, frame) or _is_approved(citation, o, head_final) for o in c.citations)
    ]
    own = [c for c in fitting if any(o.signs & OWN for o in c.citations)]
    if len(fitting) > 1 and len(own) == 1:
        return own[0]  # of several that begin so, the document's own is meant
    return fitting[0] if len(fitting) == 1 else None


def _is_own_within(words: Iterable[str], cluster: Cluster) -> bool:
    """Whether the document's own title has all the words of another of the same years."""
    return any(set(words) <= set(stems(c.title)) for c in cluster.citations if c.signs & OWN)


def _is_approved(citation: Citation, other: Citation, head_final: bool) -> bool:
    """Whether the one is named in the title of the act that approves it, and the other is its own heading, with more words."""
    if "approval" not in citation.signs or "heading" not in other.signs:
        return False
    words, longer = stems(citation.title), stems(other.title)
    head = -1 if head_final else 0
    return len(words) > GENERIC_WORDS and words[head] == longer[head] and set(words) <= set(longer)


def _is_part(words: tuple[str, ...], longer: tuple[str, ...], head_final: bool, frame: bool) -> bool:
    if not 2 <= len(words) < len(longer):
        return len(words) > 2 and head_final and longer[1 - len(words) :] == words[1:]
    if frame and words[0] == longer[0] and words[-2:] == longer[-2:] and len(words) > 2 and set(words) <= set(longer):
        return True
    if head_final:
        shorter = len(words) > GENERIC_WORDS and _match(longer[1 - len(words) :], words[1:])
        return shorter or _match(longer[-len(words) :], words)
    return _match(longer[: len(words)], words)


def _match(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words agree one by one, a suffix more or less."""
    return len(first) == len(second) and all(a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True))


class ActFinder:
    """The acts of the registry, found by number and date or by title. Built once."""

    def __init__(self, registry: Registry) -> None:
        self._numbered = {(a.type, a.date, bare_number(a.number)): a for a in registry.acts.values() if a.number and a.date}
        self._world = {(a.type, bare_number(a.number)): a for a in registry.acts.values() if a.number and a.jurisdiction in WORLD}
        self._titled: dict[tuple[str, str], list[RegisteredAct]] = {}
        for act in registry.acts.values():
            names = [*act.titles.values(), *(alias for aliases in act.aliases.values() for alias in aliases)]
            for name in {bare(name) for name in names}:
                self._titled.setdefault((act.type, name), []).append(act)

    def find(self, cluster: Cluster, jurisdiction: str | None) -> RegisteredAct | None:
        """The registered act that the citations name; None where none or more than one fits."""
        if cluster.number and cluster.date:
            act = self._numbered.get((cluster.type, cluster.date, bare_number(cluster.number)))
            if act is not None and jurisdiction in (None, act.jurisdiction):
                return act
        if cluster.number and jurisdiction in WORLD:
            act = self._world.get((cluster.type, bare_number(cluster.number)))
            if act is not None and act.jurisdiction == jurisdiction and (act.date or "").startswith((cluster.date or "")[:4]):
                return act
        names = {bare(t) for c in cluster.citations for t in (c.quoted, c.title) if t}
        fitting = {
            a.key: a for name in names for a in self._titled.get((cluster.type, name), []) if _fits(a, cluster, jurisdiction)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fits(act: RegisteredAct, cluster: Cluster, jurisdiction: str | None) -> bool:
    if jurisdiction is not None and act.jurisdiction != jurisdiction:
        return False
    if cluster.number and act.number and bare_number(cluster.number) != bare_number(act.number):
        return False
    if cluster.date and act.date and not act.date.startswith(cluster.date):
        return False
    return cluster.period == (None, None) or cluster.period[1] == act.period_end
