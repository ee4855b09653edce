"""Mandates from running text: who has which role towards what, read from the grammar of a sentence and from nothing else.

Each rule of `languages/<code>/mandates.toml` is tried on each sentence that names a body. A sentence that negates, proposes or
cites an opinion gives nothing. In a document that is no instrument the indicative assigns nothing: it reports what a body does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from extractors.duties.act_index import ActIndex
from extractors.duties.act_stand_ins import with_act_stand_ins
from extractors.duties.clauses import GOVERNOR, Clause, iter_clauses
from extractors.duties.company import BESIDE, HOLDER, Companion, companions, without
from extractors.duties.expressions import BothCases, Expression
from extractors.duties.opened_lists import opened_lists
from extractors.duties.predicates import predicates
from extractors.duties.rules import REPORTED, DutyRule, DutyWords
from extractors.duties.stand_ins import with_stand_ins
from extractors.duties.targets import Target, TargetFinder
from extractors.duties.tasks import TaskFacts, TaskList
from extractors.names.mentions import BodyIndex, BodyMention
from extractors.reading import Reading
from ontology import iri
from ontology.records import NOT_BINDING, Evidence, Function, Instrument, InstrumentLink, Mandate

AGREED = ("executor", "participant")  # the roles that an agreement turns into one by agreement
DENYING = ("ban", "recommended")  # the deontic types whose rules say themselves what they deny
ABOVE = 300  # characters above the title of an act in which its issuer stands
JOINED = 6  # characters between two issuers of a joint act: a comma, 'and'
_LETTER = re.compile(r"[^\W\d_]")
PAGE = "project-page"  # the kind of a document that tells of a project


class DutyFacts(NamedTuple):
    """What the running text says of duties."""

    mandates: tuple[Mandate, ...]
    functions: tuple[Function, ...]


def find_mandates(
    reading: Reading,
    bodies: BodyIndex,
    acts: ActIndex,
    tasks: TaskFacts,
    words: Mapping[str, DutyWords],
    project: str | None = None,
) -> DutyFacts:
    """The mandates of the running text, one record for each holder, role and target, and the functions that they concern.

    The page of a `project` assigns no duties, nor does a study; it only says who carries the project out, pays for it and takes
    part. In a document that is no instrument only the words of one who orders do. What else they tell of bodies is reported.
    """
    main = acts.main or project or acts.study
    used = {language: words[language] for language in sorted({block.language for block in reading.blocks})}
    if main is None or main == acts.study:
        words = {language: table.of_letters for language, table in used.items()}
    else:
        page = reading.document.kind == PAGE
        words = {language: table.of_pages if page else table.of_acts for language, table in used.items()}
    stand_ins = {language: table.stand_ins for language, table in used.items()}
    bodies = with_stand_ins(reading, bodies, stand_ins, {language: table.cases for language, table in used.items()})
    acts = with_act_stand_ins(reading, acts, {language: table.act_stand_ins for language, table in used.items()})
    reader = _Reader(reading, main, TargetFinder(reading, acts, tasks, main), tasks, words)
    lists = opened_lists(reading, bodies, words, frozenset(reader.lists))
    for clause in chain(lists.clauses, iter_clauses(reading, bodies, lambda language: words[language].cases)):
        if clause.opening or clause.end not in lists.read:
            reader.read(clause)
    return DutyFacts(tuple(reader.mandates.values()), tuple(reader.functions.values()))


def approvals(
    document: str, links: Iterable[InstrumentLink], instruments: dict[str, Instrument], bodies: BodyIndex, main: str | None
) -> Iterator[Mandate]:
    """The issuer of an act that approves an instrument is its approver, where the document names the issuer as such.

    An act that the document amends or repeals is named by its title, and what that approved is no word of this document.
    """
    links = tuple(links)
    changed = {link.target for link in links if link.link_type in ("amends", "repeals")}
    for link in links:
        if link.source in changed:
            continue
        act = instruments.get(link.source) if link.link_type == "approves" else None
        places = _places_of_issuer(link, act, bodies) if act else ()
        if act and act.issuer and places:
            for issuer in (act.issuer, *_joint_issuers(act, bodies)):
                yield _mandate(document, issuer, "approver", link.target, main, "duty", places)


def _joint_issuers(act: Instrument, bodies: BodyIndex) -> Iterator[str]:
    """Who issued a joint act beside the first of them: those named right behind it, as 'A, B and C' are."""
    for place in act.mentions:
        named = bodies.outermost(place.start, place.end)
        first = next((number for number, mention in enumerate(named) if mention.key == act.issuer), len(named))
        for one, following in pairwise(named[first:]):
            if following.start - one.end > JOINED:
                break
            if following.key != act.issuer:
                yield following.key


def _places_of_issuer(link: InstrumentLink, act: Instrument, bodies: BodyIndex) -> tuple[Evidence, ...]:
    """Where the document says both: that the act approves, and whose act it is."""

    def names(place: Evidence) -> bool:
        return any(mention.key == act.issuer for mention in bodies.find(place.start, place.end))

    both = next((place for place in link.evidence if names(place)), None)
    issued = next((place for place in act.mentions if names(place)), None) or _issuer_above(act, bodies)
    return (both,) if both else (*link.evidence[:1], issued) if issued else ()


def _issuer_above(act: Instrument, bodies: BodyIndex) -> Evidence | None:
    """Where the issuer is named right above the first mention of the act: it heads the document."""
    first = act.mentions[0].start if act.mentions else 0
    above = (m for m in bodies.find(max(0, first - ABOVE), first) if m.key == act.issuer)
    return next((Evidence(m.start, m.end, "issuer-heading", 0.9) for m in above), None)


class _Reader:
    """Collects the mandates of one document, sentence by sentence."""

    def __init__(
        self, reading: Reading, main: str | None, targets: TargetFinder, tasks: TaskFacts, words: Mapping[str, DutyWords]
    ) -> None:
        self.mandates: dict[str, Mandate] = {}
        self.functions: dict[str, Function] = {}
        self._reading = reading
        self._main = main
        self._targets = targets
        self.lists = {opening.end: opening for opening in tasks.lists}
        self._words = words

    def read(self, clause: Clause) -> None:
        """Tries all rules on the sentence, predicate by predicate."""
        table = self._words[clause.block.language]
        if clause.endless:
            return
        for predicate in predicates(clause, table.chains, table.which):
            self._read(predicate, table)

    def _read(self, clause: Clause, table: DutyWords) -> None:
        """Tries all rules on a clause of one predicate, each body once."""
        span = self._reading.text.original(clause.start, clause.end)
        opened = self.lists.get(span[1]) if clause.opening is None else None
        taken: dict[int, tuple[str, ...]] = {}  # the roles that a body may still be given, by the place of its sign
        listed: set[int] = set()  # the places of bodies whose role is one towards a body: what names them is no duty besides
        denials: list[tuple[int, int] | None] | None = None
        both = BothCases.of(clause.marked)
        for rule, match in self._matches(clause, both, table, opened):
            held = _places(clause, match, "who")
            if rule.deontic not in DENYING:
                denials = _denials(both.lower, table) if denials is None else denials
                if any(within is None or any(within[0] <= place < within[1] for place in held) for within in denials):
                    continue
            if match.end() <= clause.shared:  # the words of an opening alone, which each item of its list has
                continue
            if any(rule.role not in taken.get(place, (rule.role,)) for place in held):
                continue
            if listed and rule.concerns not in ("body", "list") and listed & _places(clause, match, "what"):
                continue
            beside = list(companions(clause, both, match.start("who"), table.companies)) if rule.role in BESIDE else []
            if self._apply(clause, match, rule, table, opened, beside):
                taken |= dict.fromkeys((place for companion in beside for place in companion.places), ())
                taken |= dict.fromkeys(held | _others(clause, match), rule.also)
                listed |= held | _places(clause, match, "what") if rule.concerns == "body" else set()

    def _matches(
        self, clause: Clause, both: BothCases, table: DutyWords, opened: TaskList | None
    ) -> Iterator[tuple[DutyRule, re.Match[str]]]:
        """The places where a rule fits a clause that holds a cue of it and is of its kind, rule by rule."""
        signs = {clause.marked[place] for place in clause.bodies}
        heads: dict[Expression | None, bool] = {None: True}  # whether they stand in the clause
        for rule in table.by_cue.find(both.lower):
            if (rule.concerns == "list" and opened is None) or (rule.opened and not clause.bare):
                continue
            for form in rule.forms:
                if not form.may_fit(both.lower, signs):
                    continue
                if form.head not in heads:
                    heads[form.head] = form.head is not None and form.head.search(both) is not None
                if heads[form.head] and (form.needed is None or form.needed.search(both)):
                    for match in form.pattern.finditer(both):
                        yield rule, match

    def _apply(
        self,
        clause: Clause,
        match: re.Match[str],
        rule: DutyRule,
        table: DutyWords,
        opened: TaskList | None,
        beside: list[Companion],
    ) -> bool:
        """Records what one match says; `beside` is the company of the holders. False where it says nothing."""
        sentence = self._targets.sentence(clause, f"duty:{rule.identifier}", rule.confidence)
        if rule.concerns == "list":
            targets = [Target(task.key, None, (*task.evidence[:1], sentence)) for task in opened.tasks] if opened else []
        else:
            start, end = without(match.span("what"), clause.marked, beside)
            shared = clause.shared if rule.concerns != "body" else 0  # of a list, a duty is the words of the item
            if match.start("who") >= shared > start and not _LETTER.search(clause.marked, shared, end):
                end, shared = min(end, shared), 0  # but for an item that only says whose the duty above it is
            what = (max(start, shared), end)
            named = 0 <= clause.shared <= start and end <= match.start("who")
            targets = list(self._targets.find(clause, what, rule, table, sentence, named))
        opening = self._opening(clause, rule)
        for target in targets:
            if target.function:
                self.functions.setdefault(target.key, target.function)
            company = [one for one in beside if _shares(clause, one, target, targets)]
            holders = list(self._holders(clause, match, rule, table))
            own = {holder for _, holder in holders}
            beside_them = [
                (self._asked(rule.role if role == HOLDER else role, mention, table), mention.key)
                for role, mention in _beside(clause, match, company, rule.whom_role is not None)
                if mention.key not in own and not (role == HOLDER and mention.match.kind == "media")  # a channel
            ]
            for role, holder in (*holders, *beside_them):
                if holder != target.key:
                    self._add(
                        _mandate(
                            self._reading.document.key,
                            holder,
                            "developer" if target.drawn_up and role == "executor" else role,
                            target.key,
                            self._main,
                            rule.deontic,
                            (*target.evidence, *opening),
                        )
                    )
        return bool(targets)

    def _opening(self, clause: Clause, rule: DutyRule) -> tuple[Evidence, ...]:
        """The place of the words that open the list, where the clause is an item of one: they name the holder."""
        if clause.opening is None:
            return ()
        place = self._reading.text.original(*clause.opening)
        return (Evidence(*place, f"duty:{rule.identifier}", rule.confidence),)

    def _add(self, found: Mandate) -> None:
        known = self.mandates.get(found.key)
        evidence = (*known.evidence, *found.evidence) if known else found.evidence
        looser = known and NOT_BINDING.get(found.deontic, 0) > NOT_BINDING.get(known.deontic, 0)
        stands = known if known and looser else found  # a duty that is also recommended or reported is a duty
        self.mandates[found.key] = replace(stands, evidence=tuple(dict.fromkeys(evidence)))

    def _holders(self, clause: Clause, match: re.Match[str], rule: DutyRule, table: DutyWords) -> Iterator[tuple[str, str]]:
        text = self._reading.text
        agreed = table.agreed.match(clause.marked, match.end("who")) is not None  # of all of them
        for place in sorted(_places(clause, match, "who")):
            if table.governed.search(clause.marked, max(0, place - GOVERNOR), place):
                continue
            mention = clause.bodies[place]
            after = text.normal(mention.end)
            if rule.role == "member" and table.chair.match(text.cased, after):
                yield "lead", mention.key
                continue
            asked = agreed or table.agreement.match(text.cased, after)
            yield "by_agreement" if asked and rule.role in AGREED else rule.role, mention.key
        if rule.whom_role is not None:
            for place in sorted(_others(clause, match)):
                yield self._asked(rule.whom_role, clause.bodies[place], table), clause.bodies[place].key

    def _asked(self, role: str, mention: BodyMention, table: DutyWords) -> str:
        """The role of one beside the holder: of a partner whose agreement is asked, by agreement."""
        asked = role == "partner" and table.agreement.match(self._reading.text.cased, self._reading.text.normal(mention.end))
        return "by_agreement" if asked else role


def _denials(lower: str, table: DutyWords) -> list[tuple[int, int] | None]:
    """For each word of a clause that denies or supposes, the subordinate clause that it bears on alone, else None.

    What 'persons who do not work' or 'unless the law says otherwise' deny is no duty of a body that stands outside of them.
    """
    found = list(table.not_asserted.finditer(lower))
    spans = [match.span() for match in table.subordinate.finditer(lower)] if found else []
    return [next((span for span in spans if span[0] <= match.start() and match.end() <= span[1]), None) for match in found]


def _beside(clause: Clause, match: re.Match[str], found: list[Companion], others: bool) -> Iterator[tuple[str, BodyMention]]:
    """The company of the holders, and the role of each, but for those to whom the rule itself gives a role, the `others` too."""
    settled = _places(clause, match, "who") | (_others(clause, match) if others else set())
    for companion in found:
        for place in companion.places:
            if place not in settled:
                yield companion.role, clause.bodies[place]


def _shares(clause: Clause, companion: Companion, target: Target, targets: list[Target]) -> bool:
    """Whether the company is in this target: not where it is named within the words of another one of the duties listed."""

    def within(one: Target) -> bool:
        place = one.function.evidence[0] if one.function else None
        mentions = (clause.bodies[sign] for sign in companion.places)
        return place is not None and all(place.start <= mention.start < place.end for mention in mentions)

    return within(target) or not any(within(one) for one in targets)


def _places(clause: Clause, match: re.Match[str], group: str) -> set[int]:
    """The places of the bodies in a group of the match."""
    return {place for place in clause.bodies if match.start(group) <= place < match.end(group)}


def _others(clause: Clause, match: re.Match[str]) -> set[int]:
    """The places of the bodies beside the holders."""
    groups = match.re.groupindex.keys() & {"whom", "whom_after"}
    return {place for group in groups for place in _places(clause, match, group)}


def _mandate(
    document: str, holder: str, role: str, concerns: str, assigned_by: str | None, deontic: str, evidence: tuple[Evidence, ...]
) -> Mandate:
    key = iri.fact_key(document, "mandate", holder, role, concerns)
    return Mandate(key, holder, role, concerns, None if deontic == REPORTED else assigned_by, evidence, deontic)
