"""What a query worker takes from itself before it reads a query: the network, files to write, memory and time without bound.

The guard refuses what would call another server or write; this holds where the guard errs, or the engine has a fault.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
# Landlock (landlock(7)); system calls as new as these have the same number on all architectures that Python is used on.
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
_ASK_VERSION = 1
# Executing, writing, and making or removing entries of every kind; reading stays free. Renaming and truncating came later.
_WRITES = {1: 0b1_1111_1111_0011, 2: 0b11_1111_1111_0011, 3: 0b111_1111_1111_0011}
_OPEN_FILES = 4096


@dataclass(frozen=True, slots=True)
class Confined:
    """What the system allowed to give up."""

    network: bool
    files: bool


def confine() -> Confined:
    """Takes leave of the network and of files to write, for good; a worker dies with its parent."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if not sys.platform.startswith("linux"):
        return Confined(False, False)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    network = any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
    return Confined(network, _seal_files(libc))


def limit_memory(megabytes: int) -> None:
    """Bounds what queries may ask for beyond the address space that the engine has reserved by now; nothing may be written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = _OPEN_FILES if most == resource.RLIM_INFINITY else min(most, _OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    if megabytes > 0:
        size = megabytes * 1024 * 1024 + _reserved()
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


class CpuAllowance:
    """Lets each query take so much CPU time; the system ends the process (SIGXCPU) where it takes more. 0: no bound."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._renewed = -1.0

    def renew(self) -> None:
        """Before a query. What was used is asked for at most once a second of the clock: one thread uses no more of it."""
        now = time.monotonic()
        if self._seconds > 0 and now - self._renewed > 1.0:
            used = resource.getrusage(resource.RUSAGE_SELF)
            until = int(used.ru_utime + used.ru_stime) + self._seconds + 2  # the system counts whole seconds
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
            self._renewed = now


def _seal_files(libc: ctypes.CDLL) -> bool:
    """No file may be written, made, removed or executed from here on. False where the system does not know how."""
    libc.syscall.restype = ctypes.c_long
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION))
    if version < 1 or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    handled = struct.pack("Q", _WRITES[min(version, max(_WRITES))])
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), ctypes.c_uint(0))
    if rules < 0:
        return False
    sealed = libc.syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0)) == 0
    os.close(rules)
    return bool(sealed)


def _reserved() -> int:
    """The address space of this process in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
