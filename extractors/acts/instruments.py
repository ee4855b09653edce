"""Settles which instruments a document names, and where: citations to records, with what could not be settled kept and listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.acts.bare_words import bare
from extractors.acts.citations import CitedRegion, find_citations
from extractors.acts.clusters import OWN, WORLD, Cluster
from extractors.acts.defined_names import abbreviation_places, defined_names, short_citation
from extractors.acts.headings import act_heading, enacted_act, issuer_above
from extractors.acts.identity import ActFinder
from extractors.acts.index import InstrumentIndex, InstrumentMention, OwnInstrument
from extractors.acts.own_instruments import OwnTitle, annex_places, own_titles
from extractors.acts.paper_headings import paper_heading
from extractors.acts.project_pages import labelled_title, project_title
from extractors.acts.records import ACTS, POLICIES, Citation
from extractors.acts.repeated_titles import repeated_titles
from extractors.acts.same import GENERIC_WORDS, clusters_of
from extractors.acts.short_forms import Known, ShortForm, find_short_forms
from extractors.acts.tables import CitationTable
from extractors.acts.versions import version_date
from extractors.names.definitions import Definition
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, Instrument, Label, Unresolved

_WORLD_TYPES = {"treaty": "INT", "un-resolution": "UN"}
AFTER_ALL = 1 << 40  # a place behind the end of any document
UNDATED = "session"  # in the key of an act of the world that bears no date: its number holds that of the session
_CONFIDENCE = {"citation": 1.0, "title": 1.0, "short": 0.9}


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What a document names: the records, where they stand, and what could not be settled."""

    instruments: tuple[Instrument, ...]
    index: InstrumentIndex
    unresolved: tuple[Unresolved, ...]
    cited: tuple[CitedRegion, ...]
    annexes: tuple[int, ...]  # where the word 'annex' heads an annex: the ends of those blocks, in the document
    defining: tuple[tuple[int, int], ...] = ()  # where short names are defined, in the normalised text
    version: str | None = None  # the ISO date of which the text says it is

    @property
    def told(self) -> str | None:
        """The key of the project that the document tells of, where it names no other."""
        projects = [instrument.key for instrument in self.instruments if instrument.type == "project"]
        return projects[0] if len(projects) == 1 else None


def find_instruments(
    reading: Reading,
    bodies: BodyIndex,
    finder: ActFinder,
    tables: Mapping[str, CitationTable],
    definitions: Sequence[Definition] = (),
) -> InstrumentFacts:
    """All instruments that the document names. `definitions` are its short names, for whatever they stand."""
    cited = _without_defined(find_citations(reading, bodies, tables), definitions)
    citations = [citation for place in cited for citation in place.citations]
    annexes = annex_places(reading, tables)
    titles = own_titles(reading, cited, tables, annexes)
    dated = any(title.citation.type in ACTS and title.citation.signs & {"number", "date"} for title in titles)
    heading = act_heading(reading, bodies, tables) if not dated else None
    if heading is not None:
        titles = [title for title in titles if title.citation.type not in ACTS]
    elif not any(title.citation.type in ACTS for title in titles):
        heading = enacted_act(reading, cited, bodies, tables)
    if heading is None and not titles:
        heading = paper_heading(reading, tables)
    if heading is not None:
        titles = [heading, *titles]
        others = [c for c in citations if c.head != heading.citation.head]
        citations = citations if heading.citation in citations else [heading.citation, *others]
    labelled = labelled_title(reading, tables) if {title.citation.type for title in titles} <= {"project"} else None
    if labelled is not None:
        inside = {id(title.citation) for title in titles}
        citations = [c for c in citations if id(c) not in inside and not _overlap(c, labelled.citation)]
        titles = []
    project = labelled or (project_title(reading, tables) if not titles else None)
    if project is not None:
        titles, citations = [project], [project.citation, *citations]
    clusters = clusters_of(citations, {language: table.head_final for language, table in tables.items()})
    where = {_span(c): i for i, cluster in enumerate(clusters) for c in cluster.citations}
    own = {title.citation.type: where[_span(title.citation)] for title in titles}
    for title in titles:
        clusters[where[_span(title.citation)]].title = title.text
        if title.citation.type in ACTS:
            cluster = clusters[where[_span(title.citation)]]
            cluster.issuer = cluster.issuer or issuer_above(reading, bodies, title.start)
    named = [(c, where[_span(c)]) for c in citations]
    names = defined_names(reading, named, definitions, own, tables)
    known = [Known(key, c.type, c.stem, c.end) for c, key in named]
    shorts = list(find_short_forms(cited, known, own, {name.short.lower(): (name.key, name.start - 1) for name in names}))
    keys = [_key(cluster, reading, finder) for cluster in clusters]
    places: list[tuple[int, InstrumentMention]] = [(key, _mention(reading, c, keys[key], "citation")) for c, key in named]
    places += [(f.key, _mention(reading, _short(f), keys[f.key], "short")) for f in shorts if f.key is not None]
    places += [
        (key, _mention(reading, c, keys[key], "short")) for key, c in abbreviation_places(reading, names, citations, tables)
    ]
    for title in titles:
        place, table = where[_span(title.citation)], tables[title.citation.language]
        again = repeated_titles(reading, title, table, citations)
        places += [(place, _mention(reading, citation, keys[place], "citation")) for citation in again]
        if title.span is not None:
            places.append((place, InstrumentMention(*title.span, keys[place], "title", title.citation)))
    by_key: defaultdict[int, list[InstrumentMention]] = defaultdict(list)
    for key, mention in places:
        by_key[key].append(mention)
    aliases: defaultdict[int, list[Label]] = defaultdict(list)
    for name in names:
        aliases[name.key].append(Label(name.short, name.language))
    records = (
        _record(
            reading,
            cluster,
            keys[i],
            by_key[i],
            aliases[i],
        )
        for i, cluster in enumerate(clusters)
    )
    enacted = _enacted_at(reading, tables)
    index = InstrumentIndex(
        tuple(mention for _, mention in places),
        tuple(
            _own(title, keys[where[_span(title.citation)]], _headings(reading, title, clusters, where), enacted)
            for title in titles
        ),
    )
    unresolved = tuple(_unresolved(reading, form) for form in shorts if form.key is None)
    defining = tuple((name.start, name.start + len(name.short)) for name in names)
    version = version_date(reading, tables)
    return InstrumentFacts(_united(records), index, unresolved, cited, tuple(annexes), defining, version)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.start < other.end and other.start < one.end


def _without_defined(cited: Sequence[CitedRegion], definitions: Sequence[Definition]) -> tuple[CitedRegion, ...]:
    """The regions without citations that say nothing but a short name which the document defines."""
    shorts = {bare(definition.short) for definition in definitions} | {
        bare(definition.short.partition(" ")[2]) for definition in definitions
    }
    return tuple(
        place._replace(citations=tuple(c for c in place.citations if c.signs - {"capital"} or bare(c.title) not in shorts))
        for place in cited
    )


def _span(citation: Citation) -> tuple[int, int, int]:
    return citation.start, citation.end, citation.head


def _short(form: ShortForm) -> Citation:
    anchor = form.anchor
    return short_citation(anchor.row.key, form.start, form.end, form.region.table.language, anchor.stem, anchor.case)


def _own(title: OwnTitle, key: str, headings: Sequence[int], enacted: int | None) -> OwnInstrument:
    """An own instrument, from where its text begins: that of a paper named before the act is enacted, at a later heading."""
    start = title.start
    if enacted is not None and title.citation.type in POLICIES and start < enacted:
        start = next((place for place in headings if place > enacted), AFTER_ALL)
    return OwnInstrument(key, title.citation.type, start)


def _headings(
    reading: Reading, title: OwnTitle, clusters: Sequence[Cluster], where: Mapping[tuple[int, int, int], int]
) -> list[int]:
    """Where a title heads a block again."""
    found = clusters[where[_span(title.citation)]].citations
    return sorted(reading.text.position(c.start) for c in found if c.signs & OWN)


def _enacted_at(reading: Reading, tables: Mapping[str, CitationTable]) -> int | None:
    """Where the words stand by which the document's act is enacted."""
    words = tables[reading.document.language].words["own_enacting"]
    places = [place for word in words if (place := reading.text.lower.find(word)) >= 0]
    return reading.text.position(min(places)) if places else None


def _mention(reading: Reading, citation: Citation, key: str, form: str) -> InstrumentMention:
    start, end = reading.text.original(citation.start, citation.end)
    return InstrumentMention(start, end, key, form, citation)


def _jurisdiction(cluster: Cluster, reading: Reading) -> str | None:
    if cluster.jurisdiction in WORLD and reading.jurisdiction and any(c.signs & OWN for c in cluster.citations):
        return reading.jurisdiction  # a state's own paper that names a body of the world in its title
    if cluster.type in _WORLD_TYPES:
        return cluster.jurisdiction if cluster.jurisdiction in WORLD else _WORLD_TYPES[cluster.type]
    return cluster.jurisdiction or reading.jurisdiction


def _key(cluster: Cluster, reading: Reading, finder: ActFinder) -> str:
    """The key of an instrument; sets what the registry knows of it."""
    jurisdiction = _jurisdiction(cluster, reading)
    cluster.registered = finder.find(cluster, jurisdiction)
    if cluster.registered is not None:
        return cluster.registered.key
    if cluster.type == "constitution":
        return iri.titled_act_key(jurisdiction, "constitution", jurisdiction or "")
    if cluster.number and jurisdiction in WORLD:
        return iri.numbered_act_key(
            jurisdiction, cluster.type, cluster.date[:4] if cluster.date else UNDATED, _plain_number(cluster)
        )
    if cluster.number and cluster.date and jurisdiction:
        return iri.numbered_act_key(jurisdiction, cluster.type, cluster.date, cluster.number)
    title = cluster.best_title()
    if _only_here(cluster, title):
        return iri.fact_key(reading.document.key, "act", cluster.type, iri.fold(title))
    return iri.titled_act_key(jurisdiction, cluster.type, title, cluster.period)


def _plain_number(cluster: Cluster) -> str:
    """The number without the symbol of a document of the United Nations."""
    return (cluster.number or "").upper().removeprefix("S/RES/").removeprefix("A/RES/")


def _only_here(cluster: Cluster, title: str) -> bool:
    """Whether the title ('plan of measures') tells the instrument from others only within its document."""
    said = cluster.quoted or cluster.jurisdiction or cluster.period != (None, None)
    return not said and len(title.split()) <= GENERIC_WORDS


def _record(
    reading: Reading, cluster: Cluster, key: str, mentions: Sequence[InstrumentMention], aliases: Sequence[Label]
) -> Instrument:
    provisions = {(m.start, m.end, m.form): m.citation.provision for m in mentions if m.form == "citation"}
    places = sorted({(m.start, m.end, m.form) for m in mentions})
    title = cluster.best_title()
    return Instrument(
        key=key,
        type=cluster.type,
        jurisdiction=_jurisdiction(cluster, reading),
        titles=(Label(title, cluster.citations[0].language),) if title else (),
        mentions=tuple(
            Evidence(start, end, f"instrument-{form}", _CONFIDENCE[form], provisions.get((start, end, form)))
            for start, end, form in places
        ),
        aliases=tuple(dict.fromkeys(aliases)),
        number=cluster.number,
        date=cluster.date,
        issuer=cluster.issuer,
        period_start=cluster.period[0],
        period_end=cluster.period[1],
        registered=cluster.registered is not None,
    )


def _united(records: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """One record for each key: what came out with one key is one instrument."""
    united: dict[str, Instrument] = {}
    for record in records:
        before = united.get(record.key)
        united[record.key] = record if before is None else _joined(before, record)
    return tuple(united.values())


def _joined(first: Instrument, second: Instrument) -> Instrument:
    labels = tuple(dict.fromkeys((*first.aliases, *second.titles, *second.aliases)))
    return replace(
        first,
        aliases=tuple(label for label in labels if label not in first.titles),
        mentions=tuple(sorted({*first.mentions, *second.mentions}, key=lambda e: (e.start, e.end, e.method))),
        number=first.number or second.number,
        date=first.date or second.date,
        issuer=first.issuer or second.issuer,
    )


def _unresolved(reading: Reading, form: ShortForm) -> Unresolved:
    start, end = reading.text.original(form.start, form.end)
    words = reading.text.printed(start, end)
    return Unresolved("instrument", words, form.reason, Evidence(start, end, "instrument-short", 0.5))
