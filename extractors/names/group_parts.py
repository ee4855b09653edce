"""Whether a group has a part in what is said: as subject, as the one addressed, beside a word of doing together, in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.names.covered import Covered, word_end
from extractors.names.group_phrases import Phrase, empty_ending
from extractors.names.group_words import GroupHead, GroupWords, starts_with_word
from extractors.names.tables import NameWords
from extractors.phrases import any_word

EVERYWHERE = ("qualified", "unit", "council")  # uses whose mentions all count, where one has a part
Forms = Mapping[str, tuple[GroupHead, str, str | None]]  # form of a head noun: its row, its nominative, its case if that is told
_NEVER_OPEN = ("people", "council")  # uses whose nouns are no doers for opening a sentence: 'кеңеш' is a meeting too
_OPENERS = (". ", ": ", "; ", ") ", "! ", "? ")
_NO_BODY = ("cell", "heading")  # blocks whose first words are the subject of nothing
_DATIVE = ("га", "ге", "го", "гө", "ка", "ке", "ко", "кө", "ға", "қа", "на", "не", "но", "нө", "а", "е", "о", "ө")
_LOCAL = ("нда", "нде", "ндо", "ндө", "да", "де", "до", "дө", "та", "те", "то", "тө")
_MIN_VERB = 5  # letters of a verb that is told by its ending
_REACH = 60  # characters after a group in the dative in which the verb is looked for
_BESIDE = 40  # characters beside a group in which a word of doing together is looked for


class PartRules(NamedTuple):
    """The patterns of a language for the words round a group."""

    words: GroupWords
    heads: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    addressed: re.Pattern[str]
    joints: tuple[str, ...]  # what parts the members of a list
    suffix: re.Pattern[str]
    beside: tuple[str, ...]  # prepositions of the instrumental: a group behind one is no doer

    @classmethod
    def of(cls, words: GroupWords, names: NameWords, forms: Forms) -> PartRules:
        """Compiles the tables of a language."""
        before = starts_with_word(words.partner_before).pattern
        separate = (*names.conjunctions, *words.joints)
        return cls(
            words,
            compiled(any_word(forms)),
            starts_with_word(words.partner_after),
            compiled(rf"(?<![^\W_]){before} (?:the |an? )?\Z"),
            compiled(rf"[^.;]*?(?<![^\W_]){starts_with_word(words.addressed).pattern}"),
            (", ", " (", *(f"{comma} {word} " for word in separate for comma in ("", ","))),
            names.suffix,
            tuple(f" {word} " for word in words.beside),
        )

    def has_part(self, lower: str, phrase: Phrase, row: GroupHead, case: str, limit: tuple[int, int], block: str) -> bool:
        """Whether the words round a phrase give it a part; `limit` are the edges of its block, `block` the block's kind."""
        start, end = self._with_empty(lower, phrase.start), phrase.end
        follows = lower[end : end + 1] == " "
        if follows and self.after.match(lower[end + 1 : end + _BESIDE]):
            return True
        if self._goes_with_next(lower, end):
            return False
        if follows and case == "nominative" and row.use != "people" and self._before_verb(lower, end):
            return True
        opens = start == limit[0] or lower[start - 2 : start] in _OPENERS
        if row.use in EVERYWHERE and case == "nominative" and lower[start - 2 : start] == ", ":
            opens = not lower.startswith(self.joints, end)
        heads = row.use in EVERYWHERE and start == limit[0] and end + 1 == limit[1] and lower[end] == ":"  # a list of its duties
        spoken = opens and (lower[end : end + 1] in (" ", ",") or heads) and block not in _NO_BODY
        if spoken and row.use not in _NEVER_OPEN and case in ("nominative", "dative"):
            return True
        if case == "instrumental" and not lower.endswith(self.beside, 0, start):
            return True
        if case == "dative" and row.use != "people" and follows and self.addressed.match(lower, end, min(limit[1], end + _REACH)):
            return True
        return bool(self.before.search(lower, max(limit[0], start - _BESIDE), start))

    def in_list(self, lower: str, phrase: Phrase, case: str, covered: Covered) -> bool:
        """Whether a body stands beside the phrase in a list; a place or the unit of a known body is in none."""
        registered = phrase.owner is not None and phrase.owner.key.startswith("body/")
        if case == "local" or registered or self._goes_with_next(lower, phrase.end):
            return False
        start = self._with_empty(lower, phrase.start)
        if not lower.endswith(self.joints, 0, start) and not lower.startswith(self.joints, phrase.end):
            return False
        return any(_beside(lower, start, phrase.end, joint, covered) for joint in self.joints)

    def _before_verb(self, lower: str, end: int) -> bool:
        stop = word_end(lower, end + 1)
        active = self.words.finite and not lower.endswith(self.words.passive or ("\0",), end + 1, stop)
        if self.words.language == "en":  # a modal verb
            return bool(active) and lower[end + 1 : stop] in self.words.finite
        return bool(active) and stop - end > _MIN_VERB and lower.endswith(self.words.finite, end + 1, stop)

    def _goes_with_next(self, lower: str, end: int) -> bool:
        """Whether it only says whose the noun is that follows."""
        following = self.heads.match(lower, end + 1) if self.words.language != "ru" and lower[end : end + 1] == " " else None
        if following is None or self.words.order != "before":
            return following is not None
        suffix = self.suffix.match(lower, following.end())  # whose it is, a noun tells by its possessive
        return suffix is None or suffix["possessive"] is not None

    def _with_empty(self, lower: str, start: int) -> int:
        while empty := empty_ending(lower, start - 1, self.words):
            start -= len(empty) + 1
        return start


def _beside(lower: str, start: int, end: int, joint: str, covered: Covered) -> bool:
    if lower.endswith(joint, 0, start) and covered.ending(start - len(joint)):
        return True
    after = covered.starting(end + len(joint)) if lower.startswith(joint, end) else None
    return after is not None and not lower.endswith(_LOCAL, 0, after.end)


def case_of(slots: Mapping[str, str | None], words: GroupWords) -> str:
    """The case that the suffixes of a noun tell: 'nominative', 'dative', 'local' or 'oblique'."""
    case = slots.get("case") or ""
    if words.order == "around" or not (case or slots.get("tail")):
        return "nominative"
    if case in _DATIVE:
        return "dative"
    return "local" if case in _LOCAL or slots.get("tail") else "oblique"
