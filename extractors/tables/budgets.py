"""The budget of a programme from its passport and from running text that announces it.

'the total is 270 million tenge (in 2018, 76; in 2019, 64), of which from the local budget 60 million': a year or source holds for
the amounts after it, within its brackets; what is announced as the total bears neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.tables.context import TableContext
from extractors.tables.money import MoneyUnit, PrintedNumber, find_numbers, printed
from extractors.tables.words import TableWords
from extractors.text import MatchText, normalise, small
from ontology.records import Allocation, Evidence

DONORS = frozenset(("international", "civil", "business"))  # kinds of bodies whose money is a gift
TEXT = "text:budget"
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"(?<!\d)(?:19|20)\d\d\s?-\s?(?:19|20)\d\d(?!\d)")
_BEFORE = 15  # characters before a number where its currency is looked for
_CLAUSE_END = re.compile(r"[\d,;(]")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_FOLLOWING = 60  # characters after a sum in which its source may follow
_GIVER = re.compile(r"[(;,]\s*[^\W\d_][^\d:;,()]*:\s")  # a name and a colon before a part of a sum
_DASH = re.compile(r"\s?[-:]\s")
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_a-zа-яё])|\n\s*\n")


def read_budget_text(
    context: TableContext, start: int, end: int, words: TableWords, announced: bool, headed: bool = False, source: str = "total"
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
    """
    said = headed  # whether the text is on the programme's money
    named = announced or headed or words.instrument.search(small(context.text[start:end])) is not None
    place = start
    for match in [*_SENTENCE.finditer(context.text, start, end), None]:
        stop = match.start() + 1 if match else end
        sums = list(_sentence(context, place, stop, words, announced, source)) if named else []
        if said and not sums and _is_given(context, place, stop, words):
            sums = list(_sentence(context, place, stop, words, True, "donor"))
        yield from sums
        said = said or bool(sums)
        place = match.end() if match else end


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


def _is_given(context: TableContext, start: int, end: int, words: TableWords) -> bool:
    """Whether a sentence says that donors pay, and names nobody else: 'the Fund will provide USD 600,000'."""
    lower = small(context.text[start:end])
    if words.giving.search(lower) is None or any(words.sources[key].search(lower) for key in ("republican", "local")):
        return False
    kinds = {context.kind_of(body.key) for body in context.resolve(start, end)}
    return bool(kinds) and kinds <= DONORS


def _sentence(
    context: TableContext, start: int, end: int, words: TableWords, announced: bool, source: str
) -> Iterator[Allocation]:
    view = normalise(context.text[start:end])
    lower = view.lower
    opening = words.budget.search(lower)
    if opening is None and not announced and not is_on_its_money(lower, words):
        return
    first = opening.start() if opening else 0
    parted = next((match.end() for match in words.rows["part"].finditer(lower, first)), len(lower))
    stack = [_Scope(source)]
    unit: MoneyUnit | None = None
    last = first  # where the number before ends
    taken = -1  # the source that follows a number belongs to that
    for kind, place, value, number in _tokens(view, first, words):
        scope = stack[-1]
        if kind == "open":
            stack.append(replace(scope))
        elif kind == "close":
            stack = stack[:-1] or [_Scope(source)]
        elif kind == "source" and place != taken:
            scope.source = "total" if _is_joint(lower[last:place], words) else value
            scope.year = None if value == "total" else scope.year
        elif kind == "year":
            scope.year = int(value)
        elif number is not None:
            found = _unit(lower, number, words)
            labelled = scope.year is not None and _DASH.search(lower, max(0, place - 3), place)
            unit = found or unit
            if unit is None or not (found or labelled):
                continue
            moved = _moved(context.text, start, view, number)
            taken, source = _source_after(lower, number, words) or (-1, scope.source)
            of_one = len(stack) > 1 and _GIVER.search(lower, last, place) is not None  # in brackets: '(Norway: EUR 5,000; ...)'
            last = _after_unit(lower, number, words)
            if source == "total" and scope.year is None and (place > parted or of_one):
                taken, source = _source_later(lower, last, words) or (-1, "")
            yield allocation(context, moved, 0, source, scope.year, unit, TEXT)


def is_on_its_money(lower: str, words: TableWords) -> bool:
    """Whether a sentence names a programme, its carrying out and what that needs."""
    return all(pattern.search(lower) for pattern in (words.needed, words.carrying_out, words.instrument))


def _is_joint(before: str, words: TableWords) -> bool:
    """Whether what stands before a source joins it to another: 'from the republican and local budgets'."""
    said = before.rstrip()
    return any(match.end() == len(said) and match.start() > 0 for match in words.conjunctions.finditer(said)) and bool(
        _LETTERS.search(said.rpartition(" ")[0])
    )


def _source_later(lower: str, start: int, words: TableWords) -> tuple[int, str] | None:
    """The source that the words after a part of a sum name, before the next number: where it stands, and its key."""
    following = _CLAUSE_END.search(lower, start)
    stop = min(following.start() if following else len(lower), start + _FOLLOWING)
    searched = ((key, pattern.search(lower, start, stop)) for key, pattern in words.sources.items() if key != "total")
    return min(((match.start(), key) for key, match in searched if match), default=None)


def _tokens(view: MatchText, first: int, words: TableWords) -> list[tuple[str, int, str, PrintedNumber | None]]:
    """Brackets, sources, years and numbers of a sentence in their order."""
    lower = view.lower
    ranges = [match.span() for match in _RANGE.finditer(lower)]
    found: list[tuple[str, int, str, PrintedNumber | None]] = []
    for place, sign in enumerate(lower):
        if sign in "()":
            found.append(("open" if sign == "(" else "close", place, "", None))
    for key, pattern in words.sources.items():
        found += [("source", match.start(), key, None) for match in pattern.finditer(lower)]
    for number in find_numbers(view.cased, words.decimal):
        if any(start <= number.start < end for start, end in ranges):
            continue
        if _YEAR.fullmatch(number.as_printed) and _is_year(lower, number, words):
            found.append(("year", number.start, number.as_printed, None))
        else:
            found.append(("number", number.start, "", number))
    return sorted((token for token in found if token[1] >= first), key=lambda token: token[1])


def _is_year(lower: str, number: PrintedNumber, words: TableWords) -> bool:
    """Whether four figures are a year: followed by a word for it or a dash, and by no unit of money."""
    following = lower[number.end : number.end + 20]
    return _unit(lower, number, words) is None and bool(
        words.year.match(following.lstrip(" -")) or _DASH.match(following) or following.startswith((",", ")"))
    )


def _unit(lower: str, number: PrintedNumber, words: TableWords) -> MoneyUnit | None:
    """The money that a number counts: a scale word straight after it if any, then a currency, or a currency straight before."""
    place, scale = _skip(lower, number.end), 1
    for factor, pattern in words.scales.items():
        match = pattern.match(lower, place)
        if match:
            place, scale = _skip(lower, match.end()), factor
            break
    before = lower[max(0, number.start - _BEFORE) : number.start].rstrip()
    for code, pattern in words.currencies.items():
        if pattern.match(lower, place) or any(match.end() == len(before) for match in pattern.finditer(before)):
            return MoneyUnit(scale, code)
    return MoneyUnit(scale, None) if scale > 1 else None


def _source_after(lower: str, number: PrintedNumber, words: TableWords) -> tuple[int, str] | None:
    """The source that follows a sum: '60 million tenge from the local budget'; where it stands, and its key."""
    place = _after_unit(lower, number, words)
    joint = words.budget_from.match(lower, place)
    if joint is None:
        return None
    stop = place + _FOLLOWING
    found = [
        (match.start(), key)
        for key, pattern in words.sources.items()
        for match in [pattern.search(lower, joint.end(), stop)]
        if match
    ]
    between = lower[joint.end() : min(found)[0]] if found else ","
    return None if any(sign in between for sign in ",;(") else min(found)


def _after_unit(lower: str, number: PrintedNumber, words: TableWords) -> int:
    """Where what follows a number, its scale and its currency begins."""
    place = _skip(lower, number.end)
    for pattern in (*words.scales.values(), *words.currencies.values()):
        match = pattern.match(lower, place)
        place = _skip(lower, match.end()) if match else place
    return place


def _skip(lower: str, place: int) -> int:
    """The next character that is neither blank nor the stop of an abbreviation."""
    return place + len(lower[place:]) - len(lower[place:].lstrip(" ."))


def _moved(text: str, start: int, view: MatchText, number: PrintedNumber) -> PrintedNumber:
    """The number at its place in the document, as printed there."""
    first, last = view.original(number.start, number.end)
    return PrintedNumber(start + first, start + last, printed(text[start + first : start + last]), number.amount)


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
