"""How fast whole documents are read: bytes to records, one process, CPU time, warm."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.texts import megabytes
from benchmarks.yardstick import cpu_s, yardstick_s
from extractors.pipeline import Extractor


def measure(extractor: Extractor, texts: Sequence[str]) -> float:
    """Prints the speed; returns how many yardsticks a megabyte takes."""
    seconds, records = cpu_s(lambda: sum(_records(extractor, number, text) for number, text in enumerate(texts)))
    size = megabytes(texts)
    yardsticks = seconds / size / yardstick_s()
    print(f"whole pipeline ({len(texts)} texts, {size:.2f} MB)")
    print(f"  jarlyk                 {size / seconds:7.2f} MB/s   {records} records, {yardsticks:.1f} yardsticks a MB")
    return yardsticks


def _records(extractor: Extractor, number: int, text: str) -> int:
    extraction = extractor.extract(f"{number}.txt", f"{number:064x}", text)
    return len(extraction.bodies) + len(extraction.instruments) + len(extraction.mandates) + len(extraction.measures)
