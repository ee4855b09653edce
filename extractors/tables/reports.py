"""To whom a report is due: said in the completion form of a measure ('ҰҚК-ге ақпарат') or in a footnote to the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.tables.context import TableContext
from extractors.tables.responsible import Holder
from extractors.tables.words import TableWords
from extractors.text import normalise, small

_CLAUSE = re.compile(r"[,;.()]|\n[^\S\n]*\n")
_SUFFIX = re.compile(r"[-–]?[^\W\d_]{0,6}")
_FOOTNOTE = re.compile(r"(?m)^[ \t\u00a0]*(\*{1,3})[ \u00a0]*(?=[^\s*])([^\n]+)")
_FURTHER = 6  # words that may stand between the recipient and the word for the report, or the other way round


def report_recipients(context: TableContext, start: int, end: int, words: TableWords) -> list[Holder]:
    """The bodies to which the words report: name and report word in one clause, in the order of the language."""
    found: list[Holder] = []
    for first, last in _clauses(context.text, start, end, words):
        told: Holder | None = None
        for match in sorted(context.resolve(first, last), key=lambda match: match.start):
            span = _with_report(context.text, first, last, match.start, match.end, words)
            if span is None and told is not None and _is_joined(context.text[told.end : match.start], words):
                span = (told.start, match.end)  # 'information to A and B'
            told = Holder(*span, match.key, "report_recipient") if span else None
            found += [told] if told else []
    return found


def _is_joined(between: str, words: TableWords) -> bool:
    said = small(between).strip()
    return not words.report_after and words.conjunctions.fullmatch(said) is not None


def footnotes(text: str, start: int) -> dict[str, tuple[int, int]]:
    """The footnotes after a place, by their mark: where the words of each stand."""
    found: dict[str, tuple[int, int]] = {}
    for match in _FOOTNOTE.finditer(text, start):
        found.setdefault(match[1], (match.start(2), match.start(2) + len(match[2].rstrip(" .;\u00a0"))))
    return found


def _clauses(text: str, start: int, end: int, words: TableWords) -> Iterator[tuple[int, int]]:
    """The clauses; a comma before 'submitted to' parts none."""
    place = start
    for match in _CLAUSE.finditer(text, start, end):
        if match[0] == "," and words.report_prepositions.match(small(text[match.end() : end]).lstrip()):
            continue
        yield place, match.start()
        place = match.end()
    yield place, end


def _with_report(text: str, first: int, last: int, start: int, end: int, words: TableWords) -> tuple[int, int] | None:
    """The span of the name with its report word; None where the clause does not say that a report goes to the body."""
    if words.report_after:
        suffix = _SUFFIX.match(text, end, last)
        place = suffix.end() if suffix else end
        if not text[start:place].lower().endswith(words.report_suffixes):  # a report of the body, not to it
            return None
        view = normalise(text[place:last])
        match = words.report.search(view.lower)
        if match is None or len(view.lower[: match.start()].split()) > _FURTHER:
            return None
        return start, place + view.original(match.start(), match.end())[1]
    view = normalise(text[first:start])
    lower = view.lower.rstrip()
    match = words.report.search(lower)
    if match is None or len(lower[match.end() :].split()) > _FURTHER:
        return None
    between = lower[match.end() :].strip(" ,")
    found = list(words.report_prepositions.finditer(between))
    return (first + view.original(match.start(), match.end())[0], end) if found and found[-1].end() == len(between) else None
