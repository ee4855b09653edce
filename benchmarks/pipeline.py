"""How fast whole documents are read: bytes to records, one process, CPU time, warm; set up as a process of a build is."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from benchmarks.texts import megabytes
from benchmarks.yardstick import cpu_s, yardstick_s
from extractors.pipeline import Extractor
from graph.reading_workers import spare_collector


def measure(extractor: Extractor, texts: Sequence[str]) -> float:
    """Prints the speed; returns how many yardsticks a megabyte takes."""
    usual = gc.get_threshold()
    spare_collector()
    seconds, records = cpu_s(lambda: sum(_records(extractor, number, text) for number, text in enumerate(texts)))
    gc.set_threshold(*usual)
    gc.unfreeze()
    size = megabytes(texts)
    yardsticks = seconds / size / yardstick_s()
    print(f"whole pipeline ({len(texts)} texts, {size:.2f} MB)")
    print(f"  jarlyk                 {size / seconds:7.2f} MB/s   {records} records, {yardsticks:.1f} yardsticks a MB")
    return yardsticks


def _records(extractor: Extractor, number: int, text: str) -> int:
    extraction = extractor.extract(f"{number}.txt", f"{number:064x}", text)
    return len(extraction.bodies) + len(extraction.instruments) + len(extraction.mandates) + len(extraction.measures)
