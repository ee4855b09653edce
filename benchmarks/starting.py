"""How long a fresh process takes from its first import to its first record, the registry and all tables loaded."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.texts import EXAMPLES
from benchmarks.yardstick import yardstick_s

_CODE = """
import time
start = time.process_time()
from pathlib import Path
from extractors.pipeline import Extractor
from ontology.registered import load_registry
extractor = Extractor.load(load_registry())
loaded = time.process_time()
extractor.read(Path({path!r}))
print(loaded - start, time.process_time() - loaded)
"""


def measure() -> float:
    """Prints the times; returns them in yardsticks."""
    path = sorted(EXAMPLES.glob("*.txt"))[0]
    best = min((_once(str(path)) for _ in range(6)), key=sum)  # the first run may have to compile
    yardsticks = sum(best) / yardstick_s()
    print("start-up of a fresh process")
    print(f"  imports and tables     {best[0]:7.2f} s")
    print(f"  first document         {best[1]:7.2f} s")
    print(f"  both                   {sum(best):7.2f} s      {yardsticks:.1f} yardsticks")
    return yardsticks


def _once(path: str) -> tuple[float, float]:
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _CODE.format(path=path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=usual)
    loaded, read = answer.stdout.split()
    return float(loaded), float(read)
