from __future__ import annotations

import re
from importlib.resources import files

import pytest

PAIRS = [
    ("ink", "ground"),
    ("ink", "raised"),
    ("ink", "quoted"),
    ("ink", "notice"),
    ("ink", "head"),
    ("soft", "ground"),
    ("soft", "raised"),
    ("soft", "quoted"),
    ("link", "ground"),
    ("link", "raised"),
    ("link", "notice"),
    ("accent", "raised"),
    ("on-accent", "accent"),
    ("on-marked", "marked"),
]


def schemes() -> dict[str, dict[str, str]]:
    css = files("api").joinpath("static", "jarlyk.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    )
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    high, low = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_styles_ask_nothing_of_other_sites() -> None:
    css = files("api").joinpath("static", "jarlyk.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_no_selector_is_given_its_rules_twice() -> None:
    """The second would silently undo the first, as two kinds of `.fields` did."""
    css = files("api").joinpath("static", "jarlyk.css").read_text(encoding="utf-8")
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}|/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = [head.strip() for head in re.findall(r"([^{}]+)\{", plain)]
    assert len(selectors) > 80 and sorted({s for s in selectors if selectors.count(s) > 1}) == []
