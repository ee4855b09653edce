"""Whether memory stays flat: the resident size of a process after so many documents, each of other words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.texts import EXAMPLES, texts_of

_FEW, _MANY = 1_000, 10_000


def measure() -> float:
    """Prints the sizes; returns the later one as a multiple of the earlier."""
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "benchmarks.memory"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    few, many = map(float, answer.stdout.split())
    print("memory of one process")
    print(f"  after {_FEW:6,} documents {few:7.1f} MB")
    print(f"  after {_MANY:6,} documents {many:7.1f} MB    {many / few:.3f} times as much")
    return many / few


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Reads the documents, and prints the size twice."""
    from extractors.pipeline import Extractor
    from ontology.registered import load_registry

    extractor = Extractor.load(load_registry())
    texts = texts_of([EXAMPLES])
    for number in range(1, _MANY + 1):
        text = texts[number % len(texts)].replace("2018", str(1900 + number % 100)) + f"\n\n{number}\n"
        extractor.extract(f"{number}.txt", f"{number:064x}", text)
        if number in (_FEW, _MANY):
            print(f"{_resident_mb():.1f}")


if __name__ == "__main__":
    main()
