"""The rules, or patterns, of which a cue stands in a text, found in one pass over it, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

_Rule = TypeVar("_Rule")


class CueIndex(Generic[_Rule]):
    """Rules with their cues: words of which one must stand in a sentence, in lower case, for the rule to be tried."""

    def __init__(self, rules: Iterable[tuple[_Rule, Sequence[str]]]) -> None:
        self._rules: list[_Rule] = []
        by_cue: dict[str, list[int]] = {}
        for place, (rule, cues) in enumerate(rules):
            self._rules.append(rule)
            for cue in cues:
                by_cue.setdefault(cue, []).append(place)
        self._places = tuple(by_cue.values())
        self._automaton = AhoCorasick(list(by_cue))

    def find(self, lower: str) -> list[_Rule]:
        """The rules with a cue in a sentence in lower case, in their order."""
        cues = {cue for cue, _, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True)}
        places = {place for cue in cues for place in self._places[cue]}
        return [self._rules[place] for place in sorted(places)]
