"""Mandates from running text: who has which role towards what, read from the grammar of a sentence and from nothing else.

Each rule of `languages/<code>/mandates.toml` is tried on each sentence that names a body. A sentence that negates, proposes or
reports gives nothing; neither does a document that is no instrument, for nothing in it assigns a duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extractors.clauses import Clause, iter_clauses
from extractors.duty_rules import DutyRule, DutyWords
from extractors.mentions import BodyIndex, BodyMention
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, Function, Instrument, InstrumentLink, Label, Mandate

MIN_WORDS = 4  # letters: words shorter than this say nothing of a duty


class ActMention(Protocol):
    """A place where an instrument is named."""

    start: int
    end: int
    key: str


class ActIndex(Protocol):
    """The instruments of the document: its own, and those named in a stretch of its text."""

    main: str | None

    def find(self, start: int, end: int) -> Sequence[ActMention]:
        """The mentions that lie wholly within the stretch."""
        ...


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What the running text says of duties."""

    mandates: tuple[Mandate, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    key: str
    function: Function | None


def find_mandates(reading: Reading, bodies: BodyIndex, acts: ActIndex, words: dict[str, DutyWords]) -> DutyFacts:
    """The mandates of the running text, one record for each holder, role and target, and the functions that they concern."""
    if acts.main is None:
        return DutyFacts((), ())
    mandates: dict[str, Mandate] = {}
    functions: dict[str, Function] = {}
    endings = {language: table.endings for language, table in words.items()}
    for clause in iter_clauses(reading, bodies, endings):
        table = words[clause.block.language]
        if table.not_asserted.search(clause.marked):
            continue
        for mandate, function in _of_clause(reading, clause, acts, table):
            mandates[mandate.key] = _joined(mandates.get(mandate.key), mandate)
            if function:
                functions.setdefault(function.key, function)
    return DutyFacts(tuple(mandates.values()), tuple(functions.values()))


def approvals(
    document: str, links: Iterable[InstrumentLink], instruments: dict[str, Instrument], main: str | None
) -> Iterator[Mandate]:
    """The issuer of an act that approves an instrument is its approver: the passive 'approved by' names the doer by its act."""
    for link in links:
        issuer = instruments[link.source].issuer if link.link_type == "approves" and link.source in instruments else None
        if issuer:
            yield _mandate(document, issuer, "approver", link.target, main, link.evidence[0])


def _of_clause(reading: Reading, clause: Clause, acts: ActIndex, words: DutyWords) -> Iterator[tuple[Mandate, Function | None]]:
    taken: list[tuple[int, int]] = []
    document = reading.document.key
    for rule in words.rules:
        for match in rule.pattern.finditer(clause.marked):
            if any(match.start("who") < end and start < match.end("who") for start, end in taken):
                continue
            target = _target(reading, clause, match, rule, acts, words)
            if target is None:
                continue
            taken.append(match.span("who"))
            evidence = _evidence(reading, clause, rule)
            for role, holder in _holders(clause, match, rule):
                found = _mandate(document, holder.key, role, target.key, acts.main, evidence)
                yield replace(found, deontic=rule.deontic), target.function


def _holders(clause: Clause, match: re.Match[str], rule: DutyRule) -> Iterator[tuple[str, BodyMention]]:
    for mention in clause.named(*match.span("who")):
        yield rule.role, mention
    if rule.whom_role and "whom" in rule.pattern.groupindex and match["whom"]:
        for mention in clause.named(*match.span("whom")):
            yield rule.whom_role, mention


def _evidence(reading: Reading, clause: Clause, rule: DutyRule) -> Evidence:
    start, end = _trimmed(reading.text.cased, clause.start, clause.end, None, None)
    return Evidence(*reading.text.original(start, end), f"duty:{rule.identifier}", rule.confidence)


def _target(
    reading: Reading, clause: Clause, match: re.Match[str], rule: DutyRule, acts: ActIndex, words: DutyWords
) -> _Target | None:
    if match.group("what") is None or not match.group("what").strip():
        return None
    start, end = clause.normal(*match.span("what"))
    start, end = _trimmed(reading.text.cased, start, end, words.trim_before, words.trim_after)
    if end - start < MIN_WORDS:
        return None
    place = reading.text.original(start, end)
    act = _act_carried_out(reading, place, acts, words, rule)
    if act:
        return _Target(act, None)
    if rule.concerns == "instrument":
        return None
    text = " ".join(reading.document.text[slice(*place)].split())
    key = iri.fact_key(reading.document.key, "function", iri.fold(text))
    evidence = Evidence(*place, f"duty:{rule.identifier}", rule.confidence)
    return _Target(key, Function(key, Label(text, clause.block.language), (evidence,), acts.main))


def _act_carried_out(reading: Reading, place: tuple[int, int], acts: ActIndex, words: DutyWords, rule: DutyRule) -> str | None:
    """The instrument whose carrying out is the duty: it opens the words of the duty, and a word for carrying out follows it."""
    for mention in acts.find(*place):
        if mention.start - place[0] > 1 and rule.concerns != "instrument":
            continue
        rest = reading.text.cased[reading.text.normal(mention.end) : reading.text.normal(place[1])]
        rest = re.sub(r"^\w*", "", rest)  # the suffix of the act's short name
        if rule.concerns == "instrument" or words.carrying_out.match(rest):
            return mention.key
    return None


def _trimmed(text: str, start: int, end: int, before: re.Pattern[str] | None, after: re.Pattern[str] | None) -> tuple[int, int]:
    while start < end and text[start] in " ,:;-":
        start += 1
    while end > start and text[end - 1] in " ,:;-.":
        end -= 1
    opening = before.match(text[start:end]) if before else None
    if opening and opening.end() < end - start:
        start += opening.end()
    closing = after.search(text[start:end]) if after else None
    if closing and closing.start() > 0:
        end = start + closing.start()
    return start, end


def _mandate(document: str, holder: str, role: str, concerns: str, assigned_by: str | None, evidence: Evidence) -> Mandate:
    key = iri.fact_key(document, "mandate", holder, role, concerns)
    return Mandate(key, holder, role, concerns, assigned_by, (evidence,))


def _joined(known: Mandate | None, found: Mandate) -> Mandate:
    if known is None or set(found.evidence) <= set(known.evidence):
        return known or found
    return replace(known, evidence=(*known.evidence, *found.evidence))
