"""`version-disagreement`: of two language versions of one act, one names a body, an executor or an amount, and the other not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, permutations

from pyoxigraph import Literal, NamedNode

from graph.facts import GROUP_KINDS, RESPONSIBLE, Facts, Matter
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node, Nodes, Part
from graph.naming import Row, Selects
from graph.terms import PREFIXES

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_VERSIONS = """SELECT ?work ?document ?file ?language WHERE {
  ?document eli:embodies ?text ; jk:fileName ?file ; dcterms:language ?language . ?text eli:realizes ?work }"""
_MENTIONS = "SELECT ?body ?place ?document WHERE { ?body a jk:Body ; jk:mention ?place . ?place jk:inDocument ?document }"
_MONEY = """SELECT ?owner ?iri ?document ?key ?value WHERE {
  ?owner jk:funding ?iri . ?iri prov:wasDerivedFrom ?document ; ?key ?value }"""
_KINDS = ("measure", "task")
_SPLIT = ("place", "part", "forBody")  # amounts of a part of the money are told in words of the language: not compared
_Row = tuple[str, str, str]  # year, budget source, currency
_Holders = Mapping[str, Mapping[str, Sequence[str]]]  # of each matter those who answer for it, with their mandates


@dataclass(slots=True)
class _Version:
    """A document that gives the text of an act: its numbered matters, the bodies that it names with the places, its money."""

    iri: str
    file: str
    language: str
    matters: dict[tuple[str, str], Matter] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    money: dict[str, dict[_Row, list[tuple[Decimal, str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def own(self, iri: str) -> bool:
        """Whether a node is of this document alone, as a body is that no registry knows."""
        return iri.startswith(self.iri + "/")


def find(engine: Selects, facts: Facts) -> Iterator[Finding]:
    """Every pair of documents that give one act in different languages, each pair once, though they share several acts.

    What carries the comparison is the number of a measure or task, where it is unique in each document.
    """
    versions, pairs = _versions(engine)
    if not pairs:
        return
    _fill(engine, facts, versions)
    holders = _holders(facts)
    for (one, other), work in sorted(pairs.items()):
        for this, that in permutations((versions[one], versions[other])):
            yield from _bodies(facts, work, this, that)
            yield from _executors(facts, holders, this, that)
        yield from _amounts(facts, work, versions[one], versions[other])


def _versions(engine: Selects) -> tuple[dict[str, _Version], dict[tuple[str, str], str]]:
    versions: dict[str, _Version] = {}
    by_work: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select(_PREFIXES + _VERSIONS):
        document = _text(row, "document")
        versions[document] = _Version(document, _text(row, "file"), _text(row, "language"))
        by_work[_text(row, "work")].add(document)
    pairs: dict[tuple[str, str], str] = {}
    for work, documents in sorted(by_work.items()):
        for one, other in combinations(sorted(documents), 2):
            if versions[one].language != versions[other].language:
                pairs.setdefault((one, other), work)
    return versions, pairs


def _fill(engine: Selects, facts: Facts, versions: Mapping[str, _Version]) -> None:
    numbered: defaultdict[tuple[str, str, str], list[Matter]] = defaultdict(list)
    for matter in facts.matters.values():
        document = matter.iri.rsplit("/", 2)[0]  # a fact's key is that of its document, its kind and a digest
        if document in versions and matter.number and matter.kind in _KINDS:
            numbered[document, matter.kind, matter.number].append(matter)
    for (document, kind, number), matters in numbered.items():
        if len(matters) == 1:
            versions[document].matters[kind, number] = matters[0]
    for row in engine.select(_PREFIXES + _MENTIONS):
        version = versions.get(_text(row, "document"))
        if version and not version.own(_text(row, "body")):
            version.bodies[_text(row, "body")].append(_text(row, "place"))
    said: defaultdict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in engine.select(_PREFIXES + _MONEY):
        key = _text(row, "document"), _text(row, "owner"), _text(row, "iri")
        said[key][_text(row, "key").rpartition("#")[2]] = _text(row, "value")
    for (document, owner, iri), values in sorted(said.items()):
        if document in versions and "amount" in values and not any(key in values for key in _SPLIT):
            row_ = values.get("year", ""), values.get("budgetSource", "").rpartition("/")[2], values.get("currency", "")
            amount = Decimal(values["amount"]) * int(values.get("scale", 1))
            versions[document].money[owner][row_].append((amount, iri))


def _bodies(facts: Facts, work: str, this: _Version, that: _Version) -> Iterator[Finding]:
    act = tuple(iri for iri in facts.evidence(work) if iri.startswith(that.iri + "/"))[:1]
    for body, places in sorted(this.bodies.items()):
        if body in that.bodies or facts.body_kinds.get(body) in GROUP_KINDS:
            continue
        parts = {"body": Node(body), **_files(this, that)}
        evidence = (*sorted(places), *act)
        yield Finding("version-disagreement", (work, body), LOW, evidence, "body", parts, mark=f"{this.iri}|{that.iri}")


def _executors(facts: Facts, holders: _Holders, this: _Version, that: _Version) -> Iterator[Finding]:
    """Where the other side names nobody, or a body that no registry knows, nothing can be told."""
    for key in sorted(this.matters.keys() & that.matters.keys()):
        matter, counterpart = this.matters[key], that.matters[key]
        ours, theirs = holders.get(matter.iri, {}), holders.get(counterpart.iri, {})
        if not theirs or any(that.own(body) for body in theirs):
            continue
        missing = tuple(body for body in sorted(ours) if not this.own(body) and not _among(facts, body, theirs))
        if missing:
            mandates = [iri for found in (ours, theirs) for iris in found.values() for iri in iris]
            parts = {"number": matter.number or "", "text": matter.text, "bodies": Nodes(missing), **_files(this, that)}
            about = (matter.iri, counterpart.iri)
            yield Finding("version-disagreement", about, MEDIUM, facts.evidence(*mandates), "executor", parts, mark=this.iri)


def _amounts(facts: Facts, work: str, this: _Version, that: _Version) -> Iterator[Finding]:
    pairs = [(this.matters[k].iri, that.matters[k].iri) for k in sorted(this.matters.keys() & that.matters.keys())]
    shared = sorted(owner for owner in this.money.keys() & that.money.keys())
    for one, other in (*pairs, *((owner, owner) for owner in shared)):
        rows = this.money.get(one, {}), that.money.get(other, {})
        for row in sorted(rows[0].keys() & rows[1].keys()):
            if len(rows[0][row]) != 1 or len(rows[1][row]) != 1 or rows[0][row][0][0] == rows[1][row][0][0]:
                continue
            (amount, iri), (other_amount, other_iri) = rows[0][row][0], rows[1][row][0]
            matter = facts.matters.get(one)
            parts = {
                "number": (matter.number if matter else None) or "",
                "text": matter.text if matter else Node(work),
                "row": ", ".join(word for word in row if word),
                "amount": amount,
                "other_amount": other_amount,
                **_files(this, that),
            }
            evidence = facts.evidence(iri, other_iri) or facts.evidence(one, other)
            about = tuple(dict.fromkeys((one, other)))
            mark = "|".join((this.iri, that.iri, *row))
            yield Finding("version-disagreement", about, HIGH, evidence, "amount", parts, mark=mark)


def _holders(facts: Facts) -> _Holders:
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mandate in facts.mandates:
        if mandate.role in RESPONSIBLE:
            found[mandate.concerns][mandate.holder].append(mandate.iri)
    return found


def _among(facts: Facts, body: str, others: Collection[str]) -> bool:
    """Whether a body is among others, itself or as a part or the whole of one of them."""
    above = facts.superiors.get(body, frozenset())
    return body in others or not above.isdisjoint(others) or any(body in facts.superiors.get(other, ()) for other in others)


def _files(this: _Version, that: _Version) -> dict[str, Part]:
    return {"file": this.file, "language": this.language, "other": that.file, "other_language": that.language}


def _text(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
