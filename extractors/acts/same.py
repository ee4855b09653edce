"""Which citations name the same instrument: by number and date, by title, by the tail of a longer title.

What is the same is looked up, however many instruments a document names. What is only alike - a title of nearly the same words,
the beginning or the tail of a longer one - is looked for among no more than `MAX_ALIKE` instruments of a type, the fullest named,
and as many of the document's own; in a list that names more, such a title stays an instrument of its own.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge

from extractors.acts.bare_words import bare
from extractors.acts.clusters import OWN, WORLD, Cluster, Said
from extractors.acts.records import Citation

MAX_ALIKE = 150
SIMILAR = 0.85  # share of common word beginnings of two unquoted titles that are one
BARE_WORDS = 5  # of a title that holds a type, a preposition and the years of a period
GENERIC_WORDS = 3  # a title of so few words ('plan of measures') says nothing outside of its document
_Key = tuple[str, ...]


def clusters_of(citations: Iterable[Citation], head_final: Mapping[str, bool]) -> list[Cluster]:
    """The citations sorted to instruments; the fullest are settled first, so that shorter names find them."""
    found = _Clusters(head_final)
    citations = tuple(citations)
    outer = _outer_names(citations)
    for citation in sorted(citations, key=lambda c: _fullness(c, id(c) in outer)):
        found.take(Said(citation), outer.get(id(citation)))
    return found.all


def _fullness(citation: Citation, nested: bool) -> tuple[bool, bool, int, bool, int]:
    return (citation.number is None, citation.quoted is None, -len(citation.title or ""), not nested, citation.start)


def _outer_names(citations: Iterable[Citation]) -> dict[int, Citation]:
    """For each citation (by its id) within the name of another of its type, that other: 'plan for carrying out the Plan'."""
    last: dict[str, Citation] = {}
    found: dict[int, Citation] = {}
    for citation in sorted(citations, key=lambda c: (c.start, -c.end)):
        around = last.get(citation.type)
        if around is not None and citation.end <= around.end and citation.end - citation.start < around.end - around.start:
            found[id(citation)] = around
        else:
            last[citation.type] = citation
    return found


@dataclass(slots=True)
class _OfType:
    """The instruments of one type by their places among all: by what they say, and those that another may be like."""

    exact: dict[_Key, list[int]] = field(default_factory=dict)
    untold: dict[frozenset[str], list[int]] = field(default_factory=dict)  # without number or quoted title: by figures in titles
    parts: list[int] = field(default_factory=list)  # of whose titles another may be a part
    own: list[int] = field(default_factory=list)
    alike: dict[int, None] = field(default_factory=dict)  # all of both


class _Clusters:
    def __init__(self, head_final: Mapping[str, bool]) -> None:
        self.all: list[Cluster] = []
        self._head_final = head_final
        self._types: dict[str, _OfType] = {}
        self._places: dict[int, int] = {}  # of citations, by their ids

    def take(self, said: Said, outer: Citation | None = None) -> None:
        """Counts a citation to the instrument that it names, to a new one where it names none of those found.

        `outer` is the citation within whose name it stands: it is another instrument.
        """
        known = self._types.setdefault(said.citation.type, _OfType())
        place = self._same(said, known)
        if place is None:
            place = self._by_part(said, known)
        if place is None or (outer is not None and self._places.get(id(outer)) == place):
            place = len(self.all)
            self.all.append(Cluster(said.citation.type))
            if len(known.parts) < MAX_ALIKE:
                known.parts.append(place)
                known.alike = dict.fromkeys((*known.parts, *known.own))
        cluster = self.all[place]
        self._places[id(said.citation)] = place
        cluster.add(said)
        if said.citation.signs & OWN and len(known.own) < MAX_ALIKE and place not in known.own:
            known.own.append(place)
            known.alike = dict.fromkeys((*known.parts, *known.own))
        if not (cluster.number or cluster.quoted):
            alike = known.untold.setdefault(said.figures, [])
            if len(alike) < MAX_ALIKE and place not in alike:
                insort(alike, place)
        for key in _told(cluster, said):
            places = known.exact.setdefault(key, [])
            at = bisect_left(places, place)
            if place not in places[at : at + 1]:
                places.insert(at, place)

    def _same(self, said: Said, known: _OfType) -> int | None:
        """The first instrument that may be meant and is named alike."""
        untold = () if said.citation.number or said.citation.quoted else known.untold.get(said.figures, ())
        places = merge(untold, *(known.exact.get(key, ()) for key in _sought(said.citation, said)))
        fitting = (p for p in places if _agree(said, self.all[p]) and _names_same(said, self.all[p]))
        return next(fitting, None)

    def _by_part(self, said: Said, known: _OfType) -> int | None:
        """The one instrument whose longer title ends (in a language with the type last; else begins) as this title does."""
        citation = said.citation
        if citation.number or citation.quoted or citation.date:
            return None
        agreeing = {place: cluster for place in known.alike if _agree(said, cluster := self.all[place])}
        if citation.period != (None, None) and len(said.words) <= BARE_WORDS:
            same = [place for place, cluster in agreeing.items() if cluster.period == citation.period]
            if len(same) == 1:
                return same[0]  # 'the Action Plan for 2013-2016', with nothing but its type and years
        if None not in citation.period and len(said.words) > BARE_WORDS:
            own = [p for p, c in agreeing.items() if not OWN.isdisjoint(c.signs) and _is_own_within(said, c)]
            own = [p for p in own if self.all[p].period == citation.period]
            if len(own) == 1:
                return own[0]
        head_final = self._head_final[citation.language]
        least = len(said.words) + (-1 if head_final else 1)  # words of a title of which this one is a part
        least = 0 if "approval" in citation.signs else least
        fitting = [p for p, c in agreeing.items() if c.longest >= least and _has_part(said, c, head_final)]
        own = [place for place in fitting if self.all[place].signs & OWN]
        if len(fitting) > 1 and len(own) == 1:
            return own[0]  # of several that begin so, the document's own is meant
        return fitting[0] if len(fitting) == 1 else None


def _told(cluster: Cluster, said: Said) -> Iterator[_Key]:
    """What an instrument can be looked up by, once a citation is counted in."""
    year = (cluster.date or "")[:4]
    if cluster.type == "constitution":
        yield ("type",)
    if cluster.number:
        yield "number", cluster.bare_number
        yield "number", cluster.bare_number, year
    if cluster.quoted:
        yield "quoted", cluster.bare_quoted
    if cluster.date:
        yield "date", cluster.date
        if not cluster.quoted:
            yield "date", cluster.date, "untitled"
    if cluster.type == "project" or not (cluster.number or cluster.quoted):
        yield "title", said.title


def _sought(citation: Citation, said: Said) -> Iterator[_Key]:
    """What the instruments have that a citation may name."""
    if citation.type == "constitution":
        yield ("type",)
    if citation.number and citation.date:
        yield "number", said.number, citation.date[:4]
        yield "number", said.number, ""
    elif citation.number:
        yield "number", said.number
    else:
        if citation.quoted:
            yield "quoted", said.quoted
        else:
            yield "title", said.title
        if citation.type == "project":
            yield "title", said.quoted if citation.quoted else said.title
            yield "quoted", said.title
        if citation.date:
            yield ("date", citation.date, "untitled") if citation.quoted else ("date", citation.date)


def _agree(said: Said, cluster: Cluster) -> bool:
    """Whether nothing that both say differs."""
    citation = said.citation
    if citation.number and cluster.number and said.number != cluster.bare_number:
        return False
    if citation.date and cluster.date and not (cluster.date.startswith(citation.date) or citation.date.startswith(cluster.date)):
        return False
    if citation.jurisdiction and cluster.jurisdiction and citation.jurisdiction != cluster.jurisdiction:
        return False
    return (None, None) in (citation.period, cluster.period) or citation.period == cluster.period


def _names_same(said: Said, cluster: Cluster) -> bool:
    citation = said.citation
    if citation.type == "constitution":
        return True
    if citation.number and cluster.number:
        told = citation.jurisdiction in WORLD or (citation.date and cluster.date)
        return bool(told) or said.quoted == cluster.bare_quoted
    if citation.type == "project" and (citation.signs | cluster.signs) & OWN:
        return (said.quoted if citation.quoted else said.title) == bare(cluster.quoted or cluster.best_title())
    if citation.quoted and cluster.quoted:
        return said.quoted == cluster.bare_quoted
    if citation.quoted or cluster.quoted or citation.number or cluster.number:
        return bool(citation.date and citation.date == cluster.date)
    return said.title in cluster.bare_titles or any(_similar(said, named.said) for named in cluster.titles.values())


def _similar(said: Said, other: Said) -> bool:
    few, many = sorted((len(said.stems), len(other.stems)))
    if few < SIMILAR * many or said.figures != other.figures:
        return False
    return len(said.stems & other.stems) >= SIMILAR * len(said.stems | other.stems)


def _has_part(said: Said, cluster: Cluster, head_final: bool) -> bool:
    """Whether the title is a part of one that citations of the instrument print."""
    frame = said.citation.type == "register"  # 'UN sanctions list' for 'UN ... sanctions list'
    return any(
        _is_part(said.words, longer, head_final, frame) or _is_approved(said, longer, named.signs, head_final)
        for longer, named in cluster.titles.items()
    )


def _is_own_within(said: Said, cluster: Cluster) -> bool:
    """Whether the document's own title has all the words of another of the same years."""
    return any(said.stems <= named.said.stems for named in cluster.titles.values() if named.signs & OWN)


def _is_approved(said: Said, longer: tuple[str, ...], signs: set[str], head_final: bool) -> bool:
    """Whether the one is named in the title of the act that approves it, and the other is its own heading, with more words."""
    if "approval" not in said.citation.signs or "heading" not in signs or len(said.words) <= GENERIC_WORDS:
        return False
    head = -1 if head_final else 0
    return said.words[head] == longer[head] and said.stems <= set(longer)


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
