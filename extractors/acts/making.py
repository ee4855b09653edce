"""Makes a citation of what was read: its title as printed or in the nominative, its article, its country."""

from __future__ import annotations

import re

from extractors.acts.base_forms import nominative_title
from extractors.acts.records import Anchor, Citation, Parts, Region
from extractors.text import MatchText

PROVISION_REACH = 90  # characters before a citation in which its article stands
SHORT_FORM = 4  # letters: a shorter name of a country counts in capitals only
_LINK_TAIL = re.compile(r"\]\([^)\s]*\)")
_BROKEN = re.compile(r"(?<=\d)- (?=\w)")  # a date cut by a line end


def built_citation(region: Region, anchor: Anchor, parts: Parts) -> Citation:
    """The citation that the parts make."""
    quote = parts.quote
    span = parts.title or (parts.start, max(anchor.base_end, parts.start))
    period = parts.period
    title = printed(region.text, *span)
    if not region.table.head_final and "list" not in parts.signs:
        before, after = printed(region.text, span[0], anchor.start), printed(region.text, anchor.end, span[1])
        title = nominative_title(region, anchor, title, before, after)
    if "list" in parts.signs and not parts.quote and not region.table.head_final:
        title = f"{anchor.stem} {title}"
    world = anchor.row.key == "resolution" and parts.jurisdiction == "UN"
    provision = _provision(region, parts)
    return Citation(
        type="un-resolution" if world else anchor.row.key,
        start=min(parts.start, provision[0]) if provision else parts.start,
        end=max(parts.end, provision[1]) if provision else parts.end,
        head=anchor.start,
        head_end=anchor.end,
        language=region.table.language,
        title=title,
        quoted=printed(region.text, quote.start + 1, quote.end - 1) if quote else None,
        signs=frozenset(parts.signs),
        block=region.start,
        number=parts.number,
        date=parts.date,
        period=period,
        issuer=parts.issuer,
        jurisdiction=parts.jurisdiction,
        plural=anchor.plural,
        stem=anchor.stem,
        case=anchor.case,
        provision=provision[2] if provision else None,
    )


def printed(text: MatchText, start: int, end: int) -> str:
    """The words as printed, on one line and without the marks of links."""
    first, last = text.original(start, end)
    kept = _LINK_TAIL.sub("", text.printed(first, last)).replace("[", "")
    return _BROKEN.sub("-", kept).strip(" ,;")


def _provision(region: Region, parts: Parts) -> tuple[int, int, str] | None:
    """The article, point or paragraph that is cited, as printed, and where its words begin and end.

    It stands behind the name of the act where the word of the type ends that name ('Мыйзамынын 5-беренеси'), else before it.
    """
    lower, rows = region.text.lower, region.table.provisions
    first = 0 if region.table.head_final else max(region.start, parts.start - PROVISION_REACH)
    if region.table.head_final:
        matches = [row.pattern.match(lower, parts.end, region.end) for row in rows]
    else:
        matches = [row.pattern.search(lower[first : parts.start]) for row in rows]
    found = [match for match in matches if match]
    if not found:
        return None
    widest = min(found, key=lambda match: (match.start(), -match.end()))
    start, end = widest.span("provision")
    return first + widest.start(), first + widest.end(), printed(region.text, first + start, first + end)


def named_jurisdiction(region: Region, parts: Parts, anchor: Anchor) -> str | None:
    """A country or world organisation named within the citation: the one that stands first."""
    stretch = region.text.lower[parts.start : max(anchor.start, parts.end)]
    found = []
    for form, jurisdiction in region.table.countries:
        place = stretch.find(form)
        whole = (
            place >= 0
            and not stretch[place - 1 : place].isalnum()
            and not stretch[place + len(form) : place + len(form) + 1].isalnum()
        )
        if whole and (len(form) > SHORT_FORM or region.text.cased[parts.start + place].isupper()):
            found.append((place, -len(form), jurisdiction))
    return min(found)[2] if found else None


def approved_citation(region: Region, start: int, end: int, base_end: int, jurisdiction: str | None) -> Citation:
    """The citation of what an act approved, whose name holds no word of a type."""
    return Citation(
        type="other",
        start=start,
        end=end,
        head=start,
        head_end=end,
        language=region.table.language,
        title=printed(region.text, start, base_end),
        quoted=None,
        signs=frozenset(("approval",)),
        block=region.start,
        jurisdiction=jurisdiction,
    )
