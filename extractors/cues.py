"""The rules, or patterns, of which a cue stands in a text, found in one pass over it, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

_Rule = TypeVar("_Rule")


class CueIndex(Generic[_Rule]):
    """Rules with their cues: words of which one must stand in a sentence, in lower case, for the rule to be tried.

    A rule whose cues are None is tried in every sentence.
    """

    def __init__(self, rules: Iterable[tuple[_Rule, Sequence[str] | None]]) -> None:
        self._rules: list[_Rule] = []
        self._always: list[int] = []
        by_cue: dict[str, list[int]] = {}
        for place, (rule, cues) in enumerate(rules):
            self._rules.append(rule)
            if cues is None:
                self._always.append(place)
            for cue in cues or ():
                by_cue.setdefault(cue, []).append(place)
        self._places = tuple(by_cue.values())
        self._automaton = AhoCorasick(list(by_cue))

    def find(self, lower: str) -> list[_Rule]:
        """The rules with a cue in a sentence in lower case, in their order."""
        places = set(self._always)
        for cue in {cue for cue, _, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True)}:
            places.update(self._places[cue])
        return [self._rules[place] for place in sorted(places)]
