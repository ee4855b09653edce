"""The texts that are read: the project's examples, or the files and folders that the command line names."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "corpus"
_LONG = re.compile(r"[^\W\d_]{6,}")
_CHANGED = 0.25
_STATES = ("Kyrgyz Republic", "Republic of Kazakhstan", "Russian Federation")
_TYPES = ("Law", "Resolution", "Decree", "Order")
_ABOUT = ("on countering extremism", "on state planning", "on local self-government", "on the budget", "on the civil service")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_NAMES = ("Smith", "Carter", "Novak", "Reed", "Holm", "Baker", "Lindt", "Moreau", "Quinn", "Ortega")
_REPORTERS = ("U.S.", "F.2d", "F.3d", "F. Supp. 2d", "S. Ct.")
_PLAIN = (
    "The procedure is reviewed at each stage, and the parties are told of its outcome in writing.",
    "Measures are planned with regard to the means that are at hand and to the experience of earlier years.",
    "Nothing in this part limits the rights of those who were heard before the decision was taken.",
)


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The texts of plain text files and of folders of them, in the order of names."""
    files = sorted(f for path in paths for f in (path.rglob("*.txt") if path.is_dir() else [path]))
    return [f.read_bytes().decode("utf-8") for f in files]


def megabytes(texts: Sequence[str]) -> float:
    """The size as UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def varied(texts: Sequence[str], copies: int) -> list[str]:
    """The texts so many times, in each copy one long word in four made another.

    New texts bring new words, and a tool that keeps what it knows of each word must not be measured on words that it has met a
    hundred times.
    """
    chance = random.Random(7)
    return [_LONG.sub(lambda word: _another(word[0], chance), text) for _ in range(copies) for text in texts]


def _another(word: str, chance: random.Random) -> str:
    if chance.random() > _CHANGED:
        return word
    inner = list(word[1:-1])
    chance.shuffle(inner)
    return word[0] + "".join(inner) + word[-1]


def mixed_citations(paragraphs: int) -> tuple[str, list[str], list[str]]:
    """A made-up English text, the numbered acts that it cites, and the reported cases that it cites."""
    chance = random.Random(7)
    acts: list[str] = []
    cases: list[str] = []
    lines: list[str] = []
    for _ in range(paragraphs):
        day = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(1995, 2024)}"
        number = str(chance.randint(1, 999))
        acts.append(number)
        act = f"{chance.choice(_TYPES)} of the {chance.choice(_STATES)} of {day} No. {number} '{chance.choice(_ABOUT)}'"
        page = chance.randint(1, 1400)
        case = f"{chance.randint(20, 560)} {chance.choice(_REPORTERS)} {page}"
        cases.append(case)
        parties = f"{chance.choice(_NAMES)} v. {chance.choice(_NAMES)}"
        lines.append(f"{chance.choice(_PLAIN)} This follows from the {act.replace(chr(39), chr(34))}.")
        lines.append(f"{chance.choice(_PLAIN)} See {parties}, {case} ({chance.randint(1950, 2020)}).")
    return "\n\n".join(lines), acts, cases
