"""What an act approves is an instrument, though its own name bears neither number nor date: rules, procedures, norms, lists.

It is told by the title of the act ('on the approval of the Rules') or by words beside its name ('norms approved by order No. 5').
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.acts.records import POLICIES, WORD, Anchor, Parts, Region
from extractors.acts.tokens import Token

MAX_HEADING = 400
MIN_TITLE = 2  # words of a title beside the type's own
MAX_NAME = 14  # words of a name that the words beside it mark off
ACT_REACH = 160  # characters between a name and the number of the act that approved it
WORD_REACH = 30  # characters between the number of an act and the word that it approved something: its type, 'by'
_STOPS = '.;:,"()'


def approved_in_title(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the quoted title of an act says that it approves this: then the name begins where the title does."""
    start, end = _title_around(region, anchor)
    if start < 0 or anchor.row.key not in POLICIES | {"regulation"} or parts.signs & {"absorbed", "period", "title"}:
        return False
    rest = region.text.lower[anchor.end : end].rstrip(" .")
    if not any(row.type == "approves" and row.place == "nested-after" and row.pattern.match(rest) for row in region.table.links):
        return False
    parts.start = start
    parts.title = (start, anchor.base_end)
    return True


def _title_around(region: Region, anchor: Anchor) -> tuple[int, int]:
    """The quoted title round a word, or the block when it is a title of its own; (-1, -1) where there is neither."""
    quote = region.tokens.covering("quote", anchor.start)
    if quote is not None:
        return quote.start + 1, quote.end - 1
    if region.end - region.start > 2 * MAX_HEADING:  # whatever ends it
        return -1, -1
    words = region.text.lower[region.start : region.end].rstrip(" .")
    if region.kind != "cell" and len(words) <= MAX_HEADING and words.endswith(region.table.words["title_endings"]):
        return region.start, region.end
    return -1, -1


def approved_before(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the words before it approve this, where the type comes first: 'on the approval of the Rules on ...'."""
    named = "about" in parts.signs or region.text.cased[parts.start].isupper()
    if anchor.row.key != "regulation" or not named or parts.end - anchor.end < MIN_TITLE:
        return False
    quote = region.tokens.covering("quote", anchor.start)
    before = region.text.lower[quote.start if quote else region.start : parts.start].lstrip('" 0123456789.)-')
    return any(
        row.type == "approves" and row.place in ("before", "nested-before") and row.pattern.search(before)
        for row in region.table.links
    )


def approved_by_number(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether a numbered act is named beside the name as what approved it; sets where the name starts, where its type ends it."""
    told = parts.signs & {"number", "title", "absorbed", "period"}
    if "approval" not in anchor.row.needs or anchor.row.key in POLICIES or told:
        return False
    another = region.table.anchor
    if not region.table.head_final:
        within = another.search(region.text.lower, anchor.end, parts.end)
        return parts.end - anchor.end >= MIN_TITLE and not within and _approved_behind(region, parts.end)
    start = _behind_act(region, anchor)
    start = _before_act(region, anchor) if start is None else start
    if start is None or not 0 < len(WORD.findall(region.text.lower, start, anchor.start)) <= MAX_NAME:
        return False
    if another.search(region.text.lower, start, anchor.start):
        return False  # 'norms of the Regulation': what was approved is named first
    parts.start, parts.title = start, (start, anchor.base_end)
    return True


def approved_by_order(region: Region, anchor: Anchor, parts: Parts) -> bool:
    """Whether the sentence that the name opens approves it: 'The attached NAME shall be approved'; sets where the name starts.

    For languages in which the type stands last.
    """
    told = parts.signs & {"number", "title", "absorbed", "period", "about"}
    if not region.table.head_final or anchor.row.key != "regulation" or told or anchor.case:
        return False
    rest = region.text.lower[anchor.end : min(region.end, anchor.end + ACT_REACH)]
    orders = (row for row in region.table.links if row.type == "approves" and row.place == "after" and row.source == "own-act")
    start = _name_start(region, anchor)
    if not any(row.pattern.match(rest) for row in orders) or _stopped(region.text.cased[start : anchor.start]):
        return False
    if not MIN_TITLE <= len(WORD.findall(region.text.lower, start, anchor.start)) <= MAX_NAME:
        return False
    if not region.text.cased[start].isupper() or region.table.anchor.search(region.text.lower, start, anchor.start):
        return False
    parts.start, parts.title = start, (start, anchor.base_end)
    return True


def _name_start(region: Region, anchor: Anchor) -> int:
    """Where the sentence before a type's word starts, behind its number and the words that say that the paper is attached."""
    stop = max(region.text.lower.rfind(mark, region.start, anchor.start) for mark in (". ", "; ", ": ", ") "))
    start = region.start if stop < 0 else stop + 2
    return past_attached(region, start)


def past_attached(region: Region, start: int) -> int:
    """The place behind the words that only say that a paper is attached."""
    for words in region.table.words["attached"]:
        if region.text.lower.startswith(f"{words} ", start):
            return start + len(words) + 1
    return start


def _approved_behind(region: Region, end: int) -> bool:
    """Whether 'approved by' and a numbered act follow a name: 'the Rules ..., approved by resolution No. 5'."""
    rest = region.text.lower[end : end + WORD_REACH].lstrip(" ,")
    words = (*region.table.words["approvals"], *region.table.words["approved"])
    return any(rest.startswith(f"{word} ") for word in words) and bool(_numbers(region, end, end + ACT_REACH))


def _behind_act(region: Region, anchor: Anchor) -> int | None:
    """Where a name starts behind its act: 'by resolution No. 5 approved NAME', 'by resolution No. 5 NAME is approved'."""
    lower, words = region.text.lower, region.table.words
    number = next(reversed(_numbers(region, anchor.start - ACT_REACH, anchor.start)), None)
    if number is None:
        return None
    gap = lower[number.end : anchor.start]
    for approval in words["approvals"]:
        place = gap.find(f" {approval} ")
        if 0 <= place <= WORD_REACH and not _stopped(gap):
            return number.end + place + len(approval) + 2
    act = region.table.anchor.search(gap)
    suffix = region.table.suffix.match(lower, number.end + act.end()) if act and act.start() <= WORD_REACH else None
    if suffix is None or _stopped(gap) or not _follows(lower, anchor.end, (*words["approvals"], *words["approved"])):
        return None
    by = next((word for word in words["conjunctions"] if lower.startswith(f" {word} ", suffix.end())), "")
    return suffix.end() + len(by) + (2 if by else 1)


def _before_act(region: Region, anchor: Anchor) -> int | None:
    """Where a name starts that opens its sentence: 'NAME by resolution No. 5 approved'."""
    lower, words = region.text.lower, region.table.words
    number = next(iter(_numbers(region, anchor.end, anchor.end + ACT_REACH)), None)
    if number is None or _stopped(lower[anchor.end : number.start]):
        return None
    tail = lower[number.end : number.end + 2 * WORD_REACH].split(".")[0].split(";")[0]
    if _stopped(tail) or not any(tail.rstrip().endswith(f" {word}") for word in (*words["approvals"], *words["approved"])):
        return None
    stop = max(lower.rfind(mark, region.start, anchor.start) for mark in (". ", "; ", ": "))
    start = region.start if stop < 0 else stop + 2
    return start if region.text.cased[start].isupper() and not _stopped(lower[start : anchor.start]) else None


def _numbers(region: Region, start: int, end: int) -> Sequence[Token]:
    return region.tokens.of("number", max(region.start, start), min(region.end, end))


def _stopped(words: str) -> bool:
    return any(mark in words for mark in _STOPS)


def _follows(lower: str, position: int, words: Sequence[str]) -> bool:
    return any(lower.startswith(f" {word}", position) for word in words)
