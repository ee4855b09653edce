"""How fast bodies are found in running text, beside spaCy's PhraseMatcher over the same names in the same run.

Prints MB/s (UTF-8 bytes of input, one process, CPU time) and the ratio. The PhraseMatcher finds only the exact forms of
names; ours finds them under their suffixes too, so the counts differ.

usage: names.py [FILE_OR_FOLDER ...]   (default: examples/corpus)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher

from extractors.pipeline import Extractor
from ontology.registered import Registry, load_registry

ROOT = Path(__file__).resolve().parent.parent
TARGET_BYTES = 4_000_000  # the texts are repeated to about this size, so that a run lasts long enough to be timed


def texts_of(paths: list[Path]) -> list[str]:
    files = sorted(f for path in paths for f in (path.rglob("*.txt") if path.is_dir() else [path]))
    texts = [f.read_bytes().decode("utf-8") for f in files]
    size = sum(len(t.encode()) for t in texts)
    return texts * max(1, TARGET_BYTES // size)


def names_of(registry: Registry) -> list[str]:
    found = {
        name
        for body in registry.bodies.values()
        for group in ([*body.names.values()], *body.aliases.values(), *body.abbreviations.values())
        for name in group
    }
    return sorted(found)


def cpu_s(work: Callable[[], int]) -> tuple[float, int]:
    """The best of three runs, in seconds of CPU, and what the work counted."""
    times, count = [], 0
    for _ in range(3):
        start = time.process_time()
        count = work()
        times.append(time.process_time() - start)
    return min(times), count


def spacy_matcher(names: list[str]) -> Callable[[str], int]:
    language = spacy.blank("xx")
    language.max_length = 10**8
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("BODY", [language.make_doc(name) for name in names])
    return lambda text: len(matcher(language.make_doc(text)))


def main() -> None:
    texts = texts_of([Path(a) for a in sys.argv[1:]] or [ROOT / "examples" / "corpus"])
    megabytes = sum(len(t.encode()) for t in texts) / 1e6
    registry = load_registry()
    extractor = Extractor.load(registry)
    names = names_of(registry)
    theirs = spacy_matcher(names)
    ours_s, ours_n = cpu_s(lambda: sum(len(extractor.find_names(text)) for text in texts))
    theirs_s, theirs_n = cpu_s(lambda: sum(theirs(text) for text in texts))
    whole_s, _ = cpu_s(lambda: sum(len(extractor.extract(f"{i}.txt", f"{i:064x}", t).bodies) for i, t in enumerate(texts)))
    print(f"{len(names)} names, {megabytes:.1f} MB of text")
    print(f"jarlyk names            {megabytes / ours_s:6.2f} MB/s  {ours_n} mentions")
    print(f"spaCy PhraseMatcher     {megabytes / theirs_s:6.2f} MB/s  {theirs_n} matches of exact forms")
    print(f"ratio jarlyk / spaCy    {theirs_s / ours_s:6.2f}")
    print(f"jarlyk whole pipeline   {megabytes / whole_s:6.2f} MB/s")


if __name__ == "__main__":
    main()
