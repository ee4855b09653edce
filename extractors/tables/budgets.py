"""The budget of a programme from its passport and from running text that announces it.

'the total is 270 million tenge (in 2018, 76; in 2019, 64), of which from the local budget 60 million': a year or source holds for
the amounts after it, within its brackets; what is announced as the total bears neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.tables.budget_tokens import (
    DASH,
    after_unit,
    moved_to,
    source_after,
    source_behind_dash,
    source_later,
    stands_before,
    tokens_of,
    unit_of,
)
from extractors.tables.context import TableContext
from extractors.tables.money import MoneyUnit, PrintedNumber, find_numbers
from extractors.tables.periods import is_planned
from extractors.tables.words import TableWords
from extractors.text import normalise, small
from ontology.records import Allocation, Evidence

DONORS = frozenset(("international", "civil", "business", "foreign"))  # kinds of bodies whose money is a gift
_OWN = frozenset(("programme", "project", "action-plan", "concept", "strategy"))  # types that a sentence names by their words
TEXT = "text:budget"
_LETTERS = re.compile(r"[^\W\d_]{3}")
_NAMED = re.compile(
    r"(?:[;:,(]|\A)\s*([^\W\d_][^\d:;,()]*?)\s?(?:[-\u2013\u2014]|:)\s(?:[A-Z]{3}|[$\u20ac\u00a3])?\s?\Z"
)  # before a sum
_NAMES = 0.3  # of the letters before a sum are those of its givers: 'from the funds of the Bank'
_BESIDE = 5  # characters of a name beside that of its body: 'the'
_GIVER = re.compile(r"[(;,]\s*[^\W\d_][^\d:;,()]*:\s")  # a name and a colon before a part of a sum
_CLAUSE_END = re.compile(r"[\d,;()]")
_QUOTES = ('"', "«", "“", "'")
_RANGE = re.compile(r"(?<![12]\d\d)\d\s?-\s?\Z")
_RANGE_REACH = 8
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_a-zа-яё])|(?<![:;])\n\s*\n")  # a list goes on behind its opening and its items


def read_budget_text(
    context: TableContext,
    start: int,
    end: int,
    words: TableWords,
    announced: bool,
    headed: bool = False,
    source: str = "total",
    unit: MoneyUnit | None = None,
) -> Iterator[Allocation]:
    """The amounts of a stretch of running text. Parts of a sum of which it does not say whose they are have an empty source.

    Args:
        context: The document.
        start: Where the stretch starts.
        end: Where it ends.
        words: The words of its language.
        announced: Whether its label says already that it is the programme's budget; else the text must say so.
        headed: Whether it stands under a heading on funding, so that it need not name the programme.
        source: The key of the source of the sums of which the text names none.
        unit: What the heading says that sums are counted in.
    """
    said = headed  # whether the text is on the programme's money
    sentences = list(_with_figures(context.text, start, end))
    whole = small(context.text[start:end]) if sentences and not (announced or headed) else ""
    named = announced or headed or words.instrument.search(whole) is not None
    found: list[Allocation] = []
    others: list[tuple[int, int]] = []
    for place, stop in sentences:
        lower = small(context.text[place:stop])
        told = announced or (headed and _is_on_need(lower, words))
        sums = list(_sentence(context, place, stop, words, told, source, unit)) if named else []
        own = context.type in _OWN and (said or _is_own(context, place, stop, words))
        given = not sums and own and _is_given(context, place, stop, words)
        if given:
            sums = list(_sentence(context, place, stop, words, True, "donor", unit))
        if not sums:
            others.append((place, stop))
        found += sums
        said = said or bool(sums)
    yield from found
    for place, stop in others if found else ():  # what goes on, or what came before the whole was told
        ways = [list(_sentence(context, place, stop, words, True, key, unit)) for key in ("", "total")]
        yield from next(
            (sums for way in ways for sums in [_parts_of(found, way) or _of_year(context, place, stop, way, words)] if sums), []
        )


def _with_figures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch in which a figure stands, each with its stop: there is no sum in others."""
    for match in [*_SENTENCE.finditer(text, start, end), None]:
        stop = match.start() + 1 if match else end
        if _FIGURE.search(text, start, stop):
            yield start, stop
        start = match.end() if match else end


def merge_allocations(allocations: Iterable[Allocation]) -> tuple[Allocation, ...]:
    """One record for each sum, with all the places where it is printed. A sum of a giver is that sum where no giver is named."""
    found: dict[str, Allocation] = {}
    for one in allocations:
        found[one.key] = _joined(found[one.key], one) if one.key in found else one
    for bare in [one for one in found.values() if one.source == "donor" and one.part is None]:
        named = [one for one in found.values() if one.part is not None and _print(one) == _print(bare)]
        if len(named) == 1:
            found[named[0].key] = _joined(named[0], bare)
            del found[bare.key]
    return tuple(found.values())


def _joined(known: Allocation, one: Allocation) -> Allocation:
    return replace(known, evidence=tuple(dict.fromkeys((*known.evidence, *one.evidence))))


def _print(one: Allocation) -> tuple[object, ...]:
    return one.source, one.year, one.amount, one.scale, one.currency


@dataclass(slots=True)
class _Scope:
    source: str = "total"
    year: int | None = None


def _giver(context: TableContext, span: tuple[int, int], start: int, words: TableWords) -> str | None:
    """The one whose money is a gift, where a name alone stands before the sum: 'UNDP - USD 300,000'."""
    match = _NAMED.search(context.text, start + span[0], start + span[1])
    bodies = context.resolve(*match.span(1)) if match else []
    if match is None or len(bodies) != 1 or context.kind_of(bodies[0].key) not in DONORS:
        return None
    opened = words.rows["part"].match(small(match[1]))
    beside = match.end(1) - match.start(1) - (bodies[0].end - bodies[0].start) - (opened.end() if opened else 0)
    name = context.text[bodies[0].start : bodies[0].end] if opened else match[1]
    return name if beside <= _BESIDE else None


def _named_donor(context: TableContext, span: tuple[int, int], start: int) -> str | None:
    """The first of the bodies whose money is a gift, where the words before a sum name no others: 'of the Bank - 5'."""
    if span[0] >= span[1]:
        return None
    bodies = context.resolve(start + span[0], start + span[1])
    said = sum(map(str.isalpha, context.text[start + span[0] : start + span[1]]))
    named = sum(body.end - body.start for body in bodies) >= _NAMES * said
    given = bool(bodies) and named and all(context.kind_of(body.key) in DONORS for body in bodies)
    return context.text[bodies[0].start : bodies[0].end] if given else None


def _giver_behind(context: TableContext, span: tuple[int, int], start: int) -> str | None:
    """The one whose money is a gift, where the words behind the sum name no other body: 'USD 300,000 is contributed by UNDP'."""
    bodies = context.resolve(start + span[0], start + span[1])
    if len(bodies) != 1 or context.kind_of(bodies[0].key) not in DONORS:
        return None
    return context.text[bodies[0].start : bodies[0].end]


def _clause_end(lower: str, start: int) -> int:
    """Where the words behind a sum end: at the next figure or sign."""
    following = _CLAUSE_END.search(lower, start)
    return following.start() if following else len(lower)


@dataclass(slots=True)
class _Told:
    """What a sentence told so far: its whole, and the sums of its years and of its sources.

    A list that makes up the whole is over.
    """

    whole: Decimal | None = None
    years: Decimal = Decimal(0)
    sources: Decimal = Decimal(0)

    @property
    def all_years(self) -> bool:
        return self.years == self.whole

    @property
    def all_sources(self) -> bool:
        return self.sources == self.whole

    def add(self, amount: Decimal, source: str, year: int | None) -> None:
        if source == "total" and year is None:
            self.whole = amount if self.whole is None else self.whole
        elif source == "total":
            self.years += amount
        elif year is None:
            self.sources += amount


def _is_given(context: TableContext, start: int, end: int, words: TableWords) -> bool:
    """Whether a sentence says that donors pay, and names nobody else: 'the Fund will provide USD 600,000'."""
    lower = small(context.text[start:end])
    if words.giving.search(lower) is None or any(words.sources[key].search(lower) for key in ("republican", "local")):
        return False
    kinds = {context.kind_of(body.key) for body in context.resolve(start, end)}
    return bool(kinds) and kinds <= DONORS


def _is_own(context: TableContext, start: int, end: int, words: TableWords) -> bool:
    """Whether a sentence of one sum, or of one for each body, names the programme of its document with a capital and no title."""
    view = normalise(context.text[start:end])
    named = any(
        view.cased[match.start()].isupper() and view.cased[match.end() : match.end() + 2].strip()[:1] not in _QUOTES
        for match in words.instrument.finditer(view.lower)
    )
    units = (unit_of(view.lower, number, words) for number in find_numbers(view.cased, words.decimal)) if named else ()
    counted = sum(unit is not None for unit in units)
    return counted == 1 or counted == len(context.resolve(start, end)) > 1


def _is_on_need(lower: str, words: TableWords) -> bool:
    """Whether a sentence under a heading on funding says what the programme or its stage needs."""
    if words.needed.search(lower) is None:
        return False
    stage = words.need.search(lower) is not None and words.stage.search(lower) is not None
    return stage or words.instrument.search(lower) is not None


def _parts_of(told: Sequence[Allocation], sums: list[Allocation]) -> list[Allocation]:
    """The sums of a sentence that goes on, where each has a source or a year and they add up to a total that was told before."""
    added = sum((one.amount * one.scale for one in sums), Decimal(0))
    whole = any(one.source == "total" and one.year is None and one.amount * one.scale == added for one in told)
    by_source = all(one.source not in ("", "total") and one.year is None for one in sums)
    by_year = all(one.source == "total" and one.year is not None for one in sums)
    return sums if whole and len(sums) > 1 and (by_source or by_year) else []


def _of_year(context: TableContext, start: int, end: int, sums: list[Allocation], words: TableWords) -> list[Allocation]:
    """The one sum of a sentence that goes on with what a source provides in a year."""
    told = len(sums) == 1 and sums[0].year is not None and sums[0].source in ("republican", "local")
    planned = told and is_planned(context.text, {one.year for one in sums if one.year is not None})
    return sums if planned and words.needed.search(small(context.text[start:end])) else []


def _sentence(
    context: TableContext,
    start: int,
    end: int,
    words: TableWords,
    announced: bool,
    source: str,
    of_heading: MoneyUnit | None = None,
) -> Iterator[Allocation]:
    view = normalise(context.text[start:end])
    lower = view.lower
    opening = words.budget.search(lower)
    if opening is None and not announced and not is_on_its_money(lower, words):
        return
    first = opening.start() if opening else 0
    parted = next((match.end() for match in words.rows["part"].finditer(lower, first)), len(lower))
    stack = [_Scope(source)]
    unit = of_heading
    last = first  # where the number before ends
    taken = -1  # the source that follows a number belongs to that
    told = _Told()
    fresh = True  # whether a source was named since the sum before
    for kind, place, value, number in tokens_of(view, first, words):
        scope = stack[-1]
        if kind == "open":
            stack.append(replace(scope))
        elif kind == "close":
            stack = stack[:-1] or [_Scope(source)]
        elif kind == "source" and place != taken:
            fresh = True
            scope.source = "total" if _is_joint(lower[last:place], words) else value
            scope.year = None if value == "total" or (told.all_years and len(stack) == 1) else scope.year
        elif kind == "year":
            scope.year = int(value)
            scope.source = "total" if told.all_sources and len(stack) == 1 else scope.source
        elif number is not None:
            if _RANGE.search(lower, max(0, place - _RANGE_REACH), place):  # '80-90 million' is no sum
                continue
            found = unit_of(lower, number, words)
            dashed = DASH.search(lower, max(0, place - 3), place) is not None
            labelled = dashed and (scope.year is not None or of_heading is not None)
            labelled = labelled or (of_heading is not None and stands_before(words.sources["total"], lower, place))
            labelled = labelled or (dashed and len(stack) > 1 and unit is not None and unit.currency is not None)
            unit = MoneyUnit(found.scale, unit.currency) if found and unit and not found.currency else found or unit
            if unit is None or not (found or labelled):
                continue
            moved = moved_to(context.text, start, view, number)
            taken, source = source_after(lower, number, words) or (-1, scope.source)
            behind = source_behind_dash(lower, number, words) if source == "total" and scope.year is None else None
            taken, source = behind or (taken, source)
            before, follows = last, None
            gift = None if fresh else _named_donor(context, view.original(before, place), start)
            source, fresh = ("donor" if gift and source != "total" and scope.year is None else source), False
            of_one = len(stack) > 1 and _GIVER.search(lower, last, place) is not None  # in brackets: '(Norway: EUR 5,000; ...)'
            last = after_unit(lower, number, words)
            if source == "total" and scope.year is None and (place > parted or of_one):
                taken, source = source_later(lower, last, words) or (-1, "donor" if gift else "")
                follows = gift or None if source else _giver_behind(context, view.original(last, _clause_end(lower, last)), start)
            if source == "total" and scope.year is None:
                parted = min(parted, last)  # a sentence has one whole: what follows is a part of it
            told.add(number.amount, source, scope.year)
            giver = (
                (gift if source == "donor" else None)
                if source
                else _giver(context, view.original(before, number.start), start, words) or follows
            )
            yield allocation(context, moved, 0, "donor" if giver else source, scope.year, unit, TEXT, giver)


def is_on_its_money(lower: str, words: TableWords) -> bool:
    """Whether a sentence names a programme, its carrying out and what that needs."""
    return all(pattern.search(lower) for pattern in (words.needed, words.carrying_out, words.instrument))


def _is_joint(before: str, words: TableWords) -> bool:
    """Whether what stands before a source joins it to another: 'from the republican and local budgets'."""
    said = before.rstrip()
    return any(match.end() == len(said) and match.start() > 0 for match in words.conjunctions.finditer(said)) and bool(
        _LETTERS.search(said.rpartition(" ")[0])
    )


def allocation(
    context: TableContext,
    number: PrintedNumber,
    start: int,
    source: str,
    year: int | None,
    unit: MoneyUnit,
    method: str,
    part: str | None = None,
) -> Allocation:
    """A sum of the programme that is printed `start` characters after where its number was searched; `part` names its giver."""
    shown = None if year is None else str(year)
    names = (source, shown, str(number.amount.normalize()), str(unit.scale), unit.currency, *([part] if part else []))
    return Allocation(
        key=context.key("allocation", context.programme, *names),
        amount=number.amount,
        as_printed=number.as_printed,
        evidence=(Evidence(start + number.start, start + number.end, method),),
        scale=unit.scale,
        currency=unit.currency,
        year=year,
        source=source,
        part=part,
    )
