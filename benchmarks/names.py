"""How fast the names of bodies are found in running text, beside spaCy's PhraseMatcher over the same names in the same run.

Both are given a text and find where it holds names of the registry. The PhraseMatcher finds their exact forms; ours finds them
under suffixes and cases too, so the counts differ. What comes after - which body each name means, the short forms that a document
defines, bodies that no table knows - has no counterpart there, and is timed by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import spacy
from spacy.matcher import PhraseMatcher

from benchmarks.texts import megabytes
from benchmarks.yardstick import cpu_s
from extractors.names.matcher import NameMatcher
from extractors.names.patterns import collective_patterns, registry_patterns
from extractors.names.tables import load_name_words
from extractors.pipeline import Extractor
from extractors.text import normalise
from ontology.registered import Registry


def names_of(registry: Registry) -> list[str]:
    """All names of the registry, in all languages."""
    found = {
        name
        for body in registry.bodies.values()
        for group in ([*body.names.values()], *body.aliases.values(), *body.abbreviations.values())
        for name in group
    }
    return sorted(found)


def spacy_matcher(names: Sequence[str]) -> Callable[[str], int]:
    """Counts the matches of the names in a text."""
    language = spacy.blank("xx")
    language.max_length = 10**8
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("BODY", [language.make_doc(name) for name in names])
    return lambda text: len(matcher(language.make_doc(text)))


def measure(extractor: Extractor, registry: Registry, texts: Sequence[str]) -> float:
    """Prints both speeds; returns how many times as fast ours is."""
    names = names_of(registry)
    theirs = spacy_matcher(names)
    tables = load_name_words()
    matcher = NameMatcher([*registry_patterns(registry, tables), *collective_patterns(tables)], tables)
    ours_s, ours_n = cpu_s(lambda: sum(len(matcher.find(normalise(text))) for text in texts))
    theirs_s, theirs_n = cpu_s(lambda: sum(theirs(text) for text in texts), times=1)  # it would know the words the second time
    settled_s, settled_n = cpu_s(lambda: sum(len(extractor.find_names(text)) for text in texts))
    size = megabytes(texts)
    print(f"bodies by name ({len(names)} names)")
    print(f"  jarlyk                 {size / ours_s:7.2f} MB/s   {ours_n} readings, suffixes and cases among them")
    print(f"  spaCy PhraseMatcher    {size / theirs_s:7.2f} MB/s   {theirs_n} matches of exact forms")
    print(f"  ratio                  {theirs_s / ours_s:7.2f}")
    print(f"  jarlyk, bodies settled {size / settled_s:7.2f} MB/s   {settled_n} mentions")
    return theirs_s / ours_s
