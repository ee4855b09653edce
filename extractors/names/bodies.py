"""Settles which bodies a document names, and where: names to records, with what could not be settled kept and listed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from extractors.names.bare_heads import bare_heads
from extractors.names.candidates import NO_STATE, CandidateFinder, is_proposed, still_open
from extractors.names.collectives import coordinated, head_words, numbered, of_one_place, with_places, with_selectors
from extractors.names.competences import with_competences
from extractors.names.definitions import Definition
from extractors.names.document_names import defined_candidate, fits_name, said_again, short_patterns, united, without_article
from extractors.names.equations import equated
from extractors.names.group_words import load_group_words
from extractors.names.groups import GroupFinder
from extractors.names.inflection import initials_of, is_abbreviation
from extractors.names.initials import by_initials
from extractors.names.kept_names import name_patterns
from extractors.names.matcher import Found, NameMatcher
from extractors.names.mentions import BodyIndex, BodyMention, NameMatch
from extractors.names.objects import without_objects
from extractors.names.officers import officers
from extractors.names.patterns import NamePattern, defined_patterns
from extractors.names.persons import with_persons
from extractors.names.portfolios import PortfolioFinder
from extractors.names.quoted import QuotedFinder
from extractors.names.records import body_records
from extractors.names.selection import Chosen, choose, within_a_longer
from extractors.names.signatures import signatories
from extractors.names.states import StateFinder
from extractors.names.tables import NameWords
from extractors.names.wholes import beside_wholes
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import WordFinder
from ontology.iri import document_body_key
from ontology.records import Evidence, Unresolved
from ontology.registered import Registry

_WORLD = ("INT", "UN")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TITLE = 600  # characters at the start of a document where its year is looked for
_GAP = 8  # characters that may stand between a name and the bracket
_POSSESSOR = 20  # characters before a name in which a word stands that makes it another's
_POSSESSIVE = 2  # letters of a possessive ending
_SMALL = re.compile(r" [a-zа-яёңүөәғқұһі]")
_STOPS = (". ", "! ", "? ", ": ", "; ")
_NOTE = re.compile(r"\([^()]{0,60}\)")
_UNKNOWN = re.compile(r"(?<!\w)[^\W\d_a-zа-яёңүөәғқұһі]{2,8}(?!\w)")  # letters that are all capitals
_LINK = "](#)"  # what a portal's link leaves behind a word


class BodyFinder:
    """Finds the bodies of any document. Built once from the registry and the tables of all languages."""

    def __init__(self, registry: Registry, tables: Sequence[NameWords]) -> None:
        self._registry = registry
        self._tables = {table.language: table for table in tables}
        self._matcher = NameMatcher(name_patterns(registry, tables), tables)
        self._parents = {key: body.parent for key, body in registry.bodies.items()}
        self._known: dict[tuple[str, str | None], str] = {
            (name, body.jurisdiction): key for key, body in registry.bodies.items() for name in body.names.values()
        }
        self._heads = {table.language: head_words(table) for table in tables}
        self._portfolios = PortfolioFinder(registry, tables)
        self._candidates = CandidateFinder(tables, self._portfolios.topics)
        self._states = StateFinder(tables)
        self._quoted = QuotedFinder(tables)
        self._groups = GroupFinder(load_group_words(), tables)

    @property
    def finders(self) -> Iterator[WordFinder]:
        """The finders of words that the stage asks the reading for."""
        yield from (*self._candidates.finders.values(), *self._states.finders.values(), *self._groups.finders.values())

    def find(self, reading: Reading, definitions: Sequence[Definition]) -> tuple[BodyIndex, tuple[Unresolved, ...]]:
        """All bodies that the document names, with their mentions, and the names that could not be settled."""
        found = [f for f in (_in_one_cell(f, reading) for f in self._matcher.find(reading.text)) if f]
        found = [f for f in found if not reading.text.cased.endswith("№ ", 0, f.start)]
        proposed = self._proposed(reading, found, definitions)
        defined = self._defined(reading, found, definitions, {id(definition) for _, definition in proposed})
        shorts = tuple(short_patterns(proposed, self._tables))
        defined += shorts
        defined += self._contracting(reading, definitions)
        if defined:
            said = self._matcher.instead(defined).find(reading.text)
            said = [f for f in said if not within_a_longer(reading, f, self._tables[f.pattern.language])]
            found += [f for f in said if not _within(reading, f, proposed)]
        chosen = self._chosen(reading, found, found)
        listed = self._portfolios.find(reading, {group[:2] for group in chosen})
        mentions, unresolved = self._settled(reading, [*chosen, *listed.ministries])
        mentions += listed.ministers
        mentions = [with_places(reading, mention, self._tables) for mention in mentions]
        mentions = with_competences(reading, mentions, self._tables)
        mentions = beside_wholes(reading, mentions, self._parents, self._tables)
        mentions += numbered(reading, mentions, self._heads, self._known)
        mentions += coordinated(reading, chosen, self._heads, self._known)
        mentions += self._quoted.find(reading, mentions)
        candidates = united(self._candidates.find(reading, mentions, still_open(reading, unresolved)), self._tables, shorts)
        unresolved = [name for name in unresolved if not is_proposed(name, candidates)]
        mentions = self._quoted.extended(reading, [*mentions, *candidates])
        groups = self._groups.find(reading, mentions, _named(reading, definitions))
        mentions += [with_places(reading, mention, self._tables) for mention in groups]
        mentions += said_again(reading, mentions, candidates, self._tables, self._matcher)
        places = reading.places(self._candidates.finders)
        kinds = self._candidates.kinds
        mentions += list(bare_heads(reading, places, kinds, mentions, self._tables, self._registry, unresolved))
        mentions = of_one_place(mentions)
        mentions += list(by_initials(reading, mentions, self._tables))
        mentions = without_objects(reading, equated(reading, mentions, self._tables), self._tables)
        mentions += signatories(reading, mentions, self._offices(mentions))
        mentions += self._states.find(reading, mentions)
        mentions = with_selectors(reading, [*mentions, *officers(reading, mentions, self._tables)], self._tables)
        mentions = with_persons(reading, mentions, self._offices(mentions), self._tables)
        bodies = body_records(reading, mentions, self._registry)
        return BodyIndex(tuple(mentions), bodies), tuple(unresolved)

    def _offices(self, mentions: Sequence[BodyMention]) -> frozenset[str]:
        """The keys of those among the bodies that sign acts, told by the words of their names."""
        names = {(m.key, m.match.name, m.match.language) for m in mentions}
        return frozenset(key for key, name, language in names if _is_office(name, self._tables[language]))

    def _proposed(
        self, reading: Reading, found: list[Found], definitions: Sequence[Definition]
    ) -> list[tuple[BodyMention, Definition]]:
        """The definitions that stand behind the name of a body that no table knows, with that body."""
        if not definitions:
            return []
        blocks = frozenset(block.start for d in definitions if (block := reading.block_at(d.short_start)))
        near = [f for f in found if (block := reading.block_at(reading.text.position(f.core))) and block.start in blocks]
        mentions, unresolved = self._settled(reading, self._chosen(reading, near, found))
        candidates = united(self._candidates.find(reading, mentions, still_open(reading, unresolved), blocks), self._tables)
        candidates += self._groups.find(reading, [*mentions, *candidates], _named(reading, definitions), blocks)
        candidates += self._quoted.find(reading, [*mentions, *candidates])
        pairs = ((defined_candidate(reading, candidates, definition), definition) for definition in definitions)
        return [(candidate, definition) for candidate, definition in pairs if candidate is not None]

    def _defined(
        self, reading: Reading, found: list[Found], definitions: Sequence[Definition], taken: set[int]
    ) -> list[NamePattern]:
        """The short forms that the document defines for names that were found; those `taken` are defined for others."""
        made: list[NamePattern] = []
        ends: dict[int, list[Found]] = {}
        for name in found if definitions else ():
            ends.setdefault(name.end, []).append(name)
        for definition in definitions:
            if id(definition) in taken:
                continue
            for reading_ in _full_names(reading, ends, definition):
                pattern = reading_.pattern
                if pattern.weak or pattern.cased == definition.short or not self._plausible(reading, reading_, definition):
                    continue
                words = self._tables[pattern.language]
                made += defined_patterns(without_article(definition.short, words), pattern, words)
        return made

    def _contracting(self, reading: Reading, definitions: Sequence[Definition]) -> Iterator[NamePattern]:
        """The words by which those that conclude the paper go in it together, where it says so: 'hereinafter the Parties'."""
        for language in dict.fromkeys(definition.language for definition in definitions if definition.language):
            words = self._tables[language]
            said = {without_article(d.short, words).lower() for d in definitions if d.language == language}
            if said.isdisjoint(word.lower() for word in words.contracting):
                continue
            name = words.contracting[0]
            key = document_body_key(reading.document.key, name.lower())
            base = NamePattern("", "", name, key, "defined", language, kind="group")
            for word in words.contracting:
                yield from (pattern._replace(capital=True) for pattern in defined_patterns(word, base, words))

    def _plausible(self, reading: Reading, found: Found, definition: Definition) -> bool:
        """Whether letters in a bracket may stand for the name before: they begin alike, and stand for no other body already."""
        if definition.form == "bracket":
            before = reading.text.lower[max(0, found.start - _POSSESSOR) : found.start].rstrip(" -")
            words = self._tables[definition.language]
            if before.endswith(words.possessors or ("\0",)):
                return False
            return fits_name(without_article(definition.short, words), f"{found.pattern.name} {found.pattern.cased}", words)
        if definition.form != "acronym":
            return True
        bearers = self._matcher.bearers(definition.short)
        initials = {word[0].upper() for word in reading.text.cased[found.start : found.end].split() if word[0].isalnum()}
        return (
            found.pattern.form != "abbreviation"
            and definition.short[0] in initials
            and (not bearers or found.pattern.key in bearers)
        )

    def _chosen(self, reading: Reading, found: list[Found], all_found: list[Found]) -> list[Chosen]:
        strong = {f.pattern.key for f in all_found if not f.pattern.weak or self._is_highest(reading, f)}
        lists = _ListCells(reading, found, self._tables)
        defined = {f.core for f in all_found if f.pattern.form == "defined"}

        def allowed(reading_: Found) -> bool:
            pattern = reading_.pattern
            if not pattern.weak or reading_.country:
                return True
            if reading_.core in defined:  # the document itself says whose short form it is
                return False
            if is_abbreviation(pattern.cased) or lists.holds(reading_):
                return lists.holds(reading_)
            capital = reading.text.cased[reading_.start].isupper()
            named = pattern.key in strong
            if reading.jurisdiction is None and pattern.jurisdiction in _WORLD:  # an organ, where its organisation is named
                return capital and (named or self._parents.get(pattern.key) in strong)
            return capital and named and pattern.jurisdiction == reading.jurisdiction

        suffixed = frozenset(language for language, words in self._tables.items() if words.suffixed)
        return choose(found, self._parents, allowed, suffixed)

    def _is_highest(self, reading: Reading, found: Found) -> bool:
        """Whether a short name means a body over which no other stands, by its capital inside a sentence: 'the Government'."""
        pattern = found.pattern
        if pattern.kind != "state" or is_abbreviation(pattern.cased) or self._parents.get(pattern.key) is not None:
            return False
        own = pattern.jurisdiction == reading.jurisdiction and reading.text.cased[found.start].isupper()
        return own and (not _opens(reading, found.start) or _is_subject(reading, found, self._tables))

    def _settled(self, reading: Reading, chosen: Sequence[Chosen]) -> tuple[list[BodyMention], list[Unresolved]]:
        mentions: list[BodyMention] = []
        unresolved: list[Unresolved] = []
        year = _year(reading)
        for group in chosen:
            best, keys = self._bearers(group, reading, year)
            match = _match(group, best, reading, keys, self._tables[best.pattern.language].suffixed)
            if len(keys) == 1:
                mentions.append(BodyMention(match.start, match.end, keys[0], match))
            else:
                place = Evidence(match.start, match.end, f"names:{match.form}", 0.5)
                reason = "named by several bodies: " + ", ".join(keys) if keys else NO_STATE
                unresolved.append(Unresolved("body", reading.document.text[match.start : match.end], reason, place))
        return mentions, unresolved

    def _bearers(self, group: Chosen, reading: Reading, year: str | None) -> tuple[Found, tuple[str, ...]]:
        """The reading that holds and the keys of the bodies that may be meant: a registered one before a collective."""
        registered = [found for found in group.readings if found.pattern.key in self._registry.bodies]
        keys = self._registered_keys(registered, reading, year)
        collective = next((found for found in group.readings if found.pattern.key not in self._registry.bodies), None)
        if collective and not keys:
            if collective.pattern.key.startswith(reading.document.key):
                return collective, (collective.pattern.key,)
            name = collective.pattern.name
            known = self._known.get((name, reading.jurisdiction))
            return collective, (known or document_body_key(reading.document.key, name),)
        return next((found for found in registered if found.pattern.key in keys), group.readings[0]), keys

    def _registered_keys(self, found: Sequence[Found], reading: Reading, year: str | None) -> tuple[str, ...]:
        names = {reading_.pattern.key: reading_.pattern.name for reading_ in reversed(found)}
        keys = tuple(dict.fromkeys(reading_.pattern.key for reading_ in found))
        if any(reading_.country for reading_ in found):
            return self._valid(keys, names, year)
        bodies = self._registry.bodies
        own = tuple(key for key in keys if bodies[key].jurisdiction == reading.jurisdiction)
        world = tuple(key for key in keys if bodies[key].jurisdiction in _WORLD)
        return self._valid(own or world, names, year) if own or world or reading.jurisdiction else keys

    def _valid(self, keys: tuple[str, ...], names: Mapping[str, str], year: str | None) -> tuple[str, ...]:
        """Of bodies of one name, the one that bore it in the document's year, or bears it where no year is told; else all."""
        if len(keys) < 2:
            return keys
        spans = {key: self._registry.bodies[key].span(names[key]) for key in keys}
        if year is None:
            states = {self._registry.bodies[key].jurisdiction for key in keys}
            valid = tuple(key for key, (_, end) in spans.items() if not end and len(states) == 1)
        else:
            valid = tuple(
                key for key, (start, end) in spans.items() if (start or "")[:4] <= year and (not end or year <= end[:4])
            )
        return valid if len(valid) == 1 else keys


class _ListCells:
    """The cells that hold nothing but names of bodies, abbreviations of unknown ones and notes in brackets.

    There a name that is weak elsewhere counts.
    """

    def __init__(self, reading: Reading, found: list[Found], tables: dict[str, NameWords]) -> None:
        self._reading = reading
        self._found = sorted(found, key=lambda each: each.start)
        self._starts = [each.start for each in self._found]
        self._tables = tables
        self._known: dict[int, bool] = {}

    def holds(self, found: Found) -> bool:
        block = self._reading.block_at(self._reading.text.position(found.start))
        if block is None or block.kind != "cell":
            return False
        if block.start not in self._known:
            text = self._reading.text
            start, end = self._reading.span(block)
            rest = list(text.cased[start:end])
            for other in self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
                if other.end <= end:
                    rest[other.start - start : other.end - start] = " " * (other.end - other.start)
            left = _UNKNOWN.sub(" ", _NOTE.sub(" ", "".join(rest)))
            for words in sorted(self._tables[block.language].list_words, key=len, reverse=True):
                left = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", left, flags=re.IGNORECASE)
            self._known[block.start] = not any(c.isalnum() for c in left)
        return self._known[block.start]


def _opens(reading: Reading, place: int) -> bool:
    """Whether every word bears a capital there: at the start of a sentence or block."""
    block = reading.block_at(reading.text.position(place))
    return block is None or place <= reading.span(block)[0] or reading.text.cased[place - 2 : place] in _STOPS


def _is_subject(reading: Reading, found: Found, tables: Mapping[str, NameWords]) -> bool:
    """Whether a name at the start of a sentence is its subject: in the nominative, in other languages before a small letter."""
    block, text = reading.block_at(reading.text.position(found.start)), reading.text
    if found.end != found.stem_end or block is None or block.kind in ("cell", "heading"):
        return False
    words = tables[block.language]
    if words.suffixed:
        about = tuple(f" {word}" for word in words.title_last)
        return text.lower.startswith(" ", found.end) and not text.lower.startswith(about, found.end)
    return _SMALL.match(text.cased, found.end) is not None


def _is_office(name: str, words: NameWords) -> bool:
    """Whether the head of a name is that of an office: its last word where heads stand last, else one of the first."""
    if not any(office in name.lower() for office in words.offices):
        return False
    parts = normalise_pattern(name).lower()
    if not words.suffixed:
        return parts.startswith(words.offices)
    head = parts.split(" ")[-1]
    return any(head.startswith(office) and len(head) - len(office) <= _POSSESSIVE for office in words.offices)


def _named(reading: Reading, definitions: Sequence[Definition]) -> frozenset[int]:
    """Where, in the normalised text, the names end that short forms are defined for."""
    return frozenset(reading.text.normal(d.full_end - 1) + 1 for d in definitions if d.full_end)


def _within(reading: Reading, found: Found, proposed: Sequence[tuple[BodyMention, Definition]]) -> bool:
    """Whether a short form is but a word of the full name that it stands for."""
    start, end = reading.text.original(found.start, found.end)
    return any(m.key == found.pattern.key and m.start <= start and end <= m.end for m, _ in proposed)


def _in_one_cell(found: Found, reading: Reading) -> Found | None:
    """The reading cut to the cell that holds its core; the state's name may fill the cell before, as in a signature."""
    block = reading.block_at(reading.text.position(found.core)) if reading.has_cells else None
    if block is None:
        return found
    start, end = reading.text.original(found.start, found.end)
    before = reading.block_at(start)
    if end > block.end and block.kind == "cell":
        return None
    if before is block or (before is not None and before.kind != "cell" and block.kind != "cell"):
        return found
    fills = before is not None and start == before.start and reading.text.normal(before.end) == found.core - 1
    if found.pattern.needs_country and not fills:
        return None
    return found._replace(start=found.core, country=found.country if fills else None)


def _full_names(reading: Reading, ends: Mapping[int, list[Found]], definition: Definition) -> list[Found]:
    """The names that the definition's full side is: ending where the bracket opens, or filling the line of a key list."""
    end = reading.text.normal(definition.full_end)
    start = None if definition.full_start is None else reading.text.normal(definition.full_start)
    text = reading.text.cased
    fits = [
        f
        for place in range(end - _GAP, end + 1)
        for f in ends.get(place, ())
        if not text[f.end : end].replace(_LINK, "").strip() and (start is None or f.start <= start + 1)
    ]
    fits = [f for f in fits if definition.form == "acronym" and initials_of(text[f.core : f.end]) == definition.short] or fits
    longest = max((f.end - f.start for f in fits), default=0)
    return [f for f in fits if f.end - f.start == longest]


def _match(group: Chosen, best: Found, reading: Reading, keys: tuple[str, ...], suffixed: bool) -> NameMatch:
    """The place and the bearers of a name; an abbreviation ends before its suffix, where that is parted by a hyphen."""
    pattern = best.pattern
    stem_end = reading.text.original(best.core, best.stem_end)[1]
    whole = pattern.form in ("full", "collective") or not suffixed or reading.document.text[stem_end : stem_end + 1].isalpha()
    start, end = reading.text.original(group.start, group.end if whole else best.stem_end)
    return NameMatch(start, end, keys, pattern.form, pattern.name, pattern.language, pattern.kind, stem_end)


def _year(reading: Reading) -> str | None:
    match = _YEAR.search(reading.document.text, 0, _TITLE)
    return match[0] if match else None
