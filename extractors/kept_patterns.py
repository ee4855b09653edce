"""The patterns of the word tables, compiled once: what was compiled is kept, as Python keeps compiled modules.

A program of `re` is kept under the hash of its pattern and flags, in a file for each build of Python. It is kept only if the
pattern made from it equals the one that `re.compile` makes, and `re` checks it again when it is read. Where it cannot be kept or
read, the pattern is compiled, and all works the same, only later. See `docs/decisions/0013-kept-patterns.md`.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
from array import array
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from zlib import crc32

from ontology.kept import FOLDER

MAX_FILE = 32 * 2**20  # bytes: what is kept of tables that have changed since is thrown away with the rest
_HEAD = struct.Struct("<16sIII")  # key, checksum of what follows, length of the groups, length of the program
_FAULTS = (RuntimeError, ValueError, TypeError, AttributeError, OverflowError, KeyError, IndexError)


class _Kept(NamedTuple):
    groups: bytes  # JSON: flags, number of groups, names of groups
    program: bytes


class PatternKeeper:
    """The compiled patterns that a file keeps. The file may be missing, too old, broken or read-only."""

    def __init__(self, path: Path, write: bool) -> None:
        self._path = path
        self._write = write
        self._engine = _engine()
        self._kept = _read(path) if self._engine else {}

    def compile(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """What `re.compile` makes of a pattern. Raises re.error."""
        key = _key(pattern, flags)
        kept = self._kept.get(key)
        if kept is not None:
            with suppress(*_FAULTS):
                return _pattern(self._engine, pattern, kept)
        compiled = re.compile(pattern, flags)
        if self._write and self._engine and kept is None:
            with suppress(OSError, *_FAULTS):
                self._keep(key, compiled, _program(pattern, flags))
        return compiled

    def _keep(self, key: bytes, compiled: re.Pattern[str], made: _Kept) -> None:
        again = _pattern(self._engine, compiled.pattern, made)
        if again != compiled or (again.groups, again.groupindex) != (compiled.groups, compiled.groupindex):
            return  # patterns are equal whose flags and programs are
        record = _HEAD.pack(key, crc32(made.program, crc32(made.groups)), len(made.groups), len(made.program))
        self._path.parent.mkdir(exist_ok=True)
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            os.write(file, record + made.groups + made.program)  # at once: other processes may add theirs
        finally:
            os.close(file)
        self._kept[key] = made


@cache
def _keeper() -> PatternKeeper:
    build = blake2b(f"{sys.version} {sys.byteorder} {sys.maxsize}".encode(), digest_size=8).hexdigest()
    return PatternKeeper(Path(__file__).parent / FOLDER / f"patterns.{build}.bin", not sys.dont_write_bytecode)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern of the tables. Raises re.error."""
    return _keeper().compile(pattern, flags)


def _key(pattern: str, flags: int) -> bytes:
    return blake2b(f"{int(flags)} {pattern}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _engine() -> ModuleType | None:
    """The module that `re` runs its programs by; None where it is not the one that is known."""
    if sys.implementation.name != "cpython":
        return None
    with suppress(ImportError):
        return import_module("_sre")
    return None


def _read(path: Path) -> dict[bytes, _Kept]:
    """What the file keeps, up to the first fault; a file that is faulty or too long goes."""
    found: dict[bytes, _Kept] = {}
    with suppress(OSError):
        data = path.read_bytes()
        place = 0
        while place + _HEAD.size <= len(data):
            key, check, groups, program = _HEAD.unpack_from(data, place)
            start = place + _HEAD.size
            kept = _Kept(data[start : start + groups], data[start + groups : start + groups + program])
            if crc32(kept.program, crc32(kept.groups)) != check:
                break
            found[key] = kept
            place = start + groups + program
        if place != len(data) or len(data) > MAX_FILE:
            path.unlink()
    return found


def _program(pattern: str, flags: int) -> _Kept:
    """The program of a pattern, made by the steps of `re.compile` itself."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    parsed = parser.parse(pattern, int(flags))
    state = parsed.state
    groups = [int(flags) | state.flags, state.groups - 1, state.groupdict]
    return _Kept(json.dumps(groups).encode(), array("I", compiler._code(parsed, int(flags))).tobytes())


def _pattern(engine: ModuleType | None, pattern: str, kept: _Kept) -> re.Pattern[str]:
    """The pattern that runs a kept program. Raises RuntimeError where `re` finds that it is none."""
    if engine is None:
        raise RuntimeError("no engine for kept programs")
    flags, count, names = json.loads(kept.groups)
    by_number: list[str | None] = [None] * (count + 1)
    for name, number in names.items():
        by_number[number] = name
    program = array("I")
    program.frombytes(kept.program)
    made: re.Pattern[str] = engine.compile(pattern, flags, program.tolist(), count, names, tuple(by_number))
    return made
