"""How fast citations are found in English text, beside eyecite over the same text in the same run.

The two know different things: eyecite the reported cases and statutes of the United States, ours the numbered acts of states. So
the text is made up and holds as many of one kind as of the other; each is asked to find all citations that it can, and what it
finds of each kind is printed. Ours runs its stages up to the instruments: it settles which act each citation means.
"""

from __future__ import annotations

from eyecite import get_citations

from benchmarks.texts import megabytes, mixed_citations
from benchmarks.yardstick import cpu_s
from extractors.pipeline import Extractor

_PARAGRAPHS = 1_000


def measure(extractor: Extractor) -> float:
    """Prints both speeds and what each found; returns how many times as fast ours is."""
    text, acts, cases = mixed_citations(_PARAGRAPHS)
    ours_s, instruments = cpu_s(lambda: extractor.find_acts(text))
    theirs_s, found = cpu_s(lambda: get_citations(text))
    ours = [instrument.number for instrument in instruments for _ in instrument.mentions if instrument.number]
    theirs = [citation.matched_text() for citation in found]
    size = megabytes([text])
    print(f"citations in English text ({len(acts)} acts and {len(cases)} reported cases planted in {size:.2f} MB)")
    print(f"  jarlyk                 {size / ours_s:7.2f} MB/s   {_met(acts, ours)} acts, {_met(cases, ours)} cases")
    print(f"  eyecite                {size / theirs_s:7.2f} MB/s   {_met(acts, theirs)} acts, {_met(cases, theirs)} cases")
    print(f"  ratio                  {theirs_s / ours_s:7.2f}")
    return theirs_s / ours_s


def _met(planted: list[str], found: list[str]) -> int:
    """How many of the planted citations were found, each as often as it was planted."""
    left = list(found)
    met = 0
    for citation in planted:
        if citation in left:
            left.remove(citation)
            met += 1
    return met
