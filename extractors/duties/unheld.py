"""Duties that running text states without a word on whose they are, as in 'the register shall be published every year'.

They are read from passives and impersonal words in sentences that name no body at all: where a body is named, it may be the
holder in a way that is not read, and nothing is said of it. Such a duty is a function that no mandate concerns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from extractors.duties.act_index import ActIndex
from extractors.duties.clauses import running, sentences
from extractors.duties.expressions import small_pattern
from extractors.duties.mandates import PAGE, DutyFacts
from extractors.duties.targets import trim
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from extractors.word_tables import WordTable, load_table
from ontology import iri
from ontology.records import Evidence, Function, Label, Task

MAX_WORDS = 60  # of a sentence: what is longer says more than one duty
_LIST_MARK = re.compile(r"(?:[^\w]|\d+[.)]|\b[^\W\d_]\))*")


class UnheldForm(NamedTuple):
    """One form of sentence, whose group `what` holds the words of the duty.

    Where these may be any words, the pattern says where they begin: else they would be tried from each character on.
    """

    identifier: str
    pattern: re.Pattern[str]
    confidence: float
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class UnheldWords(NamedTuple):
    """How a language states duties without their holder, over text in small letters."""

    cue: re.Pattern[str]  # stands in every such sentence
    never: re.Pattern[str]  # stands in a sentence that enacts, quotes, supposes or denies, and states no duty
    forms: tuple[UnheldForm, ...]


@cache
def load_unheld_words(language: str) -> UnheldWords:
    """The table of a language. Raises DataError with the place of a fault."""
    table = load_table(language, "unheld")
    words = UnheldWords(small_pattern(table, "cue"), small_pattern(table, "never"), tuple(map(_form, table.rows("form"))))
    table.done()
    return words


def _form(row: WordTable) -> UnheldForm:
    form = UnheldForm(
        row.text("id"), small_pattern(row, "pattern"), row.number("confidence"), row.texts("examples"), row.texts("near_misses")
    )
    row.done()
    return form


def with_unheld(
    duties: DutyFacts,
    reading: Reading,
    bodies: BodyIndex,
    acts: ActIndex,
    tasks: Collection[Task],
) -> DutyFacts:
    """The duties of a document with those without a holder; a study and the page of a project state none."""
    if acts.main is None or acts.main == acts.study or reading.document.kind == PAGE:
        return duties
    known = {function.key for function in duties.functions}
    places = [*(place for task in tasks for place in task.evidence), *(p for m in duties.mandates for p in m.evidence)]
    said = [(place.start, place.end) for place in places]
    found = (function for function in _unheld(reading, bodies, acts.main, said) if function.key not in known)
    return duties._replace(functions=(*duties.functions, *found))


def _unheld(reading: Reading, bodies: BodyIndex, main: str, said: Collection[tuple[int, int]]) -> Iterator[Function]:
    """`said`: where tasks and mandates were read, which are no duties without a holder."""
    seen: set[str] = set()
    held = False  # whether the items that stand here are below words that name a body
    for block, last in running(reading):
        table, text = load_unheld_words(block.language), reading.text
        opens = reading.document.text[last.end - 1] == ":"
        held = bool(bodies.find(block.start, last.end)) if opens else held and block.kind == "item"
        if opens or held:
            continue
        if not table.cue.search(text.lower, text.normal(block.start), text.normal(last.end - 1) + 1):
            continue
        for start, end in sentences(reading, block.start, last.end):
            if not table.cue.search(text.lower, start, end):
                continue
            place = text.original(start, end)
            if bodies.find(*place) or any(first < place[1] and place[0] < after for first, after in said):
                continue
            found = read_sentence(text.lower[start:end], table)
            if found is None:
                continue
            form, span = found
            function = _function(reading, main, block.language, form, (start + span[0], start + span[1]))
            if function.key not in seen:
                seen.add(function.key)
                yield function


def read_sentence(sentence: str, words: UnheldWords) -> tuple[UnheldForm, tuple[int, int]] | None:
    """The form that a sentence in small letters has, and where the words of its duty stand; None where it states none."""
    if not words.cue.search(sentence) or len(sentence.split()) > MAX_WORDS:
        return None
    mark = _LIST_MARK.match(sentence)
    start = mark.end() if mark else 0
    for form in words.forms:
        match = form.pattern.search(sentence[start:])  # without what stands before, so that '^' is where its words begin
        if match:
            span = start + match.start("what"), start + match.end("what")
            return None if words.never.search(sentence) else (form, trim(sentence, *span))
    return None


def _function(reading: Reading, main: str, language: str, form: UnheldForm, span: tuple[int, int]) -> Function:
    place = reading.text.original(*span)
    words = " ".join(reading.document.text[slice(*place)].split())
    key = iri.fact_key(reading.document.key, "function", iri.fold(words))
    return Function(key, Label(words, language), (Evidence(*place, f"unheld:{form.identifier}", form.confidence),), main)
