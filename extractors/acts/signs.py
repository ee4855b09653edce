"""Signs that a word of a type names a certain instrument, other than its date, number and quoted title."""

from __future__ import annotations

import re

from extractors.acts.approvals import MAX_HEADING, MIN_TITLE
from extractors.acts.records import Anchor, Parts, Region

APPROVAL_STEM = 5  # letters that the words for an approval share
TURN_REACH = 24  # characters before the word of a treaty in which a turn begins
HEADING_REACH = 30  # characters before the type's word in a heading that opens with it
ANNEX_REACH = 300  # characters before a heading in which the word 'annex' stands
STAMP_REACH = 200  # characters before a heading in which a stamp says which act approved what follows
MIN_VERB = 4  # letters: a shorter word is not told to be a verb by its ending
ABOUT_REACH = 160  # characters round a type's word in which an unquoted title says what it is about
_LINK_TAIL = re.compile(r"^\]\([^)\s]*\)")
_ABOUT = frozenset(("about", "name-about"))
_APPROVAL = frozenset(("approval",))
_TOKEN_SIGNS = frozenset(("number", "date", "title", "period", "about", "name-about"))


def hopeless(region: Region, anchor: Anchor) -> bool:
    """Whether no sign that the type needs can stand here: told at a glance, since most words of types name nothing certain."""
    if anchor.row.key == "treaty" and not anchor.plural and _in_turn(region, anchor):
        return True
    if anchor.row.needs == _APPROVAL and not _approved_near(region, anchor):
        return True
    if region.tokens.all:
        return False
    if anchor.plural and not anchor.row.plural:
        return True
    if not anchor.row.needs <= _TOKEN_SIGNS:
        return False
    around = region.text.lower[max(region.start, anchor.start - ABOUT_REACH) : anchor.end + ABOUT_REACH]
    return not anchor.row.needs & _ABOUT or not any(word in around for word in region.table.words["title_endings"])


def _in_turn(region: Region, anchor: Anchor) -> bool:
    """Whether the word in small letters tells how something is done: 'in agreement with the Ministry'."""
    if region.table.head_final or not region.text.cased[anchor.start].islower():
        return False
    before = region.text.lower[max(region.start, anchor.start - TURN_REACH) : anchor.start].rstrip()
    return any(before == word or before.endswith(f" {word}") for word in region.table.words["turns"])


def _approved_near(region: Region, anchor: Anchor) -> bool:
    """Whether an act may be said near a word to approve what it names; or the word may stand in a heading."""
    opens = region.table.head_final or anchor.start - region.start < HEADING_REACH
    if opens and region.end - region.start <= MAX_HEADING and region.text.cased[region.end - 1] not in ".;:,":
        return True
    stem = region.table.words["approvals"][0][:APPROVAL_STEM]
    return (
        stem in region.text.lower[max(region.start, anchor.start - ABOUT_REACH) : min(region.end, anchor.end + 2 * ABOUT_REACH)]
    )


def is_quote(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """A name that fills its quotation marks is a term, or the name of something whose type stands outside of them.

    Where the type's word stands last and bears a case inside the marks, the sentence speaks of what the whole names.
    """
    if region.table.head_final and anchor.case:
        return False
    token = region.tokens.starts.get(parts.start - 1)
    if "about" in parts.signs and ("country" in parts.signs or _ends_with_country(region, parts)):
        return False  # '"Law on ... of the Republic"', quoted with its type
    return token is not None and token.kind == "quote" and parts.end + 1 >= token.end


def _ends_with_country(region: Region, parts: Parts) -> bool:
    return any(region.text.lower.endswith(form, parts.start, parts.end) for form, _ in region.table.countries)


def annexed(region: Region) -> bool:
    """Whether the word 'annex' stands shortly before the region: what is headed there is annexed."""
    before = region.text.lower[max(0, region.start - ANNEX_REACH) : region.start]
    return any(word in before for word in region.table.words["annexes"]) or _stamped(region, before[-STAMP_REACH:])


def _stamped(region: Region, before: str) -> bool:
    """Whether the words before the region say which act approved what it heads."""
    words = before.strip(" *>.\n").split()
    places = range(1, len(words) + 1)
    rows = [row for row in region.table.links if row.type == "approves" and row.source == "mention"]
    if region.table.head_final:
        return any(row.pattern.search(f" {words[-1]}") for row in rows if words and row.place == "after")
    return any(row.pattern.search(f"{' '.join(words[:end])} ") for row in rows if row.place == "before" for end in places)


def heads(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the name of a policy fills its block: then the block is its title."""
    if region.kind == "cell" or (anchor.plural and not anchor.row.plural) or region.end - region.start > MAX_HEADING:
        return False
    return _heads_final(region, anchor, parts) if region.table.head_final else _heads_initial(region, anchor, parts)


def _heads_final(region: Region, anchor: Anchor, parts: Parts) -> bool:
    cased = region.text.cased
    rest, before = cased[anchor.end : region.end].strip(" *"), cased[region.start : anchor.start]
    if anchor.case or len(before.split()) < MIN_TITLE or not _is_bracket(rest) or _has_stop(before):
        return False
    parts.start = region.start
    parts.title = (region.start, anchor.base_end)
    return True


def _heads_initial(region: Region, anchor: Anchor, parts: Parts) -> bool:
    cased = region.text.cased
    rest = cased[anchor.end : region.end]
    if cased[region.start : parts.start].strip() or not cased[parts.start].isupper():
        return False
    if not _is_bracket(cased[parts.end : region.end].strip(" *")):
        words = rest.lower().split()
        stops, endings, nouns = (region.table.words[key] for key in ("stops", "stop_endings", "stop_nouns"))
        told = [w for w in words if not w.startswith(nouns)]
        verbs = [
            w for w in told if w in stops or (endings and len(w) > MIN_VERB and (w.startswith(stops) or w.endswith(endings)))
        ]
        if len(words) < MIN_TITLE or _has_stop(rest) or rest.rstrip().endswith((".", ":", ";", ",")) or verbs:
            return False
        parts.end = region.end
        parts.title = (parts.start, region.end)
    return parts.end - parts.start > anchor.end - anchor.start


def _is_bracket(rest: str) -> bool:
    kept = _LINK_TAIL.sub("", rest).strip()
    return not kept or (kept.startswith("(") and kept.endswith(")"))


def _has_stop(text: str) -> bool:
    return any(mark in text for mark in (". ", "; ", ": "))


def planned(region: Region, anchor: Anchor) -> bool:
    """Whether words round it say that it is still to be drawn up."""
    around = region.text.lower[max(region.start, anchor.start - 60) : min(region.end, anchor.end + 60)]
    return any(word in around for word in region.table.words["planned"])
