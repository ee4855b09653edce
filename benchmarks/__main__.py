"""All benchmarks in one run, with their ratios to others' tools and to the last committed result.

usage: python -m benchmarks [--write] [FILE_OR_FOLDER ...]   (default: the project's examples; --write commits the new result)

What is compared between runs is free of the machine: ratios of two tools in one run, and times in yardsticks, a fixed piece of
work that is timed in the same run.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import citations, memory, names, pipeline, shapes, starting
from benchmarks.texts import EXAMPLES, megabytes, texts_of, varied
from extractors.pipeline import Extractor
from ontology.registered import load_registry

RESULT = Path(__file__).resolve().parent / "result.json"
_ENOUGH_MB = 1.0  # texts are read again and again until so much is read, so that a run lasts long enough to be timed
_UNITS = {
    "names": "times as fast as spaCy's PhraseMatcher",
    "citations": "times as fast as eyecite",
    "pipeline": "yardsticks a MB",
    "start": "yardsticks to the first record",
    "memory": "times the memory of 1,000 documents after 10,000",
    "shapes": "times as fast as pySHACL",
}
_MORE_IS_BETTER = ("names", "citations", "shapes")


def main() -> None:
    """Runs and prints all; with --write keeps the result."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="*", type=Path, metavar="FILE_OR_FOLDER")
    arguments.add_argument("--write", action="store_true", help="keep the result, for later runs to be compared with")
    given = arguments.parse_args()
    if given.write and given.paths:
        arguments.error("a result to be kept is measured on the examples alone; leave the files out")
    texts = texts_of(given.paths or [EXAMPLES])
    registry = load_registry()
    extractor = Extractor.load(registry)
    copies = max(1, round(_ENOUGH_MB / megabytes(texts)))
    many = texts * copies
    found = {
        "names": names.measure(extractor, registry, varied(texts, copies)),
        "citations": citations.measure(extractor),
        "pipeline": pipeline.measure(extractor, many),
        "start": starting.measure(),
        "memory": memory.measure(),
        "shapes": shapes.measure(),
    }
    _compare(found, on_examples=not given.paths)
    if given.write:
        rounded = {key: round(value, 3) for key, value in found.items()}
        RESULT.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _compare(found: dict[str, float], on_examples: bool) -> None:
    print("against the last committed result")
    if not on_examples or not RESULT.exists():
        print("  (that one is of the examples)" if RESULT.exists() else "  (there is none yet)")
        return
    before = json.loads(RESULT.read_text(encoding="utf-8"))
    for key, value in found.items():
        ratio = value / before[key] if key in _MORE_IS_BETTER else before[key] / value
        print(f"  {key:10} {value:9.2f} {_UNITS[key]}, before {before[key]:.2f}: {ratio:.2f} times as good")


if __name__ == "__main__":
    main()
