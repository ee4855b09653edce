"""Reads documents laid out otherwise - without blank lines, with one behind each line, in a column - and tells which facts stay.

usage: layouts.py [PATH ...]     plain texts, or folders of them; the examples and the made-up gold without any

The words are the same in each layout, so the facts should be.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from extractors.pipeline import Extractor
from extractors.tables.cells import read_tables
from ontology.records import Extraction
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = [ROOT / "examples" / "corpus", ROOT / "tests" / "quality" / "gold"]
WIDTH = 84  # characters of a column
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_PARTED_BY_TABS = "separated"

Fact = tuple[str, ...]


def without_blank_lines(text: str) -> str:
    """Paragraphs that only a line end parts, as copied out of a page."""
    return _outside(text, lambda stretch: _BLANK_LINES.sub("\n", stretch))


def spaced(text: str) -> str:
    """A blank line behind each line, as programs write that turn a page into text."""
    return _LINE_END.sub("\n\n", text)


def blanks_in_lines(text: str) -> str:
    """Empty lines that hold a no-break space."""
    return re.sub(r"(?<=\n)(?=\n)", "\u00a0", text)


def column(text: str) -> str:
    """Lines broken at the same width, as those of a printed page."""
    return _outside(text, lambda stretch: "\n".join(_broken(line) for line in stretch.split("\n")))


def without_marks(text: str) -> str:
    """Tables whose cells are left on lines of their own."""
    return _inside(text, lambda table: table.replace("\t", "\n"))


def with_bars(text: str) -> str:
    """Tables with bars between their cells, as Markdown has them."""
    return _inside(text, lambda table: "\n".join(f"| {line.replace(chr(9), ' | ')} |" for line in table.split("\n")))


LAYOUTS: Mapping[str, Callable[[str], str]] = {
    "without blank lines": without_blank_lines,
    "a blank line behind each line": spaced,
    "blanks in empty lines": blanks_in_lines,
    "a column": column,
    "tables without marks": without_marks,
    "tables with bars": with_bars,
}


def can_be_laid_out(text: str) -> bool:
    """Whether blank lines say nothing in its tables, and its lines are no column already."""
    wrapped = sum(line[:1].islower() for line in text.split("\n"))
    return wrapped < text.count("\n") / 10 and all(table.dialect == _PARTED_BY_TABS for table in read_tables(text))


def _outside(text: str, change: Callable[[str], str]) -> str:
    """The text with the stretches between its tables changed."""
    return "".join(part if inside else change(part) for inside, part in _parts(text))


def _inside(text: str, change: Callable[[str], str]) -> str:
    """The text with its tables changed."""
    return "".join(change(part) if inside else part for inside, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The tables of a text and what stands between them."""
    place = 0
    for table in read_tables(text):
        yield False, text[place : table.start]
        yield True, text[table.start : table.end]
        place = table.end
    yield False, text[place:]


def _broken(line: str) -> str:
    done, start = [], 0
    while len(line) - start > WIDTH:
        end = line.rfind(" ", start, start + WIDTH)
        if end <= start:
            break
        done.append(line[start:end])
        start = end + 1
    return "\n".join([*done, line[start:]])


def facts(read: Extraction) -> Counter[Fact]:
    """What was read, each fact by words that the layout does not change."""
    return Counter(_facts(read))


def _facts(read: Extraction) -> Iterator[Fact]:
    text = read.document.text
    named = {body.key: body.names[0].text for body in read.bodies}
    named |= {act.key: f"{act.type} {act.number} {act.date}" for act in read.instruments}

    def words(start: int, end: int) -> str:
        return "".join(text[start:end].split())

    for body in read.bodies:
        yield from (("body", named[body.key], words(place.start, place.end)) for place in body.mentions)
    for act in read.instruments:
        yield "act", named[act.key]
        yield from (("sum", sum_.as_printed, str(sum_.year), str(sum_.source)) for sum_ in act.funding)
    for link in read.links:
        yield "link", named.get(link.source, ""), link.link_type, named.get(link.target, "")
    for duty in read.mandates:
        place = duty.evidence[0]
        yield "mandate", named.get(duty.holder, ""), duty.role, duty.deontic, words(place.start, place.end)
    for thing in (*read.tasks, *read.measures, *read.indicators):
        yield type(thing).__name__, "".join(thing.text.text.split())


def kept(extractor: Extractor, text: str, layout: Callable[[str], str]) -> tuple[Counter[Fact], Counter[Fact], int]:
    """The facts lost and gained by a layout, and how many there were."""
    before, after = (facts(extractor.extract("text.txt", "0" * 64, each)) for each in (text, layout(text)))
    return before - after, after - before, before.total()


def main() -> None:
    """Prints the figures of each layout, and with `-v` each fact."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print each fact lost (-) and gained (+)")
    parser.add_argument("paths", nargs="*", type=Path, default=DEFAULT)
    arguments = parser.parse_args()
    files = [file for path in arguments.paths for file in ([path] if path.is_file() else sorted(path.glob("*.txt")))]
    extractor = Extractor.load(load_registry())
    for name, layout in LAYOUTS.items():
        lost, gained, whole, read = 0, 0, 0, 0
        for file in files:
            text = file.read_text(encoding="utf-8")
            if not can_be_laid_out(text):
                continue
            less, more, total = kept(extractor, text, layout)
            lost, gained, whole, read = lost + less.total(), gained + more.total(), whole + total, read + 1
            if arguments.v:
                for sign, some in (("-", less), ("+", more)):
                    for fact in sorted(some):
                        print(sign, file.stem, *(word[:90] for word in fact), sep=" | ")
        print(f"{name}: {read} documents, {whole} facts, {lost} lost ({lost / max(1, whole):.1%}), {gained} gained")


if __name__ == "__main__":
    main()
