"""Links that a sentence states by the words between, before or after the mentions in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.acts.index import InstrumentMention
from extractors.acts.link_context import Found, LinkContext, Sentence, bearing
from extractors.acts.records import ACTS, POLICIES
from extractors.acts.tables import LinkRow

_GLUE = re.compile(r"^(?: ?\([^)]*\))?[ ,;]*$")
_ASIDE = re.compile(r"^\w{0,6}(?: (\w{1,5}))? ?\(?$")  # an ending and a postposition between an act and what it approves
_WORDS = re.compile(r"[^\W\d_]{3,}")
STAMP_WORDS = 3  # words beside the act in a stamp that says that it approved what follows
PAIR_REACH = 40  # characters behind a plan in which words say whose it is
_PLACES = ("between", "pair", "between-own", "after", "before", "sentence", "note")
_OWN_TARGETS = ("approves", "succeeds", "amends")  # links that may lead to another of the document's own instruments


def stated_links(context: LinkContext, sentence: Sentence) -> Iterator[Found]:
    """The links of one sentence."""
    yield from _enacted(context, sentence)
    for row in context.possible(sentence.region.table.language, sentence.start, sentence.end, *_PLACES):
        match row.place:
            case "between":
                yield from _between(context, row, sentence)
            case "pair":
                yield from _pair(context, row, sentence)
            case "between-own":
                yield from _between_own(context, row, sentence)
            case "after":
                yield from _after(context, row, sentence)
            case "before":
                yield from _before(context, row, sentence)
            case "sentence":
                yield from _whole(context, row, sentence)
            case "note":
                yield from _note(context, row, sentence)


def _pairs(context: LinkContext, sentence: Sentence) -> Iterator[tuple[InstrumentMention, InstrumentMention, str]]:
    for left, right in pairwise(sentence.mentions):
        yield left, right, context.words(context.normal(left)[1], context.normal(right)[0])


def _between(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    for left, right, between in _pairs(context, sentence):
        if not row.pattern.search(between) or (row.type == "part_of" and right.citation.type != "action-plan"):
            continue
        source, target = (left, right) if row.source == "left" else (right, left)
        if row.type == "approves" and source.citation.type not in ACTS:
            source, target = target, source  # an act approves a paper, whichever of them is named first
        if row.type == "approves" and (source.citation.type in POLICIES or target.citation.type in ACTS):
            continue
        yield Found(row.type, source.key, target.key, left.start, right.end)


def _pair(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    """A plan named with what it carries out: 'the Programme and the plan for its implementation'."""
    for left, right in pairwise(sentence.mentions):
        words = context.words(context.normal(left)[1], min(context.normal(right)[1] + PAIR_REACH, sentence.end))
        if right.citation.type == "action-plan" and row.pattern.match(words):
            yield Found(row.type, right.key, left.key, left.start, right.end)


def _between_own(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    """A plan with a capital letter that the document names together with its own instrument."""
    for left, right, between in _pairs(context, sentence):
        of_own = left.key in context.own and right.key not in context.own
        plan = right.citation.type == "action-plan" and "capital" in right.citation.signs
        if of_own and plan and row.pattern.search(between):
            yield Found(row.type, right.key, left.key, left.start, right.end)


def _after(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    if row.source == "own-act" and context.assigned(sentence):
        return
    for place, mention in enumerate(sentence.mentions):
        end = context.normal(mention)[1]
        match = row.pattern.match(context.words(end, sentence.end))
        if match is None:
            continue
        reach = end + match.end()
        others = [m for m in sentence.mentions[place + 1 :] if m.key not in context.own]
        if not any(context.normal(other)[0] < reach - 3 for other in others):
            stop = context.reading.text.original(sentence.start, min(reach, sentence.end))[1]
            yield from _of_group(context, row, sentence, _group(context, row, sentence, place, -1), (None, stop))


def _before(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    if row.source == "own-act" and context.assigned(sentence):
        return
    for place, mention in enumerate(sentence.mentions):
        if row.source == "mention" and any(m.key not in context.own for m in sentence.mentions[:place]):
            return
        words = context.words(sentence.start, context.normal(mention)[0])
        match = row.pattern.search(words.lstrip('" '))
        if match is None:
            continue
        plain = len(words) == context.normal(mention)[0] - sentence.start
        skipped = len(words) - len(words.lstrip('" '))
        start = context.reading.text.position(sentence.start + skipped + match.start()) if plain else None
        yield from _of_group(context, row, sentence, _group(context, row, sentence, place, 1), (start, None))


def _group(context: LinkContext, row: LinkRow, sentence: Sentence, place: int, step: int) -> list[InstrumentMention]:
    """The mention and those that commas and 'and' join to it, to the left (`step` -1) or to the right (1)."""
    mentions, group = sentence.mentions, [sentence.mentions[place]]
    while 0 <= place + step < len(mentions):
        left, right = sorted((place, place + step))
        if not _glued(context, row, sentence, mentions[left], mentions[right]):
            break
        place += step
        group.append(mentions[place])
    return group


def _glued(context: LinkContext, row: LinkRow, sentence: Sentence, left: InstrumentMention, right: InstrumentMention) -> bool:
    table = sentence.region.table
    between = context.words(context.normal(left)[1], context.normal(right)[0])
    approvals = (other for other in table.links if other.type == "approves" and other.place == "between")
    if row.type == "based_on" and any(other.pattern.search(between) for other in approvals):
        return True  # 'the strategy, approved by the decree, and ...' goes on
    for word in (*table.words["conjunctions"], *table.words["articles"]):
        between = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", ",", between)
    return bool(between.strip()) and _GLUE.match(between) is not None


def _of_group(
    context: LinkContext,
    row: LinkRow,
    sentence: Sentence,
    group: Sequence[InstrumentMention],
    reach: tuple[int | None, int | None],
) -> Iterator[Found]:
    """The links of a rule to each mention of a group; `reach` is how far the words of the rule stand on either side."""
    if row.source == "mention" and group[0].key in context.own:
        return  # 'the Programme was adopted': no word on who did it
    beside = _approved_beside(context, sentence, group[0]) if row.type == "approves" and row.source == "mention" else None
    if beside is not None:
        yield Found(row.type, *beside, min(m.start for m in group), group[0].end if reach[1] is None else reach[1])
        return
    approvers = _approvers(context, sentence) if row.type == "based_on" else set()
    for mention in (m for m in group if id(m) not in approvers):
        start = min(mention.start, mention.start if reach[0] is None else reach[0])
        end = max(mention.end, mention.end if reach[1] is None else reach[1])
        if row.source == "mention":
            target = context.subject(sentence, context.normal(mention)[0])
            if row.type == "succeeds":  # 'it was followed by ...': the paper named last
                target = context.named_before(sentence) or target
            approving = row.type != "approves" or (mention.citation.type not in POLICIES and _told_of(context, sentence, target))
            if approving and target not in (None, mention.key) and mention.key not in context.own:
                yield Found(row.type, mention.key, target, start, end)
            continue
        source = context.source(row, sentence, context.normal(mention)[0])
        if source is not None and (mention.key not in context.own or row.type in _OWN_TARGETS):
            yield Found(bearing(row.type, mention), source, mention.key, start, end)


def _told_of(context: LinkContext, sentence: Sentence, target: str | None) -> bool:
    """Whether the words on an approval are about an instrument of the document: it is named there, or nothing else is.

    In a stamp, 'Approved by order No. 5', no name stands beside the act.
    """
    if any(mention.key == target for mention in sentence.mentions):
        return True
    if len(sentence.mentions) > 1:
        return False
    start, end = context.normal(sentence.mentions[0])
    rest = f"{context.words(sentence.start, start)} {context.words(end, sentence.end)}"
    return len(_WORDS.findall(rest)) <= STAMP_WORDS


def _approved_beside(context: LinkContext, sentence: Sentence, mention: InstrumentMention) -> tuple[str, str] | None:
    """The act and the paper that it approves, where one of them is the mention and the other is named right before it."""
    place = next(place for place, other in enumerate(sentence.mentions) if other is mention)
    before = sentence.mentions[place - 1] if place else None
    aside = _ASIDE.match(context.words(context.normal(before)[1], context.normal(mention)[0])) if before else None
    if before is None or aside is None or aside[1] == sentence.region.table.words["conjunctions"][0]:  # 'and': both are approved
        return None
    pair = (mention, before) if mention.citation.type in ACTS else (before, mention)
    return (pair[0].key, pair[1].key) if pair[0].citation.type in ACTS and pair[1].citation.type not in ACTS else None


def _whole(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    """All that a sentence names behind its telling words, or before them where nothing is behind."""
    match = row.pattern.search(context.lower, sentence.start, sentence.end)
    source = context.subject(sentence, match.end()) if match else None
    if match is None or source is None:
        return
    approvers = _approvers(context, sentence)
    others = [m for m in sentence.mentions if m.key not in context.own and id(m) not in approvers]
    after = [m for m in others if context.normal(m)[0] >= match.end()]
    before = [m for m in others if context.normal(m)[1] <= match.start()]
    begin, stop = context.reading.text.original(sentence.start, match.end())
    for mention in after or before:
        yield Found(row.type, source, mention.key, min(begin, mention.start), max(mention.end, stop))


def _enacted(context: LinkContext, sentence: Sentence) -> Iterator[Found]:
    """The grounds and purposes that an act gives in the words by which it is enacted, each told by the words nearest to it."""
    table, source = sentence.region.table, context.index.act
    words = context.lower[sentence.start : sentence.end]
    if source is None or not any(
        word in words or word in context.enacting_below(sentence) for word in table.words["own_enacting"]
    ):
        return
    rows = context.rows(table.language, "enacting")
    cues = [(match.start(), match.end(), row) for row in rows for match in row.pattern.finditer(words)]
    cues.sort(key=lambda cue: cue[:2])
    approvers = _approvers(context, sentence)
    for mention in sentence.mentions:
        if id(mention) in approvers:
            continue
        start, end = (place - sentence.start for place in context.normal(mention))
        near = [cue for cue in cues if cue[0] >= end - 1] if table.head_final else [cue for cue in cues if cue[1] <= start][-1:]
        if near and mention.key not in context.own:
            span = context.reading.text.original(sentence.start + near[0][0], sentence.start + near[0][1])
            yield Found(near[0][2].type, source, mention.key, min(span[0], mention.start), max(span[1], mention.end))


def _approvers(context: LinkContext, sentence: Sentence) -> set[int]:
    """The mentions that only say who approved what stands beside them."""
    rows = [row for row in sentence.region.table.links if row.type == "approves" and row.place == "between"]
    found: set[int] = set()
    for left, right, between in _pairs(context, sentence):
        found |= {id(left if row.source == "left" else right) for row in rows if row.pattern.search(between)}
    return found


def _opening(context: LinkContext, sentence: Sentence, words: str, notes: tuple[str, ...]) -> int:
    """Where a note in a bracket opens inside a sentence, in the normalised text; the start of the sentence if all is the note."""
    if words.startswith(notes) or sentence.region.notes:
        return sentence.start
    places = [place for note in notes if (place := context.lower.find(f"({note}", sentence.start, sentence.end)) >= 0]
    return min(places, default=sentence.start)


def _note(context: LinkContext, row: LinkRow, sentence: Sentence) -> Iterator[Found]:
    """A publisher's note: the acts in it changed what the note speaks of, or what it stands at."""
    notes = sentence.region.table.words["own_notes"]
    words = context.lower[sentence.start : sentence.end].strip(" ([")
    marked = words.startswith(notes) or sentence.region.notes or any(f"({note}" in words for note in notes)
    if not marked or not row.pattern.search(words):
        return
    objects = [m for m in sentence.mentions if m.key in context.own or m.form == "short"]
    target = objects[0].key if objects else context.index.owner_at(sentence.mentions[0].start)
    behind = _opening(context, sentence, words, notes)
    cited = (m for m in sentence.mentions if m.citation.type in ACTS and m.key not in context.own)
    if any(context.reading.text.normal(m.start) < behind for m in cited):
        return  # the note stands at an act that is cited, and tells what changed that
    for act in sentence.mentions:
        if target is not None and act.citation.type in ACTS and act.form == "citation" and act.citation.number:
            start = min(m.start for m in (act, *objects[:1]))
            yield Found(row.type, act.key, target, start, act.end)
