"""Writes api/static/favicon.ico from api/static/mark.svg: three PNG pictures in one ICO file, for what asks for /favicon.ico.

usage: python scripts/make_icon.py [--browser /usr/bin/chromium]   (needs the browser of the tests: make browser)
"""

from __future__ import annotations

import argparse
import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parents[1] / "api" / "static"
SIZES = (16, 32, 48)
_HEAD, _ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def drawn(size: int, browser: str | None) -> bytes:
    """The mark as a PNG of so many pixels a side, on nothing."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": size, "height": size})
        mark = (STATIC / "mark.svg").read_text(encoding="utf-8")
        page.set_content(f"<style>body{{margin:0;background:none}}svg{{display:block;width:{size}px}}</style>{mark}")
        picture = page.screenshot(omit_background=True)
        chromium.close()
        return picture


def packed(pictures: dict[int, bytes]) -> bytes:
    """An ICO file of PNG pictures by size."""
    head, place = _HEAD.pack(0, 1, len(pictures)), _HEAD.size + _ENTRY.size * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += _ENTRY.pack(size, size, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures.values())


def main() -> None:
    """Draws and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", default=None, help="the browser's program, where it is not playwright's own")
    browser = parser.parse_args().browser
    (STATIC / "favicon.ico").write_bytes(packed({size: drawn(size, browser) for size in SIZES}))


if __name__ == "__main__":
    main()
