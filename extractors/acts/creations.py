"""Which act set up which body: by the words of a sentence that names both, or by what the document's own act orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.acts.link_context import Found, LinkContext, Sentence

SET_UP_REACH = 400  # characters before or after a body in which words say that it is set up
_WORD = re.compile(r"\w+")


def created_bodies(context: LinkContext, sentence: Sentence) -> Iterator[Found]:
    """The bodies that a sentence says to be set up by an act that it names.

    A row sees the sentence with the word of the act's type between '{' and '}', in place of the act, and the body's name between
    '<' and '>'.
    """
    rows = context.rows(sentence.region.table.language, "creating")
    bodies = context.bodies.outermost(*context.reading.text.original(sentence.start, sentence.end)) if rows else ()
    normal = context.reading.text.normal
    for body in bodies:
        name = (normal(body.start), normal(body.end - 1) + 1, "<", ">")
        for act in sentence.mentions:
            start, end = context.normal(act)
            if start < name[1] and name[0] < end:
                continue
            seen = _seen(context, sentence, sorted([name, (start, end, "{", "}")]), act.citation.head)
            if any(row.pattern.search(seen) for row in rows):
                yield Found("creates", act.key, body.key, min(act.start, body.start), max(act.end, body.end))


def _seen(context: LinkContext, sentence: Sentence, named: list[tuple[int, int, str, str]], head: int) -> str:
    """The words of a sentence with marks round what it names; of the act, the word of its type alone."""
    parts, place = [], sentence.start
    for start, end, opening, closing in named:
        type_word = _WORD.match(context.lower, head) if opening == "{" else None
        words = type_word[0] if type_word else context.words(start, end)
        parts += [context.words(place, start), opening, words, closing]
        place = end
    return "".join((*parts, context.words(place, sentence.end)))


def set_up_bodies(context: LinkContext) -> Iterator[Found]:
    """The bodies that the document's own act or programme sets up: 'to establish a Council on ...'."""
    text = context.reading.text
    if not context.index.own:
        return
    for block in context.reading.blocks:
        bodies = context.bodies.outermost(block.start, block.end) if block.kind != "cell" else ()
        if not bodies:
            continue
        first, last = context.reading.span(block)
        rows = context.possible(block.language, first, last, "created-after", "created-before", "created")
        for body in bodies if rows else ():
            start, end = text.normal(body.start), text.normal(body.end)
            floor = max(first, start - SET_UP_REACH)
            before = context.words(floor, start)
            if floor > first:
                before = f"x{before}"  # the block does not begin here
            after = context.words(end, min(last, end + SET_UP_REACH))
            seen = {"created-before": before, "created-after": after, "created": f"{before}<{context.words(start, end)}>{after}"}
            told = [row for row in rows if row.pattern.search(seen[row.place])]
            sources = {context.index.act if row.source == "own-act" else context.index.owner_at(block.start) for row in told}
            source = context.index.act if context.index.act in sources else next(iter(sources), None)
            if source is not None:
                yield Found("creates", source, body.key, body.start, body.end)
