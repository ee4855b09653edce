"""Settles which instruments a document names, and where: citations to records, with what could not be settled kept and listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.act_identity import GENERIC_WORDS, ActFinder, Cluster, clusters_of, stems
from extractors.citation_records import Citation
from extractors.citation_tables import CitationTable
from extractors.citations import CitedRegion, find_citations
from extractors.definitions import Definition
from extractors.instrument_index import InstrumentIndex, InstrumentMention, OwnInstrument
from extractors.mentions import BodyIndex
from extractors.own_instruments import OwnTitle, own_titles
from extractors.reading import Reading
from extractors.short_forms import Known, citation_of, find_short_forms
from ontology import iri
from ontology.records import Evidence, Instrument, Label, Unresolved

_WORLD_TYPES = {"treaty": "INT", "un-resolution": "UN"}
_LINK_MARKS = '](#) \u00a0"»”)'


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What a document names: the records, where they stand, and what could not be settled."""

    instruments: tuple[Instrument, ...]
    index: InstrumentIndex
    unresolved: tuple[Unresolved, ...]
    cited: tuple[CitedRegion, ...]


def find_instruments(
    reading: Reading,
    bodies: BodyIndex,
    finder: ActFinder,
    tables: Mapping[str, CitationTable],
    definitions: Sequence[Definition] = (),
) -> InstrumentFacts:
    """All instruments that the document names. `definitions` are its short names for anything."""
    cited = find_citations(reading, bodies, tables)
    citations = [_placed(c, reading) for place in cited for c in place.citations]
    clusters = clusters_of(citations, {language: table.head_final for language, table in tables.items()})
    where = {_span(c): i for i, cluster in enumerate(clusters) for c in cluster.citations}
    titles = own_titles(reading, cited, tables)
    own = {title.citation.type: where[_span(title.citation)] for title in titles}
    for title in titles:
        clusters[where[_span(title.citation)]].title = title.text
    defined = _defined(reading, citations, where, definitions, own)
    known = [Known(where[_span(c)], c.type, c.stem, c.end) for c in citations]
    shorts = list(find_short_forms(cited, known, own, {name: (key, place) for name, key, place, _ in defined}))
    mentions: dict[int, list[InstrumentMention]] = {i: [] for i in range(len(clusters))}
    keys = [_key(cluster, reading, finder) for cluster in clusters]
    for i, cluster in enumerate(clusters):
        mentions[i] += [_mention(reading, c, keys[i], "citation") for c in cluster.citations]
    for form in shorts:
        if form.key is not None:
            mentions[form.key].append(_mention(reading, citation_of(form), keys[form.key], "short"))
    for key, citation in _abbreviations(reading, tables, defined, citations):
        mentions[key].append(_mention(reading, citation, keys[key], "short"))
    for title in titles:
        place = where[_span(title.citation)]
        if title.span is not None:
            mentions[place].append(InstrumentMention(*title.span, keys[place], "title", title.citation))
    aliases = {
        key: [Label(definition.short, _language(reading, definition)) for _, k, _, definition in defined if k == key]
        for key in mentions
    }
    records = _records(reading, clusters, keys, mentions, aliases)
    index = InstrumentIndex(
        tuple(m for found in mentions.values() for m in found),
        tuple(OwnInstrument(keys[where[_span(t.citation)]], t.citation.type, t.start) for t in titles),
    )
    unresolved = tuple(_unresolved(reading, form.start, form.end, form.reason) for form in shorts if form.key is None)
    return InstrumentFacts(records, index, unresolved, cited)


def _span(citation: Citation) -> tuple[int, int, int]:
    return citation.start, citation.end, citation.head


def _placed(citation: Citation, reading: Reading) -> Citation:
    """The citation with the jurisdiction that its type or its document gives where it names none."""
    del reading
    return citation


def _language(reading: Reading, definition: Definition) -> str:
    return definition.language or reading.language_at(definition.short_start)


def _defined(
    reading: Reading,
    citations: Sequence[Citation],
    where: Mapping[tuple[int, int, int], int],
    definitions: Sequence[Definition],
    own: Mapping[str, int],
) -> list[tuple[str, int, int, Definition]]:
    """Each short name that stands behind a citation: in lower case, whose it is, and from where on (normalised)."""
    found = []
    raw = reading.document.text
    ends = [(reading.text.original(c.start, c.end)[1], c) for c in citations]
    for definition in definitions:
        fitting = [c for end, c in ends if end <= definition.full_end and not raw[end : definition.full_end].strip(_LINK_MARKS)]
        if fitting:
            whole = min(fitting, key=lambda c: c.start)
            found.append(
                (definition.short.lower(), where[_span(whole)], reading.text.normal(definition.short_start) - 1, definition)
            )
    del own
    return found


def _abbreviations(
    reading: Reading,
    tables: Mapping[str, CitationTable],
    defined: Sequence[tuple[str, int, int, Definition]],
    citations: Sequence[Citation],
) -> Iterator[tuple[int, Citation]]:
    """The places of short names that hold no word of a type (abbreviations), from their definition on."""
    for short, key, place, definition in defined:
        table = tables[reading.language_at(definition.short_start)]
        if table.anchor.match(short):
            continue
        whole = re.compile(rf"(?<!\w){re.escape(definition.short)}")
        for match in whole.finditer(reading.text.cased, place):
            suffix = table.suffix.match(reading.text.lower, match.end())
            inside = any(c.start <= match.start() and match.end() <= c.end for c in citations)
            if suffix and not inside:
                yield (
                    key,
                    Citation(
                        citations[0].type,
                        match.start(),
                        match.end(),
                        match.start(),
                        match.end(),
                        table.language,
                        None,
                        None,
                        frozenset(("short",)),
                        match.start(),
                    ),
                )


def _mention(reading: Reading, citation: Citation, key: str, form: str) -> InstrumentMention:
    start, end = reading.text.original(citation.start, citation.end)
    return InstrumentMention(start, end, key, form, citation)


def _jurisdiction(cluster: Cluster, reading: Reading) -> str | None:
    return cluster.jurisdiction or _WORLD_TYPES.get(cluster.type) or reading.jurisdiction


def _key(cluster: Cluster, reading: Reading, finder: ActFinder) -> str:
    """The key of an instrument; sets what the registry knows of it."""
    jurisdiction = _jurisdiction(cluster, reading)
    cluster.registered = finder.find(cluster, jurisdiction)
    if cluster.registered is not None:
        return cluster.registered.key
    if cluster.type == "constitution":
        return iri.titled_act_key(jurisdiction, "constitution", jurisdiction or "")
    if cluster.number and cluster.date and jurisdiction:
        return iri.numbered_act_key(jurisdiction, cluster.type, cluster.date, cluster.number)
    title = cluster.best_title()
    if _only_here(cluster, title):
        return iri.fact_key(reading.document.key, "act", cluster.type, iri.fold(title))
    return iri.titled_act_key(jurisdiction, cluster.type, title, cluster.period)


def _only_here(cluster: Cluster, title: str) -> bool:
    """Whether the title ('plan of measures') tells the instrument from others only within its document."""
    return (
        not cluster.quoted
        and cluster.period == (None, None)
        and len(stems(title)) <= GENERIC_WORDS
        and cluster.jurisdiction is None
    )


def _records(
    reading: Reading,
    clusters: Sequence[Cluster],
    keys: Sequence[str],
    mentions: Mapping[int, list[InstrumentMention]],
    aliases: Mapping[int, list[Label]],
) -> tuple[Instrument, ...]:
    records: dict[str, Instrument] = {}
    for i, cluster in enumerate(clusters):
        record = _record(reading, cluster, keys[i], mentions[i], aliases[i])
        before = records.get(record.key)
        records[record.key] = record if before is None else _joined(before, record)
    return tuple(records.values())


def _joined(first: Instrument, second: Instrument) -> Instrument:
    """Two records that came out with one key: one instrument, its first title the preferred one."""
    labels = tuple(dict.fromkeys((*first.aliases, *second.titles, *second.aliases)))
    evidence = tuple(sorted({*first.mentions, *second.mentions}, key=lambda e: (e.start, e.end)))
    return replace(
        first,
        aliases=tuple(label for label in labels if label not in first.titles),
        mentions=evidence,
        number=first.number or second.number,
        date=first.date or second.date,
        issuer=first.issuer or second.issuer,
    )


def _record(
    reading: Reading, cluster: Cluster, key: str, mentions: Sequence[InstrumentMention], aliases: Sequence[Label]
) -> Instrument:
    language = cluster.citations[0].language
    places = sorted({(m.start, m.end, m.form) for m in mentions})
    evidence = tuple(Evidence(start, end, f"instrument-{form}", 0.9 if form == "short" else 1.0) for start, end, form in places)
    title = cluster.best_title()
    return Instrument(
        key=key,
        type=cluster.type,
        jurisdiction=_jurisdiction(cluster, reading),
        titles=(Label(title, language),) if title else (),
        mentions=evidence,
        aliases=tuple(dict.fromkeys(aliases)),
        number=cluster.number,
        date=cluster.date,
        issuer=cluster.issuer,
        period_start=cluster.period[0],
        period_end=cluster.period[1],
        registered=cluster.registered is not None,
    )


def _unresolved(reading: Reading, start: int, end: int, reason: str) -> Unresolved:
    first, last = reading.text.original(start, end)
    words = " ".join(reading.document.text[first:last].split())
    return Unresolved("instrument", words, reason, Evidence(first, last, "instrument-short", 0.5))


__all__ = ["ActFinder", "InstrumentFacts", "OwnTitle", "find_instruments"]
