"""What a duty is about: an instrument that is carried out, another body, a task of the document, or the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.duties.act_index import ActIndex, ActMention
from extractors.duties.clauses import Clause
from extractors.duties.rules import DutyRule, DutyWords
from extractors.duties.tasks import TaskFacts
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, Function, Label, Task

MIN_LENGTH = 4  # characters: words shorter than this say nothing
MIN_WORDS = 2  # a single word tells no duty
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*(?:-\d{1,2})?[.)]\s+(?=\D)")  # of the point whose first words the duty is
_EDGES = " ,:;-."
_QUOTES = '"“«»['


class Target(NamedTuple):
    """What a mandate concerns, the function that has to be recorded with it, and the places that say so."""

    key: str
    function: Function | None
    evidence: tuple[Evidence, ...]
    drawn_up: bool = False  # an instrument whose drawing up is the duty


class TargetFinder:
    """Finds what the duties of one document are about."""

    def __init__(self, reading: Reading, acts: ActIndex, tasks: TaskFacts, main: str | None) -> None:
        self._reading = reading
        self._main = main  # the key of the document's own instrument
        self._acts = acts
        self._tasks = tasks.tasks

    def sentence(self, clause: Clause, method: str, confidence: float) -> Evidence:
        """The sentence of the clause, as evidence."""
        start, end = trim(self._reading.text.cased, clause.start, clause.end)
        return Evidence(*self._reading.text.original(start, end), method, confidence)

    def find(
        self, clause: Clause, what: tuple[int, int], rule: DutyRule, words: DutyWords, sentence: Evidence, named: bool = False
    ) -> Iterator[Target]:
        """The targets that a stretch of the marked text tells: several functions where the duty lists several acts.

        A duty that is `named` by a noun, as the subject of a passive is, may be a single word.
        """
        if rule.concerns == "body":
            yield from (Target(m.key, None, (sentence,)) for m in clause.named(*what))
            return
        if rule.concerns == "own":
            yield from (Target(main, None, (sentence,)) for main in (self._main,) if main)
            return
        span = self._words_of_duty(clause, what, words)
        if span is None:
            return
        place = self._reading.text.original(*span)
        acts = list(self._acts_carried_out(place, words, rule)) or self._act_alone(place)
        drawn_up = self._act_drawn_up(place, words)
        task = self._task_said_by(sentence)
        if drawn_up:
            yield Target(drawn_up, None, (sentence,), drawn_up=True)
        elif acts:
            yield from (Target(key, None, (sentence,)) for key in acts)
        elif rule.concerns == "instrument":
            return
        elif task:
            yield Target(task.key, None, (sentence,))
        else:
            alone = self._is_name(clause, span)  # of an act that is not known
            parts = self._parts(clause, span, words)
            parts = (part for part in parts if (named and not alone) or rule.concerns == "report" or self._tells(part))
            yield from (self._function(part, clause, rule, sentence) for part in parts)

    def _words_of_duty(self, clause: Clause, what: tuple[int, int], words: DutyWords) -> tuple[int, int] | None:
        if not clause.marked[slice(*what)].strip():
            return None
        text = self._reading.text.cased
        start, end = trim(text, *clause.normal(*what))
        number = _NUMBER.match(text, start, end)
        start = number.end() if number else start
        opening = words.trim_before.match(text[start:end])
        if opening and len(text[start + opening.end() : end].split()) > MIN_WORDS:
            start += opening.end()
        closing = words.trim_after.search(text[start:end])
        if closing and closing.start() > 0:
            end = start + closing.start()
        start, end = trim(text, start, end)
        return (start, end) if end - start >= MIN_LENGTH or self._act_alone(self._reading.text.original(start, end)) else None

    def _acts_carried_out(self, place: tuple[int, int], words: DutyWords, rule: DutyRule) -> Iterator[str]:
        """The instruments whose carrying out is the duty: a word for it follows the name, or the rule is about instruments."""
        mentions = self._acts.find(*place)
        listed = self._opening_acts(mentions, place, words)
        seen: dict[str, None] = {}  # in their order
        for mention in mentions:
            carried_out = rule.concerns.startswith("instrument") or mention in listed
            if carried_out and mention.key not in seen:
                seen[mention.key] = None
        # what is said beside the document's own act on its making is the reason of it: 'drawn up to carry out Decree No. 1'
        yield from (self._main,) if rule.role == "developer" and self._main in seen else seen

    def _act_alone(self, place: tuple[int, int]) -> list[str]:
        """The act whose name is all of the words of a duty: 'the Programme is carried out by'."""
        text = self._reading.text
        first, last = text.normal(place[0]), text.normal(place[1])
        for mention in self._acts.find(*place):
            opens = text.cased[first : text.normal(mention.start)].strip(_EDGES + _QUOTES) == ""
            if opens and text.cased[_word_end(text.cased, text.normal(mention.end)) : last].strip(_EDGES + _QUOTES) == "":
                return [mention.key]
        return []

    def _opening_acts(self, mentions: Sequence[ActMention], place: tuple[int, int], words: DutyWords) -> list[ActMention]:
        """The acts, one or a list of them, at the head of the words of a duty that are about carrying them out."""
        text = self._reading.text
        listed: list[ActMention] = []
        last, told = text.normal(place[0]), False
        for mention in mentions:
            start, end = text.normal(mention.start), text.normal(mention.end)
            between = text.cased[last:start]
            before = not listed and words.carrying_out_before.fullmatch(between)
            if end <= last:
                continue
            if not before and between.strip(' "“«[') and not (listed and words.cases.joiner.fullmatch(f" {between.strip()} ")):
                break
            told = told or before is not None
            listed.append(mention)
            last = _word_end(text.cased, end)
        return listed if told or (listed and words.carrying_out.match(text.cased, last, text.normal(place[1]))) else []

    def _act_drawn_up(self, place: tuple[int, int], words: DutyWords) -> str | None:
        """The act whose drawing up is all that the words of a duty are about."""
        text = self._reading.text
        first, last = text.normal(place[0]), text.normal(place[1])
        for mention in self._acts.find(*place):
            before = text.cased[first : text.normal(mention.start)]
            after = text.cased[_word_end(text.cased, text.normal(mention.end)) : last]
            opens = words.drawing_up_lead.fullmatch(before.rstrip('"“«['))
            if words.drawing_up_before.fullmatch(before) or (opens and words.drawing_up.fullmatch(after)):
                return mention.key
        return None

    def _task_said_by(self, sentence: Evidence) -> Task | None:
        """The task whose words are the sentence, or nearly all of it: a sentence of a longer item is a duty of its own."""
        for task in self._tasks:
            place = task.evidence[0]
            if place.end <= sentence.start or place.start >= sentence.end:
                continue
            common = min(place.end, sentence.end) - max(place.start, sentence.start)
            if common > 0.7 * max(place.end - place.start, sentence.end - sentence.start):
                return task
        return None

    def _is_name(self, clause: Clause, span: tuple[int, int]) -> bool:
        """Whether the words are a single one that a capital makes a name: 'the executors of the Plan'."""
        text = self._reading.text.cased
        opens = not any(character.isalpha() for character in text[clause.start : span[0]])
        return not opens and text[span[0]].isupper() and not self._tells(span)

    def _tells(self, part: tuple[int, int]) -> bool:
        return len(self._reading.text.cased[slice(*part)].split()) >= MIN_WORDS

    def _parts(self, clause: Clause, span: tuple[int, int], words: DutyWords) -> Iterator[tuple[int, int]]:
        """The acts that the words of a duty list: a new one starts where, after an act, the text turns to another object.

        A comma inside the name of a body parts nothing.
        """
        names = [clause.normal(place, place + 1) for place in clause.bodies]
        text = self._reading.text.cased
        start = span[0]
        for match in words.part_break.finditer(text, *span):
            if any(first <= match.start() < last for first, last in names):
                continue
            if words.part_start.match(text, match.end(), span[1]) and words.part_end.search(text[start : match.start()]):
                yield trim(text, start, match.start())
                start = match.end()
        yield trim(text, start, span[1])

    def _function(self, part: tuple[int, int], clause: Clause, rule: DutyRule, sentence: Evidence) -> Target:
        place = self._reading.text.original(*part)
        text = " ".join(self._reading.document.text[slice(*place)].split())
        key = iri.fact_key(self._reading.document.key, "function", iri.fold(text))
        evidence = Evidence(*place, f"duty:{rule.identifier}", rule.confidence)
        return Target(key, Function(key, Label(text, clause.block.language), (evidence,), self._acts.main), (sentence,))


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place].isalnum():
        place += 1
    return place


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces and stops at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
