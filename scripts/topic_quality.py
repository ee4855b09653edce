"""How well topics are told: precision and recall over `tests/quality/topics.json`, the topics a reader gave before the program.

usage: topic_quality.py [--write] [--show]     (make topics)

The duties are given, so that what is measured is the terms, not whether a duty was found: those of the gold documents, and those
that were written for this measure and that no term may be chosen by. A topic that the reader allows beside ("also") is neither
right nor wrong. With --write, `docs/topics.md` gets the figures; --show lists what is missed in the gold documents, and never of
the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.names.tables import load_name_words
from extractors.pipeline import Extractor
from extractors.topics.finder import TopicFinder
from ontology.iri import digest
from ontology.records import Evidence, Function, Label
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "quality" / "topics.json"
DOCUMENTS = ROOT / "tests" / "quality" / "gold"
PAGE = ROOT / "docs" / "topics.md"
START, END = "<!-- written by scripts/topic_quality.py -->\n", "<!-- end -->\n"


@dataclass(frozen=True, slots=True)
class Told:
    """One duty: its language and words, the topics that the reader gave or allows, and those of the program."""

    language: str
    words: str
    wanted: frozenset[str]
    also: frozenset[str]
    found: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        """Topics of the reader that the program did not give."""
        return self.wanted - self.found

    @property
    def wrong(self) -> frozenset[str]:
        """Topics of the program that the reader does not allow."""
        return self.found - self.wanted - self.also


def measure(extractor: Extractor) -> dict[str, list[Told]]:
    """Each duty with the topics that the program gives it: of the gold documents, and of the duties for this measure alone."""
    gold, finder = json.loads(GOLD.read_text(encoding="utf-8")), TopicFinder(load_name_words())
    documents: list[Told] = []
    for name, rows in gold["documents"].items():
        text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
        documents += _told(extractor, finder, text, name[:2], rows)
    fresh = [
        one
        for row in gold["fresh"]
        for one in _told(extractor, finder, row["text"], row["language"], [{**row, "span": (0, len(row["text"]))}])
    ]
    return {"documents": documents, "fresh": fresh}


def _told(extractor: Extractor, finder: TopicFinder, text: str, language: str, rows: Sequence[dict[str, Any]]) -> Iterator[Told]:
    reading = extractor.reading("gold.txt", digest(text) * 6, text)
    bodies, _ = extractor.bodies(reading, extractor.definitions(reading))
    for row in rows:
        start, end = row["span"]
        words = " ".join(text[start:end].split())
        duty = Function("f", Label(words, language), (Evidence(start, end, "gold"),))
        found = frozenset(topic.topic for topic in finder.find(reading, bodies, [duty]))
        yield Told(language, words, frozenset(row["topics"]), frozenset(row.get("also", ())), found)


def figures(told: Sequence[Told]) -> dict[str, float]:
    """Counts, precision and recall."""
    count: Counter[str] = Counter()
    for one in told:
        right = len(one.wanted & one.found)
        count.update(duties=1, topics=len(one.wanted), right=right, wrong=len(one.wrong), missed=len(one.missed))
    given = count["right"] + count["wrong"]
    return {
        **count,
        "precision": count["right"] / given if given else 1.0,
        "recall": count["right"] / count["topics"] if count["topics"] else 1.0,
    }


def table(told: Sequence[Told]) -> str:
    """The figures by language, as a table of the page."""
    lines = ["| language | duties | topics | right | wrong | missed | precision | recall |", "|---|---|---|---|---|---|---|---|"]
    for language in ("ky", "kk", "ru", "en", "all"):
        f = figures([one for one in told if language in (one.language, "all")])
        counts = " | ".join(str(int(f[key])) for key in ("duties", "topics", "right", "wrong", "missed"))
        lines.append(f"| {language} | {counts} | {f['precision']:.3f} | {f['recall']:.3f} |")
    return "\n".join(lines) + "\n"


def section(measured: dict[str, list[Told]]) -> str:
    """Both tables."""
    return (
        f"Duties of the gold documents:\n\n{table(measured['documents'])}\n"
        f"Duties written for this measure, which no term was chosen by:\n\n{table(measured['fresh'])}"
    )


def page(measured: dict[str, list[Told]]) -> str:
    """The page with the figures of today."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    return before + START + section(measured) + END + rest.split(END)[1]


def main() -> None:
    """Prints the figures; writes them into the page where it is asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    measured = measure(Extractor.load(load_registry()))
    for one in measured["documents"] if asked.show else ():
        if one.missed or one.wrong:
            print(f"{one.language}  {one.words}\n    missed {sorted(one.missed)} wrong {sorted(one.wrong)}")
    print(section(measured), end="")
    if asked.write:
        PAGE.write_text(page(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
