"""Reads how one instrument bears on another: from verbs round the mentions, names within names, labels, notes and annexes.

Each rule is a row of the `citations` tables. Where none holds between the document's own instrument and one that it names,
it cites it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.acts.creations import created_bodies, set_up_bodies
from extractors.acts.index import InstrumentMention
from extractors.acts.instruments import InstrumentFacts
from extractors.acts.link_context import Found, LinkContext
from extractors.acts.link_layout import (
    amended_parts,
    annex_links,
    label_links,
    lead_in_links,
    nested_links,
    planned_links,
    tail_links,
)
from extractors.acts.link_sentences import stated_links
from extractors.acts.tables import CitationTable
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, InstrumentLink

_GROUNDS = ("based_on", "succeeds")  # said of another instrument, they are no citation by the document's own
STATED, CITED = 0.95, 0.8  # confidence of a link that words state, and of a mere citation


def find_links(
    reading: Reading, facts: InstrumentFacts, bodies: BodyIndex, tables: Mapping[str, CitationTable]
) -> tuple[InstrumentLink, ...]:
    """All links that the document states, one record for each source, target and type."""
    context = LinkContext(reading, facts, bodies, tables)
    found: list[Found] = []
    for sentence in context.sentences():
        found += stated_links(context, sentence)
        found += nested_links(context, sentence)
        found += created_bodies(context, sentence)
    found += [*planned_links(context), *annex_links(context), *label_links(context), *lead_in_links(context)]
    found += [*tail_links(context), *amended_parts(context), *(f for f in set_up_bodies(context) if not _told(f, found))]
    registers = {m.key for m in context.index.mentions if m.citation.type == "register"}
    found = [f for f in found if f.type != "implements" or f.source not in registers]  # kept under a rule, not carrying it out
    found += _citations(context, found)
    return _records(reading, found)


def _told(own: Found, found: Sequence[Found]) -> bool:
    """Whether the words that set a body up say which act does so."""
    others = (f for f in found if f.type == own.type and f.target == own.target)
    return any(f.start <= own.start and own.end <= f.end for f in others)


def _citations(context: LinkContext, stated: Sequence[Found]) -> Iterator[Found]:
    """A citation, where nothing stronger holds between the two."""
    linked = {(f.source, f.target) for f in stated} | {(f.target, f.source) for f in stated}
    approving = [f for f in stated if f.type == "approves" and f.source not in context.own]
    of_others = [f for f in stated if f.type in _GROUNDS and f.source not in context.own]
    outermost = {id(m) for m in context.index.outermost(0, len(context.reading.document.text))}
    for mention in context.index.mentions:
        owner = context.index.owner_at(mention.start)
        if owner is None or mention.key in context.own or (owner, mention.key) in linked or mention.form == "short":
            continue
        if any(f.target == mention.key and f.start <= mention.start < f.end for f in of_others):
            continue
        trailing = not context.tables[mention.citation.language].head_final
        if trailing and any(f.source == mention.key and f.start <= mention.start < f.end for f in approving):
            continue  # ', approved by the decree ...' only tells more of what is named
        if id(mention) in outermost or _within_treaty(context, mention):
            yield Found("cites", owner, mention.key, mention.start, mention.end)


def _within_treaty(context: LinkContext, mention: InstrumentMention) -> bool:
    """A protocol's name holds that of its convention, and who names the one names the other; an act's title does not so."""
    around = [m for m in context.index.mentions if m.start <= mention.start and mention.end <= m.end and m is not mention]
    return bool(around) and all(m.citation.type == "treaty" for m in around)


def _records(reading: Reading, found: Sequence[Found]) -> tuple[InstrumentLink, ...]:
    places: dict[tuple[str, str, str], set[tuple[int, int]]] = {}
    for link in found:
        if link.source != link.target:
            places.setdefault((link.type, link.source, link.target), set()).add((link.start, link.end))
    return tuple(
        InstrumentLink(
            iri.fact_key(reading.document.key, "link", *names),
            names[1],
            names[2],
            names[0],
            tuple(Evidence(*span, f"link-{names[0]}", CITED if names[0] == "cites" else STATED) for span in sorted(spans)),
        )
        for names, spans in places.items()
    )
